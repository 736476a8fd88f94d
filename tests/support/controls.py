"""Content controls of a DOCX, as python-docx finds what was filled in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

from docx import Document
from docx.oxml.ns import qn

_TICK = "{http://schemas.microsoft.com/office/word/2010/wordml}checked"


@dataclass(frozen=True)
class Filled:
    """What stands in a control."""

    tag: str
    text: str
    """What is seen; a box that is ticked shows its sign."""
    day: str
    """The day that a program reads of it."""


def filled(content: bytes) -> Iterator[Filled]:
    """Give each control in which something stands, in the order of the document."""
    for control in Document(BytesIO(content)).element.iter(qn("w:sdt")):
        properties, inside = control.find(qn("w:sdtPr")), control.find(qn("w:sdtContent"))
        ticks = [each.get(_TICK.replace("checked", "val")) for each in properties.iter(_TICK)]
        if properties.find(qn("w:showingPlcHdr")) is not None or ticks == ["0"]:
            continue
        tag = properties.find(qn("w:tag")).get(qn("w:val"))
        day = properties.find(qn("w:date"))
        said = "" if day is None else day.get(qn("w:fullDate"), "")
        yield Filled(tag, _text(inside.iter(qn("w:t"), qn("w:br"))), said)


def _text(parts: Iterable[object]) -> str:
    return "".join(part.text if part.tag == qn("w:t") else "\n" for part in parts)
