"""The file that a DOCX is: parts of XML in a ZIP, the same for the same parts."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from urllib.parse import quote

from handbook.papers.docx.markup import Xml, escaped

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_UNFIT = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML has no room for, and the controls that it has room for but that say nothing."""
_NAMESPACES = Xml(
    f' xmlns:w="{_W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
    ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w14 w15"'
)
_PARTS = {"document": "document.main", "styles": "styles", "settings": "settings"}
"""The parts that each document has, and what they are called among types."""
_MARGINS = {"header": "header", "footer": "footer"}


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a document."""

    title: str
    language: str
    """As Word names it."""
    body: Xml
    header: Xml
    footer: Xml
    links: tuple[str, ...]
    """Addresses that are named in it, in the order of their names."""
    scale: float
    """How large letters and gaps are; 1 is the usual size."""


def packed(contents: Contents) -> bytes:
    """Put a document into its file."""
    parts = {f"word/{name}.xml": text for name, text in _words(contents).items()}
    parts["[Content_Types].xml"] = _types()
    parts["_rels/.rels"] = _relations(
        {
            "rId1": (f"{_R}/officeDocument", "word/document.xml", ""),
            "rId2": (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml", ""),
        }
    )
    parts["word/_rels/document.xml.rels"] = _relations(_beside(contents.links))
    parts["docProps/core.xml"] = _properties(contents)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(parts):
            entry = zipfile.ZipInfo(path, _FIRST_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, _UNFIT.sub("", parts[path]).encode(), compresslevel=9)
    return file.getvalue()


def link_name(number: int) -> str:
    """Name the link of a number, counted from 0."""
    return f"link{number + 1}"


def _words(contents: Contents) -> Mapping[str, str]:
    return {
        "document": _part("document", Xml(f"<w:body>{contents.body}</w:body>")),
        "header": _part("hdr", contents.header),
        "footer": _part("ftr", contents.footer),
        "styles": _styles(contents.language, contents.scale),
        "settings": _part("settings", _SETTINGS),
    }


_SETTINGS = Xml(
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/><w:characterSpacingControl'
    ' w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode"'
    ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)


def _part(root: str, inside: Xml) -> str:
    return _xml(Xml(f"<w:{root}{_NAMESPACES}>{inside}</w:{root}>"))


def _xml(text: Xml) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'


@lru_cache
def _styles(language: str, scale: float) -> str:
    """Return the styles in a language, their letters and gaps in a scale."""
    text = files(__package__).joinpath("styles.xml").read_text("utf-8")
    text = text.replace("LANGUAGE", language)
    return re.sub(
        r'(?<=<w:)(sz w:val|szCs w:val|spacing w:before)="(\d+)"|(w:after)="(\d+)"',
        lambda found: _scaled(found, scale),
        text,
    )


def _scaled(found: re.Match[str], scale: float) -> str:
    name, number = found[1] or found[3], int(found[2] or found[4])
    return f'{name}="{round(number * scale)}"'


def _types() -> str:
    given = {f"/word/{name}.xml": f"{_WORD}.{kind}+xml" for name, kind in _ALL.items()}
    given["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    overrides = "".join(
        f'<Override PartName="{path}" ContentType="{kind}"/>' for path, kind in given.items()
    )
    return _xml(
        Xml(
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml"'
            f' ContentType="application/xml"/>{overrides}</Types>'
        )
    )


_ALL = {**_PARTS, **_MARGINS}


def _beside(links: tuple[str, ...]) -> Mapping[str, tuple[str, str, str]]:
    """Name what a document leads to: its other parts, and addresses."""
    parts = {name: (f"{_R}/{name}", f"{name}.xml", "") for name in _ALL if name != "document"}
    away = {
        link_name(number): (f"{_R}/hyperlink", quote(link, safe=_IN_ADDRESSES), "External")
        for number, link in enumerate(links)
    }
    return {**parts, **away}


_IN_ADDRESSES = "%:/?#[]@!$&'()*+,;=~"


def _relations(named: Mapping[str, tuple[str, str, str]]) -> str:
    each = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{escaped(target)}"'
        + (f' TargetMode="{mode}"/>' if mode else "/>")
        for name, (kind, target, mode) in named.items()
    )
    return _xml(Xml(f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'))


def _properties(contents: Contents) -> str:
    return _xml(
        Xml(
            f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
            f' xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escaped(contents.title)}'
            f"</dc:title><dc:language>{escaped(contents.language)}</dc:language>"
            "</cp:coreProperties>"
        )
    )
