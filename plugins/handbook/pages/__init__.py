"""Pages: everything the site shows, made of what may be seen of the programme."""

from handbook.pages.assets import assets
from handbook.pages.entries import entry_pages, entry_paths
from handbook.pages.front import names_for_templates
from handbook.pages.links import unknown_pages
from handbook.pages.navigation import NavigationPlan, navigation
from handbook.pages.prose import page_names, prose_pages
from handbook.pages.trouble import trouble_page

__all__ = [
    "NavigationPlan",
    "assets",
    "entry_pages",
    "entry_paths",
    "names_for_templates",
    "navigation",
    "page_names",
    "prose_pages",
    "trouble_page",
    "unknown_pages",
]
