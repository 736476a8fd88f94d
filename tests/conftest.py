"""The small programme, read and published once for all tests that only look at it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from handbook.content_types import REGISTRY
from handbook.problems import Problem
from handbook.programme import Programme
from handbook.reading.programme import published, read_programme
from handbook.rendering.errors import problem_of
from handbook.rendering.filters import FILTERS
from handbook.rendering.kept_markup import unmarked
from handbook.rendering.library import PageContext
from handbook.rendering.renderer import Renderer
from handbook.settings import Settings
from handbook.site import build
from handbook.site.built import Build
from tests.support.programmes import write_programme
from tests.support.rendered import HOME, SOURCE, make_renderer
from tests.support.small_builds import DAY, thorough, worded

os.environ["HANDBOOK_WITHOUT"] = "documents"
"""A site is built without them unless a test is about them: they take longer than its pages."""

settings.register_profile("thorough", thorough)
settings.load_profile("thorough")
"""Property tests that say nothing else: on a busy machine none is refused for its time."""

_OWN = tempfile.TemporaryDirectory(prefix="handbook-cache-")
os.environ["XDG_CACHE_HOME"] = _OWN.name
"""What builds keep for the next one lies in no folder of whoever runs the tests."""


_LONGEST = ("site", "whole")
"""Rooms whose files take longest."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest: at the end no worker waits for another one's long file."""
    order = {name: number for number, name in enumerate(_LONGEST)}
    tests = Path(__file__).parent
    items.sort(key=lambda it: order.get(it.path.relative_to(tests).parts[0], len(order)))


@pytest.fixture(scope="session")
def small_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_programme(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="session")
def small(small_root: Path) -> Build:
    """The small programme, built."""
    return build(Settings(small_root, DAY))


@pytest.fixture(scope="session")
def everything(small_root: Path) -> Programme:
    """All records of the small programme, as the rules see them."""
    return read_programme(Settings(small_root, DAY), REGISTRY).programme


@pytest.fixture(scope="session")
def shown(everything: Programme) -> Programme:
    """What may be seen of the small programme."""
    return published(everything, REGISTRY)


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with templates of its own."""
    return tmp_path_factory.mktemp("project")


@pytest.fixture(scope="session")
def renderer(root: Path, shown: Programme) -> Renderer:
    return make_renderer(root, shown)


@pytest.fixture(scope="session")
def said(renderer: Renderer) -> Callable[..., str]:
    def say(text: str, page: PageContext = HOME, first_line: int = 1) -> str:
        return unmarked(renderer.prose(text, SOURCE, first_line, page))

    return say


@pytest.fixture(scope="session")
def fault(renderer: Renderer, root: Path) -> Callable[..., Problem]:
    """What is told of prose that cannot be rendered."""

    def tell(text: str, first_line: int = 1) -> Problem:
        try:
            written = renderer.prose(text, SOURCE, first_line, HOME)
        except Exception as error:  # noqa: BLE001 - a template can raise anything
            problem = problem_of(error, SOURCE, root, FILTERS)
            worded(problem)
            return problem
        pytest.fail(f"rendered: {written!r}")

    return tell
