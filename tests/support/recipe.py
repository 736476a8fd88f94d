"""The recipe of CONTRIBUTING.md for a new content type, taken apart."""

from __future__ import annotations

import re
import sys
import textwrap
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from handbook.content_type import ContentType

ROOT = Path(__file__).parents[2]
FOLDER = "plugins/handbook/content_types/alumni"
REGISTRY = "plugins/handbook/content_types/__init__.py"
TABLE = "programme/alumni.csv"
WORDING = '  - {version: "2026-1", since: 2026-01-01, text: I agree.}\n'
"""A wording of consent that the recipe's data names; the list of wordings ends the description."""
_BLOCK = re.compile(
    r"^   ```\w+ title=\"(?P<path>[^\"]+)\"\n(?P<text>.*?)^   ```$", re.MULTILINE | re.DOTALL
)


def steps() -> dict[str, str]:
    """Return the files that the recipe names, by path."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    return {match["path"]: textwrap.dedent(match["text"]) for match in _BLOCK.finditer(text)}


def made_by_the_recipe(folder: Path) -> ContentType:
    """Write the recipe's type to a folder and import it from there."""
    folder.mkdir(exist_ok=True)
    for path, text in steps().items():
        if path.startswith(f"{FOLDER}/"):
            (folder / Path(path).name).write_text(text, "utf-8")
    spec = spec_from_file_location("alumni", folder / "__init__.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["alumni"] = module
    spec.loader.exec_module(module)
    kind = module.ALUMNI
    assert isinstance(kind, ContentType)
    return kind
