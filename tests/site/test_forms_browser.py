"""Forms filled in on the page: nothing is sent, nothing typed is lost, and every shape holds it."""

from __future__ import annotations

import json
import re
import zipfile
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Route
from pypdf import PdfReader

from handbook.papers.docx import as_docx
from handbook.settings import Settings
from handbook.site import build
from tests.site.commands import REPOSITORY
from tests.site.servers import serving
from tests.site.sourcedata import read
from tests.site.test_browser import DESK, PHONE, Heard
from tests.support.controls import filled

pytestmark = pytest.mark.browser

LONG = (
    "Ask the harbour office which permits a floating workshop needs, and by when they must be there"
)
READ = "handbookForms.values.read(document.querySelector('[data-hb-sheet]'))"
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def words() -> Mapping[str, bytes]:
    """The blank Word files of the example, by their paths: its site is built without them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("handbook.papers.SHAPES", {"docx": as_docx})
        made = build(Settings(REPOSITORY, documents=True))
    return {file.path: file.content for file in made.files if file.path.endswith(".docx")}


class Told(list[str]):
    """The questions that a page asked, each answered with yes or no."""

    def __init__(self, page: Page, *, yes: bool = True) -> None:
        super().__init__()
        self.yes = yes
        page.on("dialog", self._answer)

    def _answer(self, dialog: Dialog) -> None:
        self.append(dialog.type)
        if self.yes:
            dialog.accept()
        else:
            dialog.dismiss()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser of one person, with several tabs if wanted."""
    context = chromium.new_context(viewport=DESK, accept_downloads=True, locale="en-GB")
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def opened(context: BrowserContext, address: str) -> Open:
    """Open a form in a tab, and wait until its scripts have come."""

    def page(
        form: str = "minutes",
        *,
        heard: Heard | None = None,
        word: Mapping[str, bytes] | None = None,
    ) -> Page:
        tab = context.new_page()
        if heard:
            heard.listen(tab)
        if word is not None:
            with_word(tab, word)
        visit(tab, f"{address}templates/{form}/")
        return tab

    return page


def visit(page: Page, url: str = "") -> None:
    """Go to a form, or come back to it, and wait until its scripts have come."""
    if url:
        page.goto(url)
    else:
        page.reload()
    page.wait_for_function("() => globalThis.handbookForms?.today")


def with_word(page: Page, files: Mapping[str, bytes]) -> list[str]:
    """Give the pages of a tab the Word files that they would link to; what is asked for is told."""
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        path = "/".join(route.request.url.split("/")[3:])
        if path in files:
            route.fulfill(body=files[path])
        else:
            route.fulfill(status=404)

    page.route("**/*.docx", answer)
    page.add_init_script("""addEventListener("DOMContentLoaded", () => {
      const link = document.createElement("a");
      link.href = `${location.pathname.split("/").at(-2)}.docx`;
      document.body.append(link);
    })""")
    return asked


def fill(page: Page, values: dict[str, str]) -> None:
    for name, value in values.items():
        page.locator(f"[name='{name}']").fill(value)


def value(page: Page, name: str) -> str:
    return page.locator(f"[name='{name}']").input_value()


def status(page: Page) -> str:
    return page.locator("[data-hb-status][role=status]").inner_text()


def stored(page: Page) -> dict[str, dict[str, object]]:
    found = page.evaluate("Object.entries(localStorage).filter(([k]) => k.startsWith('handbook:'))")
    return {name: json.loads(text) for name, text in found}


def downloaded(page: Page, kind: str) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.locator(f"[data-hb-save={kind}]").click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def hand(page: Page, name: str, content: object, *, button: str = "[data-hb-open]") -> None:
    """Choose a file as a person does, by a button."""
    text = content if isinstance(content, str) else json.dumps(content)
    with page.expect_file_chooser() as waiting:
        page.locator(button).first.click()
    waiting.value.set_files({"name": name, "mimeType": "application/json", "buffer": text.encode()})
    page.wait_for_function("() => document.querySelector('[data-hb-file]').value === ''")


MINUTES = {
    "date": "2026-05-12",
    "mentor": "Ada Marsh",
    "mentee": "Bo Reed",
    "session": "3",
    "topics": "Permits.\nThe first customer <b>&\nMoney",
    "ongoing-actions.1.action": "Old one",
    "future-actions.1.action": LONG,
    "future-actions.1.who": "Bo",
    "future-actions.1.deadline": "2026-06-01",
    "future-actions.2.action": "Write to the bank",
    "observations": "Good. Bien, ñandú, Ωμέγα",
}


def test_nothing_is_asked_for_while_filling_in_and_it_works_without_a_line(
    opened: Open, context: BrowserContext
) -> None:
    heard = Heard()
    page = opened(heard=heard)
    page.wait_for_load_state("networkidle")
    heard.requests.clear()
    context.set_offline(True)
    fill(page, MINUTES)
    page.locator("[data-hb-add]").first.click()
    page.locator("[data-hb-keep]").check()
    name, text = downloaded(page, "txt")
    assert re.fullmatch(r"minutes-\d{4}-\d\d-\d\d\.txt", name)
    assert LONG in text.decode()
    downloaded(page, "json")
    assert [url for url in heard.requests if not url.startswith("blob:")] == []
    assert heard.errors == []


def test_nothing_is_kept_unless_it_is_asked_for(opened: Open) -> None:
    page = opened()
    fill(page, MINUTES)
    page.wait_for_timeout(500)
    assert stored(page) == {}
    page.locator("[data-hb-keep]").check()
    (record,) = stored(page).values()
    assert record["version"] == 1
    assert str(record["saved"]).startswith("20")
    page.locator("[name=mentor]").fill("Ada M.")
    page.wait_for_function("JSON.stringify(localStorage).includes('Ada M.')")


def test_what_is_kept_comes_back_and_can_be_forgotten(opened: Open) -> None:
    page = opened()
    page.locator("[data-hb-keep]").check()
    page.locator("[data-hb-field=future-actions] [data-hb-add]").click()
    fill(page, {**MINUTES, "future-actions.3.action": "A third"})
    before = page.evaluate(READ)
    told = Told(page)
    visit(page)
    assert told == []
    assert page.evaluate(READ) == before
    assert value(page, "future-actions.3.action") == "A third"
    assert page.locator("[data-hb-keep]").is_checked()
    assert "20" in status(page)
    page.locator("[data-hb-forget]").click()
    assert stored(page) == {}
    assert not page.locator("[data-hb-keep]").is_checked()
    assert value(page, "mentor") == "Ada Marsh"
    visit(page)
    assert told == ["beforeunload"]
    assert page.evaluate(READ) == {}


def test_taking_the_tick_away_forgets(opened: Open) -> None:
    page = opened()
    page.locator("[data-hb-keep]").check()
    fill(page, MINUTES)
    page.locator("[data-hb-keep]").uncheck()
    page.wait_for_timeout(500)
    assert stored(page) == {}


def test_each_form_and_page_keeps_its_own(opened: Open) -> None:
    page = opened()
    page.locator("[data-hb-keep]").check()
    fill(page, {"mentor": "Ada"})
    other = opened("agreement")
    assert not other.locator("[data-hb-keep]").is_checked()
    other.locator("[data-hb-keep]").check()
    page.wait_for_function("JSON.stringify(localStorage).includes('Ada')")
    assert len(stored(page)) == 2


def test_no_tab_overwrites_what_another_has_kept(opened: Open) -> None:
    one, other = opened(), opened()
    one.locator("[data-hb-keep]").check()
    one.locator("[name=topics]").fill("From the one")
    one.wait_for_function("JSON.stringify(localStorage).includes('From the one')")
    other.locator("[name=topics]").fill("From the other")
    other.locator("[data-hb-keep]").check()
    assert "another tab" in status(other)
    other.wait_for_timeout(500)
    assert "From the one" in json.dumps(stored(other))
    other.locator("[data-hb-mine]").click()
    assert "From the other" in json.dumps(stored(other))
    # The first one is told, writes nothing, and may take what the other has kept.
    one.wait_for_function("!document.querySelector('[data-hb-conflict]').hidden")
    one.locator("[name=mentor]").fill("Ada")
    one.wait_for_timeout(500)
    assert "Ada" not in json.dumps(stored(one))
    one.locator("[data-hb-take]").click()
    assert value(one, "topics") == "From the other"
    assert one.locator("[data-hb-conflict]").is_hidden()


def test_forgotten_in_one_tab_is_forgotten_in_all(opened: Open) -> None:
    one = opened()
    one.locator("[data-hb-keep]").check()
    fill(one, {"topics": "Kept"})
    one.wait_for_function("JSON.stringify(localStorage).includes('Kept')")
    other = opened()
    assert value(other, "topics") == "Kept"
    other.locator("[data-hb-forget]").click()
    one.wait_for_function("!document.querySelector('[data-hb-keep]').checked")
    assert value(one, "topics") == "Kept"
    assert stored(one) == {}


@pytest.mark.parametrize(
    "denied",
    [
        "Object.defineProperty(globalThis, 'localStorage', {get() { throw new Error('no') }})",
        "Storage.prototype.setItem = () => { throw new Error('full') }",
        "Storage.prototype.setItem = () => {}",
    ],
    ids=["refused", "full", "silent"],
)
def test_a_browser_that_keeps_nothing_says_so(
    context: BrowserContext, address: str, denied: str
) -> None:
    page, heard = context.new_page(), Heard()
    page.add_init_script(denied)
    visit(page, f"{address}templates/minutes/")
    heard.listen(page)
    fill(page, {"mentor": "Ada"})
    page.locator("[data-hb-keep]").click()
    assert "does not let" in status(page)
    assert not page.locator("[data-hb-keep]").is_checked()
    assert value(page, "mentor") == "Ada"
    assert heard.errors == []


def test_what_is_kept_and_cannot_be_read_stays(opened: Open) -> None:
    page = opened()
    Told(page)
    for text in ("{", "[]", '{"version": 9, "values": {}}', '{"version": 1}', "null"):
        page.evaluate(
            "text => localStorage.setItem('handbook:form:minutes:' + location.pathname, text)", text
        )
        visit(page)
        assert "cannot read" in status(page), text
        fill(page, {"mentor": "Ada"})
        page.wait_for_timeout(400)
        assert text in page.evaluate("Object.values(localStorage)")
    page.locator("[data-hb-forget]").click()
    assert stored(page) == {}


def test_leaving_with_what_stands_nowhere_else_asks(opened: Open, address: str) -> None:
    page = opened()
    told = Told(page)
    page.goto(f"{address}templates/agreement/")
    assert told == []
    page.wait_for_function("() => globalThis.handbookForms?.today")
    page.locator("#agreement-signatures-mentor-name").fill("Ada")
    told.yes = False
    page.evaluate("() => { setTimeout(() => location.assign('../minutes/')) }")
    page.wait_for_timeout(500)
    assert told == ["beforeunload"]
    assert "agreement" in page.url
    downloaded(page, "json")
    told.clear()
    page.goto(f"{address}templates/minutes/")
    assert told == []


def test_what_was_typed_and_taken_out_again_is_not_asked_for(opened: Open, address: str) -> None:
    page = opened()
    told = Told(page)
    fill(page, {"mentor": "Ada"})
    fill(page, {"mentor": ""})
    page.goto(address)
    assert told == []


def test_clearing_asks_and_brings_back_the_blank_form(opened: Open) -> None:
    page = opened("agreement")
    blank = page.evaluate(READ)
    assert blank
    told = Told(page, yes=False)
    fill(page, {"signatures.mentor.name": "Ada"})
    page.locator("[data-hb-field=objectives] [data-hb-add]").click()
    page.locator("[data-hb-clear]").click()
    assert told == ["confirm"]
    assert value(page, "signatures.mentor.name") == "Ada"
    told.yes = True
    page.locator("[data-hb-clear]").click()
    assert page.evaluate(READ) == blank
    assert page.locator("[data-hb-field=objectives] [data-hb-row]").count() == 3
    told.clear()
    page.locator("[data-hb-clear]").click()
    assert told == []


def test_rows_come_and_empty_ones_go(opened: Open) -> None:
    page = opened()
    rows = page.locator("[data-hb-field=future-actions] [data-hb-row]")
    assert rows.count() == 2
    for number in range(3, 7):
        page.locator("[data-hb-field=future-actions] [data-hb-add]").click()
        assert rows.count() == number
        focused = page.evaluate("document.activeElement.name")
        assert focused == f"future-actions.{number}.action"
    fill(page, {f"future-actions.{n}.action": str(n) for n in (1, 2, 4, 5, 6)})
    removable = page.locator("[data-hb-field=future-actions] [data-hb-remove]:visible")
    assert removable.count() == 1
    removable.click()
    assert [value(page, f"future-actions.{n}.action") for n in range(1, 6)] == list("12456")
    names = page.locator("[data-hb-sheet] :is(input, textarea)[id]").evaluate_all(
        "all => all.map(each => each.id)"
    )
    assert len(names) == len(set(names))
    labels = page.locator("[data-hb-row] label")
    inside = "l => l.closest('[data-hb-row]').contains(l.control)"
    assert all(labels.evaluate_all(f"all => all.map({inside})"))
    assert rows.nth(4).get_attribute("aria-label").endswith("(5)")


def test_a_saved_form_is_small_and_opens_again(opened: Open) -> None:
    page = opened()
    fill(page, MINUTES)
    before = page.evaluate(READ)
    name, content = downloaded(page, "json")
    assert re.fullmatch(r"minutes-\d{4}-\d\d-\d\d\.json", name)
    saved = json.loads(content)
    assert {*saved} == {"form", "version", "programme", "edition", "values"}
    assert saved["form"] == "minutes"
    assert saved["values"]["future-actions"][0]["action"] == LONG
    assert len(content) < 1500
    again = opened()
    hand(again, name, saved)
    assert again.evaluate(READ) == before
    assert name in status(again)
    told = Told(again)
    again.reload()
    assert told == []


FORM = {"form": "minutes", "version": 1, "programme": "x", "values": {"mentor": "Ada"}}


WRONG: tuple[tuple[object, str], ...] = (
    ("", "not a saved form"),
    ("{", "not a saved form"),
    ("[1]", "not a saved form"),
    ("null", "not a saved form"),
    ("PK\x03\x04", "not a saved form"),
    ({**FORM, "values": []}, "not a saved form"),
    ({**FORM, "values": "x"}, "not a saved form"),
    ({**FORM, "version": "1"}, "not a saved form"),
    ({"version": 1, "values": {}}, "not a saved form"),
    ({**FORM, "form": "agreement"}, "another form: agreement"),
    ({**FORM, "form": "<img src=x onerror=alert(1)>"}, "<img"),
    ({**FORM, "version": 2}, "newer version"),
    ({**FORM, "more": "x" * 1_100_000}, "not a saved form"),
)


def test_a_wrong_file_is_told_plainly_and_changes_nothing(opened: Open) -> None:
    heard = Heard()
    page = opened(heard=heard)
    fill(page, {"topics": "Mine"})
    for content, words in WRONG:
        hand(page, "some.json", content)
        assert words in status(page), content
        assert value(page, "topics") == "Mine"
    assert page.locator("img[src=x]").count() == 0
    assert heard.errors == []


def test_what_a_file_has_and_the_form_has_no_place_for_is_named_and_kept(opened: Open) -> None:
    values = {
        "mentor": "Ada",
        "session": "third",
        "date": "12 May",
        "gone": "An old answer",
        "__proto__x": "y",
        "constructor": "z",
        "topics": ["a", "b"],
        "future-actions": {"action": "no row"},
        "ongoing-actions": [{"action": "A", "colour": "red"}, {}, "text"],
        "observations": 7,
    }
    page = opened()
    hand(page, "old.json", {**FORM, "values": values})
    said = status(page)
    for name in ("Session number", "Date", "gone", "Topics", "Future actions", "Ongoing actions"):
        assert name in said, said
    assert "Mentor" not in said
    assert value(page, "mentor") == "Ada"
    assert value(page, "observations") == "7"
    assert value(page, "ongoing-actions.1.action") == "A"
    _, content = downloaded(page, "json")
    assert json.loads(content)["values"]["gone"] == "An old answer"


def test_opening_over_what_was_typed_asks(opened: Open) -> None:
    page = opened()
    told = Told(page, yes=False)
    fill(page, {"topics": "Mine"})
    hand(page, "a.json", FORM)
    assert told == ["confirm"]
    assert value(page, "topics") == "Mine"
    told.yes = True
    hand(page, "a.json", FORM)
    assert (value(page, "topics"), value(page, "mentor")) == ("", "Ada")


def test_the_next_minutes_begin_where_the_last_ended(opened: Open) -> None:
    page = opened()
    fill(page, MINUTES)
    _, content = downloaded(page, "json")
    after = opened()
    hand(after, "last.json", content.decode(), button="[data-hb-next]")
    assert after.evaluate(READ) == {
        "mentor": "Ada Marsh",
        "mentee": "Bo Reed",
        "session": "4",
        "ongoing-actions": [
            {"action": LONG, "who": "Bo", "deadline": "2026-06-01"},
            {"action": "Write to the bank"},
            {"action": "Old one"},
        ],
    }
    fill(after, {"future-actions.1.action": "And now"})
    downloaded(after, "json")
    after.locator("[data-hb-follow]").click()
    assert after.evaluate(READ)["session"] == "5"
    carried = [row["action"] for row in after.evaluate(READ)["ongoing-actions"]]
    assert carried == ["And now", LONG, "Write to the bank", "Old one"]


def test_only_forms_that_go_on_offer_the_next(opened: Open) -> None:
    assert opened().locator("[data-hb-next]").count() == 1
    assert opened("agreement").locator("[data-hb-next], [data-hb-follow]").count() == 0


def test_the_text_says_what_the_page_says_in_its_order(opened: Open) -> None:
    page = opened("mid-term-mentee")
    page.locator("[name=meeting-frequency][value='2']").check()
    page.locator("[name=help][value='4']").check()
    fill(page, {"progress.1.objective": LONG, "progress.1.mark": "7", "change": "More\ntime"})
    _, content = downloaded(page, "txt")
    text = content.decode()
    titles = page.locator(
        ".hb-clause__title, [data-hb-field] > :is(legend, label), .hb-field__label label"
    )
    at = -1
    for title in titles.all_inner_texts():
        found = text.find(title.strip(), at + 1)
        assert found > at, title
        at = found
    assert "[x] Every three or four weeks" in text
    assert "[ ] Less often" in text
    assert LONG in text
    assert "  More\n  time" in text
    assert re.search(r"useful is your mentor's help\?.*: 4$", text, re.MULTILINE)


def test_a_half_written_date_is_told_before_it_is_lost(opened: Open, address: str) -> None:
    page = opened()
    page.locator("[name=date]").focus()
    page.keyboard.type("12")
    page.locator("[data-hb-save=txt]").click()
    assert page.evaluate("document.activeElement.name") == "date"
    told = Told(page)
    page.goto(address)
    assert told == ["beforeunload"]


def test_word_holds_what_was_filled_in(
    opened: Open, context: BrowserContext, words: Mapping[str, bytes]
) -> None:
    heard = Heard()
    page = opened(heard=heard, word=words)
    page.locator("[data-hb-save=docx]:visible").wait_for()
    assert len([url for url in heard.requests if url.endswith("/minutes.docx")]) == 1
    fill(page, MINUTES)
    for _ in range(6):
        page.locator("[data-hb-field=future-actions] [data-hb-add]").click()
    fill(page, {f"future-actions.{n}.action": f"No {n}" for n in range(3, 8)})
    fill(page, {"future-actions.8.action": "Last & <one>", "future-actions.8.who": "=Ada"})
    context.set_offline(True)
    name, content = downloaded(page, "docx")
    assert re.fullmatch(r"minutes-\d{4}-\d\d-\d\d\.docx", name)
    blank = BytesIO(words["templates/minutes/minutes.docx"])
    with zipfile.ZipFile(BytesIO(content)) as packed, zipfile.ZipFile(blank) as before:
        assert packed.testzip() is None
        assert packed.namelist() == before.namelist()
        assert all(
            packed.read(part) == before.read(part)
            for part in before.namelist()
            if part != "word/document.xml"
        )
    found = {each.tag: each for each in filled(content)}
    assert {tag: each.text for tag, each in found.items()} == {
        **MINUTES,
        "date": "12 May 2026",
        "future-actions.1.deadline": "1 Jun 2026",
        **{f"future-actions.{n}.action": f"No {n}" for n in range(3, 8)},
        "future-actions.8.action": "Last & <one>",
        "future-actions.8.who": "=Ada",
    }
    assert found["date"].day == "2026-05-12T00:00:00Z"
    assert heard.errors == []
    # What is in a file can be left behind.
    context.set_offline(False)
    told = Told(page)
    page.reload()
    assert told == []


def test_word_holds_answers_marks_and_signatures(opened: Open, words: Mapping[str, bytes]) -> None:
    page = opened("mid-term-mentee", word=words)
    page.locator("[name=meeting-frequency][value='2']").check()
    page.locator("[name=help][value='5']").check()
    page.locator("[name=feedback][value='3']").check()
    fill(page, {"progress.1.objective": LONG, "progress.1.mark": "7.5"})
    page.locator("[data-hb-save=docx]:visible").wait_for()
    _, content = downloaded(page, "docx")
    assert {each.tag: each.text for each in filled(content)} == {
        "meeting-frequency.2": "☒",
        "help": "5: very",
        "feedback": "3",
        "progress.1.objective": LONG,
        "progress.1.mark": "7.5",
    }
    page = opened("agreement", word=words)
    fill(page, {"signatures.mentor.name": "Ada", "signatures.mentor.date": "2026-03-17"})
    page.locator("[data-hb-save=docx]:visible").wait_for()
    _, content = downloaded(page, "docx")
    found = {each.tag: each.text for each in filled(content)}
    assert found["signatures.mentor.name"] == "Ada"
    assert found["signatures.mentor.date"] == "17 Mar 2026"


FILL = """() => {
  const { fields, isList, addRow } = handbookForms.values;
  let number = 0;
  for (const field of fields(document)) {
    if (isList(field)) for (let more = 0; more < 3; more += 1) addRow(field);
    for (const input of field.querySelectorAll("input, textarea")) {
      number += 1;
      if (input.type === "radio") input.checked = input.value === "2";
      else if (input.type === "checkbox") input.checked = !(input.value % 2);
      else if (input.type === "date") input.value = `2026-05-${10 + (number % 20)}`;
      else if (input.type === "number") input.value = `${number}.5`;
      else input.value = `Número ${number} <&> Ω`;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}"""
EVERY_KIND = ("mentor-application", "objectives", "session-agendas", "first-meeting")


@pytest.mark.parametrize("form", EVERY_KIND)
def test_every_kind_of_field_is_whole_in_every_file(
    opened: Open, words: Mapping[str, bytes], form: str
) -> None:
    page = opened(form, word=words)
    page.evaluate(FILL)
    before = page.evaluate(READ)
    page.locator("[data-hb-save=docx]:visible").wait_for()
    _, word = downloaded(page, "docx")
    assert "no place" not in status(page)
    _, text = downloaded(page, "txt")
    _, saved = downloaded(page, "json")
    given = [*_leaves(before)]
    assert len([*filled(word)]) == len(given)
    seen = {each.text for each in filled(word)}
    for leaf in (leaf for leaf in given if "Ω" in leaf):
        assert leaf in seen
        assert leaf in text.decode()
    visit(page)
    hand(page, "saved.json", saved.decode())
    assert page.evaluate(READ) == before


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _leaves(each)
    else:
        yield str(value)


def test_what_was_typed_before_the_scripts_came_stays(opened: Open, address: str) -> None:
    page = opened()
    page.locator("[data-hb-keep]").check()
    fill(page, {"mentor": "Kept"})
    page.wait_for_function("JSON.stringify(localStorage).includes('Kept')")
    early = opened("agreement")
    early.add_init_script(
        "addEventListener('DOMContentLoaded', () => { for (const each of"
        " document.querySelectorAll('[name=mentor]')) each.value = 'Early' })"
    )
    visit(early, f"{address}templates/minutes/")
    assert value(early, "mentor") == "Early"
    assert early.locator(".hb-grow[data-value=Early]").count() == 1
    assert "Kept" in json.dumps(stored(early))
    early.locator("[data-hb-take]").click()
    assert value(early, "mentor") == "Kept"


def test_a_page_opened_from_a_folder_works_without_word(
    context: BrowserContext, site: Path
) -> None:
    page = context.new_page()
    page.goto((site / "templates" / "minutes" / "index.html").as_uri())
    page.wait_for_function("() => globalThis.handbookForms?.today")
    fill(page, MINUTES)
    _, content = downloaded(page, "json")
    assert json.loads(content)["values"]["mentor"] == "Ada Marsh"
    assert page.locator("[data-hb-save=docx]").is_hidden()


def test_a_page_speaks_its_language(context: BrowserContext, bilingual: Path) -> None:
    with serving(bilingual / "site") as address:
        page = context.new_page()
        visit(page, f"{address}es/templates/minutes/")
        page.locator("[data-hb-keep]").check()
        assert "se guarda en este dispositivo" in status(page)
        fill(page, {"date": "2026-05-12"})
        assert page.locator("[data-value='12 de mayo de 2026']").count() == 1
        hand(page, "a.json", "{")
        assert "no es un formulario guardado" in status(page)
        page.evaluate("document.querySelector('[data-hb-keep]').click()")
        page.close()


def test_without_the_word_file_there_is_no_button(opened: Open) -> None:
    page = opened(word={})
    page.wait_for_timeout(500)
    assert page.locator("[data-hb-save=docx]").is_hidden()


def test_a_word_file_that_is_none_is_told_and_loses_nothing(opened: Open) -> None:
    for content in (b"no zip at all, but long enough", b"", b"PK\x05\x06" + bytes(18)):
        heard = Heard()
        page = opened(heard=heard, word={"templates/minutes/minutes.docx": content})
        fill(page, {"mentor": "Ada"})
        page.locator("[data-hb-save=docx]:visible").click()
        page.wait_for_function("document.querySelector('[data-hb-status]').textContent")
        assert "could not be made" in status(page)
        assert value(page, "mentor") == "Ada"
        assert heard.errors == []


def test_paper_shows_all_that_was_typed(opened: Open) -> None:
    page = opened()
    fill(page, {**MINUTES, "mentor": LONG, "topics": "\n".join(f"{LONG} {n}" for n in range(30))})
    page.locator("[name=mentor]").focus()
    page.emulate_media(media="print")
    seen = page.evaluate(
        """() => [...document.querySelectorAll('.hb-grow[data-value]')].map(each => {
          const copy = getComputedStyle(each, '::after');
          const whole = each.scrollWidth <= each.clientWidth + 1;
          return [each.dataset.value, copy.visibility, copy.display, whole];
        })"""
    )
    assert len(seen) == len(MINUTES)
    assert all(rest == ["visible", "block", True] for _, *rest in seen)
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "none"
    text = "".join(pdf_text(page).split())
    for told in (LONG, f"{LONG} 29", "12 May 2026", "Write to the bank", "Crosscurrents 2026"):
        assert "".join(told.split()) in text, told
    assert "Addanother" not in text
    assert "Whowritesthem" not in text


def test_blank_minutes_are_one_page(opened: Open) -> None:
    page = opened()
    assert len(pdf(page).pages) == 1
    assert "1 / 1" in pdf_text(page)
    assert "dd/mm" not in pdf_text(page)


def test_paper_shows_what_was_ticked(opened: Open) -> None:
    page = opened("mid-term-mentee")
    page.locator("[name=help][value='4']").check()
    page.emulate_media(media="print")
    width = "getComputedStyle(document.querySelector('[name=help][value=\"{}\"]')).borderTopWidth"
    chosen, other = page.evaluate(width.format(4)), page.evaluate(width.format(3))
    assert float(chosen[:-2]) > 3 * float(other[:-2])


def test_a_form_is_filled_in_by_keys_alone(opened: Open) -> None:
    page = opened()
    page.locator("[data-hb-keep]").focus()
    page.keyboard.press("Space")
    page.locator("[name=mentor]").focus()
    page.keyboard.type("Ada")
    page.keyboard.press("Enter")
    page.locator("[name='ongoing-actions.2.action']").focus()
    seen = []
    for _ in range(4):
        page.keyboard.press("Tab")
        seen.append(
            page.evaluate("document.activeElement.name || document.activeElement.className")
        )
        if "date" in page.evaluate("document.activeElement.type"):
            for _ in range(3):
                page.keyboard.press("Tab")
    assert seen[:2] == ["ongoing-actions.2.who", "ongoing-actions.2.deadline"]
    assert "hb-remove" in seen[2]
    assert "hb-small" in seen[3]
    page.keyboard.press("Enter")
    page.keyboard.type("By keys")
    assert page.evaluate(READ) == {"mentor": "Ada", "ongoing-actions": [{"action": "By keys"}]}
    assert value(page, "ongoing-actions.3.action") == "By keys"
    page = opened("mid-term-mentee")
    page.locator("[name=help]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(READ) == {"help": "2"}


def test_whatever_is_filled_in_has_a_name_and_a_group(opened: Open) -> None:
    for form in ("minutes", "mid-term-mentee", "agreement", "mentor-application"):
        page = opened(form)
        nameless = page.evaluate(
            """() => [...document.querySelectorAll('form :is(input, textarea, button)')]
              .filter(each => !each.getAttribute('aria-label')
                && !each.labels?.[0]?.textContent.trim() && !each.textContent.trim())
              .map(each => each.outerHTML)"""
        )
        assert nameless == []
        alone = ".hb-sheet input[type=radio]:not(fieldset:has(> legend) input)"
        assert page.locator(alone).count() == 0
        described = page.locator("form [aria-describedby]").evaluate_all(
            "all => all.filter(e => !document.getElementById(e.getAttribute('aria-describedby')))"
        )
        assert described == []


def test_on_a_telephone_the_form_is_near_the_top(chromium: Browser, address: str) -> None:
    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    for form in ("minutes", "mid-term-mentee"):
        visit(page, f"{address}templates/{form}/")
        top = page.locator("form.hb-sheet").bounding_box()
        first = page.locator("[data-hb-field] input").first.bounding_box()
        assert top
        assert first
        assert top["y"] < PHONE["height"]
        assert first["y"] < 1.6 * PHONE["height"]
    context.close()


def test_a_strict_policy_refuses_nothing_of_a_form(
    context: BrowserContext, address: str, words: Mapping[str, bytes]
) -> None:
    """The theme's own scripts are in its pages, and are named by their sums; ours are files."""
    page, heard = context.new_page(), Heard()

    def strict(route: Route) -> None:
        answer = route.fetch()
        scripts = re.findall(r"<script>(.*?)</script>", answer.text(), re.DOTALL)
        sums = (b64encode(sha256(script.encode()).digest()).decode() for script in scripts)
        policy = (
            "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self';"
            " connect-src 'self'; worker-src 'self'; form-action 'none'; script-src 'self' "
        ) + " ".join(f"'sha256-{each}'" for each in sums)
        headers = {**answer.headers, "content-security-policy": policy}
        route.fulfill(response=answer, headers=headers)

    page.route(re.compile(r"/templates/\w+/$"), strict)
    with_word(page, words)
    heard.listen(page)
    visit(page, f"{address}templates/minutes/")
    page.locator("[data-hb-keep]").check()
    fill(page, MINUTES)
    page.locator("[data-hb-add]").first.click()
    page.locator("[data-hb-save=docx]:visible").wait_for()
    for kind in ("txt", "json", "docx"):
        downloaded(page, kind)
    page.locator(".task-list-item input").first.check()
    assert heard.errors == []


TICKS = ".task-list-item input"


def test_checklists_can_be_ticked_and_count(opened: Open, context: BrowserContext) -> None:
    page = opened()
    boxes, done = page.locator(TICKS), page.locator(".hb-done[role=status]")
    total = boxes.count()
    assert done.first.inner_text() == f"0 of {total} done"
    boxes.nth(0).check()
    page.locator(".task-list-item").nth(1).click(position={"x": 60, "y": 8})
    assert boxes.nth(1).is_checked()
    assert done.first.inner_text() == f"2 of {total} done"
    assert stored(page) == {}
    assert all(name for name in boxes.evaluate_all("all => all.map(e => e.ariaLabel)"))
    visit(page)
    assert page.locator(f"{TICKS}:checked").count() == 0


@pytest.mark.parametrize("language", read("programme.yaml")["languages"])
def test_one_tap_leads_a_mentee_from_home_to_the_first_meeting_and_the_next_ticks_a_box(
    chromium: Browser, address: str, language: str
) -> None:
    first = language == read("programme.yaml")["languages"][0]
    context = chromium.new_context(viewport=PHONE, has_touch=True)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(address if first else f"{address}{language}/")
    page.locator(".md-content a[href$='first-meeting/']").first.tap()
    box = page.locator(TICKS).first
    box.tap()
    assert box.is_checked()
    context.close()


def test_ticks_are_remembered_by_choice_and_in_all_tabs(opened: Open) -> None:
    page = opened()
    remember = page.locator(".hb-remember input")
    page.locator(TICKS).nth(2).check()
    remember.check()
    page.locator(TICKS).nth(0).check()
    other = opened()
    assert other.locator(f"{TICKS}:checked").count() == 2
    assert other.locator(".hb-remember input").is_checked()
    assert other.locator(".hb-done").first.inner_text().startswith("2 of")
    other.locator(TICKS).nth(0).uncheck()
    page.wait_for_function(f"document.querySelectorAll('{TICKS}:checked').length === 1")
    agreement = opened("agreement")
    assert agreement.locator(f"{TICKS}:checked").count() == 0
    remember.uncheck()
    assert stored(page) == {}
    visit(page)
    assert page.locator(f"{TICKS}:checked").count() == 0


def test_ticks_stay_with_their_words_when_a_list_changes(
    opened: Open, context: BrowserContext, address: str
) -> None:
    page = opened()
    page.locator(".hb-remember input").check()
    page.locator(TICKS).nth(3).check()
    ticked = page.locator(TICKS).nth(3).get_attribute("aria-label")

    def changed(route: Route) -> None:
        answer = route.fetch()
        new = '<li class="task-list-item"><input type="checkbox" disabled/> A new one</li>'
        body = answer.text().replace('<ul class="task-list">', f'<ul class="task-list">{new}', 1)
        route.fulfill(response=answer, body=body)

    page.route("**/templates/minutes/", changed)
    visit(page)
    labels = page.locator(f"{TICKS}:checked").evaluate_all("all => all.map(e => e.ariaLabel)")
    assert labels == [ticked]
    assert "1 of" in page.locator(".hb-done").first.inner_text()


def test_without_scripts_forms_and_checklists_are_paper(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport=DESK)
    page = context.new_page()
    page.goto(f"{address}templates/minutes/")
    assert page.locator("form button:visible, form [type=checkbox]:visible").count() == 0
    assert page.locator(TICKS).first.is_disabled()
    assert page.locator(".hb-done, .hb-remember").count() == 0
    page.locator("[name=topics]").fill(LONG)
    page.emulate_media(media="print")
    assert page.locator("[name=topics]").is_visible()
    context.close()


def pdf(page: Page) -> PdfReader:
    return PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))


def pdf_text(page: Page) -> str:
    return "\n".join(each.extract_text() for each in pdf(page).pages)
