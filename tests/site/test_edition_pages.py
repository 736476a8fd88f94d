"""Timelines, and the pages of editions: past, present and to come."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from tests.site.commands import REPOSITORY, built
from tests.site.conftest import Shared
from tests.site.documents import Document, Element, assert_holds, document
from tests.site.sourcedata import (
    consented,
    current_edition,
    days,
    editions,
    read,
    shown_mentors,
    table,
    today,
)

Pages = dict[str, Document]
TIMELINES = [("timeline/", current_edition()), *((f"{slug}/", slug) for slug in editions())]


def steps(page: Document) -> list[tuple[str, Element]]:
    """Return the milestones of a page in the order in which they stand, by id."""
    timeline = page.article.one(css="hb-timeline")
    return [
        (step.attributes["id"].split("-", 2)[2], step) for step in timeline.all("li", "hb-step")
    ]


@pytest.mark.parametrize(("url", "edition"), TIMELINES)
def test_a_timeline_holds_every_date(pages: Pages, url: str, edition: str) -> None:
    rows = {row["id"]: row for row in table(f"editions/{edition}/timeline.csv")}
    shown = dict(steps(pages[url]))
    assert shown.keys() == rows.keys()
    for id, step in shown.items():
        assert step.one(css="hb-step__title").text == rows[id]["title"]
        assert rows[id]["place"] in step.text
        assert rows[id]["detail"] in step.text
        audience = step.attributes["data-roles"].split()
        assert audience == [role for role in rows[id]["audience"].split(";") if role]


@pytest.mark.parametrize(("url", "edition"), TIMELINES)
def test_relative_dates_are_counted(pages: Pages, url: str, edition: str) -> None:
    counted = days(edition)
    for id, step in steps(pages[url]):
        first, last = counted[id]
        shown, *clock = step.all("time")
        assert shown.attributes["datetime"] == first.isoformat()
        assert str(last.day) in shown.text
        assert last.strftime("%b") in shown.text
        assert {first.strftime("%A"), last.strftime("%A")} <= set(re.findall(r"\w+", shown.text))
        # Beside an hour stands whose clock it is.
        for moment in clock:
            assert moment.attributes["datetime"].startswith(f"{first.isoformat()}T{moment.text}")
            assert f"{moment.text}, London time" in step.text


@pytest.mark.parametrize(("url", "edition"), TIMELINES)
def test_the_next_date_comes_first_and_past_ones_are_marked(
    pages: Pages, url: str, edition: str
) -> None:
    counted = days(edition)
    past = {id for id, (_, last) in counted.items() if last < today()}
    shown = steps(pages[url])
    assert {id for id, step in shown if "is-past" in step.classes} == past
    ahead = [id for id, step in shown if "is-past" not in step.classes]
    assert [counted[id][0] for id in ahead] == sorted(counted[id][0] for id in ahead)
    if ahead:
        assert [id for id, _ in shown][: len(ahead)] == ahead
        current = [id for id, step in shown if step.attributes.get("aria-current") == "step"]
        assert current == ahead[:1]


def test_the_example_has_past_and_coming_dates() -> None:
    ends = [last for _, last in days(current_edition()).values()]
    assert min(ends) < today() <= max(ends)


@pytest.mark.parametrize("edition", editions())
def test_an_edition(pages: Pages, edition: str) -> None:
    page = pages[f"{edition}/"]
    settings = read(f"editions/{edition}/edition.yaml")
    organisations = {row["id"]: row["name"] for row in table("organisations.csv")}
    serving = {row["mentor"] for row in table(f"editions/{edition}/mentors.csv")}
    mentors = [row["name"] for row in shown_mentors() if row["id"] in serving]
    assert page.article.one("h1").text == settings["title"]
    assert_holds(
        page,
        [
            settings["summary"],
            *settings["outcomes"],
            *(organisations[id] for id in settings["partners"]),
            *mentors,
        ],
    )
    hidden = len(serving) - len(mentors)
    assert (f"{hidden} more mentor" in page.article.text) == bool(hidden)


CLOSED = [edition for edition in editions() if table(f"editions/{edition}/results.csv")]


def test_two_editions_are_closed() -> None:
    assert len(CLOSED) == 2


@pytest.mark.parametrize("edition", CLOSED)
def test_a_closed_edition_holds_recognitions_testimonials_results_and_report(
    pages: Pages, edition: str
) -> None:
    profiles = {row["id"] for row in shown_mentors()}
    thanked = [
        row
        for row in table(f"editions/{edition}/recognitions.csv")
        if consented(row) and (not row["mentor"] or row["mentor"] in profiles)
    ]
    said = [row for row in read(f"editions/{edition}/testimonials.yaml") if consented(row)]
    report = read(f"editions/{edition}/report.yaml")
    assert thanked
    assert said
    assert_holds(
        pages[f"{edition}/"],
        [
            *(row[key] for row in thanked for key in ("name", "citation")),
            *(row[key] for row in said for key in ("name", "quote")),
            *(row["title"] for row in table(f"editions/{edition}/results.csv")),
            report["summary"],
            *report["lessons"],
        ],
    )


def test_editions_are_compared_figure_by_figure(pages: Pages) -> None:
    counted = {
        edition: {row["id"]: row for row in table(f"editions/{edition}/results.csv")}
        for edition in sorted(CLOSED)
    }
    (before, after) = counted.values()
    rows = {
        row.attributes["data-result"]: row
        for row in pages["editions/"].article.one(css="hb-comparison").all("tr")
        if "data-result" in row.attributes
    }
    assert list(rows) == [id for id in after if id in before]
    for id, row in rows.items():
        cells = row.all("td")
        for cell, counts in zip(cells, (before, after), strict=False):
            assert counts[id]["value"] in cell.text
            assert ("mark of" in cell.text) == bool(counts[id]["mark"])
        change = Decimal(after[id]["value"]) - Decimal(before[id]["value"])
        assert cells[-1].text.split()[0] == f"{change:+}".replace("-", "−")
    for edition in CLOSED:
        links = [link.attributes["href"] for link in pages[f"{edition}/"].article.all("a")]
        assert "../editions/#figures" in links


def test_the_committee_in_office(pages: Pages) -> None:
    day = today().isoformat()
    in_office = [
        row
        for row in table("committee.csv")
        if consented(row) and row["since"] <= day and (not row["until"] or row["until"] >= day)
    ]
    assert {"chair", "coordinator"} <= {row["role"] for row in in_office}
    people = pages["committee/"].article.all(css="hb-person")
    assert len(people) == len(in_office)
    assert_holds(
        pages["committee/"], [row[key] for row in in_office for key in ("name", "position")]
    )


def test_the_day_itself_is_not_past(small: Path, tmp_path: Path) -> None:
    site = built(small, tmp_path / "site", "--today", "2026-03-16")
    shown = steps(document(site, "timeline/"))
    assert [id for id, _ in shown] == ["kick-off", "mid", "closing", "call-open", "call-close"]
    assert [id for id, step in shown if "is-past" in step.classes] == ["call-open", "call-close"]
    assert shown[0][1].attributes["aria-current"] == "step"
    assert "Now" in shown[0][1].text


@pytest.fixture(scope="session")
def august(shared: Shared) -> Path:
    """The worked example while one edition plans and the pairs of another meet."""
    return shared("august", lambda target: built(REPOSITORY, target, "--today", "2026-08-10"))


def test_pages_speak_to_the_pairs_that_meet(august: Path) -> None:
    """From 3 August 2026 the example plans the edition of 2027; its pairs meet until March."""
    home = document(august, "").article
    assert "Crosscurrents 2026" in home.one(css="hb-hero").one(css="hb-eyebrow").text
    shown = [each.attributes["data-edition"] for each in home.all(css="hb-beside")]
    assert shown == ["2026", "2027"]
    rows = {row["id"]: row for row in table("editions/2026/timeline.csv")}
    for role in ("mentor", "mentee", "coordinator", "committee", "partner"):
        guide = document(august, f"guides/{role}/").article
        shown = [each.attributes["data-edition"] for each in guide.all(css="hb-beside")]
        assert shown == ["2026", "2027"], role
    mentee = document(august, "guides/mentee/").article
    own = mentee.all(css="hb-next-dates")[0]
    assert rows["mid-term-mentees"]["title"] in own.text
    assert rows["mid-term-mentors"]["title"] not in mentee.text
    assert "16 September 2026" in mentee.text
    for url in ("templates/agreement/", "templates/minutes/"):
        head = document(august, url).article.one(css="hb-letterhead").text
        assert head.endswith("Crosscurrents · Crosscurrents 2026")
    assert "Timeline: Crosscurrents 2026" in document(august, "timeline/").article.one("h1").text
    forms = "forms.crosscurrents.example"
    assert all(forms not in page.read_text("utf-8") for page in august.rglob("*.html"))
    assert "You can apply from 9 November 2026" in document(august, "take-part/").article.text
