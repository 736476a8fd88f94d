"""Foreseeable: whether MkDocs, as it is set up, makes a site of nothing but the project's files."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from handbook.mkdocs_plugins.completing import PLUGIN
from handbook.mkdocs_plugins.languages import SEARCHES
from handbook.mkdocs_plugins.project import root_of
from handbook.mkdocs_plugins.timing import TIMING
from handbook.settings import default_folder

_PREFIXES = ("handbook.", "markdown.extensions.", "pymdownx.")
_OF_OTHER_FILES = {"pymdownx.snippets", "pymdownx.b64", "pymdownx.pathconverter"}
"""Extensions that read what a page names, wherever it lies."""
_FROM_ELSEWHERE = ("!ENV", "INHERIT")
"""What has `mkdocs.yml` say what stands elsewhere."""
_PLAIN = {
    *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code"),
    *("footnotes", "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists"),
    *("smarty", "tables", "toc", "wikilinks"),
}
"""Extensions of Markdown itself, by their short names."""


def foreseeable(config: MkDocsConfig) -> bool:
    """Say whether the same files make the same site, so that it need not be made again.

    Other plugins and hooks may look at anything: at the history of files, at the network.
    """
    root = root_of(config)
    text = Path(config.config_file_path).read_text("utf-8", errors="replace")
    folders = {config.docs_dir: "content", config.theme.custom_dir: "overrides"}
    return (
        set(config.plugins) <= {PLUGIN, TIMING, *SEARCHES}
        and not config.hooks
        and not any(word in text for word in _FROM_ELSEWHERE)
        and all(map(_reads_no_file, config.markdown_extensions))
        and all(not folder or _is_read(folder, root, name) for folder, name in folders.items())
    )


def _is_read(folder: str, root: Path, name: str) -> bool:
    """Say whether a folder is the project's or the package's of a name."""
    return Path(folder).resolve() in {(root / name).resolve(), default_folder(name)}


def _reads_no_file(extension: str) -> bool:
    known = extension in _PLAIN or extension.startswith(_PREFIXES)
    return known and extension not in _OF_OTHER_FILES
