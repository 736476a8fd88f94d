"""Content controls of a DOCX: one made with some, and those of one that was filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

_COLUMNS = ("action", "who", "deadline")
_DAY = '<w:date><w:dateFormat w:val="d MMM yyyy"/><w:lid w:val="en-GB"/></w:date>'


def docx_with(
    lines: Iterable[str], dates: Iterable[str] = (), rows: Mapping[str, int] | None = None
) -> bytes:
    """Make a DOCX with controls for lines and dates, and tables of actions."""
    document = Document()
    kinds = {**dict.fromkeys(lines, "<w:text/>"), **dict.fromkeys(dates, _DAY)}
    for tag, kind in kinds.items():
        document.add_paragraph()._p.append(_control(tag, kind))
    for field, count in (rows or {}).items():
        table = document.add_table(count, len(_COLUMNS))
        for number, row in enumerate(table.rows, 1):
            for cell, column in zip(row.cells, _COLUMNS, strict=True):
                kind = _DAY if column == "deadline" else "<w:text/>"
                cell.paragraphs[0]._p.append(_control(f"{field}.{number}.{column}", kind))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _control(tag: str, kind: str) -> object:
    return parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:tag w:val="{tag}"/><w:id w:val="1"/>'
        f"<w:showingPlcHdr/>{kind}</w:sdtPr><w:sdtContent><w:r><w:rPr>"
        '<w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>Write here</w:t></w:r></w:sdtContent>'
        "</w:sdt>"
    )


def controls_of(content: bytes) -> Mapping[str, str]:
    """Return what is filled in in a DOCX, by the tags of its controls."""
    found = {}
    for control in Document(BytesIO(content)).element.iter(qn("w:sdt")):
        properties, inside = control.find(qn("w:sdtPr")), control.find(qn("w:sdtContent"))
        if properties.find(qn("w:showingPlcHdr")) is not None:
            continue
        tag = properties.find(qn("w:tag")).get(qn("w:val"))
        parts = inside.iter(qn("w:t"), qn("w:br"))
        found[tag] = "".join(part.text if part.tag == qn("w:t") else "\n" for part in parts)
    return found
