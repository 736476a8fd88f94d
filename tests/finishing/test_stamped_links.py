"""Links that are followed by shell and entry are those that are followed page by page."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.finishing.html_pages import HtmlReader
from handbook.finishing.links import broken_links
from handbook.finishing.stamped_links import StampedReader
from handbook.outputs import EntryPage
from handbook.stamping.pages import StampedPages
from tests.support.small_builds import thorough
from tests.support.stamped import write_site

URL = "https://a.example/"
ENTRY = EntryPage("mentors", "bo", "mentors/bo.md", "en", "Bo", "Pilot", '<h1 id="bo">Bo</h1>')
HEAD = (
    "<html><head><title>{title} - Site</title><meta name=description content={description}>"
    '<link rel=canonical href="https://a.example/mentors/{id}/"><style>a{{}}</style>'
)
FOOT = '<!-- {id} --><a href="../../">Home</a><a id="end" href="#{id}">End</a></html>'
SHELLS = [
    HEAD + '<a href="../../guides/#top">Guides</a><a href="#bo">To {title}</a>{body}' + FOOT,
    HEAD + '<a href="../../nowhere/">Away</a><a href="../ana/">Ana</a>{body}' + FOOT,
    HEAD + '<base href="../../">{body}<a href="guides/#none">Guides</a>' + FOOT,
    HEAD + '<template><a href="x/"></template>{body}' + FOOT,
    HEAD + '<template id="{id}"><a href="{id}/"></template></template>{body}<template>' + FOOT,
    HEAD + '<template><a href="x/">{body}</template><a href="y/">' + FOOT,
    HEAD + "<template><p>{body}" + FOOT,
    HEAD + '<!-- <a href="in-a-comment/"> {body} -->' + FOOT,
    HEAD + '<a title="{title}" href=../{id}/#{id}>{body}<a href="./">Here</a>' + FOOT,
]
BODIES = [
    "",
    "<h1>Bo</h1>",
    '<a href="../ana/#end">Ana</a><a href="../ana/#bo">Bo?</a>',
    '<a href="../../mentors/none/">None</a><a href="#end">End</a><a href="#top">Top</a>',
    '<div id="bo"><img src="../../logo.svg" srcset="../../no.svg 2x"></div>',
    '<svg><title>Bo</title><a xlink:href="../../no/"/></svg>',
    '<a href="unended',
    "<script>'<a href=\"x/\">'</script>",
    '<script>"',
    '<textarea><a href="in-text/">',
    '<!-- <a href="unseen/">',
    '<template><a href="later/"></template>',
    "</template>",
    '<template><a href="later/">',
    '<base href="../">',
    '<a name="bo" href="">x</a> <',
    '<p>1 < 2 <a HREF="../ANA/">x</a></P><?php >',
]
"""Sound ones, and those that reach out of what they stand in."""


def written(root: Path, shell: str, bodies: Sequence[str]) -> StampedPages:
    entries = [
        replace(ENTRY, id=name, path=f"mentors/{name}.md", title=f"{name} & <i>", body=body)
        for name, body in zip(("ana", "bo", "cy"), bodies, strict=False)
    ]
    for name in ("guides/index.html", "index.html"):
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(
            '<a href="mentors/bo/#end">Bo</a><a href="../mentors/bo/#no">x</a>'
        )
    (root / "logo.svg").write_text("<svg/>")
    return write_site(root, shell, entries)


def same_problems(root: Path, stamped: StampedPages) -> None:
    assert broken_links(root, URL, stamped) == broken_links(root, URL)


@pytest.mark.parametrize("shell", SHELLS, ids=range(len(SHELLS)))
@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_one_body_among_others(tmp_path: Path, shell: str, body: str) -> None:
    same_problems(tmp_path, written(tmp_path, shell, (BODIES[2], body, BODIES[1])))


@thorough
@given(
    st.sampled_from(SHELLS),
    st.lists(st.lists(st.sampled_from(BODIES), max_size=3).map("".join), min_size=1, max_size=3),
)
def test_any_bodies_together(shell: str, bodies: list[str]) -> None:
    with TemporaryDirectory() as folder:
        same_problems(Path(folder), written(Path(folder), shell, bodies))


def test_a_page_that_was_changed_is_read_whole(tmp_path: Path) -> None:
    stamped = written(tmp_path, SHELLS[0], (BODIES[1],))
    page = tmp_path / "mentors/ana/index.html"
    before = broken_links(tmp_path, URL, stamped)
    page.write_text(page.read_text() + '<a href="later/">Later</a>')
    after = broken_links(tmp_path, URL, stamped)
    assert [each.value for each in after if each not in before] == ["later/"]


def test_most_pages_are_read_in_parts(tmp_path: Path) -> None:
    stamped = written(tmp_path, SHELLS[0], (BODIES[1], BODIES[6], BODIES[2]))
    os.utime(tmp_path / "mentors/cy/index.html", (0, 0))
    reader = StampedReader(tmp_path, stamped, HtmlReader())
    read = [reader.read(f"mentors/{name}/index.html") is not None for name in ("ana", "bo", "cy")]
    assert read == [True, False, False], "the second does not end, the third is another now"


@pytest.mark.parametrize(("shell", "is_in_parts"), [(SHELLS[3], True), (SHELLS[5], False)])
def test_a_template_in_the_shell_does_not_hold_up(
    tmp_path: Path, shell: str, is_in_parts: bool
) -> None:
    """The shell of a large directory has one, for the people that the search of the site shows."""
    stamped = written(tmp_path, shell, (BODIES[1],))
    reader = StampedReader(tmp_path, stamped, HtmlReader())
    assert (reader.read("mentors/ana/index.html") is not None) == is_in_parts
