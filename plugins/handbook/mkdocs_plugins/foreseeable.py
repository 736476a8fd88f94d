"""Foreseeable: whether MkDocs, as it is set up, makes a site of nothing but the project's files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from handbook.mkdocs_plugins.completing import PLUGIN
from handbook.mkdocs_plugins.languages import SEARCHES
from handbook.mkdocs_plugins.project import root_of
from handbook.mkdocs_plugins.timing import TIMING
from handbook.rendering import kept_markup
from handbook.settings import default_folder

_FROM_ELSEWHERE = ("!ENV", "INHERIT")
"""What has `mkdocs.yml` say what stands elsewhere."""
_OBJECT = re.compile(r"\bpython/[a-z_/]+:([\w.]*)")
"""How `mkdocs.yml` names something of Python, which may do anything."""
_PLAIN_OBJECTS = (
    *("markdown.extensions.toc.", "markdown.extensions.wikilinks.", "material.extensions.emoji."),
    *("pymdownx.arithmatex.", "pymdownx.emoji.", "pymdownx.slugs.", "pymdownx.superfences."),
)
"""Modules of which nothing reads a file that is not told of elsewhere."""

_OF_MARKDOWN = "markdown.extensions."
_OF_OTHER_FILES: Mapping[str, frozenset[str]] = {
    "codehilite": frozenset({"cssfile", "pygments_formatter", "tagsfile"}),
    "pymdownx.emoji": frozenset({"custom_icons"}),
}
"""Options by which an extension reads files, else plain, or writes what no page shows."""
_PLAIN = frozenset(
    {
        kept_markup.__name__,
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code"),
        *("footnotes", "legacy_attrs", "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists"),
        *("smarty", "tables", "toc", "wikilinks"),
        *(
            f"pymdownx.{name}"
            for name in (
                *("arithmatex", "betterem", "blocks.admonition", "blocks.caption"),
                *("blocks.definition", "blocks.details", "blocks.html", "blocks.tab"),
                *("bracketspan", "caret", "critic", "details", "emoji", "escapeall", "extra"),
                *("fancylists", "highlight", "inlinehilite", "keys", "magiclink", "mark"),
                *("progressbar", "quotes", "saneheaders", "smartsymbols", "striphtml"),
                *("superfences", "tabbed", "tasklist", "tilde"),
            )
        ),
    }
)
"""Extensions that make a page of its text alone, those of Markdown itself by their short names.

Any other may read files: `pymdownx.snippets` and `pymdownx.b64` what a page names, and what
`pymdownx.pathconverter` writes depends on the folder that the command is called in.
"""


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
        and all(name.startswith(_PLAIN_OBJECTS) for name in _OBJECT.findall(text))
        and all(
            _reads_no_file(name, config.mdx_configs.get(name) or {})
            for name in config.markdown_extensions
        )
        and all(not folder or _is_read(folder, root, name) for folder, name in folders.items())
    )


def _is_read(folder: str, root: Path, name: str) -> bool:
    """Say whether a folder is the project's or the package's of a name."""
    return Path(folder).resolve() in {(root / name).resolve(), default_folder(name)}


def _reads_no_file(extension: str, options: Mapping[str, Any]) -> bool:
    name = extension.removeprefix(_OF_MARKDOWN)
    return name in _PLAIN and not _OF_OTHER_FILES.get(name, frozenset()) & set(_keys(options))


def _keys(said: Any) -> Iterator[str]:
    """Give the keys of options, and of options within them."""
    if isinstance(said, Mapping):
        yield from map(str, said)
        said = said.values()
    elif not isinstance(said, list):
        return
    for each in said:
        yield from _keys(each)
