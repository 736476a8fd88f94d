"""Pictures: photos and logos, published with nothing in them but what is to be seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

MAX_BYTES = 2_000_000
"""Most bytes that a picture should bring: more tells of one straight from a camera."""
MAX_POINTS = 50_000_000
"""Most points that a picture may have, so that a small file cannot fill the memory."""


class Role(StrEnum):
    """What a picture shows."""

    PHOTO = "photo"
    LOGO = "logo"
    ILLUSTRATION = "illustration"
    """A picture in prose."""


@dataclass(frozen=True, slots=True)
class PictureFault:
    """Why a picture is refused."""

    code: str
    """Key of its text in the catalogue, like the code of a problem."""
    details: Mapping[str, object] = field(default_factory=dict)
    line: int = 0
    """Line of an SVG file at which it stands; 0 for the picture as a whole."""
    column: int = 0
