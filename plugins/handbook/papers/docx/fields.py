"""The fields of a paper in a DOCX: what each asks for, and the controls that take the answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from handbook.languages import Catalogue
from handbook.papers.docx.markup import NOTHING, TAB, Writing, Xml, joined
from handbook.papers.paper import PaperColumn, PaperField

_LINES = {"text", "date", "number"}
"""Kinds that are answered in one line."""
_FEW = 7
"""How many answers have boxes to tick; of more, one is chosen from a list."""
_USUAL = 9638
_ROW = 76
"""How many letters stand in one row, on a page as wide as usual."""
_SMALL = Xml('<w:color w:val="4C585A"/><w:sz w:val="17"/><w:szCs w:val="17"/>')
_BRIEF = 45
"""How long what a field says may be for two fields to stand side by side."""
_NARROW = {"date": 1900, "number": 1600}
_WEIGHTS = {"who": 2}
"""How wide a column of text is beside others; usually 5."""


class Fields:
    """Writes fields, as wide as the page lets them be."""

    def __init__(self, writing: Writing, words: Catalogue, width: int, line: int) -> None:
        """Begin with the first field.

        Args:
            writing: in which controls are counted.
            words: of the language.
            width: of the column that they are in, in twentieths of a point.
            line: how high a line is that is left to write on, in the same.
        """
        self._writing, self._words, self._width, self._height = writing, words, width, line
        self.mark = ""
        """What the tags of a second copy end with."""

    def written(self, fields: Sequence[PaperField]) -> Iterator[Xml]:
        """Write fields in their order; short ones stand side by side."""
        for brief, group in groupby(fields, self._is_brief):
            together = tuple(group)
            if brief and len(together) > 1:
                yield self._pairs(together)
            else:
                yield from (part for field in together for part in self._one(field))

    def _is_brief(self, field: PaperField) -> bool:
        return field.kind in _LINES and len(field.title) <= _BRIEF and len(field.hint) <= 2 * _BRIEF

    def _pairs(self, fields: Sequence[PaperField]) -> Xml:
        """Put fields two by two into a table."""
        half = self._width // 2
        widths = (half, self._width - half)
        cells = [joined(self._one(field)) for field in fields]
        if len(cells) % 2:
            cells.append(self._writing.paragraph("Entry"))
        rows = (
            self._writing.row(widths, cells[at : at + 2], low=True)
            for at in range(0, len(cells), 2)
        )
        return self._writing.table("Pairs", widths, rows)

    def _one(self, field: PaperField) -> Iterator[Xml]:
        if field.kind == "checkbox":
            yield self._tick(self._tag(field.id), field.title, strong=True)
            yield from self._said("Hint", field.hint)
            return
        yield from self._said("Prompt", field.title)
        yield from self._said("Hint", field.hint)
        if field.options:
            yield from self._options(field)
        elif field.marks:
            yield from self._scale(field)
        elif field.columns:
            yield self._rows(field)
        elif field.parties:
            yield self._signatures(field)
        elif field.kind == "long":
            yield self._box(field)
        else:
            control = self._control(field.kind, self._tag(field.id), field.title, field.value)
            yield self._writing.paragraph("Answer", control)

    def _said(self, style: str, text: str) -> Iterator[Xml]:
        if text:
            yield self._writing.paragraph(style, self._writing.run(text))

    def _tag(self, *parts: object) -> str:
        return ".".join(map(str, parts)) + self.mark

    def _control(self, kind: str, tag: str, prompt: str, value: str = "") -> Xml:
        if kind == "date":
            return self._writing.day(tag, prompt, self._words.text("paper.date"))
        return self._writing.typed(tag, prompt, self._words.text("paper.write"), value)

    def _box(self, field: PaperField) -> Xml:
        """Leave room for several lines, which grows with what is written."""
        placeholder = self._words.text("paper.write")
        control = self._writing.typed(
            self._tag(field.id), field.title, placeholder, field.value, lines=True
        )
        cell = self._writing.paragraph("Entry", control)
        widths = (self._width,)
        row = self._writing.row(widths, [cell], height=max(field.rows, 2) * self._height)
        return self._writing.table("Rows", widths, [row])

    def _tick(self, tag: str, text: str, *, strong: bool = False, kept: bool = False) -> Xml:
        look = Xml("<w:b/><w:bCs/>") if strong else NOTHING
        box = self._writing.ticked(tag, text)
        said = self._writing.run(f" {text}", look)
        return self._writing.paragraph("Option", box, said, kept=kept)

    def _options(self, field: PaperField) -> Iterator[Xml]:
        """Give each answer a box, or offer a list where only one of many is chosen."""
        numbered = tuple(enumerate(field.options, 1))
        if not field.several and len(numbered) > _FEW:
            control = self._writing.chosen(
                self._tag(field.id), field.title, self._words.text("paper.choose"), numbered
            )
            yield self._writing.paragraph("Answer", control)
            return
        yield from self._said(
            "Hint", self._words.text("paper.several" if field.several else "paper.one")
        )
        last = len(numbered)
        boxes = (
            self._tick(self._tag(field.id, number), text, kept=number < last)
            for number, text in numbered
        )
        if sum(len(text) + 4 for text in field.options) > _ROW * self._width // _USUAL:
            yield from boxes
            return
        widths = _shared(self._width, [len(text) + 4 for text in field.options])
        yield self._writing.table("Pairs", widths, [self._writing.row(widths, boxes)])

    def _scale(self, field: PaperField) -> Iterator[Xml]:
        ends = (field.marks[0], field.lowest_title), (field.marks[-1], field.highest_title)
        named = {mark: f"{mark}: {title}" for mark, title in ends if title}
        items = [(mark, named.get(mark, str(mark))) for mark in field.marks]
        marks = " · ".join(text for _, text in items)
        control = self._writing.chosen(
            self._tag(field.id), field.title, self._words.text("paper.choose"), items
        )
        if len(marks) > _ROW * self._width // _USUAL:
            yield from self._said("Hint", marks)
            yield self._writing.paragraph("Answer", control)
        else:
            shown = self._writing.run(marks, _SMALL)
            yield self._writing.paragraph("Answer", control, TAB, shown, end=self._width)

    def _rows(self, field: PaperField) -> Xml:
        """Write the rows of a list; a column that stands alone is called what the field asks."""
        widths = self._column_widths(field.columns)
        titles = [column.title for column in field.columns]
        head = [self._head(titles, widths)] if len(titles) > 1 else []
        rows = (self._row(field, number, widths) for number in range(1, field.rows + 1))
        return self._writing.table("Rows", widths, [*head, *rows])

    def _row(self, field: PaperField, number: int, widths: Sequence[int]) -> Xml:
        cells = (
            self._writing.paragraph(
                "Entry",
                self._control(
                    column.kind,
                    self._tag(field.id, number, column.id),
                    self._words.text("form.numbered", title=column.title, number=number),
                ),
            )
            for column in field.columns
        )
        return self._writing.row(widths, cells, height=self._height * 3 // 2)

    def _head(self, titles: Iterable[str], widths: Sequence[int]) -> Xml:
        cells = (self._writing.paragraph("Column", self._writing.run(title)) for title in titles)
        return self._writing.row(widths, cells, header=True)

    def _column_widths(self, columns: Sequence[PaperColumn]) -> Sequence[int]:
        narrow = [_NARROW.get(column.kind, 0) for column in columns]
        weights = [
            0 if width else _WEIGHTS.get(column.id, 5)
            for column, width in zip(columns, narrow, strict=True)
        ]
        if not any(weights):
            return _shared(self._width, narrow)
        wide = _shared(self._width - sum(narrow), weights)
        return [mine or own for mine, own in zip(narrow, wide, strict=True)]

    def _signatures(self, field: PaperField) -> Xml:
        """Leave a row for each who signs: name, room for the signature, date."""
        widths = _shared(self._width, (5, 7, 9, 5))
        titles = ["", *map(self._words.text, ("paper.name", "form.signature", "form.date"))]
        rows = (self._signature(field, id, title, widths) for id, title in field.parties)
        return self._writing.table("Rows", widths, [self._head(titles, widths), *rows])

    def _signature(self, field: PaperField, id: str, title: str, widths: Sequence[int]) -> Xml:
        name = f"{title}: {self._words.text('paper.name')}"
        date = f"{title}: {self._words.text('form.date')}"
        cells = (
            self._writing.run(title),
            self._control("text", self._tag(field.id, id, "name"), name),
            NOTHING,
            self._control("date", self._tag(field.id, id, "date"), date),
        )
        written = (self._writing.paragraph("Entry", cell) for cell in cells)
        return self._writing.row(widths, written, height=self._height * 2)


def _shared(width: int, weights: Sequence[int]) -> Sequence[int]:
    """Share a width out by weights, to the last twentieth of a point.

    >>> _shared(100, (1, 1, 1))
    [33, 33, 34]
    """
    ends = [width * sum(weights[: at + 1]) // sum(weights) for at in range(len(weights))]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]
