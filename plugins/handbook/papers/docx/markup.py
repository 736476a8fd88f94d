"""The XML of a DOCX: runs, paragraphs, tables, and the content controls that are filled in."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from functools import cached_property
from html import escape
from itertools import count
from typing import NewType

from babel import Locale
from babel.core import get_global

from handbook.languages import locale

Xml = NewType("Xml", str)
"""What is XML already: whatever else becomes a part of it goes through `escaped`."""
NOTHING = Xml("")
TAB = Xml("<w:r><w:tab/></w:r>")
_BOX_FONT = Xml(
    '<w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/>'
)
_TO_THE_EDGE = Xml('<w:tcMar><w:right w:w="0" w:type="dxa"/></w:tcMar>')
_LONGEST = 64
"""How long Word lets the name and the tag of a control be."""
_TICKED, _EMPTY = "☒", "☐"


def escaped(text: str) -> Xml:
    """Write a text so that it comes out as text, between tags and in attributes."""
    return Xml(escape(text))


def joined(parts: Iterable[Xml]) -> Xml:
    """Join parts as they are."""
    return Xml("".join(parts))


class Writing:
    """Writes in one direction, and counts the controls."""

    def __init__(self, language: str, *, right_to_left: bool) -> None:
        """Begin a document in a language."""
        self.right_to_left = right_to_left
        self._spoken: Locale = locale(language)
        self._ids = count(1)

    def run(self, text: str, look: Xml = NOTHING, style: str = "") -> Xml:
        """Write text; breaks of lines stay.

        Args:
            text: whatever it holds, it comes out as text.
            look: elements of its own that say how it looks, such as `<w:b/>`.
            style: name of a style of characters.
        """
        styled = f'<w:rStyle w:val="{style}"/>' if style else ""
        turned = "<w:rtl/>" if self.right_to_left else ""
        lines = (f'<w:t xml:space="preserve">{line}</w:t>' for line in escaped(text).split("\n"))
        inside = "<w:br/>".join(lines)
        return Xml(f"<w:r><w:rPr>{styled}{look}{turned}</w:rPr>{inside}</w:r>")

    def field(self, name: str) -> Xml:
        """Write what Word counts, such as the number of the page."""
        return Xml(f'<w:fldSimple w:instr=" {name} ">{self.run("1")}</w:fldSimple>')

    def paragraph(
        self,
        style: str,
        *inside: Xml,
        more: Xml = NOTHING,
        end: int = 0,
        kept: bool = False,
    ) -> Xml:
        """Write a paragraph.

        Args:
            style: name of its style.
            inside: runs and controls.
            more: elements of its own that change the style.
            end: where the line ends to which a tab leads, if there is one.
            kept: whether it stays on the page of what comes after it.
        """
        stays = "<w:keepNext/>" if kept else ""
        tabs = f'<w:tabs><w:tab w:val="right" w:pos="{end}"/></w:tabs>' if end else ""
        turned = "<w:bidi/>" if self.right_to_left else ""
        look = f'<w:pStyle w:val="{style}"/>{stays}{tabs}{turned}{more}'
        return Xml(f"<w:p><w:pPr>{look}</w:pPr>{joined(inside)}</w:p>")

    def table(self, style: str, widths: Sequence[int], rows: Iterable[Xml]) -> Xml:
        """Write a table whose columns stay as wide as they are, and the gap below it."""
        turned = "<w:bidiVisual/>" if self.right_to_left else ""
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        return Xml(
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>{turned}<w:tblW w:w="{sum(widths)}"'
            f' w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}'
            f"</w:tblGrid>{joined(rows)}</w:tbl>{self.paragraph('Gap')}"
        )

    def row(
        self,
        widths: Sequence[int],
        cells: Iterable[Xml],
        *,
        height: int = 0,
        header: bool = False,
        low: bool = False,
    ) -> Xml:
        """Write a row of paragraphs.

        Args:
            widths: of its columns.
            cells: what is in each.
            height: how high it is at least.
            header: whether it is written again at the top of each page.
            low: whether what is in its cells stands at their bottom.
        """
        tall = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
        again = "<w:tblHeader/>" if header else ""
        shade = '<w:shd w:val="clear" w:color="auto" w:fill="E1ECE7"/>' if header else ""
        placed = '<w:vAlign w:val="bottom"/>' if low else ""
        last = _TO_THE_EDGE if low else NOTHING
        edges = [NOTHING] * (len(widths) - 1) + [last]
        written = "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}{edge}{placed}</w:tcPr>'
            f"{cell}</w:tc>"
            for width, edge, cell in zip(widths, edges, cells, strict=True)
        )
        return Xml(f"<w:tr><w:trPr><w:cantSplit/>{tall}{again}</w:trPr>{written}</w:tr>")

    def typed(
        self, tag: str, prompt: str, placeholder: str, value: str = "", *, lines: bool = False
    ) -> Xml:
        """Make a control for text.

        One of several lines takes any: older versions of LibreOffice lose the breaks of plain text.
        """
        kind = NOTHING if lines else Xml("<w:text/>")
        return self._control(tag, prompt, kind, placeholder, value)

    def day(self, tag: str, prompt: str, placeholder: str) -> Xml:
        """Make a control for a date, which Word offers a calendar for."""
        return self._control(tag, prompt, self._day, placeholder)

    @cached_property
    def _day(self) -> Xml:
        form, language = escaped(date_form(self._spoken)), escaped(spoken_as(self._spoken))
        return Xml(
            f'<w:date><w:dateFormat w:val="{form}"/><w:lid w:val="{language}"/>'
            '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
        )

    def chosen(
        self, tag: str, prompt: str, placeholder: str, items: Iterable[tuple[int, str]]
    ) -> Xml:
        """Make a control that offers items, each with its number."""
        offered = "".join(
            f'<w:listItem w:displayText="{escaped(text)}" w:value="{number}"/>'
            for number, text in items
        )
        kind = Xml(f"<w:dropDownList>{offered}</w:dropDownList>")
        return self._control(tag, prompt, kind, placeholder)

    def ticked(self, tag: str, prompt: str) -> Xml:
        """Make a box to tick."""
        kind = Xml(
            '<w14:checkbox><w14:checked w14:val="0"/>'
            f'<w14:checkedState w14:val="{ord(_TICKED):04X}" w14:font="MS Gothic"/>'
            f'<w14:uncheckedState w14:val="{ord(_EMPTY):04X}" w14:font="MS Gothic"/></w14:checkbox>'
        )
        return self._control(tag, prompt, kind, "", _EMPTY, look=_BOX_FONT)

    def _control(
        self,
        tag: str,
        prompt: str,
        kind: Xml,
        placeholder: str,
        value: str = "",
        look: Xml = NOTHING,
    ) -> Xml:
        if value:
            inside = self.run(value, look)
        else:
            inside = self.run(placeholder, style="PlaceholderText")
            kind = Xml(f"<w:showingPlcHdr/>{kind}")
        alias, called = escaped(_within(prompt)), escaped(_tag(tag))
        return Xml(
            f'<w:sdt><w:sdtPr><w:alias w:val="{alias}"/><w:tag w:val="{called}"/>'
            f'<w:id w:val="{next(self._ids)}"/>{kind}</w:sdtPr>'
            f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        )


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
