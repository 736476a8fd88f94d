from __future__ import annotations

import base64
import re
from dataclasses import replace
from urllib.parse import quote

import pytest
from hypothesis import given
from markupsafe import Markup, escape

from handbook.outputs import EntryPage
from handbook.stamping import ShellKey, UnusableShellError, compare, cut, exemplars, key_of, stamp
from tests.support.small_builds import texts, thorough

ANA = EntryPage(
    kind="mentors",
    id="ana",
    path="mentors/ana.md",
    language="en",
    title="Ana <Á> & 'Sons'",
    description='Pilot, "Acme"',
    body="<div><h1>Ana</h1></div>",
    translations={"en": "mentors/ana.md", "es": "es/mentors/ana.md"},
)
SPANISH = replace(ANA, path="es/mentors/ana.md", language="es")
(EXEMPLAR,) = exemplars([ANA]).values()


def theme(entry: EntryPage) -> str:
    """Render a page as a theme might: every slot several times, one language after the other."""
    links = "".join(f'<link hreflang="{c}" href="/{p}">' for c, p in entry.translations.items())
    return (
        f"<html><title>{entry.title} - Site</title>"
        f'<meta name="description" content="{entry.description}">'
        f'<meta property="og:title" content="{entry.title}">{links}'
        f'<a href="{entry.path}">{entry.title}</a>\n{entry.body}\n'
        f"<footer>{entry.id}</footer></html>"
    )


SHELL = cut(theme(EXEMPLAR))


def test_a_shell_for_each_type_language_and_depth():
    edition = replace(ANA, kind="editions", id="2026", path="2026.md", translations={})
    found = exemplars(
        [ANA, replace(ANA, id="bo", path="mentors/bo.md", translations={}), SPANISH, edition]
    )
    assert list(found) == [
        ShellKey("mentors", "en", 1),
        ShellKey("mentors", "es", 2),
        ShellKey("editions", "en", 0),
    ]
    assert [key_of(each) for each in found.values()] == list(found)


def test_nothing_of_the_record_is_left_in_its_exemplar():
    assert not re.search("ana|Ana|Pilot", repr(replace(EXEMPLAR, kind="")))
    assert EXEMPLAR.path.startswith("mentors/")
    assert EXEMPLAR.translations["es"] == f"es/{EXEMPLAR.path}"


def test_stamped_is_what_the_theme_would_have_made():
    written = {
        "title": "Ana &lt;Á&gt; &amp; &#39;Sons&#39;",
        "description": "Pilot, &#34;Acme&#34;",
    }
    assert stamp(SHELL, ANA) == theme(replace(ANA, **written))
    assert SHELL.slots == {"title", "description", "body", "id"}


@thorough
@given(texts, texts, texts)
def test_whatever_the_record_says_only_its_slots_change(title, description, body):
    page = stamp(SHELL, replace(ANA, title=title, description=description, body=body))
    around = [re.escape(part) for part in SHELL.parts[::2]]
    assert re.fullmatch("(.*)".join(around), page, re.DOTALL)
    head = page.partition("<a href")[0]
    assert head.count("<") == theme(EXEMPLAR).partition("<a href")[0].count("<")
    assert body in page


@pytest.mark.parametrize(
    "title",
    [
        EXEMPLAR.title,
        EXEMPLAR.body,
        f"{EXEMPLAR.description}{EXEMPLAR.id}",
        "</title><script>alert(1)</script>",
        '" onload="x',
        "\\1 \\g<0> {body}",
    ],
)
def test_a_hostile_title_stays_a_title(title):
    page = stamp(SHELL, replace(ANA, title=title))
    assert page.count("<h1>Ana</h1>") == 1
    assert "<script" not in page
    assert not re.search(r'content="[^"]*" onload', page)
    assert len(page) > len("".join(SHELL.parts[::2]))


def test_a_body_may_hold_the_words_of_a_slot():
    page = stamp(SHELL, replace(ANA, body=f"<p>{EXEMPLAR.title}</p>"))
    assert f"<p>{EXEMPLAR.title}</p>" in page


@pytest.mark.parametrize(
    ("html", "missing"),
    [
        ("<html></html>", "body, title"),
        (EXEMPLAR.title, "body"),
        (EXEMPLAR.body, "title"),
        (f"{EXEMPLAR.title[:-1]} {EXEMPLAR.body}", "title"),
        (f"{EXEMPLAR.title.upper()} {EXEMPLAR.body}", "title"),
    ],
)
def test_a_theme_that_swallows_a_slot_is_refused(html, missing):
    with pytest.raises(UnusableShellError, match=f"^{missing}$"):
        cut(html)


def test_a_theme_may_leave_out_what_is_not_needed():
    shell = cut(f"<h1>{EXEMPLAR.title}</h1>{EXEMPLAR.body}")
    assert shell.slots == {"title", "body"}
    assert stamp(shell, ANA).endswith("</h1><div><h1>Ana</h1></div>")


(DOUBLE,) = exemplars([ANA], doubled=True).values()


def made(add) -> tuple[str, str]:
    """Render an exemplar and its double, with what a theme adds of a page whose texts are HTML."""
    texts = {slot: str(escape(getattr(DOUBLE, slot))) for slot in ("title", "description")}
    exemplar, double = EXEMPLAR, replace(DOUBLE, **texts)
    return theme(exemplar) + add(exemplar), theme(double) + add(double)


def test_a_double_is_what_would_be_stamped_of_it():
    exemplar, double = made(lambda page: f"<i title='{page.title}'>{page.path}{page.id}</i>")
    compare(cut(exemplar), double)
    assert "hbslot" not in double


@pytest.mark.parametrize(
    "add",
    [
        lambda page: page.title.upper(),
        lambda page: page.path.upper(),
        lambda page: page.title[:1],
        lambda page: page.title[-1],
        lambda page: page.description[:6],
        lambda page: quote(page.title),
        lambda page: escape(page.title),
        lambda page: Markup(page.title).striptags(),
        lambda page: page.title.split()[0],
        lambda page: " ".join(page.title.split("&")),
        lambda page: page.id.replace("-", " "),
        lambda page: str(len(page.title)),
        lambda page: "long" if len(page.description) > 160 else "",
        lambda page: str(len(page.body)),
        lambda page: base64.b64encode(page.title.encode()).decode(),
    ],
)
def test_whatever_is_made_of_a_slot_but_to_show_it_is_noticed(add):
    exemplar, double = made(add)
    with pytest.raises(UnusableShellError):
        compare(cut(exemplar), double)


def test_the_entries_of_the_small_programme_can_be_stamped(small):
    shells = {key: cut(theme(entry)) for key, entry in exemplars(small.entries).items()}
    assert len(shells) == 7
    for entry in small.entries:
        page = stamp(shells[key_of(entry)], entry)
        assert entry.body in page
        assert "hbslot" not in page
