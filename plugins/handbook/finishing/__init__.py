"""Finishing: what is checked and mended in the built site, whatever built it."""
