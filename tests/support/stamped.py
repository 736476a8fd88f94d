"""Sites of stamped pages, written as the plugin writes them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from handbook import stamping
from handbook.mkdocs_plugins.site_files import write_stamped
from handbook.outputs import EntryPage
from handbook.stamping.pages import StampedPages


def write_site(root: Path, template: str, entries: Sequence[EntryPage]) -> StampedPages:
    """Write entries on the shell of a template that has `{title}` and the other slots in it."""
    ((key, exemplar),) = stamping.exemplars(entries).items()
    slots = {slot: getattr(exemplar, slot) for slot in stamping.SLOTS}
    return write_stamped(root, entries, {key: stamping.cut(template.format(**slots))})
