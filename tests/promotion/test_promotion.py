"""Promotion: pictures of links, the poster and the feed, of what is public and has happened."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image
from pypdf import PdfReader

from handbook.content_types.editions import PublicEdition
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.languages import Text
from handbook.leaks.reader import Reader
from handbook.programme import Programme
from handbook.promotion import feeds, posters, promotion
from handbook.promotion.feed import news
from handbook.promotion.posters import poster
from handbook.promotion.share_images import SIZE, share_image
from handbook.reading.documents.package_data import load_catalogue
from handbook.site.built import Build
from tests.support.programmes import FILES, replaced
from tests.support.small_builds import made

SITE = "https://mentoring.example/a/"
ATOM = "{http://www.w3.org/2005/Atom}"
TIMELINE = "programme/editions/2026/timeline.csv"
CHANGES: dict[str, str | None] = {
    **replaced("programme/programme.yaml", "languages: [en]", "languages: [en, es]"),
    "programme/forms/agreement.yaml": None,
    "programme/forms/minutes.yaml": None,
}


@pytest.fixture(scope="module")
def bilingual(tmp_path_factory: pytest.TempPathFactory) -> Build:
    return made(tmp_path_factory.mktemp("promoted"), CHANGES)


def described(programme: Programme) -> ProgrammeDescription:
    return programme.one(ProgrammeDescription)


def text_of(pdf: bytes) -> str:
    (page,) = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(page.extract_text().split())


def test_what_there_is_by_language_and_whether_an_address_is_known(bilingual: Build) -> None:
    programme, words = bilingual.programme, bilingual.catalogues
    assert programme
    found = {file.path for file in promotion(programme, words, SITE)}
    assert found == {
        f"{folder}{name}"
        for folder in ("", "es/")
        for name in ("share.png", "2025/share.png", "2026/share.png", "take-part/poster.pdf")
    }
    alone = {file.path for file in promotion(programme, words, "")}
    assert alone == {"take-part/poster.pdf", "es/take-part/poster.pdf"}
    assert [file.path for file in feeds(programme, words, SITE)] == ["feed.xml", "es/feed.xml"]
    assert not [*feeds(programme, words, "")]


def test_a_picture_is_of_the_size_that_is_asked_for_and_the_same_twice(bilingual: Build) -> None:
    assert bilingual.programme
    description, words = described(bilingual.programme), bilingual.catalogues["en"]
    (edition, *_) = bilingual.programme.all(PublicEdition)
    pictures = [share_image(description, each, words) for each in (None, edition)]
    assert pictures == [share_image(description, each, words) for each in (None, edition)]
    assert pictures[0] != pictures[1]
    for picture in pictures:
        with Image.open(io.BytesIO(picture)) as opened:
            assert opened.size == SIZE
            assert not opened.info.keys() - {"dpi"}
    assert share_image(description, edition, bilingual.catalogues["es"]) != pictures[1]


@pytest.mark.parametrize(
    "title",
    ["Long " * 60, "W" * 400, "برنامج الإرشاد", "メンタリング", "Well \N{THUMBS UP SIGN} done"],
)
def test_any_title_can_be_drawn(bilingual: Build, title: str) -> None:
    assert bilingual.programme
    (edition, *_) = bilingual.programme.all(PublicEdition)
    drawn = replace(edition, title=Text.of(title, "en"), summary=Text.of(title * 3, "en"))
    words = bilingual.catalogues["en"]
    description = described(bilingual.programme)
    assert share_image(description, drawn, words) != share_image(description, edition, words)
    assert text_of(poster(description, drawn, words, SITE))


def test_a_poster_says_who_and_by_when_on_one_sheet(bilingual: Build) -> None:
    assert bilingual.programme
    description = described(bilingual.programme)
    edition = next(each for each in bilingual.programme.all(PublicEdition) if each.id == "2026")
    for language, address in (("en", f"{SITE}take-part/"), ("es", "")):
        words = bilingual.catalogues[language]
        content = poster(description, edition, words, address)
        assert content == poster(description, edition, words, address)
        said = text_of(content)
        criteria = (*edition.settings.selection.mentees, *edition.settings.selection.mentors)
        for each in (description.name, edition.title, *criteria):
            assert each.wording(language)[0] in said
        assert words.text("kind.call-close") in said
        assert description.contacts.programme.email in said
        assert ("mentoring.example/a/take-part/" in said) == bool(address)
        # The search of the finished site can read all of it.
        reader = Reader()
        assert [*reader.texts(content)]
        assert reader.unread == set()


def test_many_criteria_still_fit_one_sheet(bilingual: Build) -> None:
    assert bilingual.programme
    edition = next(each for each in bilingual.programme.all(PublicEdition) if each.id == "2026")
    long = tuple(Text.of(f"{'Many words about who is meant. ' * 6}{n}", "en") for n in range(9))
    selection = edition.settings.selection.model_copy(update={"mentees": long, "mentors": long})
    settings = edition.settings.model_copy(update={"selection": selection})
    content = poster(
        described(bilingual.programme),
        replace(edition, settings=settings),
        bilingual.catalogues["en"],
        SITE,
    )
    assert "How to take part" in text_of(content)


def test_the_code_on_it_leads_where_it_says(
    bilingual: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bilingual.programme
    drawn: list[str] = []
    actual = posters.drawn

    def noted(address: str, title: str) -> str:
        drawn.append(address)
        return actual(address, title)

    monkeypatch.setattr(posters, "drawn", noted)
    assert [*promotion(bilingual.programme, bilingual.catalogues, SITE)]
    assert drawn == [f"{SITE}take-part/", f"{SITE}es/take-part/"]


def told(root: Path, today: date, changes: Mapping[str, str | None] | None = None) -> list[str]:
    """List the news of a day, the newest first."""
    programme = made(root, {**CHANGES, **(changes or {})}, today=today).programme
    assert programme
    return [f"{each.edition.id} {each.kind} {each.day}" for each in news(programme)]


HEADER = FILES[TIMELINE].splitlines()[0]
DATES = {
    TIMELINE: "\n".join(
        (
            HEADER,
            "open,call-open,Open,2026-01-05,,,,,,,",
            "shut,call-close,Close,2026-01-30,,,,,,,",
            "go,kick-off,Go,2026-03,,,,,,,",
            "end,report,Report,2026-12-01,,,,,,,\n",
        )
    )
}


@pytest.mark.parametrize(
    ("today", "newest"),
    [
        ("2026-01-04", ""),
        ("2026-01-05", "2026 call-open 2026-01-05"),
        ("2026-01-30", "2026 call-open 2026-01-05"),
        ("2026-01-31", "2026 call-close 2026-01-31"),
        ("2026-03-30", "2026 call-close 2026-01-31"),
        ("2026-03-31", "2026 kick-off 2026-03-31"),
        # A date alone is no report.
        ("2026-12-02", "2026 kick-off 2026-03-31"),
    ],
)
def test_news_is_what_has_happened(tmp_path: Path, today: str, newest: str) -> None:
    found = told(tmp_path, date.fromisoformat(today), DATES)
    own = [each for each in found if each.startswith("2026")]
    assert own[:1] == ([newest] if newest else [])


def test_a_feed_keeps_its_ids_and_leads_to_pages(bilingual: Build, tmp_path: Path) -> None:
    def parsed(build: Build) -> dict[str, ElementTree.Element]:
        assert build.programme
        files = feeds(build.programme, build.catalogues, SITE)
        return {file.path: ElementTree.fromstring(file.content) for file in files}

    def ids(feed: ElementTree.Element) -> list[str]:
        return [str(each.text) for each in feed.iter(f"{ATOM}id")]

    now = parsed(bilingual)
    for path, feed in now.items():
        assert len(set(ids(feed))) == len(ids(feed))
        for entry in feed.iter(f"{ATOM}entry"):
            address = entry.find(f"{ATOM}link").attrib["href"]
            assert address.startswith(f"{SITE}{path.removesuffix('feed.xml')}20")
    assert not set(ids(now["feed.xml"])) & set(ids(now["es/feed.xml"]))
    renamed = {
        **CHANGES,
        **replaced(
            "programme/editions/2026/edition.yaml",
            "title: Edition 2026",
            "title: Ink & Tide, 2 < 3",
        ),
    }
    later = parsed(made(tmp_path, renamed, today=date(2026, 3, 20)))
    assert set(ids(now["feed.xml"])) <= set(ids(later["feed.xml"]))
    titles = [str(each.text) for each in later["feed.xml"].iter(f"{ATOM}title")]
    assert load_catalogue("en").text("feed.kick-off", edition="Ink & Tide, 2 < 3") in titles
