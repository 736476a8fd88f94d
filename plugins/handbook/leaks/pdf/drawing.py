"""Drawings: the text that is drawn on a page of a plain PDF, in the order in which it is drawn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from handbook.leaks.pdf.letters import Letters
from handbook.leaks.pdf.syntax import IN_DIGITS, IN_LETTERS, meant
from handbook.leaks.pdf.values import OddError, numbers_in

_NUMBER = rb"[-+]?(?:\d{1,20}\.?\d{0,20}|\.\d{1,20})"
_STRING = IN_LETTERS + rb"|" + IN_DIGITS
_SINGLE = _NUMBER + rb"|/[^\s()<>\[\]{}/%]*+|" + _STRING
_ARRAY = rb"\[(?:\s|" + _SINGLE + rb")*+\]"
_LISTED = rb"<<(?:\s|true|false|null|" + _SINGLE + rb"|" + _ARRAY + rb")*+>>"
_INSTRUCTION = re.compile(
    rb"\s*+((?:(?:" + _SINGLE + rb"|" + _ARRAY + rb"|" + _LISTED + rb")\s*+)*+)"
    rb"([A-Za-z'\"][A-Za-z0-9]*+\*?+)"
)
_SHOWN = re.compile(rb"(" + _STRING + rb")|(" + _NUMBER + rb")|(/|<<)")
"""A text, how far the next is moved, or what stands nowhere among these."""
_SILENT = frozenset(
    b"b B b* B* BDC BMC BX c cs CS d DP EMC ET EX f F f* g G gs h i j J k K l m M MP n re rg RG "
    b"ri s S sc SC scn SCN sh Tr Tw v w W W* y".split()
)
"""Instructions that neither say anything nor change where it stands."""
_SPEAKING = frozenset((b"TJ", b"Tj", b"Tf", b"Do"))
"""Those before which stands what is looked up, or shown; before any other it is told as it is."""
_NUMERIC = b" \t\r\n\f+-.0123456789"
_COUNTS = {"cm": 6, "Tm": 6, "Td": 2, "TD": 2, "T*": 0, "Tc": 1, "Tz": 1, "TL": 1, "Ts": 1}
"""How many numbers come before an instruction that changes it."""
NARROW = "\u2009"
"""What stands for a gap that may part two words or only two letters."""
_TOUCHING, _APART, _BACK, _LINE = 0.08, 0.3, -0.6, 0.3
"""Gaps, in parts of the size of letters: up to the first there is none, and from the second on it
parts words; as far back, or away from its line, what follows stands somewhere else."""

Matrix = tuple[float, float, float, float, float, float]
_AS_IT_IS: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def text_drawn(
    drawing: bytes,
    font: Callable[[str], Letters],
    picture: Callable[[str], None],
    look: Callable[[], None],
) -> tuple[str, bytes]:
    """Return the text of a drawing, and what is said beside it; `NARROW` may be a space.

    Args:
        drawing: its instructions.
        font: gives the letters of a font by its name here.
        picture: is told the name of each picture within it.
        look: looks at the clock.

    Raises:
        OddError: something in it only a parser of any PDF can read.
    """
    pen = _Pen(font)
    beside: dict[bytes, None] = {}
    at = 0
    while found := _INSTRUCTION.match(drawing, at):
        at = found.end()
        operands, name = found.groups()
        if name not in _SPEAKING and operands.translate(None, _NUMERIC):
            beside[operands] = None
        if name in _SILENT:
            continue
        look()
        if name == b"Do":
            picture(operands.decode("latin-1").strip())
        else:
            pen.follow(name.decode("latin-1"), operands)
    if drawing[at:].strip():
        raise OddError
    return "".join(pen.said), b" ".join(beside)


class _State(NamedTuple):
    """How letters look, and where the page is."""

    page: Matrix = _AS_IT_IS
    letters: Letters | None = None
    size: float = 0.0
    spacing: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


@dataclass(frozen=True, slots=True)
class _End:
    """Where a text ended, and which way, and how far, an em of it goes."""

    x: float
    y: float
    along: float
    up: float

    def gap(self, x: float, y: float) -> str:
        """Return what stands between this text and one that begins somewhere."""
        em = self.along * self.along + self.up * self.up or 1.0
        right, high = x - self.x, y - self.y
        wide = (right * self.along + high * self.up) / em
        if abs(right * self.up - high * self.along) > _LINE * em or wide < _BACK:
            return "\n"
        return _gap(wide)


def _gap(wide: float) -> str:
    return " " if wide > _APART else NARROW if wide > _TOUCHING else ""


class _Pen:
    """Follows the instructions of a drawing."""

    def __init__(self, font: Callable[[str], Letters]) -> None:
        self.said: list[str] = []
        self._font = font
        self._state = _State()
        self._saved: list[_State] = []
        self._text = self._line = _AS_IT_IS
        self._end: _End | None = None

    def follow(self, name: str, operands: bytes) -> None:
        """Follow an instruction."""
        if name in {"TJ", "Tj"}:
            self._show(operands)
        elif name == "q":
            self._saved.append(self._state)
        elif name == "Q":
            self._state = self._saved.pop() if self._saved else self._state
        elif name == "BT":
            self._text = self._line = _AS_IT_IS
        elif name == "Tf":
            called, _, size = operands.strip().decode("latin-1").partition(" ")
            letters, numbers = self._font(called), numbers_in(size.encode())
            if len(numbers) != 1:
                raise OddError
            self._state = self._state._replace(letters=letters, size=numbers[0])
        else:
            numbers = numbers_in(operands)
            if len(numbers) != _COUNTS.get(name):
                raise OddError
            self._change(name, *numbers)

    def _change(self, name: str, *numbers: float) -> None:
        if name == "cm":
            self._state = self._state._replace(page=_times(numbers, self._state.page))
        elif name == "Tm":
            self._text = self._line = _times(numbers, _AS_IT_IS)
        elif name in {"Td", "TD", "T*"}:
            right, up = numbers or (0.0, -self._state.leading)
            if name == "TD":
                self._state = self._state._replace(leading=-up)
            self._text = self._line = _times((1.0, 0.0, 0.0, 1.0, right, up), self._line)
        elif name == "Tz":
            self._state = self._state._replace(stretch=numbers[0] / 100)
        elif name == "Tc":
            self._state = self._state._replace(spacing=numbers[0])
        elif name == "TL":
            self._state = self._state._replace(leading=numbers[0])
        else:
            self._state = self._state._replace(rise=numbers[0])

    def _show(self, operands: bytes) -> None:
        """Say a text, and go to its end."""
        state, letters = self._state, self._state.letters
        if letters is None:
            raise OddError
        along, up, right, high, x, y = _times(self._text, state.page)
        x, y = x + state.rise * right, y + state.rise * high
        if self._end is not None:
            self.said.append(self._end.gap(x, y))
        wide = 0.0
        for codes, shift, gap in _runs(operands):
            text, width = letters.said(codes)
            self.said += text, gap
            wide += (width / 1000 + shift) * state.size + len(codes) // 2 * state.spacing
        wide *= state.stretch
        em = state.size * state.stretch
        self._end = _End(x + wide * along, y + wide * up, em * along, em * up)
        self._text = _times((1.0, 0.0, 0.0, 1.0, wide, 0.0), self._text)


def _runs(operands: bytes) -> Iterator[tuple[bytes, float, str]]:
    """Give the strings together that touch each other.

    Returns:
        Their glyphs, by how much of their size these are moved, and the gap behind them.
    """
    codes: list[bytes] = []
    shift = 0.0
    for string, number, other in _SHOWN.findall(operands):
        glyphs = meant(string) if string else b""
        if other or len(glyphs) % 2:
            raise OddError
        if string:
            codes.append(glyphs)
            continue
        wide = -float(number) / 1000
        shift += wide
        if gap := _gap(wide):
            yield b"".join(codes), shift, gap
            codes, shift = [], 0.0
    yield b"".join(codes), shift, ""


def _times(one: tuple[float, ...], other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    right, up, across, high, x, y = other
    return (
        a * right + b * across,
        a * up + b * high,
        c * right + d * across,
        c * up + d * high,
        e * right + f * across + x,
        e * up + f * high + y,
    )
