"""Reports as documents: the eight parts, with the figures."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from handbook.content_types.editions import PublicEdition
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.languages import Text
from handbook.papers import documents, foreseen
from handbook.papers.paper import Paper
from handbook.papers.pdf import as_pdf
from handbook.papers.plain import as_text
from handbook.papers.reports import report_paper
from handbook.programme import Programme
from handbook.site.built import Build
from handbook.urls import Urls


def past(made: Build) -> PublicEdition:
    (found,) = (each for each in made.programme.all(PublicEdition) if each.report)
    return found


def paper(made: Build, language: str = "en", edition: PublicEdition | None = None) -> Paper:
    edition = edition or past(made)
    assert edition.report
    description = made.programme.one(ProgrammeDescription)
    return report_paper(edition, edition.report, description, made.catalogues[language])


def said(paper: Paper, id: str) -> list[str]:
    (section,) = (each for each in paper.sections if each.id == id)
    return [block.text for block in section.text]


def with_edition(programme: Programme, edition: PublicEdition) -> Programme:
    return replace(programme, kinds={**programme.kinds, "editions": (edition,), "forms": ()})


def test_a_report_has_its_eight_parts_in_either_language(bilingual: Build) -> None:
    for language in ("en", "es"):
        words = bilingual.catalogues[language]
        made = paper(bilingual, language)
        assert [section.title for section in made.sections] == [
            words.text(f"report.{part}")
            for part in (
                "summary",
                "objectives",
                "timeline",
                "participation",
                "evaluation",
                "lessons",
                "recommendation",
                "next_committee",
            )
        ]
        text = as_text(made, words).decode()
        report = past(bilingual).report
        assert report
        for each in (report.summary, report.lessons[0], report.recommendation):
            wording = each.wording(language)[0]
            assert " ".join(wording.split()) in " ".join(text.split())


def test_its_figures_stand_beside_what_the_evaluation_says(bilingual: Build) -> None:
    edition = past(bilingual)
    result = replace(
        edition.results[0],
        title=Text.of("Would recommend it", "en"),
        value=Decimal("87.5"),
        unit="percent",
        answers=8,
        mark=Decimal(90),
    )
    hidden = replace(result, value=None)
    made = paper(bilingual, "es", replace(edition, results=(result, hidden)))
    *_, figure, none = said(made, "evaluation")
    words = bilingual.catalogues["es"]
    assert figure == "Would recommend it: 87,5 % (Por debajo de la meta de 90 %; De 8 respuestas)"
    assert none == f"Would recommend it: {words.text('results.suppressed')}"


def test_it_is_a_document_that_can_be_read_aloud(bilingual: Build) -> None:
    words = bilingual.catalogues["en"]
    made = as_pdf(paper(bilingual), words)
    assert made.startswith(b"%PDF-")
    assert made == as_pdf(paper(bilingual), words)


@pytest.mark.parametrize("part", ["summary", "lessons"])
def test_a_letter_that_no_font_has_is_told_where_it_stands(
    bilingual: Build, part: str, tmp_path
) -> None:
    edition = past(bilingual)
    assert edition.report
    odd = Text.of("All well \N{THUMBS UP SIGN}", "en")
    report = edition.report.model_copy(update={part: (odd,) if part == "lessons" else odd})
    programme = with_edition(bilingual.programme, replace(edition, report=report))
    urls = Urls(bilingual.languages)
    told = [*foreseen(programme, bilingual.catalogues, urls)]
    files, problems = documents(programme, bilingual.catalogues, urls, tmp_path)
    assert {each.code for each in (*told, *problems)} == {"glyph-missing"}
    assert {(each.place, each.field) for each in told} == {(report.where(part), part)}
    assert {each.place for each in problems} == {report.where(part)}
    assert not [file.path for file in files if file.path.endswith(".pdf")]
