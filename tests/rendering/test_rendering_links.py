from __future__ import annotations

from dataclasses import replace

import pytest

from handbook.rendering.notes import Notes
from tests.support.rendered import DEEP, HOME, SPANISH


def cite(label: str, claim: str, page: str = "../../sources/") -> str:
    return f'<a class="hb-source" href="{page}#claim-{claim}">{label}</a>'


@pytest.mark.parametrize(
    ("ids", "link"),
    [
        ("'6.9'", cite("Poulsen 2006", "6-9")),
        ("'6.10'", cite("Poulsen 2006; Allen 2006", "6-10")),
        ("'7.3'", cite("Allen 2006; Clutterbuck 2006; Ragins 2006", "7-3")),
        ("'6.9', '6.10'", f"{cite('Poulsen 2006', '6-9')}; {cite('Allen 2006', '6-10')}"),
        ("'6.10', '6.9'", cite("Poulsen 2006; Allen 2006", "6-10")),
        ("'6.9', '6.9'", cite("Poulsen 2006", "6-9")),
        (
            "'6.10', '7.3'",
            f"{cite('Poulsen 2006; Allen 2006', '6-10')}; "
            f"{cite('Clutterbuck 2006; Ragins 2006', '7-3')}",
        ),
    ],
)
def test_a_citation_names_each_source_once_and_leads_to_the_claim_that_it_backs(said, ids, link):
    assert said(f"{{{{ sources({ids}) }}}}", DEEP) == link


@pytest.mark.parametrize(("page", "label"), [(DEEP, "our advice"), (SPANISH, "consejo nuestro")])
def test_a_citation_speaks_the_language_of_the_page(said, page, label):
    assert said("{{ sources('7.4') }}", page) == cite(f"Ragins 2006; {label}", "7-4")


@pytest.mark.parametrize(
    ("text", "page", "written"),
    [
        ("{{ link(mentors[0]) }}", HOME, '<a href="mentors/ana/">Ana &lt;Á&gt; &amp; Sons</a>'),
        ("{{ link(mentors[0], 'x') }}", DEEP, '<a href="../../mentors/ana/">x</a>'),
        ("{{ href(organisations[0]) }}", SPANISH, "../../organisations/acme/"),
        ("{{ href(edition) }}", DEEP, "../../2026/"),
        (
            "{{ page_link('guides/mentee.md#a', wild) }}",
            DEEP,
            '<a href="../mentee/#a">&lt;b&gt;*x*&lt;/b&gt;</a>',
        ),
        ("{{ page_href('index.md') }}", DEEP, "../../"),
        ("{{ page_href('index.md') }}", SPANISH, "../../"),
        ("{{ asset('assets/a.svg') }}", SPANISH, "../../../assets/a.svg"),
        ("{{ related('mentors', organisation_id='acme') | length }}", HOME, "1"),
        ("{{ related('mentors', organisation_id='beta') | length }}", HOME, "0"),
    ],
)
def test_links_lead_from_the_page_to_the_target(said, text, page, written):
    link = said(text, page)
    assert link.replace("&#46;", ".") == written


def mark(number: int, first: bool = True) -> str:
    own = f' id="cited-{number}"' if first else ""
    return (
        '<sup class="hb-cite" data-search-exclude>'
        f'<a{own} href="#note-{number}" role="doc-noteref" aria-label="Source {number}">'
        f"{number}</a></sup>"
    )


def test_a_page_with_notes_numbers_what_it_cites_in_the_order_of_its_text(said):
    page = replace(DEEP, notes=Notes())
    text = "{{ cite('6.9') }}{{ cite('6.10', '7.3') }}{{ cite('6.9') }}{{ cite('6.10') }}"
    assert said(text, page) == mark(1) + mark(2) + mark(1, first=False) + mark(3)
    assert page.notes is not None
    assert page.notes.cited == {("6.9",): 1, ("6.10", "7.3"): 2, ("6.10",): 3}


def test_without_notes_a_citation_names_its_sources(said):
    assert said("{{ cite('6.9') }}", DEEP) == said("{{ sources('6.9') }}", DEEP)
