"""What the tests of built sites share: sites built once, a server for them, a browser."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.site.commands import REPOSITORY, built, with_config
from tests.site.documents import Document, documents
from tests.site.servers import serving
from tests.site.variants import write_bilingual, write_hostile
from tests.support.programmes import write_programme

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FEATURES = (
    # Two pages for the address bar in every context, which nobody sees: half of what one costs.
    *("WebUIOmniboxAimPopup", "WebUIOmniboxPopup"),
    # What Playwright does without itself: of two such lists the last one counts.
    *("AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync"),
    *("DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades"),
    *("LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints"),
    *("PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning"),
)
"""What the browser is to do without."""
_FLAGS = (
    "--disable-features=" + ",".join(_FEATURES),
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
Shared = Callable[[str, Callable[[Path], object]], Path]


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Shared:
    """Make a folder once for a whole run, whichever worker is first."""
    base = tmp_path_factory.getbasetemp()
    common = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base

    def folder(name: str, make: Callable[[Path], object]) -> Path:
        target, done = common / name, common / f"{name}.done"
        with _lock(common / f"{name}.lock"):
            if not done.exists():
                shutil.rmtree(target, ignore_errors=True)
                make(target)
                done.touch()
        return target

    return folder


@pytest.fixture(scope="session")
def site(shared: Shared) -> Path:
    """The worked example, built by the command as it stands in the repository."""
    return shared("example", lambda target: built(REPOSITORY, target))


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Document]:
    """Every page of the worked example, by URL."""
    return documents(site)


@pytest.fixture(scope="session")
def small(shared: Shared) -> Path:
    """The small programme with its site, built on a day of 2026. Not to be changed."""
    return shared("small", lambda target: _built(with_config(write_programme(target))))


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the worked example is served, with a trailing slash."""
    with serving(site) as url:
        yield url


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    found = os.environ.get("HANDBOOK_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), "")
    if not found:
        pytest.fail("These tests need Chromium: install it, or name one in HANDBOOK_CHROMIUM.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(_FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def bilingual(shared: Shared) -> Path:
    """The small programme in English and Spanish, with its site. Not to be changed."""
    return shared("bilingual", lambda target: _built(write_bilingual(target)))


@pytest.fixture(scope="session")
def hostile(shared: Shared) -> Path:
    """The small programme full of text that looks like markup, with its site."""
    return shared("hostile", lambda target: _built(write_hostile(target)))


def _built(root: Path) -> None:
    built(root, root / "site", "--today", "2026-05-12")
