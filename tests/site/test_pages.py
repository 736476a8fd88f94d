"""Every page that the programme promises is there, and holds its data."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.site.documents import Document, assert_holds
from tests.site.sourcedata import (
    MAIN,
    Row,
    current_edition,
    days,
    editions,
    forms,
    joining_edition,
    read,
    shown_mentors,
    table,
    today,
)

Pages = dict[str, Document]


def suiting(items: list[Row]) -> list[Row]:
    """Leave out what is said where mentees choose: in the example the coordinator matches."""
    return [item for item in items if "mentee" not in item.get("when", [])]


def entry_urls() -> set[str]:
    return {
        *(f"mentors/{row['id']}/" for row in shown_mentors()),
        *(f"organisations/{row['id']}/" for row in table("organisations.csv")),
        *(f"training/{module['id']}/" for module in read("training.yaml")),
        *(f"{edition}/" for edition in editions()),
        *(
            f"former-mentees/{row['id']}/"
            for row in table("former_mentees.csv")
            if row["consent"] == "yes"
        ),
        *(f"projects/2025-{row['id']}/" for row in table("editions/2025/projects.csv")),
        *(url for form in forms() if (url := f"templates/{form}/") not in MAIN),
    }


def spoken(url: str) -> str:
    """Return the language of the part of the site that a page stands in."""
    return "es" if url.startswith("es/") else "en"


def test_the_pages_are_the_promised_ones_and_no_others(pages: Pages) -> None:
    english = {*MAIN, *entry_urls()}
    assert set(pages) == {*english, *(f"es/{url}" for url in english)}


def test_the_example_is_as_large_as_promised() -> None:
    assert len(table("organisations.csv")) == 12
    assert len(table("mentors.csv")) == 40
    assert len(shown_mentors()) < 40
    assert len(editions()) == 4
    assert len(read("training.yaml")) == 13
    assert len(suiting(read("faq.yaml"))) == 25


def test_every_page_has_one_heading_a_title_and_a_description_of_its_own(pages: Pages) -> None:
    for url, page in pages.items():
        assert [h.text for h in page.root.all("h1") if h.text] == [page.article.one("h1").text], url
        assert page.title, url
        assert page.description, url
        assert page.language == spoken(url), url
    for language in ("en", "es"):
        own = [page for url, page in pages.items() if spoken(url) == language]
        for shared in (
            Counter(page.title for page in own),
            Counter(page.description for page in own),
        ):
            assert [text for text, count in shared.items() if count > 1] == []


def test_every_page_has_its_canonical_address_and_is_in_the_sitemap(
    pages: Pages, site: Path
) -> None:
    for url, page in pages.items():
        canonical = page.root.one("link", rel="canonical").attributes["href"]
        assert canonical == f"https://crosscurrents.example/{url}"
    sitemap = ElementTree.parse(site / "sitemap.xml")
    listed = [element.text for element in sitemap.iter() if element.tag.endswith("}loc")]
    assert sorted(listed) == sorted(f"https://crosscurrents.example/{url}" for url in pages)


def test_entry_pages_are_never_in_the_navigation(pages: Pages) -> None:
    for url, page in pages.items():
        menu, folder = set(page.menu), "es/" if spoken(url) == "es" else ""
        assert not menu & {f"{folder}{entry}" for entry in entry_urls()}, url
        assert {folder, f"{folder}mentors/", f"{folder}guides/mentor/"} <= menu, url


def test_the_front_door(pages: Pages) -> None:
    edition = read(f"editions/{current_edition()}/edition.yaml")
    assert_holds(pages[""], [edition["title"], read("programme.yaml")["tagline"]])
    assert {"mentors/", "timeline/", "take-part/"} <= set(
        pages[""].targets(pages[""].article.all("a"))
    )


def test_the_purpose_holds_approach_and_both_perspectives(pages: Pages) -> None:
    programme = read("programme.yaml")
    purpose, views = programme["purpose"], programme["perspectives"]
    assert_holds(
        pages["purpose/"],
        [
            *(purpose[key] for key in ("statement", "mission", "vision")),
            programme["approach"]["statement"],
            views["participants"],
            views["organisations"],
            *(objective["title"] for objective in programme["objectives"]),
            *(audience["title"] for audience in programme["audience"]),
        ],
    )


def test_how_to_take_part(pages: Pages) -> None:
    edition = read(f"editions/{joining_edition()}/edition.yaml")
    assert_holds(
        pages["take-part/"],
        [
            edition["application"]["how"],
            *edition["selection"]["mentors"],
            *edition["selection"]["mentees"],
            *edition["capacity"].values(),
        ],
    )


def test_the_journey_has_four_phases(pages: Pages) -> None:
    headings = [heading.text for heading in pages["journey/"].article.all("h2")]
    phases = [text for text in headings if text[:1].isdigit()]
    assert [text[:2] for text in phases] == ["1.", "2.", "3.", "4."]


@pytest.mark.parametrize("role", ["mentor", "mentee", "coordinator", "committee", "partner"])
def test_each_guide_holds_the_next_dates_of_its_readers(pages: Pages, role: str) -> None:
    edition = current_edition()
    rows = {row["id"]: row for row in table(f"editions/{edition}/timeline.csv")}
    ahead = [
        (first, rows[id]["title"])
        for id, (first, last) in days(edition).items()
        if last >= today() and role in (rows[id]["audience"] or role).split(";")
    ]
    assert_holds(pages[f"guides/{role}/"], [title for _, title in sorted(ahead)[:3]])


@pytest.mark.parametrize("role", ["mentor", "mentee", "coordinator"])
def test_guides_hold_the_messages(pages: Pages, role: str) -> None:
    messages = [
        message["subject"]
        for message in read("messages.yaml")
        if role in message["audience"] or role == "coordinator"
    ]
    assert_holds(pages[f"guides/{role}/"], messages)


def test_the_plan_of_the_evaluation_asks_what_its_forms_ask(pages: Pages) -> None:
    page = pages["guides/coordinator/"]
    links = page.targets(page.article.all("a"))
    steps = read("evaluation.yaml")
    assert all(("form" in step) != ("asks" in step) for step in steps)
    assert_holds(page, [question for step in steps for question in step.get("asks", ())])
    for step in steps:
        if "form" in step:
            parts = read(f"forms/{step['form']}.yaml")["sections"]
            assert_holds(page, [field["title"] for part in parts for field in part["fields"]])
            assert f"templates/{step['form']}/" in links


LISTINGS: dict[str, list[str]] = {
    "training/": [module["title"] for module in read("training.yaml")],
    "organisations/": [row["name"] for row in table("organisations.csv")],
    "faq/": [question["question"] for question in suiting(read("faq.yaml"))],
    "mentors/": [row["name"] for row in shown_mentors()],
    "editions/": [read(f"editions/{edition}/edition.yaml")["title"] for edition in editions()],
    "recognition/": [award["title"] for award in read("recognition.yaml")],
    "templates/agreement/": [part["title"] for part in read("forms/agreement.yaml")["sections"]],
    "templates/minutes/": [
        field["title"]
        for part in read("forms/minutes.yaml")["sections"]
        for field in part["fields"]
    ],
    "first-meeting/": [item["title"] for item in read("first_meeting.yaml")["agenda"]],
    "matching/": [
        *(criterion["title"] for criterion in read("matching.yaml")["criteria"]),
        *(step["title"] for step in suiting(read("matching.yaml")["steps"])),
    ],
}


@pytest.mark.parametrize("url", LISTINGS)
def test_a_page_holds_every_record_it_is_about(pages: Pages, url: str) -> None:
    assert_holds(pages[url], LISTINGS[url])


@pytest.mark.parametrize(
    "url", ["mentors/", "organisations/", "training/", "editions/", "templates/"]
)
def test_a_listing_links_each_of_its_entries(pages: Pages, url: str) -> None:
    kind = url if url != "editions/" else "20"
    links = pages[url].targets(pages[url].article.all("a"))
    assert {entry for entry in entry_urls() if entry.startswith(kind)} <= set(links)


def titles(vocabulary: str, ids: str | list[str]) -> list[str]:
    words = {term["id"]: term["title"] for term in read("vocabulary.yaml")[vocabulary]}
    return [words[id.strip()] for id in (ids.split(";") if isinstance(ids, str) else ids)]


@pytest.mark.parametrize("mentor", shown_mentors(), ids=lambda row: row["id"])
def test_a_profile(pages: Pages, mentor: Row) -> None:
    page = pages[f"mentors/{mentor['id']}/"]
    organisations = {row["id"]: row["name"] for row in table("organisations.csv")}
    assert page.article.one("h1").text == mentor["name"]
    assert_holds(
        page,
        [
            *(organisations[id] for id in mentor["organisation"].split(";") if id),
            mentor["position"],
            mentor["location"],
            mentor["experience"],
            *titles("expertise", mentor["expertise"]),
            *titles("languages", mentor["languages"]),
            *titles("availability", mentor["availability"]),
        ],
    )


@pytest.mark.parametrize("module", read("training.yaml"), ids=lambda module: module["id"])
def test_a_module(pages: Pages, module: dict[str, Any]) -> None:
    page = pages[f"training/{module['id']}/"]
    assert page.article.one("h1").text == module["title"]
    assert_holds(
        page,
        [
            module["summary"],
            f"{module['minutes']} minutes",
            *module["outcomes"],
            *titles("topics", module["topics"]),
        ],
    )
    assert len(page.article.all("h2")) > 1, "the material of the session"


@pytest.mark.parametrize("row", table("organisations.csv"), ids=lambda row: row["id"])
def test_an_organisation(pages: Pages, row: Row) -> None:
    page = pages[f"organisations/{row['id']}/"]
    ours = [each for each in shown_mentors() if row["id"] in each["organisation"].split(";")]
    people = [each["name"] for each in ours]
    assert page.article.one("h1").text == row["name"]
    assert_holds(page, [row["summary"], row["culture"], row["location"], *people])
