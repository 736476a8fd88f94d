"""What MkDocs is told of a build, and what it may be asked."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.theme import Theme

from handbook.languages import Languages
from handbook.mkdocs_plugins.faults import instead_of_site, words_of
from handbook.mkdocs_plugins.languages import (
    foot_links,
    search_languages,
    set_search_languages,
)
from handbook.mkdocs_plugins.programme import ProgrammePlugin
from handbook.mkdocs_plugins.project import adopt, set_epoch, settings_of
from handbook.outputs import Page
from handbook.rendering.kept_markup import unmarked
from handbook.settings import default_folder
from handbook.site.built import Build
from handbook.stamping import exemplars
from tests.support.programmes import replaced
from tests.support.small_builds import DAY, made

DAYS = date(2026, 3, 1), date(2026, 3, 2)
EPOCHS = "1772323200", "1772409600"


@pytest.fixture(autouse=True)
def _no_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no test leave a time behind that stamps are to say."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")


LINKS = ("not_found", "anchors", "absolute_links", "unrecognized_links")


class Plugins(dict[str, Any]):
    """The plugins of a configuration, as MkDocs asks them which one made a file."""

    _current_plugin = None


def whole() -> dict[str, Any]:
    """Return the plugins that a site needs."""
    return {"handbook/programme": None, "search": SimpleNamespace(config={})}


def config(root: Path, custom_dir: Path | None = None, **more: Any) -> SimpleNamespace:
    (root / "mkdocs.yml").touch()
    theme = Theme(name="material", custom_dir=custom_dir and str(custom_dir))
    common = {
        "config_file_path": str(root / "mkdocs.yml"),
        "site_dir": str(root / "site"),
        "docs_dir": str(root / "content"),
        "use_directory_urls": True,
        "site_url": "",
        "theme": theme,
        "extra": {},
        "extra_css": [],
        "extra_javascript": [],
        "validation": SimpleNamespace(links=dict.fromkeys(LINKS, 0)),
        "plugins": Plugins(whole()),
        "markdown_extensions": [],
        "mdx_configs": {},
    }
    return SimpleNamespace(**common | more)


def test_stamps_say_the_reference_date_unless_somebody_said_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "7")
    assert set_epoch(DAYS[0], "") == ""
    assert os.environ["SOURCE_DATE_EPOCH"] == "7"
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    own = set_epoch(DAYS[0], "")
    assert own == os.environ["SOURCE_DATE_EPOCH"] == EPOCHS[0]
    # A preview goes on after midnight.
    assert set_epoch(DAYS[1], own) == os.environ["SOURCE_DATE_EPOCH"] == EPOCHS[1]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "7")
    assert set_epoch(DAYS[0], EPOCHS[1]) == EPOCHS[1]
    assert os.environ["SOURCE_DATE_EPOCH"] == "7"


@pytest.mark.parametrize(("said", "day"), [("", None), ("2026-03-01", DAY)])
def test_the_reference_date_is_asked_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, day: date | None
) -> None:
    monkeypatch.setenv("HANDBOOK_TODAY", said)
    settings = settings_of(config(tmp_path))  # type: ignore[arg-type]
    assert (settings.root, settings.today) == (tmp_path.resolve(), day)


def test_the_second_build_of_a_preview_is_asked_the_same_as_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    first = settings_of(config(tmp_path), "")  # type: ignore[arg-type]
    own = set_epoch(DAYS[0], "")
    assert settings_of(config(tmp_path), own) == first  # type: ignore[arg-type]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCHS[1])
    asked = settings_of(config(tmp_path), own)  # type: ignore[arg-type]
    assert asked.stamp == DAYS[1] != first.stamp


def test_a_day_that_is_none_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HANDBOOK_TODAY", "soon")
    with pytest.raises(PluginError, match=r"^'soon' is no date; write it like 2026-03-01\.$"):
        settings_of(config(tmp_path))  # type: ignore[arg-type]


@pytest.mark.parametrize("said", ["soon", "-5", "99999999999999", "4294967296"])
def test_a_time_to_stamp_that_is_none_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    with pytest.raises(PluginError, match=f"^SOURCE_DATE_EPOCH is '{said}'; write whole seconds"):
        settings_of(config(tmp_path))  # type: ignore[arg-type]


@pytest.mark.parametrize("said", ["", "0", "4294967295"])
def test_any_other_time_to_stamp_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)
    day = settings_of(config(tmp_path)).stamp  # type: ignore[arg-type]
    assert day == {"0": date(1970, 1, 1), "4294967295": date(2106, 2, 7)}.get(said)


@pytest.mark.parametrize(
    ("day", "seconds"),
    [(date(1960, 1, 1), 0), (date(2106, 2, 8), 2**32 - 1), (DAYS[0], 1772323200)],
)
def test_a_day_that_no_stamp_can_say_is_the_nearest_that_one_can(
    monkeypatch: pytest.MonkeyPatch, day: date, seconds: int
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert set_epoch(day, "") == str(seconds)


def test_no_name_of_a_programme_ends_an_attribute_of_the_theme(tmp_path: Path) -> None:
    hostile = 'Two " onfocus=alert(1) & more'
    ((path, text),) = replaced("programme/programme.yaml", "Ferry Mentoring", repr(hostile)).items()
    changes = {path: text.replace("Two people, one crossing.", repr(hostile))}
    own = config(tmp_path)
    adopt(made(tmp_path / "programme", changes), own)  # type: ignore[arg-type]
    env = Theme("material").get_env()
    for name in ("site_name", "site_description"):
        for written in (f"{{{{ config.{name} }}}}", f"{{{{ config.{name} | e }}}}"):
            assert (
                env.from_string(written).render(config=own)
                == "Two &#34; onfocus=alert(1) &amp; more"
            )


@pytest.mark.parametrize("url", ["", "https://else.example/x/"])
def test_the_site_is_called_what_the_programme_is(tmp_path: Path, small: Build, url: str) -> None:
    own = config(tmp_path, site_url=url)
    adopt(small, own)  # type: ignore[arg-type]
    assert own.site_name == str(small.programme.kinds["programme"][0].name)  # type: ignore[union-attr]
    assert own.site_url.endswith("/")
    assert (own.site_url == url) is bool(url)
    assert own.extra["contact"]["email"] == "mentoring@ferry.example"
    assert len(own.nav) == sum(len(items) for items in small.navigation.values())
    assert own.extra["foot"][""][0]["url"] == "privacy/"


@pytest.mark.parametrize("folders", [(), ("overrides",), ("theme",), ("overrides", "theme")])
def test_templates_of_ones_own_come_first(
    tmp_path: Path, small: Build, folders: tuple[str, ...]
) -> None:
    before = list(config(tmp_path).theme.dirs)
    for name in folders:
        (tmp_path / name).mkdir()
    own = config(tmp_path, custom_dir=tmp_path / "theme" if "theme" in folders else None)
    adopt(small, own)  # type: ignore[arg-type]
    first = [str(tmp_path / name) for name in ("theme", "overrides") if name in folders]
    assert own.theme.dirs == [*first, str(default_folder("overrides")), *before]


@pytest.mark.parametrize("name", ["search", "material/search"])
@pytest.mark.parametrize(("given", "known"), [(None, ["en", "no"]), (["de"], ["de"])])
def test_the_search_knows_the_words_of_every_language(
    tmp_path: Path, name: str, given: list[str] | None, known: list[str]
) -> None:
    own = config(tmp_path, plugins={name: SimpleNamespace(config={"lang": given})})
    set_search_languages(own, Languages(("en-GB", "nb")))  # type: ignore[arg-type]
    assert search_languages(own) == known  # type: ignore[arg-type]


def test_the_pages_at_the_foot_are_found_in_each_language() -> None:
    paths = ("accessibility.md", "privacy.md", "es/privacy.md", "faq.md")
    pages = [Page(path, "en", path, "", "") for path in paths]
    privacy = {"url": "privacy/", "title": "privacy.md"}
    accessibility = {"url": "accessibility/", "title": "accessibility.md"}
    spanish = {"url": "es/privacy/", "title": "es/privacy.md"}
    languages = Languages(("en", "es"))
    found = foot_links(pages, languages)
    assert found == {"": [privacy, accessibility], "en": [], "es": [spanish]}
    assert foot_links(pages[3:], languages) == {"": [], "en": [], "es": []}


@pytest.fixture
def failed(tmp_path: Path) -> Build:
    return made(tmp_path, replaced("programme/faq.yaml", "section: meeting", "section: meating"))


def test_a_build_that_failed_is_not_published(
    tmp_path: Path, failed: Build, caplog: pytest.LogCaptureFixture
) -> None:
    plugin = ProgrammePlugin()
    plugin.prepared = failed
    with pytest.raises(PluginError, match="Nothing was published"):
        plugin.on_config(config(tmp_path))  # type: ignore[arg-type]
    assert "programme/faq.yaml:" in caplog.text


def test_a_folder_of_the_project_is_refused_before_anything_is_made(tmp_path: Path) -> None:
    plugin = ProgrammePlugin()
    with pytest.raises(PluginError, match="lost"):
        plugin.on_config(config(tmp_path, site_dir=str(tmp_path)))  # type: ignore[arg-type]


@pytest.mark.parametrize("entries", ["stamped", "rendered"])
def test_mkdocs_gets_a_file_for_each_page_and_entry(
    tmp_path: Path, small: Build, entries: str
) -> None:
    plugin = ProgrammePlugin()
    plugin.load_config({"entries": entries})
    plugin.prepared = small
    own = config(tmp_path)
    plugin.on_config(own)  # type: ignore[arg-type]
    paths = {file.src_uri for file in plugin.on_files(Files([]), config=own)}  # type: ignore[arg-type]
    assert {page.path for page in small.pages} <= paths
    entered = small.entries if entries == "rendered" else exemplars(small.entries).values()
    assert {entry.path for entry in entered} <= paths


def test_a_preview_of_a_build_that_failed_shows_why(tmp_path: Path, failed: Build) -> None:
    plugin = ProgrammePlugin()
    plugin.prepared = failed
    plugin.on_startup(command="serve", dirty=False)
    own = config(tmp_path)
    plugin.on_config(own)  # type: ignore[arg-type]
    (page,) = instead_of_site(failed).pages
    assert "programme/faq.yaml:" in page.body
    assert own.nav == [{page.title: "index.md"}]
    everywhere = plugin.on_post_template("x", template_name="404.html", config=own)  # type: ignore[arg-type]
    assert unmarked(page.body) in everywhere
    assert plugin.on_post_template("x", template_name="other.html", config=own) == "x"  # type: ignore[arg-type]


def test_a_sound_site_keeps_the_theme_s_page_for_lost_visitors(
    tmp_path: Path, small: Build
) -> None:
    plugin = ProgrammePlugin()
    plugin.prepared = small
    own = config(tmp_path)
    plugin.on_config(own)  # type: ignore[arg-type]
    assert plugin.on_post_template("x", template_name="404.html", config=own) == "x"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("code", "language"), [("", "en"), ("es", "es"), ("xx", "en"), ("en", "en")]
)
def test_problems_are_told_in_a_language_that_there_is(
    small: Build, monkeypatch: pytest.MonkeyPatch, code: str, language: str
) -> None:
    monkeypatch.setenv("HANDBOOK_LANG", code)
    assert words_of(small).language == language
