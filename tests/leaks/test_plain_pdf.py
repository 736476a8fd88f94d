"""Plain PDFs, such as the build makes: read without a parser of any PDF, which finds no more."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import replace

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String

from handbook.languages import Catalogue
from handbook.leaks import Confidential, Kind
from handbook.leaks import pdf as reading
from handbook.leaks.matcher import Matcher
from handbook.leaks.pdf.letters import characters
from handbook.leaks.pdf.plain import plain_parts
from handbook.leaks.pdf.values import OddError, value_of
from handbook.leaks.reader import Reader
from handbook.leaks.unread import Unread, Watch
from handbook.papers.pdf import as_pdf
from handbook.papers.slots import slots_of
from handbook.problems import Place
from handbook.reading.documents.package_data import load_catalogue
from handbook.text.folding import words_of
from tests.support.papers import PAPER, said
from tests.support.planting import NAME

MATCHER = Matcher([Confidential(NAME, Kind.NAME, Place("programme/mentors.csv", 2), "name")])
ENGLISH: Catalogue = load_catalogue("en")
LETTERS = sorted({*NAME, *" .,abcdefghijklmnopqrstuvwxyz-"})
TABLE = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{}\nendcmap\nend\nend"
)
CHARACTERS = TABLE.format(
    f"{len(LETTERS)} beginbfchar\n"
    + "\n".join(f"<{at:04X}> <{ord(letter):04X}>" for at, letter in enumerate(LETTERS))
    + "\nendbfchar"
)


def codes(text: str) -> bytes:
    """Write a text in the numbers of the glyphs of the font."""
    return b"<" + b"".join(b"%04X" % LETTERS.index(letter) for letter in text) + b">"


def drawn(drawing: bytes, **font: object) -> bytes:
    """Draw a page with a font whose glyphs are all half as wide as it is high."""
    document = pikepdf.new()
    document.add_blank_page()
    glyphs = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, BaseFont=Name.F, DW=500)
    told = {
        "Type": Name.Font,
        "Subtype": Name.Type0,
        "BaseFont": Name.F,
        "Encoding": Name("/Identity-H"),
        "DescendantFonts": Array([document.make_indirect(glyphs)]),
        "ToUnicode": document.make_stream(CHARACTERS.encode()),
        **font,
    }
    its = document.make_indirect(Dictionary({f"/{key}": value for key, value in told.items()}))
    page = document.pages[0]
    page.Resources = Dictionary(Font=Dictionary(F1=its))
    page.Contents = document.make_stream(drawing)
    return saved(document)


def saved(document: Pdf, **options: object) -> bytes:
    file = io.BytesIO()
    document.save(file, object_stream_mode=pikepdf.ObjectStreamMode.generate, **options)
    return file.getvalue()


def is_plain(content: bytes) -> bool:
    try:
        list(plain_parts(content, WATCH))
    except OddError:
        return False
    return True


def found(content: bytes) -> bool:
    return bool(MATCHER.found_in(Reader().texts(content)))


def is_found_or_told(content: bytes) -> bool:
    reader = Reader()
    return bool(MATCHER.found_in(reader.texts(content)) or reader.unread)


def nothing(*_: object) -> None:
    """Take what is told."""


WATCH = Watch(nothing, nothing, nothing, nothing)
GIVEN, FAMILY = NAME.split()


def text(drawing: bytes) -> bytes:
    return b" BT /F1 10 Tf " + drawing + b" ET "


FOUND: Mapping[str, bytes] = {
    "at-once": text(b"5 5 Td " + codes(NAME) + b" Tj"),
    "in-pieces": text(b"[" + codes("Z") + b" 20 " + codes(NAME[1:]) + b"] TJ"),
    "in-letters": text(b"5 5 Td (" + bytes.fromhex(codes(NAME)[1:-1].decode()) + b") Tj"),
    "with-gaps-for-spaces": text(b"[" + codes(GIVEN) + b" -400 " + codes(FAMILY) + b"] TJ"),
    "with-small-gaps-for-spaces": text(b"[" + codes(GIVEN) + b" -120 " + codes(FAMILY) + b"] TJ"),
    "with-small-gaps-in-words": text(b"[" + codes("Zo") + b" -120 " + codes(NAME[2:]) + b"] TJ"),
    "moved-on": text(codes("Zo") + b" Tj 10 0 Td " + codes(NAME[2:]) + b" Tj"),
    "moved-on-by-more": text(codes(GIVEN) + b" Tj 19 0 Td " + codes(FAMILY) + b" Tj"),
    "put-elsewhere": text(codes("Zo") + b" Tj 1 0 0 1 10 0 Tm " + codes(NAME[2:]) + b" Tj"),
    "on-two-lines": text(codes(GIVEN) + b" Tj 0 -12 TD " + codes(FAMILY) + b" Tj"),
    "on-the-next-line": text(b"12 TL " + codes(GIVEN) + b" Tj T* " + codes(FAMILY) + b" Tj"),
    "hyphenated": text(codes("Zo") + b" Tj 0 -12 Td " + codes(NAME[2:]) + b" Tj"),
    "in-two-texts": text(codes("Zo") + b" Tj") + text(b"10 0 Td " + codes(NAME[2:]) + b" Tj"),
    "in-two-places": b"q 1 0 0 1 5 5 cm " + text(codes("Zo") + b" Tj") + b" Q q 1 0 0 1 15 5 cm "
    + text(codes(NAME[2:]) + b" Tj") + b" Q",
    "turned": b"0 1 -1 0 50 50 cm "
    + text(codes("Zo") + b" Tj 10 0 Td " + codes(NAME[2:]) + b" Tj"),
    "stretched": text(b"50 Tz " + codes("Zo") + b" Tj 5 0 Td " + codes(NAME[2:]) + b" Tj"),
    "spaced": text(b"4 Tc " + codes("Zo") + b" Tj 18 0 Td " + codes(NAME[2:]) + b" Tj"),
    "unseen": text(b"3 Tr " + codes(NAME) + b" Tj"),
    "called-so": b"/Zo#e9#20Hallm#e1rk BMC " + text(codes("abc") + b" Tj") + b" EMC",
    "before-any-instruction": b"(Zo\\351 Hallm\\341rk) q " + text(codes("abc") + b" Tj") + b" Q",
    "told-beside": b"/Span <</ActualText (Zo\\351 Hallm\\341rk)>> BDC "
    + text(codes("abc") + b" Tj") + b" EMC",
}  # fmt: skip


@pytest.mark.parametrize("case", FOUND)
def test_a_name_that_is_drawn_is_found(case: str):
    drawing = FOUND[case]
    if case == "hyphenated":
        drawing = drawing.replace(codes("Zo"), codes("Zo-"))
    content = drawn(drawing)
    assert is_plain(content)
    assert found(content)


APART: Mapping[str, bytes] = {
    "elsewhere": text(codes("Zo") + b" Tj 0 -40 Td " + codes(NAME[2:]) + b" Tj"),
    "far-on": text(codes("Zo") + b" Tj 20 0 Td " + codes(NAME[2:]) + b" Tj"),
    "back": text(codes("Zo") + b" Tj -10 0 Td " + codes(NAME[2:]) + b" Tj"),
    "small": text(codes("Zo") + b" Tj 14 0 Td " + codes(NAME[2:]) + b" Tj"),
}


@pytest.mark.parametrize("case", APART)
def test_what_stands_apart_is_no_word_together(case: str):
    content = drawn(APART[case])
    assert is_plain(content)
    assert not found(content)


@pytest.mark.parametrize("layout", ["standard", "page", "halves"])
def test_our_own_documents_are_plain_and_say_what_a_parser_finds(
    layout: str, monkeypatch: pytest.MonkeyPatch
):
    paper = replace(PAPER, layout=layout, sections=PAPER.sections[:1], introduction=NAME)
    content = as_pdf(paper, ENGLISH)
    assert is_plain(content)
    plainly = list(plain_parts(content, WATCH))
    monkeypatch.setattr(reading, "plain_parts", refused)
    parsed = list(reading.pdf_parts(content, WATCH))
    assert words_of(str(plainly[0])) == words_of(str(parsed[0]))
    whole = " ".join(words_of(" ".join(map(str, plainly))))
    for slots in slots_of(paper, ENGLISH).values():
        assert all(" ".join(words_of(slot.prompt)) in whole for slot in slots)


def refused(*_: object):
    raise OddError
    yield


def test_what_is_drawn_from_right_to_left_is_left_to_a_parser():
    paper = said(replace(PAPER, language="ar", right_to_left=True), lambda words: f"سلام {words}")
    assert not is_plain(as_pdf(paper, ENGLISH))


WHOLE = drawn(text(codes(NAME) + b" Tj"))


def changed(pattern: bytes, by: bytes, content: bytes = WHOLE) -> bytes:
    made, count = re.subn(pattern, by, content, count=1, flags=re.DOTALL)
    assert count
    return made


def with_font(**told: object) -> bytes:
    return drawn(text(codes(NAME) + b" Tj"), **told)


def table(inside: str) -> bytes:
    document = pikepdf.open(io.BytesIO(WHOLE))
    said = document.pages[0].Resources.Font.F1.ToUnicode
    begin, end, rest = CHARACTERS.partition("endcodespacerange")
    said.write(f"{begin}{end}\n{inside}{rest}".encode())
    return saved(document)


def updated() -> bytes:
    added = b"\n90 0 obj\n<< /A 1 >>\nendobj\n"
    return WHOLE + added + WHOLE[WHOLE.rindex(b"startxref") :]


def drawn_without_lists() -> bytes:
    file = io.BytesIO()
    mode = pikepdf.ObjectStreamMode.disable
    pikepdf.open(io.BytesIO(WHOLE)).save(file, object_stream_mode=mode)
    return file.getvalue()


ODD: Mapping[str, Callable[[], bytes]] = {
    "mended": lambda: changed(rb"%PDF", b"\n%PDF"),
    "with-something-behind": lambda: WHOLE + b"more",
    "with-something-between": lambda: changed(rb"endobj\n", b"endobj\n stray\n"),
    "with-a-comment": lambda: changed(rb"endobj\n", b"endobj\n% stray\n"),
    "longer-than-it-says": lambda: changed(rb"/Length (\d+)", rb"/Length 1"),
    "listed-elsewhere": lambda: changed(rb"startxref\n\d+", b"startxref\n9"),
    "with-an-object-twice": lambda: changed(
        rb"(\d+) 0 obj\n<< /Type /XRef", rb"1 0 obj\n<< /A 1 >>\nendobj\n\1 0 obj\n<< /Type /XRef"
    ),
    "updated": updated,
    "made-for-the-web": lambda: saved(pikepdf.open(io.BytesIO(WHOLE)), linearize=True),
    "with-a-table-of-objects": drawn_without_lists,
    "not-numbered": lambda: with_font(Encoding=Name("/Identity-V")),
    "with-a-table-beside": lambda: table("/Other usecmap"),
    "with-a-comment-in-the-table": lambda: table("% 1 beginbfchar <0001> <0041> endbfchar"),
    "with-an-entry-of-another-kind": lambda: table("1 beginbfchar <01> <0041> endbfchar"),
    "with-a-table-that-goes-on": lambda: table("1 beginbfchar <0001> <0041>"),
    "with-no-end-of-ranges": lambda: table(
        "9 beginbfrange " + "<0000> <FFFF> <0000>\n" * 9 + "endbfrange"
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", ODD)
def test_what_is_odd_is_left_to_a_parser(case: str):
    content = ODD[case]()
    assert is_plain(WHOLE)
    assert not is_plain(content)
    assert is_found_or_told(content)


@pytest.mark.parametrize(
    "drawing",
    [
        text(codes(NAME) + b" Tj % more"),
        text(codes(NAME) + b" Tj (without end"),
        text(codes(NAME) + b" Tj") + b" BI /W 1 /H 1 ID x EI",
        text(codes(NAME) + b" '"),
        text(codes(NAME) + b" Tj 1 0 0 Tm"),
        text(codes(NAME) + b" Tj /F2 9 Tf"),
        text(codes(NAME) + b" Tj <00> Tj"),
        text(codes(NAME) + b" Tj 0 -20 Td [" + codes("a") + b" /b] TJ"),
        text(codes(NAME) + b" Tj 0 -20 Td <</A (b)>> " + codes("a") + b" Tj"),
        text(codes(NAME) + b" Tj <FFFE> Tj"),
        text(codes(NAME) + b" Tj /X1 Do"),
        text(codes(NAME) + b" Tj") + b" /Span <</A <</B (c)>>>> BDC EMC",
    ],
)
def test_what_is_drawn_in_another_way_is_left_to_a_parser(drawing: bytes):
    content = drawn(drawing)
    assert not is_plain(content)
    assert is_found_or_told(content)


PAGES = (b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>")


def handmade(opening: bytes, *objects: bytes) -> bytes:
    """Write a document of objects, behind some comment."""
    made, places = b"%PDF-1.7\n" + opening, []
    for number, each in enumerate((*PAGES, *objects), 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    at, count = len(made), len(places) + 1
    rows = bytes(4) + b"".join(b"\1%b\0" % place.to_bytes(2) for place in (*places, at))
    told = b"<</Type/XRef/Size %d/W[1 2 1]/Root 1 0 R/Length %d>>" % (count + 1, len(rows))
    made += b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (count, told, rows)
    return made + b"startxref\n%d\n%%%%EOF\n" % at


LATIN = NAME.encode("latin-1")
WITHIN = {
    "before-all": (f"% By {NAME}\n".encode(), b"[1]"),
    "as-a-string": (b"", b"(" + LATIN + b")"),
    "as-a-name": (b"", b"/Zo#e9#20Hallm#e1rk"),
    "as-a-key": (b"", b"<</Zo#e9#20Hallm#e1rk 1>>"),
    "in-a-stream": (b"", b"<</Length %d>>\nstream\n%b\nendstream" % (len(LATIN), LATIN)),
    "among-points": (
        b"",
        b"<</Subtype/Image/Length %d>>\nstream\n%b\nendstream" % (len(LATIN), LATIN),
    ),
}


@pytest.mark.parametrize("case", WITHIN)
def test_of_a_plain_document_all_is_looked_at(case: str):
    content = handmade(*WITHIN[case])
    assert is_plain(content)
    assert found(content)
    seen_as_it_is = any("startxref" in text for text in Reader().texts(content))
    assert seen_as_it_is is (case == "among-points")


def test_what_a_font_cannot_say_is_told():
    unread = Reader()
    list(unread.texts(with_font(ToUnicode=pikepdf.Name.None_)))
    assert unread.unread == {Unread.GLYPHS}


@given(st.binary(max_size=300), st.integers(0, len(WHOLE)))
def test_whatever_stands_in_a_file_it_is_read_or_odd(data: bytes, at: int):
    for content in (WHOLE[:at] + data + WHOLE[at:], WHOLE[:at] + data + WHOLE[at + len(data) :]):
        is_plain(content)


@given(st.binary(max_size=300))
def test_whatever_is_drawn_it_is_read_or_odd(data: bytes):
    is_plain(drawn(text(data)))


@given(st.binary(max_size=300))
def test_any_value_is_read_or_odd(data: bytes):
    for read in (value_of, characters):
        try:
            read(data)
        except OddError:
            continue


VALUES = st.recursive(
    st.one_of(
        st.booleans(),
        st.integers(-1000, 1000),
        st.text(max_size=9).map(String),
        st.from_regex(r"[A-Za-z #]{1,9}", fullmatch=True).map(lambda name: Name(f"/{name}")),
    ),
    lambda inner: (
        st.lists(inner, max_size=4).map(Array)
        | st.dictionaries(st.sampled_from("ABC"), inner, max_size=3).map(
            lambda all_: Dictionary({f"/{key}": value for key, value in all_.items()})
        )
    ),
    max_leaves=9,
)


@given(VALUES)
def test_a_value_is_read_as_it_was_written(value: pikepdf.Object | bool | int):
    source = (
        value.unparse() if isinstance(value, pikepdf.Object) else pikepdf.Array([value]).unparse()
    )
    assert same(value_of(source), value if isinstance(value, pikepdf.Object) else [value])


def same(ours: object, theirs: object) -> bool:
    if isinstance(ours, dict):
        return {*ours} == {*theirs.keys()} and all(same(ours[key], theirs[key]) for key in ours)
    if isinstance(ours, list):
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    if isinstance(ours, bytes):
        return ours == bytes(theirs)
    return str(theirs) == ours if isinstance(ours, str) else theirs == ours


@pytest.mark.parametrize(
    "hostile",
    [
        b"(" * 100_000,
        b"<<" * 100_000,
        b"[" * 100_000,
        b"(5) " * 100_000 + b")",
        b"5" + b" " * 100_000 + b")",
        b"1 beginbfchar" * 30_000,
        b"1 beginbfchar " + b" " * 100_000 + b"x endbfchar",
    ],
)
def test_what_never_ends_is_soon_given_up(hostile: bytes):
    assert not is_plain(drawn(text(codes(NAME) + b" Tj " + hostile)))
    for read in (value_of, characters):
        with pytest.raises(OddError):
            read(hostile)
