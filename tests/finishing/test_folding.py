"""A long page is folded at its sections: nothing is lost or moved, what is to stay does."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from handbook.finishing.folding import folded

PART = re.compile(
    r'<details class="hb-part"><summary>(.*?)</summary>\n(.*?)</details>\n', re.DOTALL
)
BUTTON = re.compile(r'\n<p class="hb-unfold.*?</p>\n')


def fold(html: str) -> str:
    return folded(html, open_all="Open <all>", close_all='Close "all"')


def parts(html: str) -> list[tuple[str, str]]:
    return PART.findall(fold(html))


def unfolded(html: str) -> str:
    """Take away again what folding put there."""
    return re.sub(r"\s+", "", PART.sub(r"\1\2", BUTTON.sub("", html)))


FOLDED = {
    "one": ("<h1>A</h1><p>x</p><h2>B</h2><p>y</p>", [("<h2>B</h2>", "<p>y</p>")]),
    "two": ("<h2>B</h2>b<h2>C</h2>c", [("<h2>B</h2>", "b"), ("<h2>C</h2>", "c")]),
    "id": ('<h2 id="b">B</h2>b', [('<h2 id="b">B</h2>', "b")]),
    "open": ('<h2 class="open" id="a">A</h2>a<h2>B</h2>b', [("<h2>B</h2>", "b")]),
    "open-between": (
        '<h2>A</h2>a<h2 class="wide open">B</h2>b<h2>C</h2>c',
        [("<h2>A</h2>", "a"), ("<h2>C</h2>", "c")],
    ),
    "open-is-a-word": ('<h2 class="opened">A</h2>a', [('<h2 class="opened">A</h2>', "a")]),
    "open-is-no-id": ('<h2 id="open">A</h2>a', [('<h2 id="open">A</h2>', "a")]),
    "third-level": ("<h2>A</h2>a<h3>B</h3>b", [("<h2>A</h2>", "a<h3>B</h3>b")]),
    "link-to-itself": (
        '<h2 id="a">A<a class="headerlink" href="#a" title="Link">¶</a></h2>a',
        [('<h2 id="a">A</h2>', "a")],
    ),
    "other-link": ('<h2>A <a href="b/">b</a></h2>a', [('<h2>A <a href="b/">b</a></h2>', "a")]),
    "empty": ("<h2>A</h2><h2>B</h2>", [("<h2>A</h2>", ""), ("<h2>B</h2>", "")]),
    "in-a-card": (
        '<h2>A</h2><div class="c"><h2>B</h2>b</div>a',
        [("<h2>A</h2>", '<div class="c"><h2>B</h2>b</div>a')],
    ),
    "in-a-quote": ("<blockquote><h2>A</h2></blockquote><p>a</p>", []),
    "in-a-list": ("<ul><li><h2>A</h2>a</ul><h2>B</h2>b", [("<h2>B</h2>", "b")]),
    "in-a-fold": ("<details><summary><h2>A</h2></summary>a</details>", []),
    "in-another-language": ('<div lang="en"><p>x</p><h2>A</h2>a</div>', [("<h2>A</h2>", "a")]),
    "component-in-the-prose-of-another": (
        '<div lang="en"><h2>A</h2><div lang="es"><p>x</p></div>a<h2>B</h2>b</div>',
        [("<h2>A</h2>", '<div lang="es"><p>x</p></div>a'), ("<h2>B</h2>", "b")],
    ),
    "headings-in-a-component": (
        '<h2>A</h2><div lang="es"><h2>B</h2>b</div>a<h2>C</h2>c',
        [("<h2>A</h2>", '<div lang="es"><h2>B</h2>b</div>a'), ("<h2>C</h2>", "c")],
    ),
    "notes": ('<h2>A</h2>a<div class="footnote"><hr><ol><li>1</ol></div>', [("<h2>A</h2>", "a")]),
    "our-notes": ('<h2>A</h2>a<section class="hb-notes">1</section>', [("<h2>A</h2>", "a")]),
    "notes-of-a-table": (
        '<h2>A</h2><div><p class="hb-notes">1</p></div>a',
        [("<h2>A</h2>", '<div><p class="hb-notes">1</p></div>a')],
    ),
    "another-title": ("<h2>A</h2>a<h1>B</h1>b", [("<h2>A</h2>", "a")]),
    "comment": ("<h2>A</h2><!-- <h2>no</h2> -->a", [("<h2>A</h2>", "<!-- <h2>no</h2> -->a")]),
    "script": ("<h2>A</h2><script>'<h2>'</script>", [("<h2>A</h2>", "<script>'<h2>'</script>")]),
    "code": ("<h2>A</h2><pre>&lt;h2&gt;</pre>", [("<h2>A</h2>", "<pre>&lt;h2&gt;</pre>")]),
    "unended": (
        "<h2>A</h2><p>a<br><p>b<h2>B</h2>b",
        [("<h2>A</h2>", "<p>a<br><p>b"), ("<h2>B</h2>", "b")],
    ),
    "stray-end": ("<h2>A</h2>a</span>b</div>c", [("<h2>A</h2>", "a</span>b</div>c")]),
    "capitals": ("<H2>A</H2>a", [("<H2>A</H2>", "a")]),
    "picture": (
        '<h2>A</h2><svg><path d="M0"/></svg><h2>B</h2>',
        [("<h2>A</h2>", '<svg><path d="M0"/></svg>'), ("<h2>B</h2>", "")],
    ),
    "never-ended": ("<p>x</p><h2>A", []),
    "none": ("<h1>A</h1><p>x</p><h3>B</h3>", []),
    "nothing": ("", []),
}


@pytest.mark.parametrize("name", FOLDED)
def test_sections_are_folded_where_they_stand(name: str) -> None:
    html, expected = FOLDED[name]
    assert parts(html) == expected
    written = fold(html)
    assert len(BUTTON.findall(written)) == bool(expected)
    without = re.sub(r'<a class="headerlink".*?</a>', "", html)
    assert unfolded(written) == re.sub(r"\s+", "", without)


def test_a_page_without_sections_is_left_alone() -> None:
    for html, expected in FOLDED.values():
        if not expected:
            assert fold(html) == html


def test_what_the_button_says_is_text() -> None:
    assert 'data-hb-unfold="Close &#34;all&#34;">Open &lt;all&gt;</button>' in fold("<h2>A</h2>")


def test_the_blocks_are_well_formed() -> None:
    class Depth(HTMLParser):
        depth = deepest = 0

        def handle_starttag(self, tag: str, attrs: object) -> None:
            self.depth += tag == "details"
            self.deepest = max(self.depth, self.deepest)

        def handle_endtag(self, tag: str) -> None:
            self.depth -= tag == "details"

    read = Depth()
    read.feed(fold('<div lang="en"><h2>A</h2>a<h2>B</h2><ul><li>b</ul></div><h2>C</h2>c'))
    assert (read.depth, read.deepest) == (0, 1)
