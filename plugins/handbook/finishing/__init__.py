"""Finishing: what is checked and mended in the built site, whatever built it."""

from handbook.finishing.links import broken_links
from handbook.finishing.pruning import prune
from handbook.finishing.scan import Report, Stamped, StampedPages, empty, search

__all__ = ["Report", "Stamped", "StampedPages", "broken_links", "empty", "prune", "search"]
