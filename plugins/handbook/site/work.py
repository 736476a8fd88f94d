"""Work: what a run renders from, and the renderers for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from handbook.calendars.subscriptions import subscriptions
from handbook.clock import spent_on
from handbook.content_type import ContentType
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.dictionary import data_files
from handbook.outputs import Prose
from handbook.pages.placeholders import filled
from handbook.pages.prose import names_for_templates
from handbook.papers import SHAPES
from handbook.people.ending import with_ended
from handbook.people.holdings import Holding
from handbook.people.personal_tables import personal_tables
from handbook.people.retention import rules_of
from handbook.problems import Problem
from handbook.programme import Programme
from handbook.reading.programme import Reading, published
from handbook.recollection import Recollection
from handbook.rendering.library import Library
from handbook.rendering.renderer import Renderer
from handbook.rendering.renderers import Renderers
from handbook.settings import Settings
from handbook.unchanged import made_of

_LOOKED_UP = ("programme", "content", "private")
"""Folders of what is known by what pages look up of it."""


def basis_of_pages(settings: Settings, programme: Programme, library: Library) -> str:
    """Tell what every page follows from, besides what it is made of and what it looks up."""
    told = (programme.languages, programme.extra_fields, [*library.content_types])
    return made_of(settings.root, repr(told), but=_LOOKED_UP)


@dataclass(frozen=True)
class Work:
    """What a run renders from."""

    settings: Settings
    reading: Reading
    library: Library
    content_types: Sequence[ContentType]
    held: tuple[Holding, ...]
    """The rows of all tables, before their texts are filled in."""
    prose: tuple[Prose, ...]
    """That of the pages there are."""
    absent: frozenset[str]
    """Names of the pages about something that the programme has not."""
    recollection: Recollection
    """Of what follows from the programme and the names of its pages."""
    of_pages: Recollection
    """Of the pages of prose."""

    @property
    def shown(self) -> Programme:
        """What may be seen."""
        return self.library.programme

    @property
    def renderers(self) -> Renderers:
        """Prepare to render what may be seen on the day of the reading."""

        def make(programme: Programme, tolerant: bool) -> Renderer:
            its = replace(self.library, programme=programme)
            return Renderer(its, self.settings.overrides, self._names(its), tolerant=tolerant)

        return Renderers(
            make,
            self.shown,
            lambda: with_ended(self.reading, self.shown, self.content_types),
            self.of_pages.within(self.shown.reference_date, self.library.about),
        )

    def renderers_on(self, day: date) -> Renderers:
        """Prepare to render what may be seen on another day."""
        return self.of(replace(self.reading.programme, reference_date=day)).renderers

    @spent_on("texts")
    def filled(self) -> tuple[Work, tuple[Problem, ...]]:
        """Fill in the texts of the programme, with the names of what may be seen of it as it is."""
        work, problems = self.recollection.once("filled", self._filled)
        return replace(work, prose=self.prose), problems

    def _filled(self) -> tuple[Work, tuple[Problem, ...]]:
        programme, root, words = self.reading.programme, self.settings.root, self.library.catalogues
        whole, problems = filled(programme, self.content_types, self.renderers, root, words)
        return self.of(whole), problems

    def of(self, programme: Programme) -> Work:
        """Render from another programme, or from the same on another day."""
        if programme is self.reading.programme:
            return self
        library = replace(self.library, programme=published(programme, self.content_types))
        return replace(self, reading=replace(self.reading, programme=programme), library=library)

    def _names(self, library: Library) -> dict[str, Any]:
        """Return what prose and templates can name."""
        programme, extras = library.programme, library.programme.extra_fields
        rolling = programme.one(ProgrammeDescription).rolling
        kinds = [kind for kind in self.content_types if not (rolling and kind.per_edition)]
        vocabularies, languages = self.reading.vocabularies, programme.languages
        return {
            **names_for_templates(replace(programme, kinds=library.records)),
            "citations": library.citations,
            "pinned": self.reading.pinned,
            "papers": tuple(SHAPES) if self.settings.documents else (),
            "data_files": data_files(kinds, extras, vocabularies, languages),
            "calendars": subscriptions(programme, library.urls, self.settings),
            "personal_tables": personal_tables(kinds, extras, rules_of(programme)),
        }
