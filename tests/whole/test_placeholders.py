"""What texts of YAML have filled in follows the data, and is told where it cannot."""

from __future__ import annotations

import shutil
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from handbook.problems import Severity
from handbook.settings import Settings
from handbook.site import build
from handbook.site.built import Build
from tests.support.programmes import FILES, replaced, write_programme

REPOSITORY = Path(__file__).parents[2]
DAY = date(2026, 3, 16)


def made(root: Path, changes: dict[str, str | None]) -> Build:
    return build(Settings(write_programme(root / "root", changes), DAY))


def errors(built: Build) -> list[tuple[str, str, str]]:
    return [
        (str(one.place), one.code, one.value)
        for one in built.problems
        if one.severity is Severity.ERROR
    ]


def page(built: Build, path: str) -> str:
    return next(each.body for each in built.pages if each.path == path)


def pages(built: Build) -> str:
    return "\n".join([*(each.body for each in built.pages), *(e.body for e in built.entries)])


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The worked example with eight sessions of an hour in half a year, within one organisation."""
    root = tmp_path_factory.mktemp("other")
    shutil.copytree(REPOSITORY / "programme", root / "programme")
    edition = root / "programme" / "editions" / "2026" / "edition.yaml"
    text = edition.read_text("utf-8")
    for old, new in (
        ("  count: 12\n", "  count: 8\n"),
        ("  every_weeks: 4\n", "  every_weeks: 2\n"),
        ("  minutes: 90\n", "  minutes: 60\n"),
        ("duration_months: 12\n", "duration_months: 6\n"),
    ):
        assert old in text
        text = text.replace(old, new)
    edition.write_text(text, "utf-8")
    described = root / "programme" / "programme.yaml"
    kind = described.read_text("utf-8").replace("inter-organisational", "intra-organisational")
    described.write_text(kind, "utf-8")
    return build(Settings(root))


@pytest.mark.parametrize(
    ("path", "expected", "former"),
    [
        ("templates/agreement.md", "every two weeks, for about sixty minutes", "ninety minutes"),
        ("faq.md", "a session of about sixty minutes every two weeks, for six months", "No. Cross"),
        (
            "faq.md",
            "Yes, everybody here works for the same organisation",
            "never work for",
        ),
        ("matching.md", "The same department", "The same organisation"),
        (
            "guides/coordinator.md",
            "about sixty minutes every two weeks",
            "of ninety minutes a",
        ),
    ],
)
def test_the_words_follow_the_edition_and_the_kind(other, path: str, expected: str, former: str):
    text = " ".join(page(other, path).split())
    assert expected in text
    assert former not in text


def test_no_brace_is_left_anywhere(other):
    assert "{{" not in pages(other)
    assert "{%" not in pages(other)


def test_an_application_shows_the_wording_as_it_is_filled_in_and_no_later_one(tmp_path: Path):
    old = '  - version: "1"\n    since: 2025-01-01\n    text: I agree that my profile is shown.\n'
    new = (
        '  - version: "3"\n    since: 2026-03-17\n    text: From tomorrow.\n'
        '  - version: "2"\n    since: 2026-03-16\n'
        "    text: 'Yes to *all* (1 < 2), by {{ programme.contacts.programme.email }}.'\n"
    )
    built = made(tmp_path, replaced("programme/programme.yaml", old, new + old))
    assert errors(built) == []
    url = "templates/mentor-application.md"
    text = unescape(next(each.body for each in built.entries if each.path == url))
    assert "Yes to *all* (1 < 2), by mentoring@ferry.example. (2)" in text
    assert "From tomorrow" not in text
    assert "that my profile is shown" not in text


FAQ = "programme/faq.yaml"


def question(answer: str) -> dict[str, str | None]:
    return {FAQ: f"- {{id: a, section: meeting, question: 'Q?', answer: '{answer}'}}\n"}


COLUMN = len("- {id: a, section: meeting, question: 'Q?', answer: ") + 1


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("{{ edition.sessions.minutes }} minutes", "<p>90 minutes</p>"),
        ("{{ edition.sessions.minutes | in_words }} minutes", "<p>ninety minutes</p>"),
        ("{{ 23 | in_words }} and {{ 3 | in_words }}", "<p>23 and three</p>"),
        ('On {{ date("kick-off") }}', "<p>On 16 March 2026</p>"),
        ("{{ rhythm(3) }}, {{ rhythm(4) }}", "<p>every three weeks, once a month</p>"),
        ("{{ span(12) }} or {{ span(6) }}", "<p>a year or six months</p>"),
        ('{% if programme.kind == "inter-organisational" %}A{% else %}B{% endif %}', "<p>A</p>"),
        ("{{ programme.name }} **bold**", "<p>Ferry Mentoring <strong>bold</strong></p>"),
        ("100 % of { them } and {# so #}", "<p>100 % of { them } and {# so #}</p>"),
        ('{{ "*not bold* &" }}', "<p>*not bold* &amp;</p>"),
        ('{{ "[x](https://a.example)" }}', "<p>[x](https://a.example)</p>"),
    ],
)
def test_words_are_filled_in_and_stay_words(tmp_path: Path, answer: str, shown: str):
    built = made(tmp_path, question(answer))
    assert errors(built) == []
    assert shown in page(built, "faq.md")


@pytest.mark.parametrize(
    ("answer", "code", "value"),
    [
        ("{{ edition.sesions }}", "template-undefined", "sesions"),
        ("{{ editoin.title }}", "template-undefined", "editoin"),
        ('{{ date("kick-of") }}', "milestone-unknown", "kick-of"),
        ("{{ edition.title", "template-syntax", ""),
        ("{% if edition %}x", "template-unclosed", "if"),
        ("{{ link(edition) }}", "placeholder-markup", "Edition 2026"),
        ('{{ page_link("faq.md", "x") }}', "placeholder-markup", "x"),
        ("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}", "", ""),
        ("{{ 9 ** 99999999 }}", "", ""),
    ],
)
def test_what_cannot_be_filled_in_is_told_at_its_line(tmp_path: Path, answer, code, value):
    told = errors(made(tmp_path, question(answer)))
    assert [place for place, *_ in told] == [f"{FAQ}:1:{COLUMN}"]
    assert told[0][1].startswith(code or "template-")
    assert told[0][2].startswith(value)


def test_each_edition_fills_in_its_own(tmp_path: Path):
    def summed(slug: str) -> tuple[str, str]:
        path = f"programme/editions/{slug}/edition.yaml"
        kept = [line for line in FILES[path].splitlines() if not line.startswith("summary:")]
        return path, "\n".join(["summary: 'In {{ edition.id }}.'", *kept, ""])

    built = made(tmp_path, dict(map(summed, ("2025", "2026"))))
    assert errors(built) == []
    entries = {each.path: each.body for each in built.entries}
    assert "In 2025." in entries["2025.md"]
    assert "In 2026." in entries["2026.md"]


def test_what_is_filled_in_has_nothing_to_fill_in_itself(tmp_path: Path):
    changes = question("{{ edition.summary }}")
    path = "programme/editions/2026/edition.yaml"
    kept = [line for line in FILES[path].splitlines() if not line.startswith("summary:")]
    changes[path] = "\n".join(["summary: '{{ programme.name }} runs.'", *kept, ""])
    told = errors(made(tmp_path, changes))
    assert told == [(f"{FAQ}:1:{COLUMN}", "placeholder-nested", "")]


def test_items_of_which_nothing_is_left_are_not_shown(tmp_path: Path):
    text = FILES["programme/first_meeting.yaml"]
    items = "['{% if 1 > 2 %}Nothing{% endif %}', Something]"
    changed = text.replace("leave_with: [A date]", f"leave_with: {items}")
    built = made(tmp_path, {"programme/first_meeting.yaml": changed})
    assert errors(built) == []
    lines = ticked(built)
    assert [line for line in lines if "Something" in line] == ["- [ ] Something"]
    assert len(lines) == len(ticked(made(tmp_path / "before", {})))


def ticked(built: Build) -> list[str]:
    lines = page(built, "first-meeting.md").splitlines()
    return [line for line in lines if line.startswith("- [ ]")]


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        (replaced("programme/mentors.csv", "Ten years at sea", "{{ 7*7 }} years"), "mentors.csv:2"),
        (
            replaced("programme/editions/2025/testimonials.yaml", "It helped.", "'{% if %}'"),
            "editions/2025/testimonials.yaml:",
        ),
        ({"programme/mentors/ana.en.md": "Likes\n{{ boats }}.\n"}, "mentors/ana.en.md:2"),
    ],
)
def test_braces_where_nothing_is_filled_in_are_shown_and_told(tmp_path: Path, changes, place: str):
    built = made(tmp_path, changes)
    assert errors(built) == []
    (told,) = [one for one in built.problems if one.code == "placeholder-literal"]
    assert str(told.place).startswith(f"programme/{place}")
    assert told.value == ""


def test_material_fills_in_by_its_lines(tmp_path: Path):
    path = next(path for path in FILES if path.startswith("programme/training/"))
    built = made(tmp_path, {path: "## Now\n\nFor {{ edition.sessions.minutes }} minutes.\n"})
    assert errors(built) == []
    assert "For 90 minutes." in pages(built)
    told = errors(made(tmp_path / "b", {path: "## Now\n\nFor {{ edition.sesions }}.\n"}))
    assert [(place, code) for place, code, _ in told] == [(f"{path}:3", "template-undefined")]


def test_material_in_a_language_that_the_programme_lacks_is_filled_in_nowhere(tmp_path: Path):
    path = next(path for path in FILES if path.startswith("programme/training/"))
    strange = path.replace(".en.md", ".fr.md")
    built = made(tmp_path, {strange: "Pour {{ 90 | in_words }} minutes.\n"})
    assert errors(built) == []
    assert [one.code for one in built.problems if str(one.place) == strange] == ["file-orphan"]


def test_material_of_the_handbook_serves_a_region_of_its_language(tmp_path: Path):
    described = FILES["programme/programme.yaml"].replace("[en]", "[es-MX]")
    changes = {path: None for path in FILES if path.startswith("programme/training")}
    built = made(tmp_path, {**changes, "programme/programme.yaml": described})
    assert errors(built) == []
    assert "en una sesión de noventa minutos" in pages(built)


@pytest.mark.parametrize("languages", [("es",), ("fr",), ("ar",), ("eu", "es"), ("es", "en")])
def test_a_programme_in_any_language_fills_in_what_the_handbook_says(tmp_path: Path, languages):
    """Where that is in no language of the programme, in its own language."""
    described = FILES["programme/programme.yaml"].replace(
        "languages: [en]", f"languages: [{', '.join(languages)}]"
    )
    general = dict.fromkeys(
        f"programme/{name}.yaml"
        for name in ("forms/agreement", "faq", "first_meeting", "matching", "messages", "training")
    )
    built = made(tmp_path, {**general, "programme/programme.yaml": described})
    assert errors(built) == []
    text = " ".join(pages(built).split())
    said = "una sesión de unos noventa minutos" if "es" in languages else "for about ninety minutes"
    assert said in text
    assert "{{" not in text
    assert "{%" not in text
