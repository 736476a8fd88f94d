"""A paper as DOCX: read back by others than what wrote it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from handbook.languages import Catalogue, locale
from handbook.leaks.reader import Reader
from handbook.papers.docx import as_docx
from handbook.papers.docx.markup import date_form
from handbook.papers.paper import Paper
from handbook.reading.documents.package_data import load_catalogue
from tests.support.papers import FIELDS, PAPER, field, inputs, said

EN = load_catalogue("en")
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


class Read:
    """What another reader finds in a document."""

    def __init__(self, content: bytes) -> None:
        self.document = Document(io.BytesIO(content))
        self.body = self.document.element.body

    def controls(self) -> list[etree._Element]:
        return list(self.body.iter(qn("w:sdt")))

    def tags(self) -> list[str]:
        return [value(sdt, "tag") for sdt in self.controls()]

    def control(self, tag: str) -> etree._Element:
        (found,) = (sdt for sdt in self.controls() if value(sdt, "tag") == tag)
        return found

    def styled(self, style: str) -> list[str]:
        return [
            "".join(each.itertext(qn("w:t")))
            for each in self.body.iter(qn("w:p"))
            if each.pPr is not None and each.pPr.style == style
        ]

    def text(self) -> str:
        return "".join(self.body.itertext(qn("w:t")))


def value(sdt: etree._Element, name: str) -> str:
    found = sdt.find(f"{qn('w:sdtPr')}/{qn(f'w:{name}')}")
    return "" if found is None else found.get(qn("w:val"))


def shown(sdt: etree._Element) -> str:
    inside = sdt.find(qn("w:sdtContent"))
    parts = (each for each in inside.iter(qn("w:t"), qn("w:br")))
    return "".join(each.text or "" if each.tag == qn("w:t") else "\n" for each in parts)


def kind(sdt: etree._Element) -> str:
    return etree.QName(sdt.find(qn("w:sdtPr"))[-1]).localname


def read(paper: Paper = PAPER, words: Catalogue = EN) -> Read:
    return Read(as_docx(paper, words))


@pytest.fixture(scope="module")
def sample() -> Read:
    return read()


def wanted(each: object) -> Iterator[str]:
    """Tags of a field: one for each box to tick where there are few answers."""
    for name in inputs(each):
        few = each.options and (each.several or len(each.options) < 8)
        yield from (f"{name}.{n}" for n in range(1, len(each.options) + 1)) if few else (name,)


def test_sections_and_prompts_are_there_in_their_order(sample):
    assert sample.styled("Heading1") == [
        "1. What you say",
        "2. What you agree",
        "3. What you know",
    ]
    titles = [each.title for each in FIELDS if each.kind != "checkbox"]
    assert sample.styled("Prompt") == titles
    assert sample.styled("Title") == ["A paper"]
    assert sample.styled("Subtitle") == ["Mentor · At the first meeting"]


def test_every_input_has_a_control_tagged_by_its_name(sample):
    assert sample.tags() == [tag for each in FIELDS for tag in wanted(each)]


def test_controls_are_told_apart_and_named(sample):
    ids = [value(sdt, "id") for sdt in sample.controls()]
    assert len(set(ids)) == len(ids)
    assert all(0 < int(id) < 2**31 for id in ids)
    assert value(sample.control("name"), "alias") == "Name"
    assert value(sample.control("actions.2.who"), "alias") == "Who (2)"
    assert value(sample.control("signed.mentee.date"), "alias") == "Mentee: Date"
    assert value(sample.control("ways.2"), "alias") == "By video"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("name", "text"),
        ("hours", "text"),
        ("day", "date"),
        ("town", "dropDownList"),
        ("fit", "dropDownList"),
        ("yes.1", "checkbox"),
        ("ways.2", "checkbox"),
        ("agreed", "checkbox"),
        ("items.2.item", "text"),
        ("actions.1.deadline", "date"),
        ("actions.1.hours", "text"),
        ("signed.mentor.name", "text"),
        ("signed.mentor.date", "date"),
    ],
)
def test_each_kind_has_its_control(sample, tag, expected):
    assert kind(sample.control(tag)) == expected


def test_what_is_known_stands_there_and_what_is_not_asks(sample):
    assert shown(sample.control("name")) == "José Muñoz Íñiguez"
    assert shown(sample.control("story")) == "One line.\nAnother."
    for tag, words in (("hours", "Write here"), ("day", "Choose a date"), ("fit", "Choose")):
        control = sample.control(tag)
        assert shown(control) == words
        assert control.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None
    known = sample.control("name").find(qn("w:sdtPr"))
    assert known.find(qn("w:showingPlcHdr")) is None


def test_only_what_is_long_takes_several_lines(sample):
    """What has no kind takes paragraphs, in Word as in LibreOffice."""
    assert [value(sdt, "tag") for sdt in sample.controls() if kind(sdt) == "id"] == ["story"]


def test_answers_to_choose_from_are_numbered_as_the_page_numbers_them(sample):
    def items(tag: str) -> list[tuple[str, str]]:
        found = sample.control(tag).iter(qn("w:listItem"))
        return [(each.get(qn("w:value")), each.get(qn("w:displayText"))) for each in found]

    assert items("town") == [(str(n), f"Town {n}") for n in range(1, 10)]
    assert items("fit") == [("1", "1: not at all"), ("2", "2"), ("3", "3: very")]


def test_a_box_to_tick_is_empty_and_knows_both_signs(sample):
    control = sample.control("agreed")
    assert shown(control) == "☐"
    box = next(control.iter(f"{W14}checkbox"))
    assert [(etree.QName(each).localname, each.get(f"{W14}val")) for each in box] == [
        ("checked", "0"),
        ("checkedState", "2612"),
        ("uncheckedState", "2610"),
    ]


@pytest.mark.parametrize(
    ("code", "form", "spoken"),
    [("en", "d MMM yyyy", "en-GB"), ("es", "d MMM yyyy", "es-ES"), ("ja", "yyyy/MM/dd", "ja-JP")],
)
def test_a_date_is_written_as_the_language_does(code, form, spoken):
    found = read(replace(PAPER, language=code)).control("day").find(f".//{qn('w:date')}")
    assert found.find(qn("w:dateFormat")).get(qn("w:val")) == form
    assert found.find(qn("w:lid")).get(qn("w:val")) == spoken


CODES = "en es eu ca gl fr de it pt-BR ar he fa ja zh ko hi ru th lv hu bg"


@pytest.mark.parametrize("code", CODES.split())
def test_no_date_holds_words_that_word_would_take_for_its_parts(code):
    form = date_form(locale(code))
    assert set(form) <= set("dMy .,/-")
    assert "yyyy" in form


def test_what_is_written_says_its_language_and_its_title():
    found = read(replace(PAPER, language="eu"))
    language = found.document.styles.element.find(f".//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "eu-ES"
    properties = found.document.core_properties
    assert (properties.title, properties.language) == ("A paper", "eu-ES")
    assert properties.author == ""


def test_head_and_foot_say_whose_it_is_and_count_the_pages(sample):
    (section,) = sample.document.sections
    assert [each.text for each in section.header.paragraphs] == [
        "Ferry Mentoring · Ferry 2026 · 1 March 2026 – 30 June 2026"
    ]
    foot = section.footer._element
    assert "we@ferry.example" in "".join(foot.itertext(qn("w:t")))
    fields = [each.get(qn("w:instr")).strip() for each in foot.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((210, 297), abs=0.1)


def test_text_keeps_its_looks_its_numbers_and_its_links(sample):
    bold = [run.text for each in sample.document.paragraphs for run in each.runs if run.bold]
    assert "meet" in bold
    assert "1.At noon." in [text.replace("\t", "") for text in sample.styled("Normal")]
    (link,) = sample.body.iter(qn("w:hyperlink"))
    target = sample.document.part.rels[link.get(qn("r:id"))]
    assert target.is_external
    assert target.target_ref == "https://example.org/a?b=1&c=%C3%A9"
    assert sample.styled("Heading2") == ["Note"]


@pytest.mark.parametrize("href", ["javascript:alert(1)", "../x.html", "#part", "file:///etc"])
def test_what_leads_nowhere_outside_is_text_alone(href):
    (first, *others) = PAPER.sections
    runs = tuple(replace(run, href=href) for run in first.text[0].runs)
    text = (replace(first.text[0], runs=runs),)
    found = read(replace(PAPER, sections=(replace(first, text=text), *others)))
    assert list(found.body.iter(qn("w:hyperlink"))) == []
    assert "We meet:" in found.text()


def test_rows_have_a_header_that_is_repeated_and_columns_that_fill_the_page(sample):
    tables = [table for table in sample.document.tables if table.style.name == "Rows"]
    (actions,) = (table for table in tables if table.cell(0, 0).text == "Action")
    assert [cell.text for cell in actions.rows[0].cells] == ["Action", "Who", "By when", "Hours"]
    assert len(actions.rows) == 3
    assert actions.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    for table in tables:
        assert sum(column.width.twips for column in table.columns) == 9638
        assert all(column.width.twips >= 1000 for column in table.columns)


def test_a_page_of_its_own_is_smaller_and_two_halves_are_one_landscape_sheet():
    page = read(replace(PAPER, layout="page"))
    small, usual = (each.document.styles["Title"].font.size for each in (page, read()))
    assert small < usual
    halves = read(replace(PAPER, layout="halves"))
    (section,) = halves.document.sections
    assert section.page_width > section.page_height
    assert section._sectPr.find(qn("w:cols")).get(qn("w:num")) == "2"
    once = read().tags()
    assert halves.tags() == [*once, *(f"{tag}~2" for tag in once)]
    assert halves.styled("Title") == ["A paper"] * 2
    assert len(list(halves.body.iter(qn("w:br")))) == 1 + 2


def test_from_right_to_left_all_is_turned():
    words = Catalogue("ar", {**EN.strings, "paper.write": "اكتب هنا", "paper.date": "اختر"})
    paper = replace(PAPER, language="ar", right_to_left=True)
    arabic = said(paper, lambda text: f"نص {text}" if text else "")
    found = read(arabic, words)
    paragraphs = list(found.body.iter(qn("w:p")))
    assert all(each.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None for each in paragraphs)
    runs = [run for run in found.body.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
    assert all(run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None for run in runs)
    tables = found.document.tables
    assert all(each._tblPr.find(qn("w:bidiVisual")) is not None for each in tables)
    assert found.body.sectPr.find(qn("w:bidi")) is not None
    assert shown(found.control("hours")) == "اكتب هنا"
    assert found.tags() == read().tags()


def test_nothing_is_turned_from_left_to_right(sample):
    for name in ("bidi", "rtl", "bidiVisual"):
        assert next(sample.body.iter(qn(f"w:{name}")), None) is None


def test_two_are_the_same_and_small():
    first, second = as_docx(PAPER, EN), as_docx(PAPER, EN)
    assert first == second
    assert len(first) < 15_000
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        names = archive.namelist()
        assert names == sorted(names)
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"20" not in archive.read("docProps/core.xml").split(b"<dc:title>")[1]
        for name in names:
            etree.fromstring(archive.read(name))


HOSTILE = {
    "xml": "<w:p/></w:body> & \"quoted\" 'once'",
    "section": "]]> <![CDATA[ <!-- --> <?x ?>",
    "formula": "=cmd|' /C calc'!A0",
    "field": 'HYPERLINK "https://example.org" PAGE',
    "braces": "{} {0} {language} %s LANGUAGE",
    "entity": "&lt;b&gt; &#x41; &amp;amp;",
    "long": "x" * 10_000,
    "words": "word " * 2_000,
    "turned": "\u202eabc\u2066def",
    "astral": "𝒳 😀 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "private": "\ue000 \ue001",
    "tabs": "a\tb",
}


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_whatever_is_written_comes_out_as_text(name):
    text = HOSTILE[name]
    found = read(said(PAPER, lambda words: f"{words}{text}" if words else ""))
    assert f"Name{text}" in found.styled("Prompt")
    assert shown(found.control("name")) == f"José Muñoz Íñiguez{text}"
    assert found.tags() == read().tags()
    assert found.document.core_properties.title.startswith(f"A paper{text}"[:200])
    aliases = [value(sdt, "alias") for sdt in found.controls()]
    assert all(len(alias.encode("utf-16-le")) <= 128 for alias in aliases)


UNFIT = ["\x00", "\x0b\x0c", "\x1b", "\ud800", "\udfff\ud800", "\ufffe", "\x85\x9f"]


@pytest.mark.parametrize("text", UNFIT)
def test_what_xml_has_no_room_for_is_left_out(text):
    found = read(said(PAPER, lambda words: f"{words[:2]}{text}{words[2:]}" if words else ""))
    assert found.styled("Prompt") == read().styled("Prompt")
    assert shown(found.control("name")) == "José Muñoz Íñiguez"


def test_a_name_that_word_would_not_take_is_cut_and_stays_its_own():
    long = "a" * 70
    fields = (field(f"{long}-1", "text"), field(f"{long}-2", "text"), field("b" * 64, "text"))
    tags = read(replace(PAPER, sections=(replace(PAPER.sections[1], fields=fields),))).tags()
    assert len(set(tags)) == 3
    assert all(len(tag) <= 64 for tag in tags)
    assert tags[2] == "b" * 64


ORDER = {
    "pPr": "pStyle keepNext tabs bidi spacing ind",
    "rPr": "rStyle rFonts b bCs i iCs color sz szCs rtl",
    "sdtPr": "alias tag id showingPlcHdr text dropDownList date checkbox",
    "tblPr": "tblStyle bidiVisual tblW tblLayout",
    "trPr": "cantSplit trHeight tblHeader",
    "tcPr": "tcW shd tcMar vAlign",
    "sectPr": "headerReference footerReference pgSz pgMar cols bidi",
}
"""What is said of a thing, in the order that the standard wants; Word refuses some others."""


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("layout", ["standard", "page", "halves"])
def test_all_stands_in_the_order_that_the_standard_wants(layout, turned):
    content = as_docx(replace(PAPER, layout=layout, right_to_left=turned), EN)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(f"word/{name}.xml") for name in ("document", "header", "footer")]
    for part in parts:
        for about, order in ORDER.items():
            for element in etree.fromstring(part).iter(qn(f"w:{about}")):
                names = [etree.QName(child).localname for child in element]
                assert names == [name for name in order.split() if name in names]


def test_what_belongs_together_stays_on_one_page():
    (first, *others) = PAPER.sections
    long = field("long", "choice", options=("a" * 60, "b" * 60, "c" * 60))
    found = read(replace(PAPER, sections=(replace(first, fields=(long,)), *others)))
    kept = [
        each.text
        for each in found.document.paragraphs
        if each.paragraph_format.keep_with_next and each.text
    ]
    at = [each.text for each in found.document.paragraphs]
    options = [text for text in at if text.endswith(("aaa", "bbb", "ccc"))]
    assert [text in kept for text in options] == [True, True, False]
    assert "1.\tAt noon." not in kept
    assert "2.\tSee the map." in kept


def test_what_stands_only_in_a_list_to_choose_from_is_searched_for_leaks():
    secret = "Zoe Hallmarker"
    town = field("town", "choice", options=tuple(f"{secret} {n}" for n in range(9)))
    content = as_docx(replace(PAPER, sections=(replace(PAPER.sections[1], fields=(town,)),)), EN)
    reader = Reader()
    assert any(secret in text for text in reader.texts(content))
    assert reader.unread == set()


def test_a_paper_with_next_to_nothing_is_one_all_the_same():
    none = dict.fromkeys(("edition", "dates", "introduction", "closing"), "")
    bare = replace(PAPER, **none, contacts=(), sections=())
    found = read(bare)
    assert found.tags() == []
    assert found.document.sections[0].header.paragraphs[0].text == "Ferry Mentoring"
    assert found.styled("Title") == ["A paper"]
