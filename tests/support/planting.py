"""Files of every kind with a text planted in them, where a reader of the file would find it."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import lzma
import tarfile
import warnings
import zipfile
from collections.abc import Mapping

from PIL import Image, PngImagePlugin
from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

ARTIST, XP_AUTHOR, USER_COMMENT, DESCRIPTION = 0x013B, 0x9C9D, 0x9286, 0x010E
EXIF_IFD = 0x8769


def picture(kind: str, **options: object) -> bytes:
    """Make a small picture with what Pillow can write into it."""
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(file, kind, **options)
    return file.getvalue()


def exif(text: str, tag: int = ARTIST) -> Image.Exif:
    data = Image.Exif()
    if tag == USER_COMMENT:
        data.get_ifd(EXIF_IFD)[tag] = b"UNICODE\0" + text.encode("utf-16-be")
    else:
        data[tag] = text.encode("utf-16-le" if tag == XP_AUTHOR else "utf-8")
    return data


def xmp(text: str) -> bytes:
    return (
        f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>{text}</dc:creator></x:xmpmeta>".encode()
    )


def png_text(text: str, *, compressed: bool = False, international: bool = False) -> bytes:
    info = PngImagePlugin.PngInfo()
    if international:
        info.add_itxt("Author", text, zip=compressed)
    else:
        info.add_text("Author", text, zip=compressed)
    return picture("PNG", pnginfo=info)


def raw_profile(text: str) -> bytes:
    """Make a PNG as ImageMagick does: IPTC as hexadecimal digits in a compressed text."""
    digits = iptc(text).hex()
    lines = "\n".join(digits[start : start + 72] for start in range(0, len(digits), 72))
    info = PngImagePlugin.PngInfo()
    info.add_text("Raw profile type iptc", f"\niptc\n{len(digits) // 2:8}\n{lines}\n", zip=True)
    return picture("PNG", pnginfo=info)


def iptc(text: str) -> bytes:
    data = text.encode("latin-1")
    return b"\x1c\x02\x50" + len(data).to_bytes(2, "big") + data


def jpeg_with_iptc(text: str) -> bytes:
    block = iptc(text)
    resource = (
        b"8BIM\x04\x04\0\0" + len(block).to_bytes(4, "big") + block + b"\0" * (len(block) % 2)
    )
    segment = b"Photoshop 3.0\0" + resource
    whole = picture("JPEG")
    return whole[:2] + b"\xff\xed" + (len(segment) + 2).to_bytes(2, "big") + segment + whole[2:]


def zipped(files: Mapping[str, bytes], comment: bytes = b"") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
        archive.comment = comment
    return file.getvalue()


def tarred(files: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return file.getvalue()


def docx(text: str) -> bytes:
    """Make a document in which a word processor has parted the text, in the middle of a word."""
    half = len(text) - 2
    run = "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space='preserve'>{}</w:t></w:r>"
    body = f"<w:p>{run.format(text[:half])}{run.format(text[half:])}</w:p>"
    document = f"<?xml version='1.0'?><w:document xmlns:w='x'><w:body>{body}</w:body></w:document>"
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()})


def docx_properties(text: str) -> bytes:
    core = f"<cp:coreProperties><dc:creator>{text}</dc:creator></cp:coreProperties>"
    return zipped({"word/document.xml": b"<w:document/>", "docProps/core.xml": core.encode()})


def pdf(text: str, where: str = "page") -> bytes:
    """Make a PDF with a text on its page, in its properties, or in one of its other parts."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    if where == "page":
        _write_on(writer, page, f"({text}) Tj".encode("latin-1"))
    elif where == "letters":
        letters = " ".join(f"({letter}) -900" for letter in text)
        _write_on(writer, page, f"[{letters}] TJ".encode("latin-1"))
    elif where == "properties":
        writer.add_metadata({"/Author": text})
    elif where == "xmp":
        writer.xmp_metadata = xmp(text)
    elif where == "note":
        note = FreeText(text=text, rect=(5, 5, 90, 90))
        writer.add_annotation(page_number=0, annotation=note)
    elif where == "outline":
        writer.add_outline_item(title=text, page_number=0)
    elif where == "attachment":
        writer.add_attachment(filename="notes.docx", data=docx(text))
    elif where == "photo":
        stream = DecodedStreamObject()
        stream.set_data(picture("JPEG", exif=exif(text)))
        stream[NameObject("/Subtype")] = NameObject("/Image")
        stream[NameObject("/Filter")] = NameObject("/DCTDecode")
        writer._add_object(stream)
    else:
        writer.root_object[NameObject("/Lost")] = DictionaryObject(
            {NameObject("/T"): TextStringObject(text)}
        )
    for each in writer.pages:
        each.compress_content_streams()
    return _written(writer)


def encrypted_pdf(text: str, password: str) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(pdf(text)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        writer.encrypt(password, algorithm="RC4-128")
    return _written(writer)


def _write_on(writer: PdfWriter, page: object, operators: bytes) -> None:
    named = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica"}
    named["Encoding"] = "WinAnsiEncoding"
    font = DictionaryObject(
        {NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in named.items()}
    )
    stream = DecodedStreamObject()
    stream.set_data(b"BT /F1 12 Tf 20 100 Td " + operators + b" ET")
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    page[NameObject("/Contents")] = writer._add_object(stream)


def _written(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def data_uri(content: bytes) -> bytes:
    return b'<img src="data:image/png;base64,' + base64.b64encode(content) + b'">'


def _zip_saying(values: Mapping[int, int]) -> bytes:
    """Make an archive whose one member says something else of itself, in both of its headers."""
    content = bytearray(zipped({"a.txt": b"x" * 20}))
    for mark, before in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
        for offset, value in values.items():
            content[content.index(mark) + before + offset] = value
    return bytes(content)


def encrypted_zip() -> bytes:
    """Make an archive whose one member says that it is encrypted."""
    return _zip_saying({6: 1})


def foreign_zip() -> bytes:
    """Make an archive whose one member is packed by a method that nobody here knows."""
    return _zip_saying({8: 97})


def short_zip() -> bytes:
    """Make an archive whose one member, not packed, says that it goes on beyond the end."""
    return _zip_saying({8: 0, 18: 250, 22: 250})


NAME = "Zoé Hallmárk"
"""Nobody's name. Latin-1 can write it, so that any format can hold it."""

PLANTED: Mapping[str, bytes] = {
    "page.html": f"<!doctype html><p>By <b>{NAME}</b></p>".encode(),
    "old.html": f"<p>{NAME}</p>".encode("latin-1"),
    "wide.txt": NAME.encode("utf-16"),
    "wide-unmarked.txt": f"By {NAME}.".encode("utf-16-be"),
    "feed.xml": b"<item><title>&lt;i&gt;Zo&amp;eacute;&lt;/i&gt; Hallm&#225;rk</title></item>",
    "dates.ics": b"BEGIN:VCALENDAR\r\nDESCRIPTION:With Zo\xc3\xa9 Hall\r\n m\xc3\xa1rk\r\n",
    "people.json": b'{"first": "Zo\\u00e9", "last": "Hallm\\u00e1rk"}',
    "app.js": b'const who="Zo\\xe9\\u{20}Hallm\\u{e1}rk"',
    "style.css": b'a::after{content:"Zo\\e9  Hallm\\e1 rk"}',
    "drawing.svg": "<svg><text>Zoé <tspan>Hallm</tspan><tspan>árk</tspan></text></svg>".encode(),
    "table.csv": "surname;name\nHallmárk;Zoé\n".encode(),
    "sitemap.xml.gz": gzip.compress(b"<loc>/mentors/zoe-hallmark/</loc>"),
    "text.bz2": bz2.compress(NAME.encode()),
    "text.xz": lzma.compress(NAME.encode()),
    "no-ending": gzip.compress(gzip.compress(NAME.encode())),
    "all.tar.gz": tarred({"a.docx": docx(NAME)}),
    "member.zip": zipped({"zoe-hallmark.txt": b""}),
    "comment.zip": zipped({"a.txt": b""}, NAME.encode()),
    "nested.zip": zipped({"b.zip": zipped({"c.html": NAME.encode()})}),
    "form.docx": docx(NAME),
    "properties.docx": docx_properties(NAME),
    **{
        f"{where}.pdf": pdf(NAME, where)
        for where in (
            *("page", "letters", "properties", "xmp", "note", "outline", "attachment"),
            *("photo", "unreachable"),
        )
    },
    "locked-for-writing.pdf": encrypted_pdf(NAME, ""),
    "artist.jpg": picture("JPEG", exif=exif(NAME)),
    "author.jpg": picture("JPEG", exif=exif(NAME, XP_AUTHOR)),
    "user-comment.jpg": picture("JPEG", exif=exif(NAME, USER_COMMENT)),
    "comment.jpg": picture("JPEG", comment=NAME.encode()),
    "xmp.jpg": picture("JPEG", xmp=xmp(NAME)),
    "iptc.jpg": jpeg_with_iptc(NAME),
    "appended.jpg": picture("JPEG") + docx(NAME),
    "exif.webp": picture("WEBP", exif=exif(NAME, DESCRIPTION)),
    "xmp.webp": picture("WEBP", xmp=xmp(NAME)),
    "exif.png": picture("PNG", exif=exif(NAME)),
    "text.png": png_text(NAME),
    "packed.png": png_text(NAME, compressed=True),
    "international.png": png_text(NAME, compressed=True, international=True),
    "profile.png": raw_profile(NAME),
    "named-otherwise.png": picture("JPEG", exif=exif(NAME)),
    "long.gif": picture("GIF", comment=b"x" * 250 + b" " + NAME.encode()),
    "artist.tiff": picture("TIFF", tiffinfo={ARTIST: NAME.encode()}),
    "inline.html": data_uri(png_text(NAME, compressed=True)),
    "inline.css": b"a{background:url(data:image/svg+xml,%3Ctext%3EZo%C3%A9%20Hallm%C3%A1rk%3C)}",
    "unknown.bin": b"\0\1\2\3" + NAME.encode() + b"\0\xff",
    "unknown-wide.bin": b"\xff\0\0\1" + NAME.encode("utf-16-le") + b"\xff\xff",
}
"""Files by name, each with the name in it."""
