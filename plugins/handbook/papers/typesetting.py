"""Typesetting: a paper as data, and the data as pages, by typst."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handbook.languages import Catalogue
from handbook.papers.blocks import Block, Run
from handbook.papers.fonts import FOLDER, families_for, printable
from handbook.papers.paper import Paper, PaperField, PaperSection
from handbook.papers.slots import Slot

if TYPE_CHECKING:
    from typst import Compiler

SCHEME = "x-field:"
"""Begins the addresses under which the template leaves room for a field, by its number."""
TEMPLATE, VALUES = (Path(__file__).with_name(name) for name in ("form.typ", "value.typ"))
_ENDS = """{
  let full = ()
  for end in query(<end>) {
    let place = end.location().position()
    let share = (place.y - end.value.top) / end.value.room
    full += (0,) * calc.max(place.page - full.len(), 0)
    full.at(place.page - 1) = calc.max(full.at(place.page - 1), share)
  }
  full
}"""
"""Asks how full each page is."""
_SIZES = {
    "size": (10.5, 8.5),
    "leading": (0.62, 0.5),
    "gap": (0.95, 0.42),
    "line": (8.0, 5.7),
    "title": (22, 16),
    "margin": (22, 15),
    "top": (20, 11),
    "bottom": (22, 14),
}
"""Sizes of letters in points, of lines and margins in millimetres: as they should be, and as they
are where a page is as full as can still be written on."""


def sizes(fullness: float) -> dict[str, float]:
    """Return the sizes of a page that is from 0 to 1 full."""
    return {
        name: round(roomy + (tight - roomy) * fullness, 3)
        for name, (roomy, tight) in _SIZES.items()
    }


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a paper."""

    content: bytes
    """As a PDF."""
    full: tuple[float, ...]
    """How much of each page there is up to the end of what stands on it."""

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.full)

    @property
    def length(self) -> float:
        """How many they would be if nothing had to stay together on one."""
        return sum(self.full)


def typeset(data: Mapping[str, Any]) -> Pages:
    """Set the pages of a paper from data; the same data gives the same bytes.

    Raises:
        RuntimeError: it could not be set.
    """
    options: dict[str, Any] = {"format": "pdf", "timestamp": 0, "pdf_standards": ["ua-1"]}
    content = compiled(TEMPLATE, "paper", data, **options)
    # Of what was set last, which is kept: that takes no time.
    return Pages(content, tuple(json.loads(_compiler().eval(_ENDS))))


def typeset_values(values: Sequence[tuple[Slot, float, float]], *, right_to_left: bool) -> bytes:
    """Set what stands in slots to begin with, a page as wide and high as its field for each."""
    listed = [
        {"text": printable(slot.value), "width": width, "height": height, "long": slot.is_long}
        for slot, width, height in values
    ]
    fonts = families_for(str(each["text"]) for each in listed)
    data = {"values": listed, "fonts": fonts, "rtl": right_to_left}
    return compiled(VALUES, "values", data, format="pdf", timestamp=0, pdf_tags=False)


def compiled(template: Path, name: str, data: Mapping[str, Any], **options: Any) -> bytes:
    """Set a template of the package with data under a name; the same data gives the same bytes.

    Raises:
        RuntimeError: it could not be set.
    """
    said = {name: json.dumps(data, ensure_ascii=False)}
    made = _compiler().compile(input=str(template), sys_inputs=said, **options)
    assert isinstance(made, bytes)
    return made


@lru_cache
def _compiler() -> Compiler:
    """Load typst and the fonts once, when the first paper is made."""
    from typst import Compiler  # noqa: PLC0415 - never where nothing is set

    return Compiler(root=str(FOLDER.parents[2]), font_paths=[str(FOLDER)], ignore_system_fonts=True)


def data_of(paper: Paper, numbers: Mapping[str, Sequence[int]], words: Catalogue) -> dict[str, Any]:
    """Write a paper out as data for the template.

    Args:
        paper: what is to be printed.
        numbers: those of the slots of each field, by its id.
        words: of the language of the paper.
    """
    language, _, region = paper.language.partition("-")
    said = _Writer(numbers, words)
    data = {
        "lang": language,
        "region": region if len(region) == 2 else "",
        "rtl": paper.right_to_left,
        "layout": paper.layout,
        "title": paper.title,
        "programme": paper.programme,
        "edition": " · ".join(filter(None, (paper.edition, paper.dates))),
        "who": paper.who,
        "when": paper.when,
        "introduction": paper.introduction,
        "sections": [said.section(*each) for each in enumerate(paper.sections, 1)]
        if paper.numbered
        else [said.section(0, each) for each in paper.sections],
        "closing": paper.closing,
        "contacts": [f"{whose}: {address}" for whose, address in paper.contacts],
        "pages": words.text("paper.page", page="\n", pages="\n").split("\n"),
    }
    written: dict[str, Any] = _printable(data)
    # A document cannot be without a title.
    title = written["title"].strip("\u200b ") or paper.id
    return {**written, "title": title, "fonts": families_for(strings(written))}


class _Writer:
    """Writes sections and fields as data."""

    def __init__(self, numbers: Mapping[str, Sequence[int]], words: Catalogue) -> None:
        self._numbers = numbers
        self._words = words

    def section(self, number: int, section: PaperSection) -> dict[str, Any]:
        title = f"{number}. {section.title}" if number else section.title
        text = list(_parts(section.text))
        groups = [[self._field(each) for each in group] for group in _groups(section.fields)]
        return {"title": title, "text": text, "groups": groups}

    def _field(self, field: PaperField) -> dict[str, Any]:
        slots = self._numbers[field.id]
        width = max(1, len(field.columns))
        return {
            "kind": field.kind,
            "title": field.title,
            "hint": field.hint,
            "form": self._words.text("paper.as_date") if field.kind == "date" else "",
            "slots": list(slots),
            "options": list(field.options),
            "brief": max(map(len, field.options), default=0) <= _BRIEF,
            "mark": "check" if field.several else "radio",
            "marks": list(field.marks),
            "lowest": field.lowest_title,
            "highest": field.highest_title,
            "lines": max(field.rows, 2),
            "columns": [
                {"title": column.title, "share": _share(field, at)}
                for at, column in enumerate(field.columns)
            ],
            "rows": [slots[at : at + width] for at in range(0, len(slots), width)],
            "parties": [
                {"slots": slots[3 * at : 3 * at + 3], "words": self._signing(who)}
                for at, (_, who) in enumerate(field.parties)
            ],
        }

    def _signing(self, who: str) -> list[str]:
        text = self._words.text
        date = f"{text('form.date')} ({text('paper.as_date')})"
        return [f"{who}: {text('paper.name')}", text("form.signature"), date]


def _parts(blocks: Sequence[Block]) -> Iterator[dict[str, Any]]:
    """Put the items of a list together; whatever else is said stands by itself."""
    for (kind, depth), alike in groupby(blocks, _kind):
        group = list(alike)
        items = [[_said(run) for run in block.runs] for block in group]
        if kind in {"dots", "numbers"}:
            start = int(group[0].mark.rstrip(".")) if kind == "numbers" else 1
            yield {"kind": kind, "depth": depth - 1, "start": start, "items": items}
        else:
            yield from ({"kind": kind, "depth": depth, "items": [each]} for each in items)


def _kind(block: Block) -> tuple[str, int]:
    if block.mark:
        return "dots" if block.mark == "•" else "numbers", block.depth
    return "heading" if block.heading else "text", block.depth


def _said(run: Run) -> dict[str, Any]:
    return {
        "text": run.text,
        "strong": run.strong,
        "emphasised": run.emphasised,
        "href": run.href if run.href.startswith(_FOLLOWED) and len(run.href) < _LONGEST else "",
    }


_FOLLOWED = ("https://", "http://", "mailto:")
"""What a link on paper may lead to: a page of the site is none of them."""
_LONGEST = 2000
"""How long the address of a link may be."""


def _share(field: PaperField, at: int) -> float:
    """How wide a column is beside the others: of actions, most is said in the first."""
    if field.columns[at].kind != "text":
        return 1
    return 2 if field.kind != "actions" else 1.4 if at else 2.6


_BRIEF = 36
"""How many letters a text has that leaves room beside it for another."""
_SIDE_BY_SIDE = {"text", "date", "number"}


def _groups(fields: Sequence[PaperField]) -> Iterator[list[PaperField]]:
    """Put two short fields that follow each other side by side."""
    waiting: list[PaperField] = []
    for field in fields:
        short = field.kind in _SIDE_BY_SIDE and len(field.title) <= _BRIEF
        if waiting and short:
            yield [*waiting, field]
            waiting = []
            continue
        if waiting:
            yield waiting
        waiting = [field] if short else []
        if not short:
            yield [field]
    if waiting:
        yield waiting


def _printable(data: Any) -> Any:
    if isinstance(data, str):
        return re.sub(" {2,}", " ", printable(data))
    if isinstance(data, Mapping):
        return {key: _printable(each) for key, each in data.items()}
    return [_printable(each) for each in data] if isinstance(data, list) else data


def strings(data: Any) -> Iterator[str]:
    """Give every text in data for a template."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping | list):
        for each in data.values() if isinstance(data, Mapping) else data:
            yield from strings(each)
