"""What must not stand in a text is taken out in every form in which the search finds it."""

from __future__ import annotations

import csv
import gzip
import io
import json

import pytest

from handbook.cards import Card, Cards, read_cards
from handbook.leaks import Confidential, Kind
from handbook.leaks.matcher import Matcher
from handbook.leaks.reader import Reader
from handbook.masking.files import masked
from handbook.masking.markup import MARK, Masker
from handbook.masking.spans import first_span
from handbook.problems import Place
from tests.support import planting
from tests.support.small_builds import Seen

NAME = "Zoé Hallmárk"
VALUES = (
    Confidential(NAME, Kind.NAME, Place("programme/mentors.csv", 5), "name", ended=True),
    Confidential("zoe@tidal.example", Kind.TEXT, Place("programme/mentors.csv", 5), "email"),
)
MATCHER = Matcher(VALUES)


def holds(text: str) -> bool:
    return any(map(MATCHER.found, Reader().texts(text.encode())))


def shorter(name: str, text: str) -> str:
    """Mask a file of text, which must be possible, and look again."""
    content = masked(name, text.encode(), Masker(holds))
    assert content is not None
    assert not holds(content.decode())
    return content.decode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Ask Zoé Hallmárk now.</p>", f"<p>Ask {MARK} now.</p>"),
        ("<p>Ask ZOE HALLMARK.</p>", f"<p>Ask {MARK}.</p>"),
        ("<p>Hallmárk, Zoé (chair)</p>", f"<p>{MARK} (chair)</p>"),
        ("<p>By Z<b>o</b>&eacute; Hall<i>m</i>ark!</p>", f"<p>By {MARK}<b></b><i></i>!</p>"),
        ("<p>By zoe&nbsp;hallmark</p>", f"<p>By {MARK}</p>"),
        ("<p>By Zo&#233;\n Hall&#x6D;ark;</p>", f"<p>By {MARK};</p>"),
        ('<img alt="By Zoé Hallmárk!" src="a">', f'<img alt="By {MARK}!" src="a">'),
        ("<a title='Zoé Hallmárk' href='b/'>b</a>", f"<a title='{MARK}' href='b/'>b</a>"),
        ('<meta name="author" content="Zoé Hallmárk">', f'<meta name="author" content="{MARK}">'),
        ('<h2 id="why-zoe-hallmark">Why</h2>', "<h2>Why</h2>"),
        ('<a href="#why-zoe-hallmark">Why</a>', "<a>Why</a>"),
        ('<a href="mailto:zoe@tidal.example">Write</a>', "<a>Write</a>"),
        ('<p>a<img src="zoe-hallmark.png" alt="x">b</p>', "<p>ab</p>"),
        ("<p>a<!-- Zoé Hallmárk -->b</p>", "<p>ab</p>"),
        # What a picture and the text behind it say, they do not say together.
        ("<p><img alt='Zoé'> Hallmárk</p>", None),
        ("<script>who = 'Zoé Hallmárk';</script>", f"<script>who = '{MARK}';</script>"),
        ("Zoé Hallmárk and Zoé Hallmárk", f"{MARK} and {MARK}"),
        ("Write to <zoe@tidal.example> now", f"Write to {MARK} now"),
        ("[Zoé Hallmárk](zoe-hallmark.md) sails", f"[{MARK}] sails"),
        ("<p>Zoé Hallmárkson and Zoé sail a Hallmárk.</p>", None),
        ("<p>Hallmark cards, and a Zoé.</p>", None),
    ],
)
def test_what_is_found_is_taken_out_and_nothing_else(text: str, expected: str | None) -> None:
    assert shorter("page.html", text) == (text if expected is None else expected)


def test_tags_stay_balanced_around_what_is_taken_out() -> None:
    page = shorter("a.html", "<ul><li>Z<b>oé</b> <i>Hall</i>márk</li>\n<li>Ben</li></ul>")
    assert Seen(page).tags == ["ul", "li", "b", "i", "li"]
    assert Seen(page).words == f"{MARK} Ben"


def test_what_spans_too_much_takes_the_smallest_element_out() -> None:
    gap = "<!-- " + "x" * 500 + " -->"
    text = f"<main><p>Before</p>\n<p>Zoé {gap} Hallmárk</p>\n<p>After</p></main>"
    assert shorter("a.html", text) == (f"<main><p>Before</p>\n<p>{MARK}</p>\n<p>After</p></main>")


def test_what_no_element_surrounds_cannot_be_masked() -> None:
    gap = "<!-- " + "x" * 500 + " -->"
    assert masked("a.html", f"Zoé {gap} Hallmárk".encode(), Masker(holds)) is None


def test_a_span_is_of_whole_words() -> None:
    text = "Ask Zo&eacute;\u00a0<b>Hallmárk</b> of Zoé Hallmárkson."
    span = first_span(text, holds)
    assert span is not None
    assert text[slice(*span)] == "Zo&eacute;\u00a0<b>Hallmárk"
    assert first_span("Zoé Hallmárkson", holds) is None


def test_json_keeps_its_shape() -> None:
    index = {
        "docs": [
            {"location": "guides/#why-zoe-hallmark", "title": "Why Zoé Hallmárk?", "text": "x"},
            {"location": "zoe-hallmark/", "title": "Gone", "text": ""},
            {"location": "b/", "title": "Zoé", "text": "Hallmárk"},
            {"location": "c/", "title": "C", "text": "<p>&lt;b&gt;Zoé&lt;/b&gt; Hallmárk</p>"},
        ],
        "count": 4,
    }
    found = json.loads(shorter("search_index.json", json.dumps(index)))
    assert found["count"] == 4
    assert [doc["location"] for doc in found["docs"]] == ["guides/", "c/"]
    assert found["docs"][0]["title"] == f"Why {MARK}?"
    assert "Hall" not in found["docs"][1]["text"]


def test_the_cards_of_a_directory_lose_a_name_and_stay_in_order() -> None:
    said = [("Ana", f"Learnt from {NAME}, at sea"), ("Bo", "Rows"), ("Cy", "Sails")]
    people = [Card(f'<li><a href="{name}/">{name}</a></li>', says) for name, says in said]
    left = read_cards(shorter("directory.js", Cards(tuple(people), {}).written().decode()).encode())
    assert [each.html for each in left.people] == [each.html for each in people]
    assert [each.says for each in left.people] == [f"Learnt from {MARK}, at sea", "Rows", "Sails"]


def test_who_is_called_the_same_leaves_a_directory() -> None:
    names = {"ana": "Ana", "zoe-hallmark": NAME, "cy": "Cy"}
    people = [Card(f'<li><a href="{id}/">{name}</a></li>', "") for id, name in names.items()]
    left = read_cards(shorter("directory.js", Cards(tuple(people), {}).written().decode()).encode())
    assert [each.html for each in left.people] == [people[0].html, people[2].html]


def test_a_table_keeps_its_rows_and_columns() -> None:
    text = 'name,experience\nBen,"Learnt from Zoé Hallmárk, at sea"\nAna,Rows\n'
    rows = list(csv.reader(io.StringIO(shorter("data/mentors.csv", text))))
    assert rows == [["name", "experience"], ["Ben", f"Learnt from {MARK}, at sea"], ["Ana", "Rows"]]


def test_a_sitemap_and_a_feed_lose_the_page_of_that_name() -> None:
    sitemap = (
        '<?xml version="1.0"?><urlset><url><loc>https://a.example/zoe-hallmark/</loc></url>'
        "<url><loc>https://a.example/b/</loc></url></urlset>"
    )
    assert shorter("sitemap.xml", sitemap) == (
        '<?xml version="1.0"?><urlset><url><loc>https://a.example/b/</loc></url></urlset>'
    )
    packed = masked("sitemap.xml.gz", gzip.compress(sitemap.encode(), mtime=7), Masker(holds))
    assert packed is not None
    assert packed[4:8] == b"\7\0\0\0"
    assert b"zoe" not in gzip.decompress(packed)
    feed = "<rss><item><title>&lt;b&gt;Zoé&lt;/b&gt; Hallm&#225;rk</title><link>b</link></item>"
    assert "<link>b</link>" in shorter("feed.xml", feed)


def test_a_calendar_stays_one() -> None:
    text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:With Zoé Hall\r\n márk\r\nEND:VEVENT\r\n"
    assert shorter("dates.ics", text).splitlines() == [
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT",
        f"SUMMARY:With {MARK}",
        "END:VEVENT",
    ]


def test_long_lines_of_a_calendar_are_folded_again() -> None:
    detail = "Ñandú 🧭,\u2028" * 12
    line = f"DESCRIPTION:{detail}With Zoé Hallmárk"
    text = f"BEGIN:VCALENDAR\r\n{line}\r\nEND:VCALENDAR\r\n"
    folded = shorter("dates.ics", text)
    assert max(len(each.encode()) for each in folded.split("\r\n")) <= 75
    said = folded.replace("\r\n ", "")
    assert said == f"BEGIN:VCALENDAR\r\nDESCRIPTION:{detail}With {MARK}\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize("name", planting.PLANTED)
def test_every_kind_of_file_is_masked_or_left_out(name: str) -> None:
    content = masked(name, planting.PLANTED[name], Masker(holds))
    assert content is None or not any(map(MATCHER.found, Reader().texts(content)))


def test_documents_and_pictures_are_left_out() -> None:
    for name in ("page.pdf", "form.docx", "artist.jpg", "member.zip", "old.html", "wide.txt"):
        assert masked(name, planting.PLANTED[name], Masker(holds)) is None
    assert masked("page.html", planting.PLANTED["page.html"], Masker(holds)) is not None


@pytest.mark.parametrize("filling", ["a" * 40_000, "a " * 20_000, " " * 40_000, "'a" * 20_000])
def test_a_tag_of_any_length_is_gone_through_once(filling: str) -> None:
    text = f'<p {filling} title="By Zoé Hallmárk">Hello</p>'
    assert shorter("page.html", text).split() == text.replace(NAME, MARK).split()
