"""What a run of the pipeline made: problems, pages, files, and what is known of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from handbook.languages import Catalogue, Languages
from handbook.leaks import Confidential
from handbook.outputs import EntryPage, NavigationItem, OutputFile, Page
from handbook.problems import Problem, has_errors
from handbook.programme import Programme
from handbook.progress.status import Status


@dataclass(frozen=True)
class Build:
    """What one run made. Where a problem is an error there are no pages."""

    problems: tuple[Problem, ...]
    languages: Languages
    catalogues: Mapping[str, Catalogue]
    pages: tuple[Page, ...] = ()
    entries: Sequence[EntryPage] = ()
    files: tuple[OutputFile, ...] = ()
    navigation: Mapping[str, tuple[NavigationItem, ...]] = field(default_factory=dict)
    programme: Programme | None = None
    """What may be seen of the programme."""
    pinned: bool = False
    """Whether the reference date is that of an example."""
    confidential: tuple[Confidential, ...] = ()
    """What must stand nowhere in the finished site."""
    unsearchable: int = 0
    """How many confidential values are too common or too short to be looked for."""
    ended_pages: frozenset[str] = frozenset()
    """Where the pages would be, in the site, of people whose consent has ended."""
    page_count: int = 0
    """How many pages the site has, those of records included."""
    status: Status | None = None
    """How the programme stands, where it was asked for."""

    @property
    def failed(self) -> bool:
        """Whether nothing may be published."""
        return has_errors(self.problems)

    @property
    def missed(self) -> int:
        """How many places had to do without somebody whose consent has ended."""
        return len({each.place for each in self.problems if each.code == "ended-missed"})

    @property
    def catalogue(self) -> Catalogue:
        """The strings of the default language."""
        return self.catalogues[self.languages.default]
