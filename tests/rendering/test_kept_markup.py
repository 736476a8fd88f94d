"""What helpers make stays as it is, wherever Markdown meets it."""

from __future__ import annotations

from functools import cache

import pytest
from markdown import Markdown
from markupsafe import Markup

from handbook.rendering.kept_markup import KeptMarkup, keep
from tests.rendering.test_escaping import extensions
from tests.support.hostile import PAYLOADS, dangers
from tests.support.small_builds import Seen


@cache
def _markdown() -> Markdown:
    names, options = extensions()
    more = ["abbr", "smarty", "sane_lists", "pymdownx.tabbed", "pymdownx.tilde", "pymdownx.mark"]
    return Markdown(extensions=[*names, *more, KeptMarkup()], extension_configs=options)


def shown(text: str) -> str:
    return _markdown().reset().convert(text)


INLINE = {
    "paragraph": "Ask {} today.",
    "emphasis": "*{}* and **{}**",
    "second line": "Ask\n{}\ntoday.",
    "list": "- {}\n- b",
    "loose list": "- a\n\n    {}\n\n- b",
    "numbered": "1. a {}",
    "task": "- [ ] {}",
    "definition": "Word\n:   {}",
    "cell": "| a | b |\n|---|---|\n| {} | c |",
    "head of a table": "| {} | b |\n|---|---|\n| a | c |",
    "quotation": "> {}",
    "nested": "> - a\n>\n>     > {}",
    "heading": "## {}",
    "underlined": "{}\n===",
    "link": "[{}](https://a.example)",
    "html": "<div>{}</div>",
    "span": "a <b>{}</b>",
    "markdown in html": '<div markdown="1">\n\n{}\n\n</div>',
    "markdown in a span": '<p markdown="span">{}</p>',
    "admonition": "!!! note\n\n    {}",
    "details": "??? tip\n    {}",
    "tab": '=== "a"\n\n    {}',
    "footnote": "a[^1]\n\n[^1]: {}",
    "abbreviations": "*[Ana]: Anna\n*[hbkeptqa]: x\n\nAna {}",
    "attributes after": "{}{: .c }",
    "struck": "~~{}~~ =={}==",
    "code": "`{}`",
    "fence": "```\n{}\n```",
    "highlighted": "```python\nx = '{}' + 1\n```",
    "indented": "a\n\n    {}",
    "beside each other": "{}{} {}",
    "quotes": "\"{}\" '{}'",
}
"""Where a link in a sentence can stand."""


@pytest.mark.parametrize("context", INLINE)
def test_an_inline_piece_stays_as_it_is(context: str) -> None:
    for payload in (*PAYLOADS, "hbkeptqa", "Ana"):
        piece = str(Markup('<a href="x/" title="{0}">{0}</a>').format(payload))
        html = shown(INLINE[context].replace("{}", keep(piece)))
        assert piece in html, html
        assert html.count(piece) >= INLINE[context].count("{}")
        assert dangers(html) == []


BLOCK = '<div class="x">\n\n<p>{0}</p>\n\n    {0}\n\n<ul><li>{0}</li></ul>\n</div>\n'
BLOCKS = {
    "alone": ("{}", "{}"),
    "between": ("a\n\n{}\n\nb", "<p>a</p>\n{}\n<p>b</p>"),
    "in a paragraph": ("a\n{}\nb", "<p>a</p>\n{}\n<p>b</p>"),
    "in a sentence": ("a {} b {} c", "<p>a</p>\n{}\n<p>b</p>\n{}\n<p>c</p>"),
    "first in a paragraph": ("{}\nb", "{}\n<p>b</p>"),
    "list": ("- {}\n- b", "<ul>\n<li>{}</li>\n<li>b</li>\n</ul>"),
    "below an item": ("- a\n\n    {}", "<ul>\n<li>\n<p>a</p>\n{}\n</li>\n</ul>"),
    "quotation": ("> {}", "<blockquote>\n{}\n</blockquote>"),
    "cell": ("| a |\n|---|\n| {} |", "<td>{}</td>"),
    "admonition": ("!!! note\n\n    {}", '<p class="admonition-title">Note</p>\n{}\n</div>'),
    "tab": ('=== "a"\n\n    {}', '<div class="tabbed-content">\n{}\n</div>'),
    "markdown in html": ('<div markdown="1">\n\n{}\n\n</div>', "<div>\n{}\n</div>"),
    "definition": ("a\n:   {}", "<dd>{}</dd>"),
    "emphasis": ("**{}** a", "<p><strong>{}</strong> a</p>"),
}


@pytest.mark.parametrize("context", BLOCKS)
def test_a_block_stays_a_block(context: str) -> None:
    source, expected = BLOCKS[context]
    for payload in PAYLOADS:
        piece = str(Markup(BLOCK).format(payload))
        html = shown(source.replace("{}", keep(piece)))
        assert expected.replace("{}", piece) in f"{html}\n", html
        assert dangers(html) == []


ATTRIBUTES = {
    "double": '<i title="{}">x</i>',
    "single": "<i title='{}'>x</i>",
    "bare": "<i title={}>x</i>",
    "block": '<div title="{}">\n\nx\n\n</div>',
    "list of attributes": 'a *b*{: title="{}" }',
    "alternative text": "![{}](x.png)",
    "title of a link": '[x](https://a.example "{}")',
    "address": "[x]({})",
    "address in html": '<a href="{}">x</a>',
    "picture": "![x]({})",
    "comment": "a <!-- {} --> b",
    "text area": "<textarea>{}</textarea>",
    "title": "<svg><title>{}</title></svg>",
}
"""Where only text can stand."""


@pytest.mark.parametrize("context", ATTRIBUTES)
def test_where_only_text_can_stand_a_piece_is_its_text(context: str) -> None:
    for payload in PAYLOADS:
        for piece in (
            f"<p>{payload.replace('&', '&amp;').replace('<', '&lt;')}</p>",
            str(Markup('<a href="x/">{}</a>').format(payload)),
        ):
            html = shown(ATTRIBUTES[context].replace("{}", keep(piece)))
            assert dangers(html) == [], (context, payload, html)
            if context in {"double", "single", "block"}:
                title = next(each["title"] for _, each in Seen(html).elements if each) or ""
                assert title.split() == payload.split()


def test_a_value_written_for_a_script_stays_one() -> None:
    values = keep('[1, "a"]'), keep("<b>a</b>")
    text = "<script>x = {}; y = '{}'</script>".format(*values)
    assert shown(text) == "<script>x = [1, \"a\"]; y = 'a'</script>"


@pytest.mark.parametrize(
    ("heading", "id", "name"),
    [
        ("## See {}", "see-edition-2026", "See Edition 2026"),
        ("## {} {#own}", "own", "Edition 2026"),
        ("## {}\n\n## {}", "edition-2026", "Edition 2026"),
    ],
)
def test_headings_keep_their_anchors(heading: str, id: str, name: str) -> None:
    piece = '<a href="2026/">Edition 2026</a>'
    html = shown(heading.replace("{}", keep(piece)))
    found = _markdown().toc_tokens  # type: ignore[attr-defined]
    assert (found[0]["id"], found[0]["name"]) == (id, name)
    assert html == _markdown().reset().convert(heading.replace("{}", piece))


def test_marks_mean_nothing_where_none_belong() -> None:
    assert keep("a\x0eb\x0fc") == "\x0eabc\x0f"
    assert shown("a \x0e b \x0f \x0ehbkeptqc\x0f") == "<p>a  b  hbkeptqc</p>"
    assert shown("hbkeptqa") == "<p>hbkeptqa</p>"


@pytest.mark.parametrize(
    ("heading", "id"),
    [
        (keep("<a href='x'>Ana &amp; Ñoño</a>"), "ana-nono"),
        (f"About {keep('<b>*us*</b>')} now", "about-us-now"),
        (f"**{keep('Ana')}**", "ana"),
        (f"{keep('Ana')} {{#mine}}", "mine"),
        ("Plain", "plain"),
    ],
)
def test_a_heading_has_the_id_of_what_it_shows(heading: str, id: str):
    extensions = ["toc", "attr_list", KeptMarkup()]
    before = Markdown(extensions=extensions).convert(f"{keep('<i>one more</i>')}\n\n## {heading}")
    alone = Markdown(extensions=extensions).convert(f"## {heading}")
    assert f'<h2 id="{id}">' in alone
    assert alone in before


def test_headings_that_show_the_same_have_ids_of_their_own():
    text = f"## {keep('<b>x</b>')}\n\n## {keep('<i>x</i>')}\n\n## x"
    written = Markdown(extensions=["toc", KeptMarkup()]).convert(text)
    assert [part.split('"')[0] for part in written.split('id="')[1:]] == ["x", "x_1", "x_2"]
