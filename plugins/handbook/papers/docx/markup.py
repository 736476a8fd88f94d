"""The XML of a DOCX: runs, paragraphs, tables, and the content controls that are filled in."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from itertools import count

from babel import Locale
from babel.core import get_global
from markupsafe import Markup

from handbook.languages import locale

NOTHING = Markup()
TAB = Markup("<w:r><w:tab/></w:r>")
_BOX_FONT = Markup(
    '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/>'
)
_TO_THE_EDGE = Markup('<w:tcMar><w:right w:w="0" w:type="dxa"/></w:tcMar>')
_LONGEST = 64
"""How long Word lets the name and the tag of a control be."""
_TICKED, _EMPTY = "☒", "☐"


class Writing:
    """Writes in one direction, and counts the controls."""

    def __init__(self, language: str, *, right_to_left: bool) -> None:
        """Begin a document in a language."""
        self.right_to_left = right_to_left
        self._spoken: Locale = locale(language)
        self._ids = count(1)

    def run(self, text: str, look: Markup = NOTHING, style: str = "") -> Markup:
        """Write text; breaks of lines stay.

        Args:
            text: whatever it holds, it comes out as text.
            look: elements of its own that say how it looks, such as `<w:b/>`.
            style: name of a style of characters.
        """
        styled = Markup('<w:rStyle w:val="{}"/>').format(style) if style else NOTHING
        turned = Markup("<w:rtl/>") if self.right_to_left else NOTHING
        lines = (
            Markup('<w:t xml:space="preserve">{}</w:t>').format(line) for line in text.split("\n")
        )
        inside = Markup("<w:br/>").join(lines)
        return Markup("<w:r><w:rPr>{}{}{}</w:rPr>{}</w:r>").format(styled, look, turned, inside)

    def field(self, name: str) -> Markup:
        """Write what Word counts, such as the number of the page."""
        inside = self.run("1")
        return Markup('<w:fldSimple w:instr=" {} ">{}</w:fldSimple>').format(name, inside)

    def paragraph(
        self,
        style: str,
        *inside: Markup,
        more: Markup = NOTHING,
        end: int = 0,
        kept: bool = False,
    ) -> Markup:
        """Write a paragraph.

        Args:
            style: name of its style.
            inside: runs and controls.
            more: elements of its own that change the style.
            end: where the line ends to which a tab leads, if there is one.
            kept: whether it stays on the page of what comes after it.
        """
        turned = Markup("<w:bidi/>") if self.right_to_left else NOTHING
        tabs = Markup('<w:tabs><w:tab w:val="right" w:pos="{}"/></w:tabs>').format(end)
        return Markup('<w:p><w:pPr><w:pStyle w:val="{}"/>{}{}{}{}</w:pPr>{}</w:p>').format(
            style,
            Markup("<w:keepNext/>") if kept else NOTHING,
            tabs if end else NOTHING,
            turned,
            more,
            NOTHING.join(inside),
        )

    def table(self, style: str, widths: Sequence[int], rows: Iterable[Markup]) -> Markup:
        """Write a table whose columns stay as wide as they are, and the gap below it."""
        turned = Markup("<w:bidiVisual/>") if self.right_to_left else NOTHING
        columns = (Markup('<w:gridCol w:w="{}"/>').format(width) for width in widths)
        return Markup(
            '<w:tbl><w:tblPr><w:tblStyle w:val="{}"/>{}<w:tblW w:w="{}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{}</w:tblGrid>{}</w:tbl>{}'
        ).format(
            style,
            turned,
            sum(widths),
            NOTHING.join(columns),
            NOTHING.join(rows),
            self.paragraph("Gap"),
        )

    def row(
        self,
        widths: Sequence[int],
        cells: Iterable[Markup],
        *,
        height: int = 0,
        header: bool = False,
        low: bool = False,
    ) -> Markup:
        """Write a row of paragraphs.

        Args:
            widths: of its columns.
            cells: what is in each.
            height: how high it is at least.
            header: whether it is written again at the top of each page.
            low: whether what is in its cells stands at their bottom.
        """
        tall = Markup('<w:trHeight w:val="{}" w:hRule="atLeast"/>').format(height) if height else ""
        again = Markup("<w:tblHeader/>") if header else ""
        shade = Markup('<w:shd w:val="clear" w:color="auto" w:fill="E1ECE7"/>') if header else ""
        placed = Markup('<w:vAlign w:val="bottom"/>') if low else ""
        last = _TO_THE_EDGE if low else NOTHING
        edges = [NOTHING] * (len(widths) - 1) + [last]
        written = (
            Markup('<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/>{}{}{}</w:tcPr>{}</w:tc>').format(
                width, shade, edge, placed, cell
            )
            for width, edge, cell in zip(widths, edges, cells, strict=True)
        )
        return Markup("<w:tr><w:trPr><w:cantSplit/>{}{}</w:trPr>{}</w:tr>").format(
            tall, again, NOTHING.join(written)
        )

    def typed(
        self, tag: str, prompt: str, placeholder: str, value: str = "", *, lines: bool = False
    ) -> Markup:
        """Make a control for text.

        One of several lines takes any: older versions of LibreOffice lose the breaks of plain text.
        """
        kind = NOTHING if lines else Markup("<w:text/>")
        return self._control(tag, prompt, kind, placeholder, value)

    def day(self, tag: str, prompt: str, placeholder: str) -> Markup:
        """Make a control for a date, which Word offers a calendar for."""
        kind = Markup(
            '<w:date><w:dateFormat w:val="{}"/><w:lid w:val="{}"/>'
            '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
        ).format(date_form(self._spoken), spoken_as(self._spoken))
        return self._control(tag, prompt, kind, placeholder)

    def chosen(
        self, tag: str, prompt: str, placeholder: str, items: Iterable[tuple[int, str]]
    ) -> Markup:
        """Make a control that offers items, each with its number."""
        offered = (
            Markup('<w:listItem w:displayText="{}" w:value="{}"/>').format(text, number)
            for number, text in items
        )
        kind = Markup("<w:dropDownList>{}</w:dropDownList>").format(NOTHING.join(offered))
        return self._control(tag, prompt, kind, placeholder)

    def ticked(self, tag: str, prompt: str) -> Markup:
        """Make a box to tick."""
        kind = Markup(
            '<w14:checkbox><w14:checked w14:val="0"/>'
            '<w14:checkedState w14:val="{:04X}" w14:font="MS Gothic"/>'
            '<w14:uncheckedState w14:val="{:04X}" w14:font="MS Gothic"/></w14:checkbox>'
        ).format(ord(_TICKED), ord(_EMPTY))
        return self._control(tag, prompt, kind, "", _EMPTY, look=_BOX_FONT)

    def _control(
        self,
        tag: str,
        prompt: str,
        kind: Markup,
        placeholder: str,
        value: str = "",
        look: Markup = NOTHING,
    ) -> Markup:
        if value:
            inside = self.run(value, look)
        else:
            inside = self.run(placeholder, style="PlaceholderText")
            kind = Markup("<w:showingPlcHdr/>") + kind
        return Markup(
            '<w:sdt><w:sdtPr><w:alias w:val="{}"/><w:tag w:val="{}"/><w:id w:val="{}"/>{}</w:sdtPr>'
            "<w:sdtContent>{}</w:sdtContent></w:sdt>"
        ).format(_within(prompt), _tag(tag), next(self._ids), kind, inside)


def _within(prompt: str) -> str:
    """Cut a prompt where Word would not take it whole."""
    flat = " ".join(prompt.split())
    units = flat.encode("utf-16-le", "replace")
    if len(units) <= 2 * _LONGEST:
        return flat
    return units[: 2 * (_LONGEST - 1)].decode("utf-16-le", "ignore") + "…"


def _tag(name: str) -> str:
    """Return the tag of an input's name: the name, but where Word would not take it whole."""
    if len(name) <= _LONGEST:
        return name
    return f"{name[: _LONGEST - 9]}~{zlib.crc32(name.encode()):08x}"


def spoken_as(spoken: Locale) -> str:
    """Name a language as Word does, with its country.

    >>> [spoken_as(locale(code)) for code in ("en", "eu", "pt-BR")]
    ['en-GB', 'eu-ES', 'pt-BR']
    """
    likely = get_global("likely_subtags").get(spoken.language, "")
    country = spoken.territory or likely.rpartition("_")[2]
    return f"{spoken.language}-{country}" if country else spoken.language


def date_form(spoken: Locale) -> str:
    """Say how Word writes a date in a language, in figures where there would be words between.

    >>> [date_form(locale(code)) for code in ("en", "eu", "ar", "th")]
    ['d MMM yyyy', 'yyyy/M/d', 'dd/MM/yyyy', 'd MMM yyyy']
    """
    for length in ("medium", "short"):
        pattern = str(spoken.date_formats[length].pattern).replace("\u200f", "")
        if re.fullmatch(r"[dMLy .,/-]+", pattern):
            return re.sub("y+", "yyyy", pattern.replace("L", "M"))
    return "yyyy-MM-dd"
