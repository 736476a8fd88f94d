"""Rendering: prose and templates, filled in with what may be seen of the programme."""
