"""Tests on a real programme's data, which is never part of this repository."""
