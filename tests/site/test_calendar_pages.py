"""The calendars on the pages of a built site: to subscribe to, to add, in the reader's time."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.calendars.calendars_made import parsed
from tests.site.commands import built, handbook, with_config
from tests.site.documents import Document
from tests.site.sourcedata import current_edition, table, today
from tests.support.programmes import replaced, write_programme

HOME = "https://crosscurrents.example/"
ROLES = ("mentor", "mentee", "coordinator", "committee", "partner")
WHERE = {
    "": "edition",
    "timeline/": "edition",
    **{f"guides/{role}/": role for role in ROLES},
}
"""Page to the calendar that it leads to first."""
Open = Callable[..., Page]


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Open]:
    """Open pages in contexts of their own."""
    contexts = []

    def page(**options: object) -> Page:
        context = chromium.new_context(**options)
        contexts.append(context)
        return context.new_page()

    yield page
    for context in contexts:
        context.close()


@pytest.mark.parametrize(("url", "name"), WHERE.items())
def test_a_page_leads_to_its_calendar(
    site: Path, pages: dict[str, Document], url: str, name: str
) -> None:
    block = pages[url].article.one(css="hb-subscribe")
    address = f"{HOME}calendar/{name}.ics"
    links = [each.attributes["href"] for each in block.all("a")]
    assert links[:2] == [address.replace("https:", "webcal:"), address]
    assert block.one("code").text == address
    code = block.one("svg")
    assert code.attributes["role"] == "img"
    assert address in code.attributes["aria-label"]
    assert parsed((site / f"calendar/{name}.ics").read_bytes())
    roles = [link for link in links[2:] if link.startswith("https:")]
    assert roles == ([f"{HOME}calendar/{role}.ics" for role in ROLES] if name == "edition" else [])


def test_each_date_to_come_can_be_added(site: Path, pages: dict[str, Document]) -> None:
    edition = current_edition()
    steps = pages["timeline/"].article.all("li", css="hb-step")
    assert len(steps) == len(table(f"editions/{edition}/timeline.csv"))
    for step in steps:
        id = step.attributes["id"].removeprefix(f"date-{edition}-")
        added = [link.attributes["href"] for link in step.all("a", css="hb-step__add")]
        assert bool(added) is (step.attributes["data-date"] >= today().isoformat())
        for link in added:
            assert link == f"../{edition}/calendar/event/{id}.ics"
            (event,) = parsed((site / link.removeprefix("../")).read_bytes())
            assert str(event["SUMMARY"]).startswith(step.one(css="hb-step__title").text)


def test_all_that_is_published_is_told_to_the_next_build(site: Path) -> None:
    told = json.loads((site / "publication.json").read_bytes())
    calendars = b"".join(path.read_bytes() for path in site.glob("*/calendar/edition.ics"))
    assert set(told["events"]) == {uid.decode() for uid in re.findall(rb"UID:(\S+)", calendars)}
    assert len(told["pages"]) > 20


def test_a_site_of_two_languages_below_a_path_hands_on_what_it_told(tmp_path: Path) -> None:
    changes = replaced("programme/programme.yaml", "languages: [en]", "languages: [en, es]")
    root = with_config(write_programme(tmp_path / "root", changes))
    given = ("--today", "2026-03-01")
    first = built(root, tmp_path / "a", *given, SITE_URL="https://x.example/mentoring/")
    for path, page in (("", "timeline"), ("es/", "es/timeline")):
        html = (first / page / "index.html").read_text("utf-8")
        assert f'href="webcal://x.example/mentoring/{path}calendar/edition.ics"' in html
        assert (first / f"{path}calendar/edition.ics").is_file()
    timeline = root / "programme/editions/2026/timeline.csv"
    timeline.write_text(timeline.read_text("utf-8").replace("2026-03-16", "2026-03-17"), "utf-8")
    (root / "programme/editions/2025/timeline.csv").write_text("id,kind,title,date\n", "utf-8")
    result = handbook(
        *("build", "--root", root, "--site-dir", tmp_path / "b", *given),
        *("--previous", first / "publication.json"),
        cwd=tmp_path,
    )
    assert result.returncode == 0, result.stderr
    numbers = [
        {str(e["UID"]): e["SEQUENCE"] for e in parsed((site / "calendar/mentor.ics").read_bytes())}
        for site in (first, tmp_path / "b")
    ]
    moved = {uid: numbers[1][uid] - number for uid, number in numbers[0].items()}
    # The kick-off, and the workshop that counts from it.
    assert sorted(moved.values()) == [0, 0, 0, 1, 1]


def test_a_previous_publication_that_is_none_is_a_warning(small: Path, tmp_path: Path) -> None:
    spoilt = tmp_path / "previous.json"
    spoilt.write_text("<html>Sign in</html>", "utf-8")
    for path, said in ((spoilt, "is no publication.json"), (tmp_path / "no.json", "there is none")):
        result = handbook(
            *("build", "--root", small, "--site-dir", tmp_path / path.stem),
            *("--today", "2026-05-12", "--previous", path),
            cwd=tmp_path,
        )
        assert result.returncode == 0, result.stderr
        (line,) = (line for line in result.stdout.splitlines() if str(path) in line)
        assert said in line
        assert "warning" in line


@pytest.mark.browser
@pytest.mark.parametrize(
    ("zone", "own"),
    [
        ("Europe/London", None),
        # The same hour, by another name.
        ("Europe/Lisbon", None),
        ("Europe/Madrid", r"\(15:00 your time\)"),
        ("Asia/Kolkata", r"\(18:30 your time\)"),
        ("Pacific/Kiritimati", r"\(Wed,? 16 Sept?,? (?:at )?0?3:00 your time\)"),
        ("America/Los_Angeles", r"\(0?6:00 your time\)"),
    ],
)
def test_the_readers_own_time_stands_beside_where_it_differs(
    opened: Open, address: str, zone: str, own: str | None
) -> None:
    page = opened(timezone_id=zone, locale="en-GB")
    page.goto(f"{address}timeline/")
    clock = page.locator(f"#date-{current_edition()}-mid-term-mentors .hb-clock")
    text = " ".join(clock.inner_text().split())
    assert text.startswith(", 14:00, London time")
    found = page.locator(f"#date-{current_edition()}-mid-term-mentors .hb-own").all_inner_texts()
    assert len(found) == (own is not None)
    assert own is None or re.fullmatch(own, found[0]), found


@pytest.mark.browser
def test_without_scripts_nothing_is_lost(opened: Open, address: str) -> None:
    page = opened(java_script_enabled=False, timezone_id="Asia/Kolkata")
    page.goto(f"{address}timeline/")
    assert (
        "Tuesday, 15 September 2026, 14:00, London time"
        in page.locator("ol.hb-steps").first.inner_text()
    )
    block = page.locator(".hb-subscribe")
    assert block.locator("a").first.is_visible()
    assert block.locator("code").is_visible()
    assert not block.locator("button").is_visible()
    block.locator("summary").click()
    assert block.locator("svg").is_visible()


@pytest.mark.browser
def test_the_address_can_be_copied(opened: Open, address: str) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{address}guides/mentor/")
    page.locator(".hb-subscribe button").click()
    page.get_by_text("Copied", exact=False).first.wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{HOME}calendar/mentor.ics"
