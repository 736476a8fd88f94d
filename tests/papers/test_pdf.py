"""A paper as PDF: read back by others than what wrote it."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from operator import itemgetter

import page as checker
import pikepdf
import pytest
from fontTools.ttLib import TTFont
from pypdf import PdfReader, PdfWriter

from handbook.languages import Catalogue
from handbook.leaks.reader import Reader
from handbook.papers import pdf as pdf_module
from handbook.papers.blocks import Block, Run
from handbook.papers.paper import Paper, PaperField, PaperSection, UnmadeError
from handbook.papers.pdf import as_pdf
from handbook.papers.typesetting import sizes
from handbook.problems import Place, Problem
from handbook.reading.documents.package_data import load_catalogue
from tests.support.papers import FIELDS, PAPER, field, inputs, said
from tests.support.small_builds import worded

EN = load_catalogue("en")
A4 = (595, 842)
ARABIC = {
    "paper.page": "صفحة {page} من {pages}",
    "paper.as_date": "يوم/شهر/سنة",
    "paper.name": "الاسم",
    "form.signature": "التوقيع",
    "form.date": "التاريخ",
}
AR = Catalogue("ar", {**EN.strings, **ARABIC})


class Read:
    """What other readers find in a PDF."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.reader = PdfReader(BytesIO(content))
        found = self.reader.get_fields() or {}
        self.fields = {name: each for name, each in found.items() if "/FT" in each}
        """Those that can be filled in, by their whole names."""

    @property
    def text(self) -> str:
        return "\n".join(page.extract_text() for page in self.reader.pages)

    @property
    def size(self) -> tuple[int, int]:
        box = self.reader.pages[0].mediabox
        return round(box.width), round(box.height)

    def faults(self) -> list[str]:
        """What a checker of PDF/UA-1 has to say."""
        profile = checker.ValidationProfile.PDF_UA_1
        report = checker.validate_pdf_bytes(self.content, profile=profile)
        return [f"{each.rule_id}: {each.message}" for each in report.failures]

    def widgets(self) -> Iterator[pikepdf.Object]:
        with pikepdf.open(BytesIO(self.content)) as pdf:
            for page in pdf.pages:
                for each in page.get("/Annots", []):
                    if each.Subtype == "/Widget":
                        yield each


def read(paper: Paper = PAPER, words: Catalogue = EN) -> Read:
    return Read(as_pdf(paper, words))


def of_fields(*fields: PaperField, **given: object) -> Paper:
    """A paper with some fields only."""
    return replace(PAPER, sections=(PaperSection("one", "One", (), fields),), **given)


def of_text(text: str) -> Paper:
    """A paper that says a text wherever it says anything."""
    link = Run(text, strong=True, href=f"https://example.org/{text}")
    blocks = (Block((Run(text, emphasised=True),)), Block((link,), "•", 1))
    put = said(PAPER, lambda _: text)
    return replace(put, sections=tuple(replace(each, text=blocks) for each in put.sections))


@pytest.fixture(scope="module")
def sample() -> Read:
    return read()


def wanted(each: PaperField) -> Iterator[str]:
    """Names of what is filled in of a field: a box of its own for each of several answers."""
    for name in inputs(each):
        if each.several:
            yield from (f"{name}.{number}" for number in range(1, len(each.options) + 1))
            continue
        yield name
        if name.endswith(".name"):
            yield name.replace(".name", ".signature")


def test_every_input_has_a_field_of_its_name_in_the_same_order(sample):
    assert list(sample.fields) == [name for each in FIELDS for name in wanted(each)]


@pytest.mark.parametrize(
    ("name", "kind", "flags", "prompt"),
    [
        ("name", "/Tx", 0, "Name"),
        ("story", "/Tx", 1 << 12, "Story"),
        ("day", "/Tx", 0, "Day (day/month/year)"),
        ("hours", "/Tx", 0, "Hours"),
        ("yes", "/Btn", 1 << 15 | 1 << 14 | 1 << 25, "Yes"),
        ("ways.2", "/Btn", 0, "Ways: By video"),
        ("fit", "/Btn", 1 << 15 | 1 << 14 | 1 << 25, "Fit"),
        ("agreed", "/Btn", 0, "Agreed"),
        ("items.2.item", "/Tx", 0, "Items (2): Item"),
        ("actions.1.deadline", "/Tx", 0, "Actions (1): By when (day/month/year)"),
        ("signed.mentee.name", "/Tx", 0, "Mentee: Name"),
        ("signed.mentor.signature", "/Sig", 0, "Mentor: Signature"),
        ("signed.mentor.date", "/Tx", 0, "Mentor: Date (day/month/year)"),
    ],
)
def test_each_kind_has_its_field_and_says_what_it_is_for(sample, name, kind, flags, prompt):
    found = sample.fields[name]
    assert (found["/FT"], found.get("/Ff", 0), found["/TU"]) == (kind, flags, prompt)


def test_marks_and_answers_are_told_apart(sample):
    states = {
        name: set(each.get("/_States_", ())) - {"/Off"} for name, each in sample.fields.items()
    }
    assert states["fit"] == {"/1", "/2", "/3"}
    assert states["town"] == {f"/{number}" for number in range(1, 10)}
    assert states["agreed"] == states["ways.1"] == {"/yes"}


def test_what_is_known_stands_there_and_is_seen(sample):
    assert sample.fields["name"]["/V"] == "José Muñoz Íñiguez"
    assert sample.fields["story"]["/V"] == "One line.\nAnother."
    assert sample.fields["hours"]["/V"] == ""
    texts = (each for each in sample.widgets() if each.get("/FT") == "/Tx")
    seen = {str(each.TU).lower(): each.AP.N.read_bytes() for each in texts}
    assert b"BT" in seen["name"]
    assert b"BT" in seen["story"]
    assert seen["hours"] == b"q Q"


def test_what_is_filled_in_and_saved_comes_back(tmp_path, sample):
    answers = {
        "hours": "1,5",
        "story": "Αθήνα, Київ, Łódź, Muñoz",
        "fit": "/2",
        "agreed": "/yes",
        "actions.2.who": "Íñigo",
        "signed.mentor.name": "Ada",
    }
    writer = PdfWriter(clone_from=BytesIO(sample.content))
    for page in writer.pages:
        writer.update_page_form_field_values(page, answers)
    writer.write(tmp_path / "filled.pdf")
    filled = Read((tmp_path / "filled.pdf").read_bytes())
    assert {name: filled.fields[name]["/V"] for name in answers} == answers
    assert filled.fields["name"]["/V"] == "José Muñoz Íñiguez"


def test_what_is_typed_into_one_field_is_seen_in_no_other(sample):
    looks = [each.AP.N.objgen for each in sample.widgets() if each.get("/FT") == "/Tx"]
    assert len(set(looks)) == len(looks) > 10


def test_the_font_of_fields_knows_which_letter_each_glyph_is(sample):
    with pikepdf.open(BytesIO(sample.content)) as pdf:
        form = pdf.Root.AcroForm
        font = form.DR.Font.Hb
        assert str(form.DA).startswith("/Hb ")
        assert font.Encoding == "/Identity-H"
        rows = re.findall(rb"<(\w{4})> <(\w{4})> <(\w{4})>", font.ToUnicode.read_bytes())
        shapes = font.DescendantFonts[0]
        own = TTFont(BytesIO(shapes.FontDescriptor.FontFile2.read_bytes()))
        widths = [int(each) for each in shapes.W[1]]
    told = {}
    for row in rows:
        first, last, letter = (int(each, 16) for each in row)
        told |= {glyph: chr(letter + glyph - first) for glyph in range(first, last + 1)}
    assert set("aÁñŁșΑάωЯїєẞ€–’") <= set(told.values())
    glyphs, names = own.getBestCmap(), own.getGlyphOrder()
    assert all(glyphs[ord(letter)] == names[glyph] for glyph, letter in told.items())
    assert widths == [own["hmtx"][name][0] for name in names]


@pytest.mark.parametrize("layout", ["standard", "page", "halves"])
@pytest.mark.parametrize("words", [EN, AR], ids=["en", "ar"])
def test_it_can_be_read_aloud(layout, words):
    there = words is AR
    paper = of_fields(*FIELDS[:4], FIELDS[6], *FIELDS[7:9], FIELDS[11], layout=layout)
    paper = said(paper, lambda text: text and f"{text} السلام عليكم") if there else paper
    made = read(replace(paper, language=words.language, right_to_left=there), words)
    assert made.faults() == []


def test_the_checker_notices_a_field_without_a_prompt(sample):
    with pikepdf.open(BytesIO(sample.content)) as pdf:
        del pdf.Root.AcroForm.Fields[0].TU
        tag = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
        del tag[int(pdf.Root.AcroForm.Fields[0].StructParent)].Alt
        pdf.save(spoilt := BytesIO())
    assert any("TU" in each for each in Read(spoilt.getvalue()).faults())


def test_its_structure_tells_language_title_and_order(sample):
    """Our own look at what the checker looks at too, and at the order, which it does not know."""
    with pikepdf.open(BytesIO(sample.content)) as pdf:
        assert pdf.Root.Lang == "en"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert all(page.Tabs == "/S" for page in pdf.pages if "/Annots" in page)
        with pdf.open_metadata() as known:
            assert (known["dc:title"], known["pdfuaid:part"]) == ("A paper", "1")
        tags = list(_tags(pdf.Root.StructTreeRoot.K))
        kinds = [str(each.S) for each in tags]
        told = [str(each.Alt) for each in tags if each.S == "/Form"]
    assert [each for each in kinds if each.startswith("/H")] == ["/H1", "/H2", "/H2", "/H2", "/H3"]
    assert {"/L", "/LI", "/Table", "/TH", "/TD", "/Link"} <= set(kinds)
    prompts = [str(each["/TU"]) for each in sample.fields.values()]
    assert list(dict.fromkeys(_question(each, prompts) for each in told)) == prompts
    assert "Fit: 1 (not at all)" in told
    assert "Yes: No" in told


def _question(told: str, prompts: list[str]) -> str:
    return told if told in prompts else told.rpartition(": ")[0]


def _tags(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if isinstance(node, pikepdf.Array):
        for each in node:
            yield from _tags(each)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from _tags(node.get("/K"))


def test_it_says_all_that_the_page_says(sample):
    seen = " ".join(sample.text.split())
    for words in (
        *("Ferry Mentoring", "Ferry 2026 · 1 March 2026 – 30 June 2026", "A paper", "Fill it in."),
        *(
            "1. What you say",
            "We meet:",
            "1. At noon.",
            "The day on which you met. (day/month/year)",
        ),
        *("Town 9", "By video", "not at all", "very", "By when", "Mentor: Name", "Send it back."),
        *("Coordinator: we@ferry.example", "Safeguarding: safe@ferry.example", "Page 1 of 2"),
    ):
        assert words in seen, words


@pytest.mark.parametrize("words", ["Ελλάδα", "سلام"])
def test_the_search_for_what_is_private_reads_all_of_it(words):
    paper = said(PAPER, lambda text: text and f"{text} {words}")
    reader = Reader()
    texts = "\n".join(reader.texts(as_pdf(paper, EN)))
    assert reader.unread == set()
    for text in ("José Muñoz Íñiguez", "Send it back.", "we@ferry.example", "Town 9", "Actions"):
        assert text in texts
    assert words in texts


@pytest.mark.parametrize(
    ("href", "followed"),
    [
        ("https://example.org/map", True),
        ("mailto:we@ferry.example", True),
        ("javascript:alert(1)", False),
        ("x-field:0", False),
        ("file:///etc/passwd", False),
        ("../minutes/", False),
        ("https://example.org/" + "a" * 9000, False),
    ],
)
def test_links_lead_to_the_web_and_nowhere_else(href, followed):
    block = Block((Run("the map", href=href),))
    section = PaperSection("one", "One", (block,), (field("name", "text"),))
    made = read(replace(PAPER, sections=(section,)))
    links = [
        str(each.get_object()["/A"]["/URI"])
        for each in made.reader.pages[0]["/Annots"]
        if each.get_object()["/Subtype"] == "/Link"
    ]
    assert links == ([href] if followed else [])
    assert list(made.fields) == ["name"]
    assert "the map" in made.text


@pytest.mark.parametrize(
    "text",
    [
        '#panic("x")',
        "$x$ ^2 _a_ *b* ] #[ {",
        "=cmd|' /C calc'!A0",
        "= Heading 1. item",
        "#let x = 1; #sys.inputs",
        "`raw` @ref <label>",
        r"\u{41} \n \ ~ ---",
        "//comment /* more {{ x }} {% y %}",
        "</script><b>bold</b>",
        "x-field:0",
        "“quoted” and 'plain'",
        "a" * 60,
        "Ελλάδα, Київ",
        "東京 서울",
    ],
)
def test_hostile_text_comes_out_as_text(text):
    made = read(of_text(text))
    seen = "".join(made.text.split())
    assert seen.count("".join(text.split())) > 20
    assert made.fields["name"]["/V"] == text
    assert made.faults() == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\0b\x1b[0m", "ab[0m"),
        ("\u202egpj.exe", "gpj.exe"),
        ("\ufeffbom\u2066x\u2069", "bomx"),
        ("e\u0301", "é"),
        ("tab\there", "tab here"),
        ("\ud800half", "half"),
    ],
)
def test_what_cannot_be_seen_is_not_printed(text, shown):
    made = read(of_text(text))
    assert shown in made.text
    assert made.fields["name"]["/V"] == shown
    assert made.faults() == []


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\n", "\0"])
def test_a_paper_that_says_nothing_is_a_paper(text):
    made = read(of_text(text))
    assert made.faults() == []
    assert len(made.fields) == 26


def test_ten_thousand_letters_in_a_row_break():
    text = "x" * 10_000
    made = read(of_fields(field("name", "text", title=text, value=text), introduction=text))
    rows = [row for row in made.text.splitlines() if set(row) == {"x"}]
    assert sum(map(len, rows)) == 20_000
    assert max(map(len, rows)) <= 100
    assert made.fields["name"]["/V"] == text


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Well done 👍", "👍 (U+1F44D THUMBS UP SIGN)"),
        ("שלום", "ו (U+05D5 HEBREW LETTER VAV)"),
        ("ไทย", "ท (U+0E17 THAI CHARACTER THO THAHAN)"),
        ("\ue000", "\ue000 (U+E000)"),
        ("𠮷野家", "𠮷 (U+20BB7 CJK UNIFIED IDEOGRAPH-20BB7)"),
    ],
)
def test_a_letter_without_a_glyph_stops_it_and_is_named(text, letters):
    with pytest.raises(UnmadeError) as told:
        as_pdf(of_fields(field("name", "text", hint=text)), EN)
    assert (told.value.code, told.value.field, told.value.value) == ("glyph-missing", "name", text)
    assert letters in str(told.value.details["letters"])


def test_a_page_is_moved_together_until_it_fits():
    rows = of_fields(*(field(f"f{n}", "long", rows=5) for n in range(6)))
    assert len(read(rows).reader.pages) == 2
    made = read(replace(rows, layout="page"))
    assert (len(made.reader.pages), made.size) == (1, A4)
    assert len(made.fields) == 6


def test_what_cannot_fit_a_page_says_so():
    paper = of_fields(*(field(f"f{n}", "long", rows=10) for n in range(9)), layout="page")
    with pytest.raises(UnmadeError) as told:
        as_pdf(paper, EN)
    assert told.value.code == "paper-too-long"
    assert told.value.details == {"layout": "page", "pages": 3}
    assert "takes 3 pages" in _worded(told.value)


def test_halves_are_the_same_twice_and_filled_in_once():
    made = read(of_fields(*FIELDS[:1], FIELDS[7], FIELDS[8], layout="halves"))
    assert (len(made.reader.pages), made.size) == (1, A4[::-1])
    assert list(made.fields) == ["name", "fit", "agreed"]
    places = [tuple(map(float, each.Rect)) for each in made.widgets()]
    left, right = places[: len(places) // 2], places[len(places) // 2 :]
    assert len(left) == 5
    assert max(place[2] for place in left) < A4[1] / 2 < min(place[0] for place in right)
    assert made.text.count("Fill it in.") == 2


def test_a_page_more_is_not_begun_for_a_line():
    paper = of_fields(field("story", "long", rows=13), field("more", "long", rows=13))
    roomy = pdf_module.typeset(_data(paper, 0))
    assert (roomy.count, len(Read(roomy.content).reader.pages)) == (2, 2)
    assert len(read(paper).reader.pages) == 1


@pytest.mark.parametrize("layout", ["standard", "page", "halves"])
@pytest.mark.parametrize("rows", [3, 9, 14, 20])
def test_pages_are_as_roomy_as_they_can_be(layout: str, rows: int):
    fields = (field("story", "long", rows=rows), field("more", "long", rows=rows))
    paper = of_fields(*fields, layout=layout)
    steps = (0, 2) if layout == "standard" else range(9)
    tried = [pdf_module.typeset(_data(paper, step / 8)) for step in steps]
    best = min(tried, key=lambda pages: pages.count)
    try:
        assert pdf_module._pages(layout, _data(paper, 0)) == best.content
    except UnmadeError:
        assert layout != "standard"
        assert best.count > 1


@pytest.mark.parametrize("layout", ["standard", "page", "halves"])
def test_it_is_known_how_full_the_pages_are(layout: str):
    lengths = []
    for count in range(1, 14):
        fields = [field(f"f{at}", "long", rows=4) for at in range(count)]
        data = _data(of_fields(*fields, layout=layout), 0)
        pages = pdf_module.typeset(data)
        assert pages.count == len(Read(pages.content).reader.pages)
        assert all(0 <= share <= 1.001 for share in pages.full)
        lengths.append(round(pages.length, 6))
    assert lengths == sorted(lengths)
    assert lengths[-1] > 1.5


def _data(paper: Paper, fullness: float) -> dict[str, object]:
    numbers = {each.id: [at] for at, each in enumerate(paper.fields)}
    return {**pdf_module.data_of(paper, numbers, EN), "density": sizes(fullness)}


def test_from_right_to_left_all_is_mirrored():
    paper = of_fields(FIELDS[1], FIELDS[7], FIELDS[11], title="اتفاق الإرشاد", language="ar")
    made = read(replace(paper, right_to_left=True), AR)
    places = [
        (str(each.get("/T", "")), each.get("/Q"), float(each.Rect[0])) for each in made.widgets()
    ]
    marks = [left for name, _, left in places if not name]
    assert marks == sorted(marks, reverse=True)
    signing = [(name, at) for name, _, at in places if name in {"name", "signature", "date"}]
    assert [name for name, _ in sorted(signing[:3], key=itemgetter(1))] == [
        "date",
        "signature",
        "name",
    ]
    assert {side for name, side, _ in places if name in {"day", "name", "date"}} == {2}
    assert made.fields["signed.mentor.name"]["/TU"] == "Mentor: الاسم"
    root = made.reader.trailer["/Root"]
    assert (root["/Lang"], root["/ViewerPreferences"]["/Direction"]) == ("ar", "/R2L")


@pytest.fixture(scope="module")
def apart() -> list[str]:
    """What another process says: what a site loads of the makers, and the hash of a PDF."""
    script = (
        "import hashlib, sys, handbook.site;"
        "print({'typst', 'pikepdf'} & set(sys.modules));"
        "from handbook.papers.pdf import as_pdf;"
        "from handbook.reading.documents.package_data import load_catalogue;"
        "from tests.support.papers import PAPER;"
        "print(hashlib.sha256(as_pdf(PAPER, load_catalogue('en'))).hexdigest())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


def test_equal_papers_make_equal_bytes_in_another_process_too(sample, apart):
    assert apart[1] == hashlib.sha256(sample.content).hexdigest()
    assert as_pdf(replace(PAPER), EN) == sample.content


def test_nothing_is_loaded_for_it_until_one_is_made(apart):
    assert apart[0] == "set()"


def test_a_fault_of_typesetting_is_a_problem_in_words(monkeypatch):
    def broken(data: object) -> bytes:
        raise RuntimeError("heading title is empty\n  ┌─ form.typ:1:1")

    monkeypatch.setattr("handbook.papers.pdf.typeset", broken)
    with pytest.raises(UnmadeError) as told:
        as_pdf(PAPER, EN)
    assert told.value.code == "paper-unset"
    assert told.value.details == {"reason": "heading title is empty"}
    assert "could not be made: heading title is empty." in _worded(told.value)


def _worded(error: UnmadeError) -> str:
    return worded(Problem(Place("x"), error.code, error.field, error.value, details=error.details))
