from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from handbook.exporting import exported
from handbook.site import Build
from handbook.text.addresses import encoded, is_email, with_encoded_emails
from tests.support.programmes import replaced
from tests.support.small_builds import DAY, Seen, made, texts, thorough

MENTORS = "programme/mentors.csv"
ANA = "ana@acme.example"
WITH_CONTACT = replaced(
    MENTORS, "yes,2026-01-01,biography,1,", "yes,2026-01-01,biography;contact,1,"
)
ROLES = ("mentoring@ferry.example", "safe@ferry.example", "data@ferry.example")
LINK = re.compile(r'<a href="([^"]*)" data-search-exclude>([^<]*)</a>')


def outputs(build: Build) -> dict[str, str]:
    """Everything that is made, by path."""
    files = exported(build.pages, build.entries, build.files)
    return {file.path: file.content.decode("utf-8", "replace") for file in files}


def browsed(text: str) -> list[tuple[str | None, str]]:
    """The links that a browser finds, each with its address and its text."""
    seen = Seen(text)
    return [(attributes.get("href"), seen.words) for tag, attributes in seen.elements if tag == "a"]


@thorough
@given(texts)
def test_what_is_encoded_reads_as_it_was_and_holds_none_of_it(text):
    written = encoded(text)
    assert html.unescape(written) == text.replace("\0", "�")
    assert re.fullmatch(r"(?:&#(?:x[0-9a-f]+|[0-9]+);)*", written)
    assert encoded(text) == written


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<p>Write to ana@acme.example, or ring.</p>", "<p>Write to §, or ring.</p>"),
        ('<a href="mailto:ana@acme.example">ana@acme.example</a>', '<a href="mailto:§">§</a>'),
        ("a@b and @home and 3 @ 4", "a@b and @home and 3 @ 4"),
        ("&lt;ana@acme.example&gt;", "&lt;§&gt;"),
        ("nobody", "nobody"),
    ],
)
def test_addresses_in_html_are_encoded_and_nothing_else(text, left):
    assert with_encoded_emails(text) == left.replace("§", encoded(ANA))


@thorough
@given(st.emails())
def test_no_address_that_the_data_may_hold_stays_readable(address):
    if is_email(address):
        assert address not in with_encoded_emails(f"<p>{address}</p>")


@pytest.mark.parametrize("role", ROLES)
def test_the_address_of_a_role_is_plain(said, role):
    assert said(f"{{{{ '{role}' | mailto }}}}") == f'<a href="mailto:{role}">{role}</a>'
    assert f"mailto:{role.upper()}" in said(f"{{{{ '{role.upper()}' | mailto }}}}")


def test_every_other_address_is_a_persons(said):
    written = said("Ask {{ 'ana@acme.example' | mailto }} *today*.")
    assert "ana" not in written
    assert "mailto" not in written
    page = Markdown(extensions=["attr_list", "md_in_html", "tables"]).convert(written)
    assert "acme" not in page
    assert browsed(page) == [(f"mailto:{ANA}", f"Ask {ANA} today.")]
    (link,) = (attributes for tag, attributes in Seen(page).elements if tag == "a")
    assert "data-search-exclude" in link


@pytest.mark.parametrize(
    "block",
    ["{}", "- {}", "| a |\n|---|\n| {} |", "# {}", "<div markdown>\n\n{}\n\n</div>", "<p>{}</p>"],
)
def test_a_link_lives_through_markdown_wherever_it_stands(said, block):
    written = said(block.format("{{ 'ana@acme.example' | mailto }}"))
    page = Markdown(extensions=["attr_list", "md_in_html", "tables", "toc"]).convert(written)
    assert f"mailto:{ANA}" in [address for address, _ in browsed(page)]
    assert ANA in Seen(page).text
    assert ANA not in page


def test_an_address_in_a_text_is_encoded_too(said):
    for text in (
        "{{ 'At ana@acme.example' | markdown }}",
        "{{ 'At <ana@acme.example>' | markdown }}",
    ):
        assert ANA not in said(text)
        assert ANA in Seen(said(text)).text
    assert ANA not in said("{{ component('good', word='At ana@acme.example') }}")
    assert ANA not in said("{{ 'At ana@acme.example' }}")


def test_an_unknown_name_is_told_as_such(fault):
    assert fault("{{ nobody.email | mailto }}").code == "template-undefined"
    assert fault("{{ programme.contacts.nobody | mailto }}").code == "template-undefined"


def test_an_address_is_shown_with_consent_only_and_nowhere_readable(tmp_path: Path):
    shown = outputs(made(tmp_path / "with", WITH_CONTACT, today=DAY))
    hidden = outputs(made(tmp_path / "without", today=DAY))
    found = {
        path: [html.unescape(address) for address, _ in LINK.findall(text)]
        for path, text in shown.items()
        if LINK.search(text)
    }
    assert found == {
        "committee.md": ["mailto:bo.private@ferry.example"],
        "mentors/ana.md": [f"mailto:{ANA}"],
    }
    assert "mentors/ana.md" in hidden
    assert not LINK.search(hidden["mentors/ana.md"])
    for made_of in (shown, hidden):
        everything = "\n".join(made_of.values())
        assert ANA not in everything
        assert "bo.private" not in everything
        assert f'href="mailto:{ROLES[0]}"' in everything
