"""Unread: why something was not searched, and how much the search may use up."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

MOST_UNPACKED = 256 * 1024 * 1024
"""Bytes that all packed files of one search may unpack to."""
MOST_SECONDS = 60.0
"""Seconds of CPU that one search may spend on what is packed."""

MOST_OF_ONE = 64 * 1024 * 1024
MOST_SECONDS_OF_ONE = 20.0
"""What one file may use up of that, so that something is left for the others."""
_UNTIMED, _LONG = 32, 64 * 1024
"""How often something is counted between two looks at the clock, if it has no more bytes."""


class Unread(StrEnum):
    """Why a file, or a part of it, could not be searched: the code of its problem."""

    ENCRYPTED = "unsearched-encrypted"
    DAMAGED = "unsearched-damaged"
    LARGE = "unsearched-large"
    FORMAT = "unsearched-format"
    GLYPHS = "unsearched-glyphs"
    """Its fonts do not say which letters they show."""
    PICTURE = "unsearched-picture"
    """It has pages that are pictures."""


class SpentError(ValueError):
    """The search has used up what it may."""


@dataclass
class Budget:
    """What is left, for all packed files of one search together."""

    bytes: int = field(default_factory=lambda: MOST_UNPACKED)
    seconds: float = field(default_factory=lambda: MOST_SECONDS)
    _begun: float = field(default_factory=time.process_time)
    _kept: tuple[int, float] = (0, 0.0)
    """What the file that is read now has to leave."""
    _untimed: int = 0
    """How often something was counted since the clock was looked at."""

    def begin(self) -> None:
        """Begin with a file: what was done since the last one is no work on what is packed."""
        self._begun, self._untimed = time.process_time(), 0
        self._kept = (
            max(self.bytes - MOST_OF_ONE, 0),
            max(self.seconds - MOST_SECONDS_OF_ONE, 0.0),
        )

    @property
    def left(self) -> int:
        """How many bytes may be unpacked of the file that is read now."""
        return self.bytes - self._kept[0]

    def spend(self, size: int = 0) -> None:
        """Count what is used.

        Raises:
            SpentError: that is more than was left.
        """
        self.bytes -= size
        self._untimed += 1
        # To ask what time it is takes longer than most of what is counted.
        if size > _LONG or self._untimed >= _UNTIMED:
            now = time.process_time()
            self.seconds -= now - self._begun
            self._begun, self._untimed = now, 0
        if self.bytes < self._kept[0] or self.seconds < self._kept[1]:
            raise SpentError


@dataclass(frozen=True, slots=True)
class Watch:
    """What is said while a document is read."""

    tell: Callable[[Unread], None]
    """Takes what cannot be searched though the document can be read."""
    spend: Callable[[int], None]
    """Counts bytes, and looks at the clock; whatever it raises is passed on."""
    note: Callable[[bytes], None]
    """Takes what an unpacked stream holds, once it is looked at."""
    cover: Callable[[], None]
    """Is called where nothing is left in a document that was not given or noted."""
