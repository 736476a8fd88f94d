"""Texts by chance: what is recognised, encoded and searched, whatever it is; and whole builds."""

from __future__ import annotations

import html
import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.exporting import exported
from handbook.leaks import Confidential, Kind
from handbook.leaks.matcher import Matcher
from handbook.leaks.views import views
from handbook.problems import Place
from handbook.site.built import Build
from handbook.text.addresses import encoded, is_email, with_encoded_emails
from tests.support.programmes import replaced
from tests.support.small_builds import DAY, made, texts, thorough

MENTORS = "programme/mentors.csv"
ANA = "ana@acme.example"
WITH_CONTACT = replaced(
    MENTORS, "yes,2026-01-01,biography,1,", "yes,2026-01-01,biography;contact,1,"
)
ROLE = "mentoring@ferry.example"
LINK = re.compile(r'<a href="([^"]*)" data-search-exclude>([^<]*)</a>')
SEVERAL = Matcher(
    Confidential(value, kind, Place(MENTORS, 3, 7), "field")
    for value, kind in (("Ana Sanz", Kind.NAME), ("600 123 456", Kind.PHONE), (ANA, Kind.TEXT))
)


def outputs(build: Build) -> dict[str, str]:
    """Everything that is made, by path."""
    files = exported(build.pages, build.entries, build.files)
    return {file.path: file.content.decode("utf-8", "replace") for file in files}


@settings(thorough, max_examples=60)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_read_without_fault_and_a_name_in_it_is_found(before, after):
    text = f"{before} Ana Sanz {after}"
    assert any(0 in SEVERAL.found(view) for view in views(text))


@thorough
@given(texts)
def test_what_is_encoded_reads_as_it_was_and_holds_none_of_it(text):
    written = encoded(text)
    assert html.unescape(written) == text.replace("\0", "�")
    assert re.fullmatch(r"(?:&#(?:x[0-9a-f]+|[0-9]+);)*", written)
    assert encoded(text) == written


@thorough
@given(st.emails())
def test_no_address_that_the_data_may_hold_stays_readable(address):
    if is_email(address):
        assert address not in with_encoded_emails(f"<p>{address}</p>")


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
        assert f'href="mailto:{ROLE}"' in everything
