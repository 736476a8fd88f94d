"""The scan for leaks: nothing private, and nobody without consent, in any file of the site."""

from handbook.finishing.scan.matching import Matcher
from handbook.finishing.scan.searching import Report, Stamped, StampedPages, empty, search

__all__ = ["Matcher", "Report", "Stamped", "StampedPages", "empty", "search"]
