"""Leaks: what must not be published, and the search for it in the finished site."""
