"""Pages that ask for somebody whose consent has ended are made without them, and told before."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest

from handbook.content_types import REGISTRY
from handbook.languages import Languages
from handbook.outputs import MARK
from handbook.pages.absence import missed_soon
from handbook.reading.documents.prose import read_prose
from handbook.rendering.kept_markup import unmarked
from handbook.settings import Settings
from handbook.site import build
from handbook.site.built import Build
from tests.support.programmes import FILES, write_programme
from tests.whole.test_ended import AFTER, LAST, with_mara

COMMITTEE = "programme/committee.csv"
ORGANISATIONS = "programme/organisations.csv"
TESTIMONIALS = "programme/editions/2025/testimonials.yaml"
RECOGNITIONS = "programme/editions/2025/recognitions.csv"
FIRST = '(mentors | selectattr("id", "equalto", "m-17") | first)'
RELATED = 'related("mentors", id="m-17")'

ASKING = {
    "first": (f"{{{{ {FIRST}.name }}}}", "Mara Tidéwell", MARK),
    "set": (
        f"{{% set mara = {FIRST} %}}{{{{ mara.name }}}} of {{{{ mara.organisation }}}}",
        "Mara Tidéwell of Beta Barges",
        f"{MARK} of {MARK}",
    ),
    "item": (f"Ask {{{{ {RELATED}[0].name }}}} now.", "Ask Mara Tidéwell now.", f"Ask {MARK} now."),
    "last": (f"{{{{ ({RELATED} | last).name | upper }}}}", "MARA TIDÉWELL", MARK),
    "index": ("{{ mentors[1].name }}", "Mara Tidéwell", MARK),
    "link": (f"{{{{ link({FIRST}) }}}}", ">Mara Tidéwell</a>", MARK),
    "link-text": (
        f'See {{{{ link({RELATED}[0], "our sailor") }}}}.',
        ">our sailor</a>.",
        "See our sailor.",
    ),
    "href": (
        f"[her page]({{{{ href({RELATED} | first) }}}})",
        "[her page](../mentors/m-17/)",
        "her page",
    ),
    "href-html": (
        f'<a class="x" href="{{{{ href({RELATED}[0]) }}}}">her page</a>',
        'href="../mentors/m-17/">her page</a>',
        '<a class="x">her page</a>',
    ),
    "photo": (f"a{{{{ photo({RELATED}[0]) }}}}b", "<svg", "ab"),
    "avatar": (
        f"{{% set m = {RELATED}[0] %}}a{{{{ avatar(m.id, m.name) }}}}b",
        "<svg",
        "ab",
    ),
    "markdown": (f"{{{{ {RELATED}[0].experience | markdown }}}}", "Twelve winters", MARK),
    "mailto": (f"{{{{ {RELATED}[0].email | mailto }}}}", "<a href", MARK),
    "loop": (
        f"x{{% for w in {RELATED}[0].expertise %}}{{{{ w }}}}{{% endfor %}}y",
        "xSteering",
        "xy",
    ),
    "joined": (
        f"{{{{ {RELATED}[0].languages | map(attribute='title') | joined }}}}",
        "English",
        "",
    ),
    "count": (f"{{{{ {RELATED}[0].expertise | length + 1 }}}}", "2", "1"),
    "concat": (f'{{{{ {RELATED}[0].name ~ "!" }}}}', "Mara Tidéwell!", f"{MARK}!"),
    "test": (
        f'{{% if {RELATED}[0].name == "Mara Tidéwell" %}}yes{{% else %}}no{{% endif %}}',
        "yes",
        "no",
    ),
    "file": (
        "See [her page](mentors/m-17.md).",
        '<a href="../mentors/m-17/">her page</a>',
        "See her page.",
    ),
    "file-part": (
        'See [h*e*r](mentors/m-17.md#x "T").',
        '<a href="../mentors/m-17/#x">h*e*r</a>',
        "See h*e*r.",
    ),
    "chair": (
        '{{ (committee | selectattr("role", "equalto", "chair") | first).name }}',
        "Ann Chair",
        MARK,
    ),
    "champion": (
        '{{ (organisations | selectattr("id", "equalto", "acme") | first).champion.name }}',
        "Cara Champion",
        MARK,
    ),
    "quote": (
        "{% set it = (editions | last).testimonials[0] %}{{ it.quote }} {{ it.name }}",
        "It helped. Tess Timony",
        f"{MARK} {MARK}",
    ),
    "thanks": ("{{ (editions | last).recognitions[0].citation }}", "For patience", MARK),
}
"""A text, and what of its page is there on the last day of everybody's consent, and after it."""

NEVER = {
    "nobody": '{{ (mentors | selectattr("id", "equalto", "nobody") | first).name }}',
    "item": '{{ related("mentors", id="nobody")[0].name }}',
    "index": "{{ mentors[99].name }}",
    "link": '{{ link(mentors | selectattr("id", "equalto", "nobody") | first) }}',
    "photo": '{{ photo(related("mentors", id="nobody") | first) }}',
    "hidden": '{{ related("mentors", id="ben")[0].name }}',
    "both": f'{{{{ {RELATED}[0].name }}}} {{{{ related("mentors", id="nobody")[0].name }}}}',
    "attribute": f"{{{{ {RELATED}[0].nmae }}}}",
    "filter": f"{{{{ {RELATED}[0].name | day }}}}",
    "syntax": f"{{{{ {RELATED}[0].name }}",
    "file": "See [her](mentors/nobody.md).",
    "file-hidden": "See [him](mentors/ben.md).",
    "kind": '{{ listing("mentros") }}',
    "private": f"{{{{ {RELATED}[0].phone }}}}",
}
INNOCENT = {
    "some": "{% for m in mentors %}{{ m.name }}{% endfor %}",
    "if": f"{{% if {RELATED} %}}{{{{ {RELATED}[0].name }}}}{{% endif %}}x",
    "count": "{{ mentors | length }}",
    "listing": '{{ listing("mentors") }}',
    "default": f'{{{{ {FIRST} | default("x") is defined }}}}',
    "another": '{{ related("mentors", id="ana")[0].name }}',
    "link": '{{ link(related("mentors", id="ana")[0]) }}',
    "file": "[her](mentors/ana.md), [them](organisations/acme.md#x), [all](mentors/index.md).",
    "code": "```\n[her](mentors/nobody.md)\n```",
    "picture": "![a](ana.md.png) and `first`",
    "first": "{{ (mentors | first).name }}",
}


def page(name: str, text: str) -> tuple[str, str]:
    head = f"---\ntitle: {name}\ndescription: About {name}.\n---\n\n"
    return f"content/en/asks-{name}.md", f"{head}{text}\n"


def ending() -> dict[str, str]:
    """Return the tables of a programme in which many consents end on one day."""
    day = LAST.isoformat()
    return {
        **with_mara(id="m-17"),
        COMMITTEE: FILES[COMMITTEE].replace("2025-01-01,,,yes", f"2025-01-01,{day},,yes"),
        ORGANISATIONS: FILES[ORGANISATIONS].replace("2025-02-01,1,", f"2025-02-01,1,{day}"),
        TESTIMONIALS: FILES[TESTIMONIALS].replace(
            'wording: "1"', f'wording: "1"\n  consent_expiry: {day}', 1
        ),
        RECOGNITIONS: FILES[RECOGNITIONS].replace("2025-12-01,1,", f"2025-12-01,1,{day}", 1),
    }


def built(root: Path, texts: dict[str, str], day: date) -> Build:
    pages = dict(page(name, text) for name, text in texts.items())
    return build(Settings(write_programme(root, ending() | pages), day))


def bodies(made: Build) -> dict[str, str]:
    return {
        each.path.removeprefix("asks-").removesuffix(".md"): unmarked(each.body).strip()
        for each in made.pages
        if each.path.startswith("asks-")
    }


def told(made: Build) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for each in made.problems:
        if each.place.path.startswith("content/en/asks-") and not each.code.endswith("-named"):
            name = each.place.path.removeprefix("content/en/asks-").removesuffix(".md")
            found.setdefault(name, set()).add(each.code)
    return found


@pytest.fixture(scope="module")
def on_both_days(tmp_path_factory: pytest.TempPathFactory) -> tuple[Build, Build]:
    root = tmp_path_factory.mktemp("absence")
    texts = {name: text for name, (text, _, _) in ASKING.items()}
    return built(root, texts, LAST), built(root, texts, AFTER)


def test_what_asks_for_somebody_builds_on_both_days(on_both_days: tuple[Build, Build]) -> None:
    before, after = on_both_days
    assert not before.failed
    assert not after.failed
    assert before.missed == 0
    assert after.missed == len(ASKING)


@pytest.mark.parametrize("name", ASKING)
def test_the_day_after_a_page_does_without_them(
    on_both_days: tuple[Build, Build], name: str
) -> None:
    _, with_them, without = ASKING[name]
    before, after = on_both_days
    assert with_them in bodies(before)[name]
    assert unescape(bodies(after)[name]) == without
    assert told(after)[name] == {"ended-missed"}


@pytest.mark.parametrize("name", ASKING)
def test_each_place_is_told_before(on_both_days: tuple[Build, Build], name: str) -> None:
    assert told(on_both_days[0])[name] == {"ending-missed"}


def test_nothing_is_told_more_than_a_month_before(tmp_path: Path) -> None:
    texts = {name: text for name, (text, _, _) in ASKING.items()}
    assert told(built(tmp_path, texts, date(2026, 4, 11))) == {}


def test_whoever_never_was_there_stays_a_fault(tmp_path: Path) -> None:
    for day in (LAST, AFTER):
        made = built(tmp_path, NEVER, day)
        errors = {
            each.place.path.removeprefix("content/en/asks-").removesuffix(".md")
            for each in made.problems
            if each.severity == "error"
        }
        assert errors == set(NEVER)


def test_what_does_without_them_by_itself_is_not_told(tmp_path: Path) -> None:
    for day in (LAST, AFTER):
        made = built(tmp_path, INNOCENT, day)
        assert not made.failed
        assert told(made) == {}
        assert MARK not in "".join(bodies(made).values())
    assert '<a href="../mentors/ana/">her</a>' in bodies(made)["file"]
    assert '<a href="../organisations/acme/#x">them</a>' in bodies(made)["file"]
    assert "[her](mentors/nobody.md)" in bodies(made)["code"]


def test_a_page_that_cannot_do_without_them_says_that_it_will_be_back(tmp_path: Path) -> None:
    text = f"{{{{ cite('2.5' if {RELATED}[0].name == 'Mara Tidéwell' else 'none') }}}}"
    before, after = (built(tmp_path, {"evidence": text}, day) for day in (LAST, AFTER))
    assert told(before) == {"evidence": {"ending-missed"}}
    assert told(after) == {"evidence": {"ended-missed"}}
    assert not after.failed
    assert bodies(after)["evidence"].endswith("It will be back soon.")
    assert {each.title for each in after.pages} >= {"This page is being revised"}


def test_templates_of_the_programmes_own_do_without_them_too(tmp_path: Path) -> None:
    template = f"<h1>{{{{ entry.name }}}}</h1><p>{{{{ {RELATED}[0].name }}}}</p>"
    changes = ending() | {"overrides/mentors/entry.html": template}
    root = write_programme(tmp_path, changes)
    before, after = build(Settings(root, LAST)), build(Settings(root, AFTER))
    assert [each.body for each in after.entries if each.id == "ana"] == [
        f"<h1>Ana &lt;Á&gt; &amp; Sons</h1><p>{MARK}</p>"
    ]
    assert [(each.place.path, each.code) for each in before.problems if "missed" in each.code] == [
        ("overrides/mentors/entry.html", "ending-missed")
    ]
    assert after.missed == 1


@pytest.mark.parametrize(
    ("changes", "is_told"),
    [
        ({"overrides/main.html": "{{ (x | first).link }}"}, False),
        ({"overrides/partials/nav.html": "{{ nav.items[0] }} {{ nav | last }}"}, False),
        ({"overrides/404.html": "{% include 'mentors/entry.html' %}{{ x | first }}"}, False),
        ({"overrides/home.html": "Mara Tidéwell, mara"}, False),
        ({"overrides/components/own.html": "{{ (mentors | first).name }}"}, True),
        ({"overrides/mentors/deeper/own.html": "{{ mentors[0].name }}"}, True),
        ({"overrides/main.html": "{{ x | first }}", "content/en/x.md": "{% include 'x' %}"}, True),
        (
            {
                "overrides/parts/own.html": "{{ x | first }}",
                "overrides/components/other.html": "{%-\n import 'parts/own.html' as own %}",
            },
            True,
        ),
    ],
)
def test_what_the_theme_is_made_of_has_no_page_made_again(
    tmp_path: Path, changes: dict[str, str], is_told: bool
) -> None:
    """A page in braces is made for the day after where a template that it may use asks for one."""
    for name, text in (changes | {"content/en/y.md": "{{ today }}"}).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    prose, _, _ = read_prose(((tmp_path / "content", "content"),), Languages(("en",)))
    mara: Any = SimpleNamespace(id="mara", name="Mara Tidéwell")
    made = Mock(side_effect=LookupError)
    with pytest.raises(LookupError) if is_told else nullcontext():
        assert list(missed_soon(Settings(tmp_path), prose, [(LAST, mara)], made, REGISTRY)) == []
    assert made.called == is_told


def test_a_title_is_made_without_them(tmp_path: Path) -> None:
    name = f"{{{{ {RELATED}[0].name }}}}"
    head = f"---\ntitle: 'Of {name}'\ndescription: '{name}'\n---\n\n"
    names = ("a", "b")
    root = write_programme(
        tmp_path, ending() | {f"content/en/{name}.md": f"{head}# x\n" for name in names}
    )
    made = build(Settings(root, AFTER))
    assert not made.failed
    assert [each.title for each in made.pages if each.path in {"a.md", "b.md"}] == [
        f"Of {MARK}"
    ] * 2
    titles = [item.title for part in made.navigation.values() for item in part]
    assert titles.count(f"Of {MARK}") == 2
