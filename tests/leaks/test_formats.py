"""Files of the site: what is in them is found, or it is told that nobody has looked into them."""

from __future__ import annotations

import base64
import binascii
import bz2
import gzip
import io
import lzma
import tarfile
import time
import zlib
from collections.abc import Mapping

import pytest
from openpyxl import Workbook
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    TextStringObject,
)

from handbook.leaks import Confidential, Kind, unread
from handbook.leaks.matcher import Matcher
from handbook.leaks.reader import Reader
from handbook.leaks.unread import Budget, Unread
from handbook.problems import Place
from tests.support import planting
from tests.support.planting import NAME, zipped

NAMES = (NAME, "Иван Петрович", "山田太郎", "王小明", "김철수", "Łukasz Świątek", "Ελένη Παππά")
MATCHER = Matcher(
    Confidential(name, Kind.NAME, Place("programme/mentors.csv", 2), "name") for name in NAMES
)


def read(content: bytes) -> tuple[bool, set[Unread]]:
    """Say whether a name stands in a file, and what kept parts of it from being read."""
    one = Reader()
    found = [text for text in one.texts(content) if MATCHER.found(text)]
    return bool(found), one.unread


def said(encoding: str, name: str = NAME) -> bytes:
    return f"By {name}, who wrote it.\n".encode(encoding)


def saved(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def stream(data: bytes, **keys: object) -> DecodedStreamObject:
    one = DecodedStreamObject()
    one.set_data(data)
    for key, value in keys.items():
        one[NameObject(f"/{key}")] = value
    return one


def font(**keys: str) -> DictionaryObject:
    named = {"Type": "Font", "Subtype": "Type1", "Encoding": "WinAnsiEncoding", **keys}
    return DictionaryObject(
        {NameObject(f"/{key}"): NameObject(f"/{value}") for key, value in named.items()}
    )


def drawn(operators: bytes, *, fonts: DictionaryObject | None = None) -> bytes:
    """Make a PDF of one page with what is drawn on it."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    resources = DictionaryObject({NameObject("/Font"): DictionaryObject()})
    resources["/Font"][NameObject("/F1")] = fonts if fonts is not None else font()
    page[NameObject("/Resources")] = resources
    page[NameObject("/Contents")] = writer._add_object(stream(operators))
    return saved(writer)


def in_comment(operators: bytes) -> bytes:
    """Make a PDF with a comment whose look is drawn."""
    writer = PdfWriter(clone_from=io.BytesIO(planting.pdf("A page of its own")))
    resources = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font()})}
    )
    box = ArrayObject([FloatObject(number) for number in (0, 0, 90, 90)])
    look = stream(
        operators,
        Type=NameObject("/XObject"),
        Subtype=NameObject("/Form"),
        BBox=box,
        Resources=resources,
    )
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Stamp"),
            NameObject("/Rect"): box,
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(look)}),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    return saved(writer)


def form(value: str) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(planting.pdf("A page of its own")))
    field = DictionaryObject(
        {
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/T"): TextStringObject("mentor"),
            NameObject("/V"): TextStringObject(value),
        }
    )
    fields = ArrayObject([writer._add_object(field)])
    writer.root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/Fields"): fields})
    return saved(writer)


def revised(before: str, *, times: int = 1) -> bytes:
    """Make a PDF that was changed, and holds what stood there before."""
    content = planting.pdf(before)
    for _ in range(times):
        writer = PdfWriter(io.BytesIO(content), incremental=True)
        (page,) = writer.pages
        contents = page["/Contents"].get_object()
        contents.set_data(b"BT /F1 12 Tf 20 100 Td (What stands there now) Tj ET")
        content = saved(writer)
    return content


def xlsx(*rows: list[object]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def mail(content: bytes) -> bytes:
    head = b"MIME-Version: 1.0\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n"
    return head + base64.encodebytes(content)


def packed(bits: int) -> bytes:
    """Pack the name with a window of so many bits, which the first byte tells."""
    packer = zlib.compressobj(wbits=bits)
    return packer.compress(NAME.encode()) + packer.flush()


def bare(bits: int) -> bytes:
    """Pack the name without a head, as nobody can tell from bytes at random."""
    packer = zlib.compressobj(wbits=-bits)
    return packer.compress(NAME.encode() * 9) + packer.flush()


def gzip_of_the_name() -> bytes:
    file = io.BytesIO()
    with gzip.GzipFile(f"{NAME}.txt", "wb", fileobj=file) as packing:
        packing.write(b"x")
    return file.getvalue()


def tar_link() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        link = tarfile.TarInfo("a")
        link.type, link.linkname, link.uname = tarfile.SYMTYPE, f"b/{NAME}.txt", "x"
        archive.addfile(link)
    return file.getvalue()


GLYPHS = b"BT /F1 12 Tf 20 100 Td <00010002000300040005000600070008> Tj ET"
HEXED = b"BT /F1 12 Tf 5 5 Td <%s> Tj ET" % NAME.encode("cp1252").hex().encode()
FOUND: Mapping[str, bytes] = {
    "declared-encoding": b"<meta charset=hp-roman8><p>" + said("hp-roman8"),
    **{
        f"{encoding}-{NAME}": said(encoding)
        for encoding in ("cp1252", "cp1250", "mac_roman", "cp850", "cp437", "cp037", "iso8859-2")
    },
    **{
        f"{encoding}-{name}": said(encoding, name)
        for name, encodings in {
            NAMES[1]: ("cp1251", "koi8-r", "iso8859-5", "cp866", "utf-16-le", "utf-32-be"),
            NAMES[2]: ("shift_jis", "euc_jp", "iso2022_jp", "utf-16-be"),
            NAMES[3]: ("gb18030", "big5", "hz", "utf-16"),
            NAMES[4]: ("cp949", "utf-16-le"),
            NAMES[5]: ("cp1250", "iso8859-2", "cp852"),
            NAMES[6]: ("cp1253", "iso8859-7"),
        }.items()
        for encoding in encodings
    },
    "damaged-unicode": f"By {NAME}".encode() + b"\xff\xfa",
    "hexadecimal": NAME.encode().hex(" ", 30).encode(),
    "declared": b'<meta charset="utf-7"><p>Zo+AOk- Hallm+AOE-rk',
    "rtf": b"{\\rtf1\\ansi Zo\\'e9 {\\b Hall}{\\i m\\u225 ?rk}\\par}",
    "rtf-parts": b"{\\rtf1 Zo\\'e9\\~Hall\r\n{\\*\\x y}m\\'e1rk}",
    "rtf-cyrillic": b"{\\rtf1\\ansicpg1251 "
    + "".join(f"\\'{b:02x}" for b in "Иван Петрович".encode("cp1251")).encode()
    + b"}",
    "rtf-of-plain-letters": b"{\\rtf1 \\'5a\\'6f\\'e9\\'20\\'48\\'61\\'6C\\'6Cm\\'e1\\'72k}",
    "rtf-that-skips": b"{\\rtf1\\uc2 Zo\\u233 ??\\u32 \\'20 Hallm\\u225 ?\\'61rk}",
    "rtf-that-skips-nothing": b"{\\rtf1\\uc0 Zo\\u233 Hallm\\u225rk}".replace(b"3 H", b"3\\~H"),
    "rtf-author": b"{\\rtf1{\\info{\\author Zo\\'e9 Hallm\\'e1rk}{\\title x}}y}",
    "rtf-behind-blanks": b"\xef\xbb\xbf\r\n {\\rtf1 Zo\\'e9 H\\'61llm\\'e1rk}",
    "rtf-in-wide-letters": "{\\rtf1 Zo\\'e9 H\\'61llm\\'e1rk}".encode("utf-16"),
    "rtf-picture": b"{\\rtf1{\\pict\\jpegblip\n"
    + planting.picture("JPEG", comment=NAME.encode()).hex("\n", 39).encode()
    + b"}}",
    "utf-7-undeclared": b"By Zo+AOk- Hallm+AOE-rk, who wrote it.\n",
    "utf-7-of-all": b"+AFoAbwDpACAASABhAGwAbABtAOEAcgBr-",
    "utf-7-without-end": b"Zo+AOk Hallm+AOEAcgBr\n",
    **{f"zlib-{level}": zlib.compress(NAME.encode() * 3, level) for level in range(10)},
    **{f"zlib-window-{bits}": packed(bits) for bits in range(9, 16)},
    "zlib-behind": zlib.compress(b"x", 3) + b"By " + NAME.encode(),
    "zlib-as-data": b"data:a/b;base64," + base64.b64encode(zlib.compress(NAME.encode(), 4)),
    "gzip-of-the-name": gzip_of_the_name(),
    "tar-link": tar_link(),
    "colours": "\x1b[1mZoé\x1b[0m Hall\x1b[38;5;9mmárk\n".encode(),
    "struck-twice": "".join(f"{letter}\b{letter}" for letter in NAME).encode(),
    "revision": revised(NAME),
    "revisions": revised(NAME, times=3),
    "comment": in_comment(HEXED),
    "comment-in-pieces": in_comment(
        b"BT /F1 12 Tf 5 5 Td [(Zo\\351 H) -5 (allm\\341) 3 (rk)] TJ ET"
    ),
    "form": form(NAME),
    "behind-png": planting.picture("PNG") + gzip.compress(NAME.encode()),
    "behind-jpeg": planting.picture("JPEG") + gzip.compress(NAME.encode()),
    "behind-webp": planting.picture("WEBP") + lzma.compress(NAME.encode()),
    "behind-bz2": bz2.compress(b"x\n") + bz2.compress(NAME.encode()),
    "second-member": gzip.compress(b"x\n") + gzip.compress(NAME.encode()),
    "before-zip": zipped({"a.docx": planting.docx(NAME)}) + zipped({"b.txt": b"x"}),
    "zlib": zlib.compress(NAME.encode()),
    "mail": mail(NAME.encode()),
    "mail-of-a-document": mail(planting.docx(NAME)),
    "card": b"BEGIN:VCARD\r\nNOTE;ENCODING=b:"
    + base64.b64encode(f"{NAME}, {NAME}".encode())
    + b"\r\n",
    "armour": b"-----BEGIN X-----\n" + base64.encodebytes(NAME.encode() * 3) + b"-----END X-----\n",
    "capitals": b'<img src="data:a/b;BASE64,' + base64.b64encode(NAME.encode()) + b'">',
    "nothing-but-base64": base64.encodebytes(zipped({"a.txt": NAME.encode()})),
    "head-of-a-mail": b"From: =?utf-8?B?" + base64.b64encode(NAME.encode()) + b"?= <a@b.example>\n",
    "head-of-a-mail-2": b"From: =?iso-8859-1?Q?Zo=E9_Hallm=E1rk?= <a@b.example>\n",
    "tex": b"\\begin{document} Zo\\'e Hallm\\'{a}rk \\end{document}",
    "sheet": xlsx(["Hallmárk", "x"], ["Nobody", "y"], ["Zoé", "Hallmárk"]),
    "in-a-pdf-in-a-zip": zipped({"a.pdf": planting.pdf(NAME, "attachment")}),
}


@pytest.mark.parametrize("case", FOUND)
def test_the_name_is_found(case: str):
    assert read(FOUND[case]) == (True, set())


def own_font(encoding: object = None) -> DictionaryObject:
    """Make a font that brings its own letters."""
    one = font(Subtype="TrueType")
    del one["/Encoding"]
    one[NameObject("/FontDescriptor")] = DictionaryObject(
        {NameObject("/FontFile2"): DictionaryObject()}
    )
    if encoding is not None:
        one[NameObject("/Encoding")] = encoding
    return one


def numbered(*names: str) -> DictionaryObject:
    differences = ArrayObject([FloatObject(1), *map(NameObject, names)])
    return DictionaryObject({NameObject("/Differences"): differences})


LETTERS = b"BT /F1 12 Tf 20 100 Td (Nobody is here) Tj ET"
TYPE0 = font(Subtype="Type0", Encoding="Identity-H")


def of_two() -> DictionaryObject:
    """Make a font whose shapes are in another one, as programs write them today."""
    shapes = own_font()
    shapes[NameObject("/Subtype")] = NameObject("/CIDFontType2")
    above = font(Subtype="Type0", Encoding="Identity-H")
    above[NameObject("/DescendantFonts")] = ArrayObject([shapes])
    return above


SCAN = b"q 100 0 0 100 0 0 cm /Im1 Do Q"
RANDOM = bytes(range(200, 256)) + bytes(range(40))
TOLD: Mapping[str, tuple[bytes, Unread]] = {
    "mute-font": (drawn(GLYPHS, fonts=TYPE0), Unread.GLYPHS),
    "mute-font-of-two": (drawn(GLYPHS, fonts=of_two()), Unread.GLYPHS),
    "own-letters": (drawn(LETTERS, fonts=own_font()), Unread.GLYPHS),
    "numbered": (drawn(LETTERS, fonts=own_font(numbered("/g12", "/g13"))), Unread.GLYPHS),
    "type-3": (drawn(GLYPHS, fonts=font(Subtype="Type3")), Unread.GLYPHS),
    "scan": (drawn(SCAN), Unread.PICTURE),
    "inline-scan": (drawn(b"BI /W 1 /H 1 /BPC 8 /CS /G ID \0 EI Q"), Unread.PICTURE),
    "letters-as-lines": (drawn(b"0 0 m 10 10 l 20 0 l h f " * 20), Unread.PICTURE),
    "second-page-scanned": (drawn(SCAN), Unread.PICTURE),
    "old-word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + RANDOM, Unread.FORMAT),
    "database": (b"SQLite format 3\0" + RANDOM, Unread.FORMAT),
    "access": (b"\0\1\0\0Standard Jet DB\0" + RANDOM, Unread.FORMAT),
    "film": (b"\0\0\0\x18ftypmp42" + RANDOM, Unread.FORMAT),
    "sound": (b"ID3\4\0" + RANDOM, Unread.FORMAT),
    "ogg": (b"OggS\0" + RANDOM, Unread.FORMAT),
    "zstd": (b"\x28\xb5\x2f\xfd" + RANDOM, Unread.FORMAT),
    "zstd-of-letters": (b"\x28\xb5\x2f\xfd" + b"=packed letters=" * 3, Unread.FORMAT),
    "lzma": (lzma.compress(NAME.encode(), format=lzma.FORMAT_ALONE), Unread.FORMAT),
    "deflated": (bare(15), Unread.FORMAT),
    "cut-zlib": (zlib.compress(RANDOM, 2)[:-5], Unread.DAMAGED),
    "name-cut-by-zero": (b"Zo\xc3\xa9 H\0allm", Unread.FORMAT),
    "patch": (b"diff --git a/a b/a\nGIT binary patch\nliteral 3\nKcmZ\n\n", Unread.FORMAT),
    "rtf-with-bytes": (b"{\\rtf1 {\\pict\\bin4 abcd}}", Unread.FORMAT),
    "lz4": (b"\x04\x22\x4d\x18" + RANDOM, Unread.FORMAT),
    "compress": (b"\x1f\x9d\x90" + RANDOM, Unread.FORMAT),
    "cabinet": (b"MSCF\0\0\0\0" + RANDOM, Unread.FORMAT),
    "brotli": (b"\x8b\x02\x80" + RANDOM, Unread.FORMAT),
    "photoshop": (b"8BPS\0\1" + RANDOM, Unread.FORMAT),
    "jpeg-xl": (b"\0\0\0\x0cJXL \r\n\x87\n" + RANDOM, Unread.FORMAT),
    "wasm": (b"\0asm\1\0\0\0" + RANDOM, Unread.FORMAT),
    "font-with-more": (b"wOF2\0\1\0\0" + b"\0\0\0\x10" + RANDOM, Unread.FORMAT),
    "in-a-zip": (zipped({"a.iwa": b"\0\x80\1\0" + RANDOM}), Unread.FORMAT),
    "behind-a-picture": (
        planting.picture("PNG") + b"7z\xbc\xaf\x27\x1c\0\4" + RANDOM,
        Unread.FORMAT,
    ),
    "postscript": (b"%!PS-Adobe-3.0\n(Zo\\351) show\n", Unread.FORMAT),
    "uuencoded": (b"begin 644 a.txt\n" + binascii.b2a_uu(b"x" * 40) + b"end\n", Unread.FORMAT),
    "rtf-with-a-file": (b"{\\rtf1 {\\object{\\*\\objdata 0105}}}", Unread.FORMAT),
    "encrypted-mail": (
        b"-----BEGIN PGP MESSAGE-----\n\n" + base64.encodebytes(RANDOM),
        Unread.FORMAT,
    ),
    "cut-zip": (planting.docx(NAME)[:60], Unread.DAMAGED),
    "cut-xz": (lzma.compress(NAME.encode() * 99)[:50], Unread.DAMAGED),
    "locked-revision": (planting.encrypted_pdf(NAME, "secret"), Unread.ENCRYPTED),
}


@pytest.mark.parametrize("case", TOLD)
def test_what_cannot_be_searched_is_told(case: str):
    content, reason = TOLD[case]
    assert reason in read(content)[1]


INNOCENT: Mapping[str, bytes] = {
    "page": "<!doctype html><p>Zoé and Hallmárk Lines – 王".encode(),
    "script": b"var a=b?c:d;x='\\'e';f(/[+A-Z]{4,}-/g)\n",
    "styles": b"a{background:url(data:image/svg+xml;base64,PHN2Zy8+PHN2Zy8+)}",
    "powers": b"x^2 + y^2, X(1), (S, H\\n8\r",
    "sums": b"var a=1+BBB-c, d='+49 1632 960001', e=f+AOk-AOE+g/h;\n",
    "rtf": b"{\\rtf1\\uc1 Nobody {\\info{\\author Zo\\'e9 Nobody}}Hallm\\'e1rk \\'2e}",
    "colours": b"\x1b[1mNobody\x1b[0m\n",
    "digest": b"sha512-" + base64.b64encode(bytes(range(64))) + b"\n",
    "picture": planting.picture("JPEG"),
    "png": planting.picture("PNG"),
    "webp": planting.picture("WEBP"),
    "gif": planting.picture("GIF"),
    "bmp": planting.picture("BMP"),
    "icon": planting.picture("ICO"),
    "tiff": planting.picture("TIFF"),
    "pdf": planting.pdf("Nobody is named on this page"),
    "revised": revised("Nobody is named on this page"),
    "blank-page": drawn(b""),
    "own-letters-named": drawn(LETTERS, fonts=own_font(numbered("/A", "/eacute"))),
    "own-letters-of-windows": drawn(LETTERS, fonts=own_font(NameObject("/WinAnsiEncoding"))),
    "page-with-a-picture": drawn(b"BT /F1 12 Tf 5 5 Td (A picture of the harbour) Tj ET " + SCAN),
    "docx": planting.docx("Nobody"),
    "sheet": xlsx(["a", "b"], [1, 2]),
    "font": b"wOF2\0\1\0\0" + (12 + len(RANDOM)).to_bytes(4, "big") + RANDOM,
    "zeros": bytes(100),
    "empty": b"",
    "wide": "Nobody is named".encode("utf-16"),
    "mail": mail(b"Nobody is named here"),
}


@pytest.mark.parametrize("case", INNOCENT)
def test_of_what_is_read_nothing_is_told(case: str):
    assert read(INNOCENT[case]) == (False, set())


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unread, "MOST_UNPACKED", 4_000_000)


def nested(content: bytes, times: int) -> bytes:
    for _ in range(times):
        content = zipped({"a.zip": content})
    return content


LINES = b"\n" * 3_000_000
PDF_BOMB = drawn(b"% " + b"x" * 9_000_000)
BOMBS: Mapping[str, bytes] = {
    "one": zipped({"a.txt": LINES * 2}),
    "many": zipped({f"{number}.txt": b"%d" % number + LINES for number in range(8)}),
    "gzip": gzip.compress(LINES * 2),
    "gzip-twice": gzip.compress(gzip.compress(LINES * 2)),
    "bz2": bz2.compress(LINES * 2),
    "xz": lzma.compress(LINES * 2),
    "zlib": zlib.compress(LINES * 2),
    "nested": nested(zipped({"a.txt": LINES * 2}), 3),
    "deep": nested(b"x", 9),
    "tar": gzip.compress(planting.tarred({"a": LINES, "b": b"x" + LINES})),
    "pdf": PDF_BOMB,
    "base64": b'url("data:a/b;base64,' + base64.b64encode(gzip.compress(LINES * 2)) + b'")',
    "members": gzip.compress(b"x" + LINES) * 20,
}


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("case", BOMBS)
def test_what_unpacks_to_more_than_is_allowed_is_told(case: str):
    assert Unread.LARGE in read(BOMBS[case])[1]


@pytest.mark.usefixtures("small")
def test_all_files_share_one_budget():
    budget = Budget()
    told = []
    for number in range(4):
        one = Reader(budget)
        assert list(one.texts(zipped({"a.txt": b"%d" % number + b"\n" * 1_500_000})))
        told.append(one.unread)
    assert told == [set(), set(), {Unread.LARGE}, {Unread.LARGE}]
    plain = Reader(budget)
    assert any(map(MATCHER.found, plain.texts(NAME.encode())))
    assert plain.unread == set()


def test_one_file_leaves_something_for_the_others(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(unread, "MOST_OF_ONE", 2_000_000)
    budget = Budget()
    told = []
    for content in (LINES, b"x\n", LINES + b"y", b"z\n"):
        one = Reader(budget)
        list(one.texts(zipped({"a.txt": content})))
        told.append(one.unread)
    assert told == [{Unread.LARGE}, set(), {Unread.LARGE}, set()]


def test_packed_files_share_a_time(monkeypatch: pytest.MonkeyPatch):
    clock = iter(range(0, 100_000, 12))
    monkeypatch.setattr(time, "process_time", lambda: float(next(clock)))
    many = zipped({f"{number}.txt": b"x" for number in range(100)})
    assert Unread.LARGE in read(many)[1]
    assert read(b"x" * 100)[1] == set()


@pytest.mark.parametrize("times", [3, 9])
def test_form_within_form_ends(times: int):
    """Each is drawn ten times by the next, as laughter spreads."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    inner = writer._add_object(stream(b"BT (ha) Tj ET", Subtype=NameObject("/Form")))
    for _ in range(times):
        resources = DictionaryObject(
            {NameObject("/XObject"): DictionaryObject({NameObject("/X"): inner})}
        )
        outer = stream(b"/X Do " * 10, Subtype=NameObject("/Form"), Resources=resources)
        inner = writer._add_object(outer)
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/X"): inner})}
    )
    page[NameObject("/Contents")] = writer._add_object(stream(b"/X Do"))
    content = saved(writer)
    assert len(PdfReader(io.BytesIO(content)).pages) == 1
    one = Reader(Budget(seconds=1.0))
    begun = time.process_time()
    list(one.texts(content))
    assert time.process_time() - begun < 8
