from __future__ import annotations

import pytest
from markdown import Markdown

from handbook.text.addresses import encoded, is_web_address, with_encoded_emails
from tests.support.small_builds import Seen

MENTORS = "programme/mentors.csv"
ANA = "ana@acme.example"
ROLES = ("mentoring@ferry.example", "safe@ferry.example", "data@ferry.example")


def browsed(text: str) -> list[tuple[str | None, str]]:
    """The links that a browser finds, each with its address and its text."""
    seen = Seen(text)
    return [(attributes.get("href"), seen.words) for tag, attributes in seen.elements if tag == "a"]


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


@pytest.mark.parametrize(
    ("raw", "fine"),
    [
        ("https://acme.example", True),
        ("http://acme.example:8080/a?b=c#d", True),
        ("ftp://acme.example", False),
        ("https://acme", False),
        ("https://acme.", False),
        ("https:///path.example", False),
        ("https://acme.example:port", False),
        ("https://acme.example/a b", False),
        ('https://acme.example/"', False),
        ("https://ana@acme.example", False),
        ("javascript:alert(1).x", False),
        ("https://[acme.example", False),
    ],
)
def test_an_address_of_the_web_is_one_that_may_be_opened(raw: str, fine: bool):
    assert is_web_address(raw) is fine
