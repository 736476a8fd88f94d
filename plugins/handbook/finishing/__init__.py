"""Finishing: what is checked and mended in the built site, whatever built it."""

from handbook.finishing.links import broken_links
from handbook.finishing.pruning import prune

__all__ = ["broken_links", "prune"]
