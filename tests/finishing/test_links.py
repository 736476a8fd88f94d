from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.finishing import prune
from handbook.finishing.html_pages import HtmlReader
from handbook.finishing.links import broken_links
from tests.support.small_builds import thorough, worded

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
    "../../guides",
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
    ("html", "addresses"),
    [
        ("<a href='x/'>x</a>", ["x/"]),
        ("<a href=x/ class=y>x</a>", ["x/"]),
        ("<a href=x/>x</a>", ["x/"]),
        ("<a\nclass='y'\nhref='x/'>x</a>", ["x/"]),
        ("<a href = 'x/'>x</a>", ["x/"]),
        ("<a href=' x/ '>x</a>", ["x/"]),
        ("<a title='y'href='x/'>x</a>", ["x/"]),
        ("<a/href='x/'>x</a>", ["x/"]),
        ('<a title="y > z" href="x/">x</a>', ["x/"]),
        ("<a title='y > \"z\"' href=x/>x</a>", ["x/"]),
        ('<a title="<b>" href="x/" data-y="</a>">x</a>', ["x/"]),
        ("<p title='<!--'><a href='x/'>x</a>", ["x/"]),
        ('<a title=">" data-x=">" href="x/"><img alt=">" src="y.png"></a>', ["x/", "y.png"]),
        ("<a href='x/' href='y/'>x</a>", ["x/"]),
        ("<a title= href='x/'>x</a>", []),
        ("<a b=c=\"d href='x/'>x</a>", ["x/"]),
        ('<img alt="" src="x.png">', ["x.png"]),
        ('<link rel="stylesheet" href="x.css">', ["x.css"]),
        ('<script src="x.js"></script>', ["x.js"]),
        ('<form action="x/"></form>', ["x/"]),
        ('<button formaction="x/">x</button>', ["x/"]),
        ('<map><area href="x/"></map>', ["x/"]),
        (
            '<video poster="x.jpg"><source src="y.mp4"><track src="z.vtt"></video>',
            ["x.jpg", "y.mp4", "z.vtt"],
        ),
        ('<object data="x.pdf"></object>', ["x.pdf"]),
        ('<embed src="x.pdf"><iframe src="y/"></iframe>', ["x.pdf", "y/"]),
        ('<svg><use xlink:href="x.svg"/><image href="y.png"/></svg>', ["x.svg", "y.png"]),
        ('<svg><a xlink:href="x/"><text>x</text></a></svg>', ["x/"]),
        ('<img srcset="x.png, y.png 2x" alt="">', ["x.png", "y.png"]),
        ('<img src="z.png" srcset=" x.png 100w,y.png 1.5x , ">', ["x.png", "y.png", "z.png"]),
        ('<img srcset="x,y.png 2x">', ["x,y.png"]),
        ('<img srcset="x.png 2x (a, b), y.png">', ["x.png", "y.png"]),
        ("<picture><source srcset='x.webp 1x'></picture>", ["x.webp"]),
        ('<link rel="preload" imagesrcset="x.png 2x">', ["x.png"]),
        ('<a href="a&amp;b/">x</a>', ["a&b/"]),
        ('<a href="&#120;/&colon;y">x</a>', ["x/:y"]),
        ("<A HREF='x/'>x</A>", ["x/"]),
        ("<noscript><a href='x/'>x</a></noscript>", ["x/"]),
        ("<!-- y --><a href='x/'>x</a><!-- z -->", ["x/"]),
        ("<!--><a href='x/'>x</a>", ["x/"]),
        ("<!doctype html><?y?></ z><a href='x/'>x</a>", ["x/"]),
        ("<script>'</scripty>'</script><a href='x/'>x</a>", ["x/"]),
        ("<title>y</title><svg><title/></svg><a href='x/'>x</a>", ["x/"]),
        ("<template>y</template><a href='x/'>x</a>", ["x/"]),
        ("</template><a href='x/'>x</a>", ["x/"]),
        ("3 < 4 <a href='x/'>x</a>", ["x/"]),
        ("<p <a href='x/'>x</a>", ["x/"]),
    ],
)
def test_every_address_is_followed(tmp_path, html, addresses):
    here = "site/guides/mentor/index.html"
    assert found(site(tmp_path, html)) == [(here, address, 1) for address in addresses]


@pytest.mark.parametrize(
    "html",
    [
        "<code>&lt;a href=&#34;x/&#34;&gt;</code>",
        "<pre>[x](y.md) href='x/'</pre>",
        "<p>Write href=\"x/\" here, or src='y'.</p>",
        "<script>var a = '<a href=\"x/\">'</script>",
        "<SCRIPT>var a = '<a href=\"x/\">'</Script >",
        "<script>var a = '<!-- <a href=\"x/\">'</script>",
        '<style>a[href="x/"]::after { content: \'<a href="y/">\' }</style>',
        "<title><a href='x/'></title>",
        "<textarea><a href='x/'>x</a></textarea>",
        "<a data-href='x/'>x</a>",
        "<p data='x/'>x</p>",
        "<object type='x/'></object>",
        "<a title=\"href='x/'\">x</a>",
        "<a title='\nhref=x/ '>x</a>",
        "<!-- <a href='x/'>x</a> -->",
        "<!-- > <a href='x/'>x</a> -->",
        "<!-- <a href='x/'>x</a>",
        "<template><a href='x/'>x</a></template>",
        "<template><template></template><a href='x/'>x</a></template>",
        "<a title='<a href=x/>x</a>",
        "</a href='x/'>",
        "<!doctype href='x/'>",
        "< a href='x/'>x</a>",
        '<img srcset="" alt="">',
        '<img srcset=" , " alt="">',
    ],
)
def test_what_is_no_link_is_not_followed(tmp_path, html):
    assert found(site(tmp_path, html)) == []


@pytest.mark.parametrize(
    ("html", "leads"),
    [
        ("<b id=here>x</b>", True),
        ("<b title='>' id='here'>x</b>", True),
        ("<a name=here>x</a>", True),
        ("<svg><path id='here'/></svg>", True),
        ("<meta name=here>", False),
        ("<input name=here>", False),
        ("<b title='id=here'>x</b>", False),
        ("<b data-id=here>x</b>", False),
        ("<!-- <b id=here> -->", False),
        ("<template><b id=here>x</b></template>", False),
        ("<script>'<b id=here>'</script>", False),
    ],
)
def test_what_a_fragment_can_name(tmp_path, html, leads):
    link = "../../guides/mentor/#here"
    assert (found(site(tmp_path, link, html)) == []) is leads


@pytest.mark.parametrize("url", [URL, ""])
@pytest.mark.parametrize(
    ("base", "address", "leads"),
    [
        ("../", "./", True),
        ("../", "mentor/", True),
        ("../", "guides/", False),
        ("../../", "guides/", True),
        ("../../", "guides/#bare", True),
        ("../../", "guides/#nowhere", False),
        ("../../", "", True),
        ("../../", "#home", True),
        ("../../", "#nowhere", False),
        ("https://b.example/", "nowhere/", True),
        ("http://[x", "nowhere/", False),
        ("", "nowhere/", False),
    ],
)
def test_a_page_can_say_where_its_addresses_start(tmp_path, base, address, leads, url):
    root = site(tmp_path, f'<base href="{base}"><base href="x/">', address)
    assert (found(root, url) == []) is leads


def whole(text):
    """Read a page by `html.parser` from beginning to end."""
    addresses, anchors = set(), set()

    class Parser(HTMLParser):
        def handle_starttag(self, tag, attrs):
            attributes = dict(reversed(attrs))
            addresses.update(attributes[key] or "" for key in ("href", "src") if key in attributes)
            anchors.update(filter(None, [attributes.get("id")]))

    parser = Parser()
    parser.feed(text)
    parser.close()
    return addresses, anchors


PIECES = [
    *("<p>", "</p>", "</a>", "<b id=b>", " ", "\n", "text ", "&amp;", "&lt;a href=y>"),
    *("<a title='x > y' href=\"x/\">", '<img alt=">" src=a.png>', "<a href='y/'id=c>", "<br/>"),
    *("<!-- <a href=no> -->", "<script>'<a href=no>'</script>", "<style>a > b</style>", "3 < 4"),
    *(
        '<a id="x" href="v/">',
        '<a href="a&amp;b" id="e">',
        '<img src="i" alt="">',
        '<b id="" class="&">',
    ),
    *("<!doctype html>", '<a class="x" href = z/ >', "<A HREF='U/' ID='D'>", '<p title="<!--">'),
]


@thorough
@given(st.lists(st.sampled_from(PIECES)))
def test_a_page_is_read_as_a_parser_reads_it_whole(pieces):
    text = "".join(pieces)
    page = HtmlReader().read(text)
    assert (set(page.addresses), set(page.anchors)) == whole(text)


@thorough
@given(
    st.lists(
        st.lists(st.sampled_from((*PIECES, *"<>/\n" * 3, "\n<p", "'\n>"))).map("".join), max_size=4
    )
)
def test_a_part_is_read_as_a_page_or_not_at_all(parts):
    reader = HtmlReader()
    for part in parts * 2:
        read = reader.read_part(part)
        assert read in (None, HtmlReader().read(part)), part
        assert read is None or read == HtmlReader().read(f"{part}</p>"), part


def test_a_reader_of_many_pages_mixes_nothing_up():
    reader = HtmlReader()
    pages = ["<a href='x/'>", "<base href='b/'><a href='x/'>", "<b id=x>", "<a href='x/'>"]
    alone = [HtmlReader().read(page) for page in pages]
    assert [reader.read(page) for page in pages] == alone


@pytest.mark.parametrize(
    "text",
    [
        "<a " * 20_000,
        "<a x=" * 20_000,
        "<!" * 20_000,
        "<a '\"" * 9_999,
        f"<img srcset='{' ' * 200_000}'>",
        f"<img srcset='{',' * 200_000}'>",
    ],
)
def test_a_broken_page_is_read_in_one_pass(text):
    """What takes squared time would not end here before the run is given up."""
    assert HtmlReader().read(text).addresses == set()


def test_an_address_that_is_none_is_told_and_breaks_nothing(tmp_path):
    assert found(site(tmp_path, "http://[x")) == [("site/guides/mentor/index.html", "http://[x", 1)]


def test_one_target_is_told_once_with_how_many_pages_name_it(tmp_path):
    pages = {f"p{n}/index.html": '<a href="../nowhere/">x</a>' for n in (1, 2, 3)}
    assert found(site(tmp_path, "/sub/nowhere/", **pages)) == [
        ("site/guides/mentor/index.html", "/sub/nowhere/", 4)
    ]


def test_what_one_page_says_of_others_does_not_hold_where_it_means_another(tmp_path):
    """The same address from pages of one folder, of another, and from further down or up."""
    said = '<a href="../ana/">x</a><a href="../../index.html">x</a><a href="../ana/#h">x</a>'
    pages = {
        "guides/ana/index.html": '<p id="h">',
        "guides/bo/index.html": said,
        "guides/cy/index.html": said,
        "guides/cy.html": said,
        "guides/cy/deep/index.html": said,
        "awards/bo/index.html": said,
        "bo/index.html": said,
    }
    assert set(found(site(tmp_path, **pages))) == {
        ("site/awards/bo/index.html", "../ana/", 1),
        ("site/awards/bo/index.html", "../ana/#h", 1),
        ("site/bo/index.html", "../ana/", 2),
        ("site/bo/index.html", "../ana/#h", 2),
        ("site/bo/index.html", "../../index.html", 2),
        ("site/guides/cy/deep/index.html", "../ana/", 1),
        ("site/guides/cy/deep/index.html", "../ana/#h", 1),
    }


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


@pytest.mark.parametrize("url", ["https://a.example/sub", "https://a.example/sub/"])
def test_the_address_of_the_site_is_a_folder_with_or_without_a_slash(tmp_path, url):
    root = site(tmp_path, "/sub/guides/", "/sub/nowhere/", "https://a.example/guides/")
    assert found(root, url) == [("site/guides/mentor/index.html", "/sub/nowhere/", 1)]


def test_the_address_of_the_site_may_be_a_host_alone(tmp_path):
    root = site(tmp_path, "/guides/#bare", "/nowhere/")
    for url in ("https://a.example", "https://a.example/"):
        assert found(root, url) == [("site/guides/mentor/index.html", "/nowhere/", 1)]


def test_a_folder_with_the_name_of_a_page_is_none(tmp_path):
    (tmp_path / "x.html").mkdir()
    root = site(tmp_path, "../../x.html", "../../x.html/")
    assert len(found(root)) == 2


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
