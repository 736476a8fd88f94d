from __future__ import annotations

from pathlib import Path

import pytest

from handbook.finishing.links import broken_links
from handbook.finishing.pruning import prune
from tests.support.small_builds import worded

URL = "https://a.example/sub/"


def site(root: Path, *links: str, page: str = "guides/mentor/index.html", **more: str) -> Path:
    """Write a site of a few pages, one of them with links."""
    pages = {
        "index.html": '<h1 id="home">Home</h1>',
        "404.html": "<p>Not found</p>",
        "guides/index.html": '<h2 id="größe">G</h2><a name="old">x</a><h3 id=bare>b</h3>',
        "mentors/ana b/index.html": "<h2 id='a&amp;b'>x</h2>",
        "files/form (1).pdf": "x",
        "assets/a.svg": "<svg/>",
        page: "".join(link if "<" in link else f'<a href="{link}">x</a>' for link in links),
    }
    for name, text in {**pages, **more}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


SOUND = [
    "",
    "#",
    "#top",
    "?a=b",
    "?a=b#top",
    "./",
    "../",
    "../#bare",
    "../?x=1#old",
    "../#gr%C3%B6%C3%9Fe",
    "../#größe",
    "../#:~:text=x",
    "../../",
    "../../#home",
    "../../index.html#home",
    "../../mentors/ana%20b/",
    "../../mentors/ana b/#a%26b",
    "../../files/form%20(1).pdf",
    "../../files/form%20(1).pdf#page=2",
    "../../assets/a.svg#icon",
    "/sub/",
    "/sub/guides/#bare",
    "https://a.example/sub/",
    "https://a.example/sub/guides/#bare",
    "//a.example/sub/guides/",
    "https://a.example/elsewhere/",
    "https://b.example/nowhere/",
    "mailto:a@b.example",
    "tel:+441632960001",
    "javascript:void(0)",
    "data:image/png;base64,x",
]
BROKEN = [
    "nowhere/",
    "../nowhere",
    "../guides",
    "#nowhere",
    "?a=b#nowhere",
    "../#nowhere",
    "../#Bare",
    "../../guides/#home",
    "../../mentors/ana/",
    "../../files/form.pdf",
    "../../../",
    "/",
    "/guides/",
    "/sub/nowhere/",
    "/sub/guides/#nowhere",
    "https://a.example/sub/nowhere/",
    "https://a.example/sub/guides/#nowhere",
    "//a.example/sub/nowhere/",
    "index.md",
]


def found(root: Path, url: str = URL) -> list[tuple[str, str, object]]:
    problems = broken_links(root, url)
    for problem in problems:
        assert problem.value in worded(problem)
        assert problem.code == "link-broken"
    return [(p.place.path, p.value, p.details["count"]) for p in problems]


@pytest.mark.parametrize("link", SOUND)
def test_links_that_lead_somewhere(tmp_path, link):
    assert found(site(tmp_path, link)) == []


@pytest.mark.parametrize("link", BROKEN)
def test_links_that_lead_nowhere(tmp_path, link):
    assert found(site(tmp_path, link)) == [("site/guides/mentor/index.html", link, 1)]


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ("<a href='x/'>x</a>", "x/"),
        ("<a href=x/ class=y>x</a>", "x/"),
        ("<a\nclass='y'\nhref='x/'>x</a>", "x/"),
        ('<img alt="" src="x.png">', "x.png"),
        ('<link rel="stylesheet" href="x.css">', "x.css"),
        ('<script src="x.js"></script>', "x.js"),
        ('<form action="x/"></form>', "x/"),
        ('<a href="a&amp;b/">x</a>', "a&b/"),
        ("<A HREF='x/'>x</A>", "x/"),
    ],
)
def test_every_address_is_followed(tmp_path, html, address):
    assert found(site(tmp_path, html)) == [("site/guides/mentor/index.html", address, 1)]


@pytest.mark.parametrize(
    "html",
    [
        "<code>&lt;a href=&#34;x/&#34;&gt;</code>",
        "<pre>[x](y.md) href='x/'</pre>",
        "<p>Write href=\"x/\" here, or src='y'.</p>",
        "<script>var a = '<a href=\"x/\">'</script>",
        '<style>a[href="x/"]::after { content: \'<a href="y/">\' }</style>',
        "<a data-href='x/'>x</a>",
        "<!-- <a href='x/'>x</a> -->",
    ],
)
def test_a_sample_of_code_is_no_link(tmp_path, html):
    assert found(site(tmp_path, html)) == []


def test_an_address_that_is_none_is_told_and_breaks_nothing(tmp_path):
    assert found(site(tmp_path, "http://[x")) == [("site/guides/mentor/index.html", "http://[x", 1)]


def test_one_target_is_told_once_with_how_many_pages_name_it(tmp_path):
    pages = {f"p{n}/index.html": '<a href="../nowhere/">x</a>' for n in (1, 2, 3)}
    assert found(site(tmp_path, "/sub/nowhere/", **pages)) == [
        ("site/guides/mentor/index.html", "/sub/nowhere/", 4)
    ]


def test_a_missing_fragment_of_the_page_itself_is_told_for_each_page(tmp_path):
    pages = {f"p{n}/index.html": '<a href="#nowhere">x</a>' for n in (1, 2)}
    assert found(site(tmp_path, **pages)) == [
        ("site/p1/index.html", "#nowhere", 1),
        ("site/p2/index.html", "#nowhere", 1),
    ]


@pytest.mark.parametrize(
    ("link", "broken"),
    [("guides/", False), ("../guides/", True), ("/sub/guides/", False), ("x/", True)],
)
def test_the_links_of_404_start_at_the_root(tmp_path, link, broken):
    assert bool(found(site(tmp_path, link, page="404.html"))) is broken


def test_without_an_address_the_site_lies_at_the_root(tmp_path):
    root = site(tmp_path, "/guides/#bare", "/sub/guides/", "https://a.example/x")
    assert found(root, "") == [("site/guides/mentor/index.html", "/sub/guides/", 1)]


def test_pruning_keeps_what_the_site_speaks(tmp_path):
    files = {
        "lunr.es.min.js": "x",
        "lunr.de.min.js": "x",
        "lunr.min.js": "x",
        "app.js": "let a\n//# sourceMappingURL=app.js.map\n",
        "app.js.map": "{}",
        "a.css": "a{}\n/*# sourceMappingURL=a.css.map */",
        "b.css": "a{}",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    assert prune(tmp_path, ["en", "es-MX"]) == 2
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "lunr.es.min.js": "x",
        "lunr.min.js": "x",
        "app.js": "let a\n",
        "a.css": "a{}\n",
        "b.css": "a{}",
    }


@pytest.mark.parametrize(
    ("languages", "kept"),
    [(["en"], set()), (["ja"], {"tinyseg.js"}), (["en", "th"], {"wordcut.js"})],
)
def test_pruning_keeps_what_parts_the_words_of_a_language_of_the_site(tmp_path, languages, kept):
    for folder in ("lunr", "own"):
        (tmp_path / folder).mkdir()
        for name in ("tinyseg.js", "wordcut.js"):
            (tmp_path / folder / name).write_text("x")
    assert prune(tmp_path, languages) == 2 - len(kept)
    assert {path.name for path in (tmp_path / "lunr").iterdir()} == kept
    assert len(list((tmp_path / "own").iterdir())) == 2
