"""Form fields: the room that a page leaves for what is filled in, made into fields of a PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from handbook.papers.field_font import field_font
from handbook.papers.fonts import glyph_count
from handbook.papers.slots import Slot
from handbook.papers.typesetting import SCHEME, typeset_values

_MULTI_LINE, _RADIO, _NO_TOGGLE, _UNISON = 1 << 12, 1 << 15, 1 << 14, 1 << 25
_PRINTED = 4
_LOOK = "/Hb 10 Tf 0.106 0.165 0.18 rg"
"""How what is typed looks: the font of fields, in ink."""
_WHITE = Array([1, 1, 1])
_FROM_THE_RIGHT = 2


def with_fields(pages: bytes, slots: Sequence[Slot], *, right_to_left: bool) -> bytes:
    """Turn the links to numbers in a PDF into fields, by the slots of these numbers."""
    with Pdf.open(BytesIO(pages)) as pdf:
        _Fields(pdf, slots, right_to_left=right_to_left).make()
        for each in pdf.objects:
            if isinstance(each, Dictionary) and "/ToUnicode" in each:
                _without_comments(each.ToUnicode)
        made = BytesIO()
        pdf.save(
            made,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    return made.getvalue()


class _Fields:
    """Makes the fields of one PDF."""

    def __init__(self, pdf: Pdf, slots: Sequence[Slot], *, right_to_left: bool) -> None:
        self._pdf = pdf
        self._slots = slots
        self._right_to_left = right_to_left
        self._tags = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        self._top = Array()
        self._parents: dict[str, Any] = {}

    def make(self) -> None:
        """Make them all, in the order in which they stand."""
        found: dict[str, list[tuple[Slot, Any]]] = {}
        for number, place in self._places():
            slot = self._slots[number]
            found.setdefault(slot.name, []).append((slot, place))
        if not found:
            return
        for name, places in found.items():
            self._field(name, places)
        self._prefill([each for places in found.values() for each in places if each[0].value])
        fonts = Dictionary(Hb=field_font(self._pdf))
        self._pdf.Root.AcroForm = Dictionary(
            Fields=self._top, DR=Dictionary(Font=fonts), DA=String(_LOOK)
        )

    def _places(self) -> Iterator[tuple[int, Any]]:
        for page in self._pdf.pages:
            for annotation in page.obj.get("/Annots", Array()):
                target = str(annotation.get("/A", Dictionary()).get("/URI", ""))
                if target.startswith(SCHEME):
                    page.obj.Tabs = Name.S
                    yield int(target.removeprefix(SCHEME)), annotation

    def _field(self, name: str, places: Sequence[tuple[Slot, Any]]) -> None:
        """Make a field of the places that have its name: a mark each, or copies of one."""
        slot, field = places[0]
        if len(places) > 1:
            field = self._pdf.make_indirect(Dictionary(Kids=Array()))
        for each, place in places:
            self._widget(each, place)
            if len(places) > 1:
                place.Parent = field
                field.Kids.append(place)
        *above, own = name.split(".")
        field.T, field.TU = String(own), String(slot.prompt)
        if slot.kind in {"text", "long"}:
            field.FT, field.DA, field.V = Name.Tx, String(_LOOK), String(slot.value)
            field.Ff = _MULTI_LINE if slot.kind == "long" else 0
            if self._right_to_left:
                field.Q = _FROM_THE_RIGHT
        elif slot.kind == "sign":
            field.FT = Name.Sig
        else:
            field.FT, field.V = Name.Btn, Name.Off
            field.Ff = _RADIO | _NO_TOGGLE | _UNISON if slot.kind == "radio" else 0
        self._hang(field, above)

    def _hang(self, field: Any, above: Sequence[str]) -> None:
        """Hang a field below those with the parts that its name begins with."""
        kids, parent, path = self._top, None, ""
        for part in above:
            path = f"{path}.{part}"
            if path not in self._parents:
                made = self._pdf.make_indirect(Dictionary(T=String(part), Kids=Array()))
                if parent is not None:
                    made.Parent = parent
                kids.append(made)
                self._parents[path] = made
            parent = self._parents[path]
            kids = parent.Kids
        if parent is not None:
            field.Parent = parent
        kids.append(field)

    def _widget(self, slot: Slot, place: Any) -> None:
        """Make a link to a number into a widget, and its tag into one of a form."""
        tag = self._tags[int(place.StructParent)]
        tag.S = Name.Form
        tag.Alt = String(": ".join(filter(None, (slot.prompt, slot.answer))))
        for key in ("/A", "/Border", "/Contents", "/Dest", "/H"):
            if key in place:
                del place[key]
        place.Subtype, place.F = Name.Widget, _PRINTED
        width, height = _size(place)
        if slot.kind in {"check", "radio"}:
            place.AS = Name.Off
            place.MK = Dictionary(CA=String("4" if slot.kind == "check" else "l"))
            on = Name(f"/{slot.mark or 'yes'}")
            mark = _tick(width, height) if slot.kind == "check" else _dot(width, height)
            looks = {str(on): self._look(width, height, mark), "/Off": self._look(width, height)}
            place.AP = Dictionary(N=Dictionary(looks))
            return
        place.AP = Dictionary(N=self._look(width, height))
        if slot.kind == "long":
            # Ruled lines are for the hand: what is typed has its own.
            place.MK = Dictionary(BG=_WHITE)

    def _look(self, width: float, height: float, drawn: str = "q Q") -> Any:
        """Draw something, or nothing, in a place of a size.

        Each place has a look of its own: programs write what is typed into it.
        """
        box = [0, 0, round(width, 3), round(height, 3)]
        said = {"/Type": Name.XObject, "/Subtype": Name.Form, "/BBox": box}
        return self._pdf.make_stream(drawn.encode(), said)

    def _prefill(self, places: Sequence[tuple[Slot, Any]]) -> None:
        """Show what stands in fields to begin with, set as the rest of the page is."""
        if not places:
            return
        values = [(slot, *_size(place)) for slot, place in places]
        with Pdf.open(BytesIO(typeset_values(values, right_to_left=self._right_to_left))) as typed:
            for page, (_, place) in zip(typed.pages, places, strict=True):
                look = self._pdf.copy_foreign(page.as_form_xobject())
                fonts = look.Resources.get("/Font", Dictionary())
                for name in sorted(fonts.keys()):
                    _spell(fonts[name])
                look.write(b"/Tx BMC q\n" + look.read_bytes() + b"\nQ EMC")
                place.AP = Dictionary(N=look)


def _spell(font: Any) -> None:
    """Let every glyph of a font stand for something: its word is told beside it.

    What is set of several letters, as in Arabic, has glyphs that are no letter of their own.
    """
    table = font.ToUnicode.read_bytes()
    known = {int(code, 16) for code in re.findall(rb"^<(\w{4})> <", table, re.MULTILINE)}
    file = font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes()
    dumb = [glyph for glyph in range(1, glyph_count(file)) if glyph not in known]
    if dumb:
        lines = "".join(f"<{glyph:04X}> <200B>\n" for glyph in dumb)
        added = f"{len(dumb)} beginbfchar\n{lines}endbfchar\nendcmap".encode()
        font.ToUnicode.write(table.replace(b"endcmap", added, 1))


def _without_comments(table: Any) -> None:
    """Let a table of characters begin with what it says, or our search takes it for a program."""
    said = table.read_bytes()
    table.write(b"\n".join(line for line in said.splitlines() if not line.startswith(b"%")))


def _size(place: Any) -> tuple[float, float]:
    left, bottom, right, top = (float(each) for each in place.Rect)
    return right - left, top - bottom


def _tick(width: float, height: float) -> str:
    points = ((0.2, 0.52), (0.42, 0.26), (0.82, 0.78))
    (a, b), (c, d), (e, f) = ((x * width, y * height) for x, y in points)
    ink = "q 1.4 w 1 J 1 j 0.106 0.165 0.18 RG"
    return f"{ink} {a:.2f} {b:.2f} m {c:.2f} {d:.2f} l {e:.2f} {f:.2f} l S Q"


def _dot(width: float, height: float) -> str:
    """Draw a full circle: a line of no length with round ends."""
    middle = f"{width / 2:.2f} {height / 2:.2f}"
    return f"q {min(width, height) * 0.55:.2f} w 1 J 0.106 0.165 0.18 RG {middle} m {middle} l S Q"
