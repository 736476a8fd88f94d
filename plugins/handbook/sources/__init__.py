"""Sources: the coordinator's files, read into rows and documents with every fault located.

The only room that knows Frictionless, YAML and CSV.
"""

from handbook.sources.attachments import read_attachments
from handbook.sources.catalogues import has_catalogue, load_catalogue
from handbook.sources.citations import load_citations
from handbook.sources.documents import read_document
from handbook.sources.files import FileText, read_text
from handbook.sources.loose import LooseRow, loose_files
from handbook.sources.peek import Peek, peek, peek_languages
from handbook.sources.prepared import Key
from handbook.sources.prose import read_navigation, read_prose
from handbook.sources.rows import Rows, read_rows
from handbook.sources.schemas import SchemaError, load_schema
from handbook.sources.setup import (
    DeclaredField,
    DeclaredTerm,
    Setup,
    list_editions,
    read_setup,
)
from handbook.sources.strangers import strangers
from handbook.sources.yaml_reader import Parsed, Places, load_yaml, parse_yaml

__all__ = [
    "DeclaredField",
    "DeclaredTerm",
    "FileText",
    "Key",
    "LooseRow",
    "Parsed",
    "Peek",
    "Places",
    "Rows",
    "SchemaError",
    "Setup",
    "has_catalogue",
    "list_editions",
    "load_catalogue",
    "load_citations",
    "load_schema",
    "load_yaml",
    "loose_files",
    "parse_yaml",
    "peek",
    "peek_languages",
    "read_attachments",
    "read_document",
    "read_navigation",
    "read_prose",
    "read_rows",
    "read_setup",
    "read_text",
    "strangers",
]
