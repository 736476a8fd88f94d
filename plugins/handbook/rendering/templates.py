"""Templates: where each is found, and which of them are the package's own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    TemplateNotFound,
)

from handbook.content_type import ContentType

COMPONENTS = Path(__file__).parent / "components"
"""What belongs to no content type."""


def loader_of(overrides: Sequence[Path], types: Mapping[str, ContentType]) -> BaseLoader:
    """Return what finds a template: in the first folder that has it, else in the package.

    With the content types is what is one's own (`mentors/listing.html`, and `component.html` of the
    timeline as `components/timeline.html`), here what belongs to none (`components/hero.html`).
    """
    own = {name: FileSystemLoader(kind.folder) for name, kind in types.items()}
    of_types = {f"{name}.html": kind.component for name, kind in types.items()}
    components = ChoiceLoader([_FileLoader(of_types), FileSystemLoader(COMPONENTS)])
    ours = PrefixLoader({**own, "components": components})
    return ChoiceLoader([*(FileSystemLoader(folder) for folder in overrides), ours])


def own_folders(types: Mapping[str, ContentType]) -> frozenset[str]:
    """Name the folders in which the package's own templates lie, as the loader names them."""
    return frozenset(map(str, (COMPONENTS, *(kind.folder for kind in types.values()))))


class _FileLoader(BaseLoader):
    """Loads templates of which each is one file somewhere."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = files

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a template, its file, and what says that it has not changed."""
        file = self._files.get(template)
        if file is None or not file.is_file():
            raise TemplateNotFound(template)
        changed = file.stat().st_mtime
        return file.read_text("utf-8"), str(file), lambda: file.stat().st_mtime == changed
