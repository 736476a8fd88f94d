"""What is not searched to the end is not published, whatever stopped the search."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest
from jinja2 import Environment
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, PluginCollection, event_priority
from mkdocs.structure.files import Files

from handbook.finishing.html_pages import HtmlReader
from handbook.leaks import Confidential, Kind
from handbook.mkdocs_plugins import inspection
from handbook.mkdocs_plugins.faults import in_one_line
from handbook.mkdocs_plugins.programme import ProgrammePlugin
from handbook.mkdocs_plugins.rendered import Rendered
from handbook.outputs import EntryPage
from handbook.problems import Place
from handbook.site.built import Build
from handbook.stamping import Shell, ShellKey
from handbook.stamping.pages import Stamped, StampedPages
from tests.support import planting

SECRET = Confidential("Wilhelmina Sekretova", Kind.NAME, Place("programme/mentors.csv", 2), "name")
ERRORS = (OSError(5, "Input/output error"), RuntimeError("x"), MemoryError(), KeyboardInterrupt())


@dataclass
class Finishing:
    """The end of a build: a site that MkDocs has written, and the plugins that look at it."""

    site: Path
    plugin: ProgrammePlugin
    config: Any

    def run(self, *others: BasePlugin) -> None:
        plugins = PluginCollection()
        plugins["handbook/programme"] = self.plugin
        for number, other in enumerate(others):
            plugins[f"other {number}"] = other
        plugins.on_post_build(config=self.config)

    @property
    def left(self) -> list[str]:
        return sorted(path.name for path in self.site.iterdir())


@pytest.fixture
def finishing(tmp_path: Path, small: Build) -> Finishing:
    site = tmp_path / "site"
    (site / "deep").mkdir(parents=True)
    (site / "index.html").write_text('<p id="x">Nobody</p>')
    (site / "deep" / "data.json").write_text("{}")
    plugin = ProgrammePlugin()
    assert plugin.load_config({"entries": "rendered"}) == ([], [])
    plugin._made = replace(small, confidential=(SECRET,))
    config = SimpleNamespace(
        site_dir=str(site),
        config_file_path=str(tmp_path / "mkdocs.yml"),
        site_url="https://a.example/",
        plugins={"search": SimpleNamespace(config={})},
    )
    plugin._rendered = Rendered(small, HtmlReader(), stamped=False)
    plugin.on_env(Environment(), config=config, files=Files([]))
    return Finishing(site, plugin, config)


def test_a_sound_site_is_left_as_it_is(finishing: Finishing) -> None:
    finishing.run()
    finishing.plugin.on_shutdown()
    assert finishing.left == ["deep", "index.html"]
    assert "2 file" in finishing.plugin.inspected.summary
    assert "1 in " in finishing.plugin.inspected.summary


def stamped(page: Path, entry: Callable[[], EntryPage]) -> StampedPages:
    """Take a page for one that was stamped."""
    key, now = ShellKey("mentors", "en", 0), page.stat()
    known = Stamped(now.st_size, now.st_mtime_ns, key, entry)
    return StampedPages({page.name: known}, {key: Shell(("", "title", "", "body", ""))})


def raising(error: BaseException) -> Callable[..., NoReturn]:
    def fail(*_: Any, **__: Any) -> NoReturn:
        raise error

    return fail


@pytest.mark.parametrize("error", ERRORS, ids=repr)
@pytest.mark.parametrize("step", ["prune", "cleared", "broken_links", "as_line", "_follow_links"])
def test_a_step_that_fails_withholds_the_site(
    finishing: Finishing, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
) -> None:
    if step == "as_line":
        (finishing.site / "leak.txt").write_text(SECRET.value)
    monkeypatch.setattr(inspection, step, raising(error))
    with pytest.raises((PluginError, KeyboardInterrupt)):
        finishing.run()
    assert finishing.left == []


@pytest.mark.parametrize("error", ERRORS, ids=repr)
def test_a_search_that_fails_at_its_start_withholds_the_site(
    finishing: Finishing, error: BaseException
) -> None:
    def values() -> Iterator[Confidential]:
        yield SECRET
        raise error

    finishing.plugin._made = replace(finishing.plugin._made, confidential=values())  # type: ignore[arg-type]
    with pytest.raises((PluginError, KeyboardInterrupt)):
        finishing.run()
    assert finishing.left == []


@pytest.mark.parametrize("error", ERRORS, ids=repr)
def test_a_search_that_fails_in_the_middle_withholds_the_site(
    finishing: Finishing, error: BaseException
) -> None:
    page = finishing.site / "index.html"
    finishing.plugin._stamped = stamped(page, raising(error))
    with pytest.raises((PluginError, KeyboardInterrupt)):
        finishing.run()
    assert finishing.left == []


def test_pictures_are_cleaned_before_the_site_is_searched(finishing: Finishing) -> None:
    content = planting.picture("JPEG", exif=planting.exif(SECRET.value))
    (finishing.site / "deep/photo.jfif").write_bytes(content)
    finishing.run()
    assert (finishing.site / "deep/photo.jfif").read_bytes() == planting.picture("JPEG")


@pytest.mark.parametrize("serving", [False, True])
def test_a_picture_that_cannot_be_cleaned_withholds_the_site(
    finishing: Finishing, serving: bool
) -> None:
    finishing.plugin.on_startup(command="serve" if serving else "build", dirty=False)
    content = planting.picture("TIFF", tiffinfo={planting.ARTIST: "Nobody"})
    (finishing.site / "photo.jpg").write_bytes(content)
    if serving:
        finishing.run()
    else:
        with pytest.raises(PluginError):
            finishing.run()
    finishing.plugin.on_shutdown()
    assert ("photo.jpg" in finishing.left) is serving


@pytest.mark.parametrize("serving", [False, True])
def test_a_leak_withholds_the_site_but_not_a_preview(finishing: Finishing, serving: bool) -> None:
    finishing.plugin.on_startup(command="serve" if serving else "build", dirty=False)
    (finishing.site / "leak.txt").write_text(SECRET.value)
    if serving:
        finishing.run()
        finishing.plugin.on_shutdown()
    else:
        with pytest.raises(PluginError):
            finishing.run()
    assert ("leak.txt" in finishing.left) is serving
    assert bool(finishing.left) is serving


def test_a_preview_goes_on_where_the_search_fails(
    finishing: Finishing, monkeypatch: pytest.MonkeyPatch
) -> None:
    finishing.plugin.on_startup(command="serve", dirty=False)
    monkeypatch.setattr(inspection, "cleared", raising(RuntimeError("x")))
    with pytest.raises(PluginError):
        finishing.run()
    assert finishing.left == ["deep", "index.html"]


class Late(BasePlugin):
    """Writes a leak, as late as a plugin can ask to be."""

    @event_priority(-1_000_000)
    def on_post_build(self, *, config: Any) -> None:
        Path(config.site_dir, "late.txt").write_text(SECRET.value)


class Failing(BasePlugin):
    """Fails before the site is searched."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def on_post_build(self, *, config: Any) -> None:
        raise self.error


def test_what_other_plugins_write_late_is_searched(finishing: Finishing) -> None:
    with pytest.raises(PluginError):
        finishing.run(Late())
    assert finishing.left == []


@pytest.mark.parametrize("error", ERRORS, ids=repr)
def test_a_site_that_another_plugin_kept_from_being_searched_is_withheld(
    finishing: Finishing, error: BaseException
) -> None:
    with pytest.raises(type(error)):
        finishing.run(Failing(error))
    assert finishing.left == ["deep", "index.html"]
    finishing.plugin.on_shutdown()
    assert finishing.left == []


def test_a_build_that_stops_before_anything_is_written_leaves_the_last_site(
    tmp_path: Path,
) -> None:
    (tmp_path / "index.html").touch()
    ProgrammePlugin().on_shutdown()
    assert (tmp_path / "index.html").exists()


@pytest.mark.parametrize("serving", [False, True])
def test_a_leak_is_an_error_of_a_build_and_a_note_in_a_preview(
    finishing: Finishing, caplog: pytest.LogCaptureFixture, serving: bool
) -> None:
    finishing.plugin.on_startup(command="serve" if serving else "build", dirty=False)
    (finishing.site / "leak.txt").write_text(SECRET.value)
    with caplog.at_level(logging.WARNING):
        try:
            finishing.run()
        except PluginError:
            assert not serving
    (record,) = [record for record in caplog.records if "leak.txt" in record.message]
    assert SECRET.value not in record.message
    expected = ("handbook", logging.WARNING) if serving else ("mkdocs", logging.ERROR)
    assert (record.name.partition(".")[0], record.levelno) == expected


LINKS = '<a href="nowhere/">x</a><a href="wilhelmina-sekretova/">y</a>'


@pytest.mark.parametrize("check", [True, False])
def test_links_are_followed_if_asked_and_none_names_a_person(
    finishing: Finishing, caplog: pytest.LogCaptureFixture, check: bool
) -> None:
    finishing.plugin.config.check_links = check
    (finishing.site / "index.html").write_text(LINKS)
    with caplog.at_level(logging.WARNING), pytest.raises(PluginError):
        finishing.run()
    assert ("nowhere/" in caplog.text) is check
    assert "sekretova" not in caplog.text.casefold()


@pytest.mark.parametrize(
    ("scan", "read"), [("slots", False), ("full", True)], ids=["slots", "full"]
)
def test_a_full_scan_reads_stamped_pages_whole(finishing: Finishing, scan: str, read: bool) -> None:
    page = finishing.site / "index.html"
    page.write_text(SECRET.value)
    empty = EntryPage("mentors", "bo", "index.md", "en", "", "", "")
    finishing.plugin._stamped = stamped(page, lambda: empty)
    finishing.plugin.config.scan = scan
    if read:
        with pytest.raises(PluginError):
            finishing.run()
    else:
        finishing.run()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(13, "Permission denied", "/etc/shadow"), r"^/etc/shadow: Permission"),
        (OSError(5, "Input/output error"), r"^Input/output error$"),
        (PluginError("As it is."), r"^As it is\.$"),
        (KeyError("Ana Secret"), r"\(KeyError, mkdocs_plugins/faults\.py:\d+\)"),
    ],
)
def test_what_is_unforeseen_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, told: str
) -> None:
    monkeypatch.delenv("HANDBOOK_DEBUG", raising=False)
    with pytest.raises(PluginError, match=told) as caught, in_one_line(tmp_path):
        raise error
    assert "\n" not in str(caught.value)
    assert "Secret" not in str(caught.value)
