"""What a paper holds: the form, in one language, with what is known filled in."""

from __future__ import annotations

import pytest

from handbook.content_types.forms.record import Form
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.languages import Catalogue, is_right_to_left
from handbook.papers.blocks import blocks_of
from handbook.papers.paper import Paper, language_of, paper_of
from handbook.reading.documents.package_data import load_catalogue
from handbook.rendering.markdown_text import markdown_to_html


@pytest.fixture
def programme(bilingual):
    """The published small programme."""
    return bilingual.programme


def paper(programme, id: str, language: str = "en") -> Paper:
    form = next(form for form in programme.all(Form) if form.id == id)
    words: Catalogue = load_catalogue(language)
    return paper_of(form, programme.one(ProgrammeDescription), (), words)


def test_sections_and_fields_are_those_of_the_form_in_their_order(programme):
    agreement = next(form for form in programme.all(Form) if form.id == "agreement")
    shown = paper(programme, "agreement")
    assert [section.id for section in shown.sections] == [each.id for each in agreement.sections]
    assert [field.id for field in shown.fields] == [field.id for field in agreement.all_fields]
    assert [field.title for field in shown.fields] == [
        str(field.title) for field in agreement.all_fields
    ]


def test_what_signs_and_what_is_listed_have_words(programme):
    fields = {field.id: field for field in paper(programme, "agreement").fields}
    assert fields["signatures"].parties == (("mentor", "Mentor"), ("mentee", "Mentee"))
    minutes = {field.id: field for field in paper(programme, "minutes").fields}
    assert [column.title for column in minutes["future-actions"].columns] == [
        "Action",
        "Who",
        "By when",
    ]
    assert [column.kind for column in minutes["future-actions"].columns] == ["text", "text", "date"]


def test_a_form_that_is_in_another_language_says_so(programme):
    form = next(form for form in programme.all(Form) if form.id == "agreement")
    assert language_of(form, "es") == "en"


@pytest.mark.parametrize(("code", "expected"), [("ar", True), ("he", True), ("eu", False)])
def test_which_languages_are_written_from_right_to_left(code, expected):
    assert is_right_to_left(code) is expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("One.\n\nTwo.", [("", 0, "One."), ("", 0, "Two.")]),
        ("- a\n- b", [("•", 1, "a"), ("•", 1, "b")]),
        ("3. a\n4. b", [("3.", 1, "a"), ("4.", 1, "b")]),
        ("- a\n    - b\n\nc", [("•", 1, "a"), ("•", 2, "b"), ("", 0, "c")]),
        ("a  \nb", [("", 0, "a\nb")]),
        ("<script>x</script>", [("", 0, "<script>x</script>")]),
        ("", []),
    ],
)
def test_markdown_becomes_blocks(markdown, expected):
    blocks = blocks_of(markdown_to_html(markdown))
    assert [
        (block.mark, block.depth, block.text.replace("\n ", "\n")) for block in blocks
    ] == expected


def test_what_is_strong_and_where_a_link_leads_is_kept():
    (block,) = blocks_of(markdown_to_html("We **meet** *here*: [map](https://example.org/map)."))
    looks = [(run.text, run.strong, run.emphasised, run.href) for run in block.runs]
    assert ("meet", True, False, "") in looks
    assert ("here", False, True, "") in looks
    assert ("map", False, False, "https://example.org/map") in looks
