"""Reports as papers: the concluding report of an edition, with its figures (evidence 8.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handbook.content_types.editions import PublicEdition
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.content_types.report import Report
from handbook.content_types.results import Result
from handbook.days import date_range
from handbook.languages import Catalogue, Text, is_right_to_left
from handbook.papers.blocks import Block, Run, blocks_of
from handbook.papers.paper import Paper, PaperSection
from handbook.rendering.markdown_text import markdown_to_html
from handbook.rendering.values import plain

NAME = "report"
"""Name of its files, without the end that tells the shape."""


def report_paper(
    edition: PublicEdition, report: Report, description: ProgrammeDescription, words: Catalogue
) -> Paper:
    """Write the report of an edition out in a language.

    Args:
        edition: the one that it is about.
        report: what it says.
        description: of the programme, whose objectives it speaks of.
        words: of the language.
    """
    writer = _Writer(words)
    contact = description.contacts.programme
    return Paper(
        id=NAME,
        language=words.language,
        right_to_left=is_right_to_left(words.language),
        title=f"{words.text('edition.report')}: {writer.said(edition.title)}",
        programme=writer.said(description.name),
        edition=writer.said(edition.title),
        dates=date_range(edition.settings.starts, edition.settings.ends, words),
        who=writer.said(description.association.name),
        when="",
        introduction=writer.said(edition.summary),
        numbered=True,
        layout="standard",
        sections=tuple(writer.sections(report, edition.results, description)),
        closing="",
        contacts=((writer.said(contact.title), contact.email),),
    )


class _Writer:
    """Writes the parts of a report in one language."""

    def __init__(self, words: Catalogue) -> None:
        self._words = words

    def said(self, text: Text | str | None) -> str:
        return plain(text, self._words.language).strip()

    def sections(
        self, report: Report, results: Iterable[Result], description: ProgrammeDescription
    ) -> Iterator[PaperSection]:
        """Give the eight parts; the figures stand with what the evaluation says."""
        yield self._section("summary", self._told(report.summary))
        yield self._section("objectives", _items(self._outcomes(report, description)))
        yield self._section("timeline", self._told(report.timeline))
        yield self._section("participation", _items(self._participation(report)))
        figures = _items(map(self._figure, results))
        yield self._section("evaluation", (*self._told(report.evaluation), *figures))
        yield self._section("lessons", _items((Run(self.said(each)),) for each in report.lessons))
        yield self._section("recommendation", self._told(report.recommendation))
        yield self._section("next_committee", self._told(report.next_committee))

    def _section(self, id: str, text: tuple[Block, ...]) -> PaperSection:
        return PaperSection(id, self._words.text(f"report.{id}"), text, ())

    def _told(self, text: Text) -> tuple[Block, ...]:
        return blocks_of(markdown_to_html(self.said(text)))

    def _outcomes(
        self, report: Report, description: ProgrammeDescription
    ) -> Iterator[tuple[Run, ...]]:
        titles = {each.id: each.title for each in description.objectives}
        for outcome in report.objectives:
            met = self._words.text(f"met.{outcome.met}")
            title = Run(f"{self.said(titles[outcome.objective])} ({met}):", strong=True)
            yield title, Run(f" {self.said(outcome.comment)}")

    def _participation(self, report: Report) -> Iterator[tuple[Run, ...]]:
        for name, number in report.participation:
            written = plain(number, self._words.language)
            yield (Run(f"{self._words.text(f'report.{name}')}: {written}"),)

    def _figure(self, result: Result) -> tuple[Run, ...]:
        words, language = self._words, self._words.language
        if result.value is None:
            return (Run(f"{self.said(result.title)}: {words.text('results.suppressed')}"),)

        def figure(value: object) -> str:
            return words.text(f"figure.{result.unit}", value=plain(value, language), count=value)

        beside = []
        if result.mark is not None:
            reached = "results.reached" if result.reached else "results.missed"
            beside.append(words.text(reached, mark=figure(result.mark)))
        if result.answers is not None and result.unit != "count":
            beside.append(words.text("results.answers", count=result.answers))
        value = Run(figure(result.value), strong=True)
        more = f" ({'; '.join(beside)})" if beside else ""
        return Run(f"{self.said(result.title)}: "), value, Run(more)


def _items(listed: Iterable[tuple[Run, ...]]) -> tuple[Block, ...]:
    return tuple(Block(runs, "•", 1) for runs in listed)
