"""The fonts of documents: what they hold, and who is told where a letter is missing."""

from __future__ import annotations

import unicodedata

import pytest
from fontTools.ttLib import TTFont

from handbook.papers import fonts
from handbook.papers.fonts import FIELDS, FOLDER, families_for, letters_of, missing
from handbook.settings import Settings
from handbook.site import build
from tests.support.programmes import FILES, replaced, write_programme
from tests.support.small_builds import DAY, fault, worded

ALL = (*sorted(FOLDER.glob("*.ttf")), FIELDS)
MOST = 10_000_000
FORM = "programme/forms/minutes.yaml"


@pytest.mark.parametrize("font", ALL, ids=lambda each: each.stem)
def test_a_font_is_read_as_others_read_it(font):
    ours = letters_of(font)
    with TTFont(font, lazy=True) as theirs:
        order = theirs.getGlyphOrder()
        assert {code: order[glyph] for code, glyph in ours.glyphs.items()} == theirs.getBestCmap()
        widths = theirs["hmtx"].metrics
        assert [widths[name][0] for name in order] == list(ours.widths)
        head, hhea = theirs["head"], theirs["hhea"]
        assert ours.units == head.unitsPerEm
        assert ours.box == (head.xMin, head.yMin, head.xMax, head.yMax)
        assert (ours.ascent, ours.descent) == (hhea.ascent, hhea.descent)
        assert "SIL Open Font Licen" in theirs["name"].getDebugName(13)
        assert theirs["OS/2"].fsType == 0, "may be embedded"


def test_every_font_has_its_licence_beside_it_and_all_weigh_little():
    licences = {file.name for file in FOLDER.parent.glob("OFL-*.txt")}
    assert licences == {"OFL-Noto.txt", "OFL-SourceSans3.txt", "OFL-SourceSerif4.txt"}
    kinds = {font.stem.partition("-")[0] for font in ALL}
    assert {each for each in kinds if not each.startswith("Noto")} == {
        "SourceSans3",
        "SourceSerif4",
    }
    assert sum(font.stat().st_size for font in ALL) < 1.2 * MOST


def test_the_faces_of_the_text_have_the_same_letters():
    regular = letters_of(fonts.TEXT).glyphs.keys()
    for face in ("SemiBold", "Italic"):
        assert letters_of(FOLDER / f"SourceSans3-{face}.ttf").glyphs.keys() == regular


@pytest.mark.parametrize(
    ("first", "last"),
    [(0x20, 0x7E), (0xA1, 0x24F), (0x386, 0x3CE), (0x400, 0x4FF), (0x1E00, 0x1EFF)],
)
def test_what_is_typed_has_its_letters(first, last):
    known = letters_of(FIELDS).glyphs
    letters = [code for code in range(first, last + 1) if unicodedata.category(chr(code)) != "Cn"]
    assert [chr(code) for code in letters if code not in known and code != 0xAD] == []


@pytest.mark.parametrize(
    "text",
    [
        "Ærø, Łódź, Þórr, Đặng, Ğül, Șerban, ſ",
        "Ελένη Ἀθῆναι",
        "Щёголев, Ґалаґан, Ђорђе, Әсел",
        "محمد عبد الله ﷺ پژمان",
        "प्रिया श्री क्ष",
        "王小明 陳大文 渡辺 さくら サクラ 金哲洙 김철수 뷁",
        "“x” – … • → ✓ € ₿ ½ № ™",
        "e\u0301 \u00ad \u200d \ufe0f \u202e \0 \t",
        "",
    ],
)
def test_names_of_many_scripts_can_be_written(text):
    assert missing(text) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ok 👍🏽", "🏽👍"),
        ("שלום", "ולםש"),
        ("ไทย", "ทยไ"),
        ("ア𠮷", "𠮷"),
        ("\ue000\U0010fffd", "\ue000\U0010fffd"),
        ("𝐀", "𝐀"),
        ("☃", "☃"),
    ],
)
def test_what_no_font_has_is_named(text, expected):
    assert missing(text) == "".join(sorted(expected))


def test_only_the_families_that_are_needed_are_looked_in():
    assert families_for(["Muñoz", "Αθήνα"]) == ("Source Sans 3",)
    assert families_for(["東京"]) == ("Source Sans 3", "Noto Sans SC")
    assert families_for(["Ԁ سلام"]) == ("Source Sans 3", "Noto Sans", "Noto Sans Arabic")


def test_check_tells_of_them_where_they_stand_and_of_nothing_else(tmp_path):
    text = FILES[FORM]
    for field, hint in (("date", "Met 👍?"), ("topics", "Σήμερα ☃"), ("observations", "\ue123")):
        text = text.replace(f"id: {field}, ", f'id: {field}, hint: "{hint}", ')
    made = build(Settings(write_programme(tmp_path, {FORM: text}), DAY), sampling=True)
    told = [each for each in made.problems if each.code == "glyph-missing"]
    assert [(*fault(each)[:2], each.field, each.value) for each in told] == [
        (FORM, 6, "date", "Met 👍?"),
        (FORM, 10, "topics", "Σήμερα ☃"),
        (FORM, 13, "observations", "\ue123"),
    ]
    letters = ("👍 (U+1F44D THUMBS UP SIGN)", "☃ (U+2603 SNOWMAN)", "\ue123 (U+E123)")
    for each, named in zip(told, letters, strict=True):
        assert named in worded(each)


def test_check_tells_of_names_that_every_paper_has(tmp_path):
    changes = replaced("programme/programme.yaml", "name: ", "name: 🚢 ")
    made = build(Settings(write_programme(tmp_path, changes), DAY), sampling=True)
    assert {each.code for each in made.problems if each.code == "glyph-missing"}
    assert made.failed
