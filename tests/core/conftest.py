"""The small programme, read and published once for all tests that only look at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.programme import Programme
from handbook.reading import published, read_programme
from handbook.settings import Settings
from handbook.site import Build, build
from tests.core.support import DAY
from tests.support.programmes import write_programme


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
