"""Readability: what of a page is measured, in which language, and how it is told."""

from __future__ import annotations

import pytest

from handbook.outputs import EntryPage, Page
from handbook.pages.readability import as_lines, readability
from handbook.reading.documents.package_data import load_catalogue
from handbook.rendering.kept_markup import keep

EASY = "We meet once a month. You bring a question, and we talk about it. "
HARD = (
    "Organisational considerations regarding interdepartmental responsibilities necessitate "
    "comprehensive documentation of developmental opportunities and institutional expectations. "
)
FACIL = "Nos vemos una vez al mes. Tú traes una pregunta y hablamos de ella. "
DIFICIL = (
    "Las consideraciones organizativas relativas a las responsabilidades interdepartamentales "
    "necesitan documentación exhaustiva de las oportunidades institucionales de desarrollo. "
)


def page(body, path="guides/a.md", language="en"):
    return Page(path, language, "Title", "Description", body, source=f"content/{path}")


def measured(*pages, entries=(), lists=()):
    return readability(pages, entries, lists)


def test_the_hardest_comes_first_within_its_language():
    made = measured(
        page(EASY * 9, "a.md"),
        page(HARD * 9, "b.md"),
        page(FACIL * 9, "es/a.md", "es"),
        page(DIFICIL * 9, "es/b.md", "es"),
    )
    told = [(each.page, each.hard) for each in made]
    assert told == [("b.md", True), ("a.md", False), ("es/b.md", True), ("es/a.md", False)]


@pytest.mark.parametrize(
    "around",
    [
        "# {}",
        "| {} |\n|---|\n| {} |",
        "`{}`",
        "```\n{}\n```",
        "<script>{}</script>",
        "<p hidden>{}</p>",
        '<a class="hb-source" href="x">{}</a>',
        '<aside class="hb-notes" data-search-exclude><p>{}</p></aside>',
        '<aside class="wide hb-notes"><ol><li><p>{}</p></li></ol></aside>',
        "<sup>{}</sup>",
        '<p lang="es">{}</p>',
    ],
)
def test_what_is_no_running_text_makes_no_page_harder(around):
    body = f"{EASY * 9}\n\n{around.replace('{}', HARD)}\n\n{EASY}\n"
    (made,) = measured(page(body))
    assert made.figure == measured(page(f"{EASY * 9}\n\n{EASY}"))[0].figure


@pytest.mark.parametrize(
    "around",
    ["- {}", "1. {}", "> {}", "!!! note\n    {}", '??? note "More"\n    {}', "- [ ] {}", "**{}**"],
)
def test_what_is_read_as_sentences_counts_wherever_it_stands(around):
    body = f"{EASY}\n\n{around.replace('{}', HARD.strip())}\n"
    assert measured(page(body))[0].figure > measured(page(EASY))[0].figure + 5


def test_what_templates_made_is_read_too():
    (made,) = measured(page(keep(f"<p>{HARD}</p>")))
    assert made.hard
    assert made.words == len(HARD.split())


def test_names_of_links_are_words_and_no_sentences():
    links = "\n".join(f"- [Guide {number}](x.md)" for number in "abcdef")
    (made,) = measured(page(f"{EASY}\n\n{links}\n"))
    assert made.words == 14 + 12
    assert made.figure == measured(page(EASY))[0].figure


@pytest.mark.parametrize(("words", "short"), [(119, True), (120, False)])
def test_a_page_that_promises_guidance_has_120_words(words, short):
    body = ("word " * words).strip() + "."
    assert [each.short for each in measured(page(body))] == [short]
    assert not measured(page(body), lists={"guides/a.md"})[0].short


def test_a_record_promises_no_guidance():
    entry = EntryPage("training", "x", "training/x.md", "en", "T", "D", f"<p>{HARD * 10}</p>")
    (made,) = measured(entries=[entry])
    assert made.hard
    assert not made.short


def test_a_few_words_of_a_record_are_not_called_hard():
    entry = EntryPage("projects", "x", "projects/x.md", "en", "T", "D", f"<p>{HARD}</p>")
    (made,) = measured(entries=[entry])
    assert made.figure > measured(page(EASY))[0].figure
    assert not made.hard
    assert measured(page(HARD))[0].hard


def test_a_page_in_another_language_is_not_measured_as_if_it_were_in_its_own():
    assert (
        measured(page(f'<div lang="en" markdown="1">\n\n{EASY}\n\n</div>', "es/a.md", "es")) == ()
    )


def test_variants_of_a_language_have_its_scale():
    assert measured(page(HARD, language="en-US"))[0].hard
    assert measured(page(DIFICIL, language="es-MX"))[0].hard


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "en",
            ["English: Flesch-Kincaid", "hard to read", "needs 120 words", "Basque: not"],
        ),
        ("es", ["inglés: Flesch-Kincaid", "difícil de leer", "120 palabras", "euskera: sin"]),
    ],
)
def test_each_page_is_told_in_a_line(language, expected):
    made = measured(page(HARD), page("Kaixo. " * 200, "eu/a.md", "eu"))
    lines = list(as_lines(made, load_catalogue(language)))
    for words in expected:
        assert words in "\n".join(lines)
    assert lines[2] == ""
    assert "–  eu/a.md (content/eu/a.md)" in lines[4]
