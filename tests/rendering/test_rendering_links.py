from __future__ import annotations

import pytest

from tests.support.rendered import DEEP, HOME, SPANISH


def cite(label: str, claim: str, page: str = "../../sources/") -> str:
    return f'<a class="hb-cite" href="{page}#claim-{claim}">{label}</a>'


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
    assert said(f"{{{{ cite({ids}) }}}}", DEEP) == link


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
