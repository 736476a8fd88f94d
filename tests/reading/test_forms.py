"""Cells with a form of their own: links, ranges, time zones, secure addresses."""

from __future__ import annotations

from decimal import Decimal

import pytest

from handbook.content_types import REGISTRY
from handbook.languages import Languages, Text
from handbook.reading.sheets.cells import CellFault, Conventions, Convert
from handbook.reading.sheets.columns import Column
from handbook.reading.sheets.forms import labelled_address, secure_address, time_zone
from handbook.reading.sheets.schemas import load_schema
from handbook.reading.sheets.words import converter
from handbook.row import Link
from handbook.schema import Field, Privacy, Term, Vocabulary
from handbook.text.ranges import range_of

FILM = Term("film", Text((("en", "Film"), ("es", "Vídeo"))), contact=False)
BOOKING = Term("booking", Text.of("Booking page", "en"))
KINDS = Vocabulary("links", (FILM, BOOKING))
LINKS = Field(
    "links",
    "Links",
    "",
    "list",
    Privacy.CONSENT,
    vocabulary="links",
    descriptor={"format": "link", "delimiter": ";"},
)
CONVENTIONS = Conventions(Languages(("en", "es")), vocabularies={"links": KINDS})
links = converter(Column("links", LINKS), CONVENTIONS)


def cells_of(kind: str, mark: str = ".") -> Convert:
    """Return what takes the cells of a column of a type."""
    field = Field("v", "V", "", kind, Privacy.PUBLIC)
    return converter(Column("v", field), Conventions(Languages(("en",)), decimal_mark=mark))


def codes(value: object) -> list[str]:
    assert isinstance(value, CellFault), value
    return [value.code, *(each.code for each in value.more)]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("film: https://film.example/42", [Link(FILM, "https://film.example/42")]),
        ("Film: https://film.example/42", [Link(FILM, "https://film.example/42")]),
        ("vídeo:https://film.example/a?b=c:d", [Link(FILM, "https://film.example/a?b=c:d")]),
        (
            "Film (Ana's day: 1): HTTPS://film.example",
            [Link(FILM, "HTTPS://film.example", "Ana's day: 1")],
        ),
        ("BOOKING PAGE: @ana.b", [Link(BOOKING, "@ana.b")]),
        ("film: @ana@social.example", [Link(FILM, "@ana@social.example")]),
        ("film :  @ána_1 ; ; ", [Link(FILM, "@ána_1")]),
        (
            "film: https://a.example;\nbooking: https://b.example/x,y",
            [Link(FILM, "https://a.example"), Link(BOOKING, "https://b.example/x,y")],
        ),
    ],
)
def test_links_are_a_kind_and_an_address_or_a_handle(cell: str, expected: list[Link]) -> None:
    assert links(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("https://film.example", ["link-form"]),
        ("film https://film.example", ["link-form"]),
        ("film", ["link-form"]),
        ("film:", ["link-form"]),
        (": https://film.example", ["link-form"]),
        ("film (): https://film.example", ["link-form"]),
        ("film: javascript:alert(1)", ["link-target"]),
        ("javascript:alert(1)", ["vocabulary-unknown"]),
        ("film: data:text/html,<script>alert(1)</script>", ["link-target"]),
        ("film: //film.example", ["link-target"]),
        ("film: vbscript:x", ["link-target"]),
        ("film: mailto:ana@a.example", ["link-target"]),
        ("film: ana@a.example", ["link-target"]),
        ("film: tel:+441632960001", ["link-target"]),
        ("film: +44 1632 960001", ["link-target"]),
        ("film: http://film.example", ["web-address-insecure"]),
        ("film: https://ana:secret@film.example", ["link-target"]),
        ('film: https://film.example/"onclick=alert(1)', ["link-target"]),
        ("film: https://film.example/<b>", ["link-target"]),
        ("film: https://film.example/a b", ["link-target"]),
        ("film: https://localhost", ["link-target"]),
        ("film: https://film.example/\u202egnp", ["character-invisible"]),
        ("film: @ana\u200bb", ["character-invisible"]),
        ("film: @", ["link-target"]),
        ("film: @a b", ["link-target"]),
        ("film: @<b>", ["link-target"]),
        ("film: @ana@", ["link-target"]),
        ("film (<b>x</b>): https://film.example", ["link-form"]),
        ("film (ana@a.example): https://film.example", ["link-form"]),
        ("fax: https://film.example", ["vocabulary-unknown"]),
        ("https: //film.example", ["vocabulary-unknown"]),
        ("film: https://a.example, film: https://b.example", ["list-separator"]),
        ("fax: @a; film: http://a.example", ["vocabulary-unknown", "web-address-insecure"]),
    ],
)
def test_what_is_no_link_is_told(cell: str, expected: list[str]) -> None:
    assert codes(links(cell)) == expected


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("4", "4"), ("0", "0"), ("1.5", "1.5"), ("2-4", "2–4"), ("2 – 4", "2–4"), ("2 to 4", "2–4"),
        ("2 A 4", "2–4"), ("3-3", "3"), ("10+", "10+"), ("0.5—1", "0.5–1"),
    ],
)  # fmt: skip
def test_ranges(cell: str, shown: str) -> None:
    assert str(range_of(cell)) == shown


@pytest.mark.parametrize(
    "cell",
    ["4-2", "-4", "06-Mar", "many", "2-", "2--4", "1,5", "2-4-6", "1e3", "٣", "+", "2026-03-06"],
)
def test_what_is_no_range(cell: str) -> None:
    assert codes(cells_of("range")(cell)) == ["type-range"]


def test_ranges_are_ordered_as_numbers() -> None:
    cells = ["10+", "2-4", "2", "10", "9.5"]
    assert sorted(cells, key=lambda cell: range_of(cell).rank) == ["2", "2-4", "9.5", "10", "10+"]


@pytest.mark.parametrize("name", ["Europe/Madrid", "Asia/Tokyo", "UTC", "America/Argentina/Salta"])
def test_time_zones(name: str) -> None:
    assert time_zone(name) == name


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("europe/madrid", "Europe/Madrid"), ("Europe/Madird", "Europe/Madrid"),
        ("America/New York", "America/New_York"), ("GMT+25", None), ("localtime", None),
        ("../etc/passwd", None), ("Europe/Madrid\u200b", "Europe/Madrid"),
        ("Madrid time here", None),
    ],
)  # fmt: skip
def test_what_is_no_time_zone(name: str, meant: str | None) -> None:
    fault = time_zone(name)
    assert codes(fault) == ["zone-unknown"]
    if meant:
        assert fault.details == {"suggestion": meant}


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("https://a.example/x", ""), ("HTTPS://A.example", ""), ("a.example", "web-address"),
        ("http://a.example", "web-address-insecure"), ("ftp://a.example", "web-address"),
        ("javascript:alert(1)", "web-address"), ("data:text/html,x", "web-address"),
        ("https://a.example/\u202egnp", "web-address"), ("https://a.example/\u00ad", "web-address"),
        ("https://a@a.example", "web-address"), ("https://a.example/'x", "web-address"),
    ],
)  # fmt: skip
def test_secure_addresses(raw: str, code: str) -> None:
    found = secure_address(raw)
    assert codes(found) == [code] if code else found == raw


@pytest.mark.parametrize(
    ("cell", "label", "address"),
    [
        ("https://a.example/x", "", "https://a.example/x"),
        ("My talk: https://a.example/x", "My talk", "https://a.example/x"),
        ("At 10: 30: https://a.example/x:y", "At 10: 30", "https://a.example/x:y"),
    ],
)
def test_labelled_addresses(cell: str, label: str, address: str) -> None:
    found = labelled_address(cell)
    assert (found.label, found.target, str(found)) == (label, address, cell)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("My talk", "web-address"),
        ("My talk https://a.example", "web-address"),
        ("My talk: http://a.example", "web-address-insecure"),
        ("x: javascript:alert(1)", "web-address"),
        ("<b>x</b>: https://a.example", "web-address"),
        ("ana@a.example: https://a.example", "web-address"),
        ("\u202egnp: https://a.example", "web-address"),
    ],
)
def test_what_is_no_labelled_address(cell: str, code: str) -> None:
    assert codes(labelled_address(cell)) == [code]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        *(("1,5", "1.5"), ("-0,25", "-0.25"), ("1,500", "1.500"), ("12,345", "12.345"), ("7", "7")),
        *(("1.5", "1.5"), ("0.125", "0.125"), ("0,125", "0.125"), ("1234,5", "1234.5")),
        *(("1.50", "1.50"), ("1234.567", "1234.567"), ("+3,0", "3.0")),
    ],
)
def test_a_declared_comma_stands_before_decimals(cell: str, expected: str) -> None:
    assert cells_of("number", ",")(cell) == Decimal(expected)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        *(("1.500", "1500"), ("12.345", "12345"), ("1.234.567", "1234567"), ("1.234,5", "1234,5")),
        *(("-2.000", "-2000"), ("100.000", "100000")),
    ],
)
def test_points_that_part_thousands_are_told_where_commas_are_declared(cell, meant) -> None:
    found = cells_of("number", ",")(cell)
    assert (found.code, found.details) == ("number-thousands", {"suggestion": meant})


@pytest.mark.parametrize("cell", ["1,5,0", "1,5.0", ",5", "5,", "1 500,5", "1'500", "a", "1,5%"])
def test_what_is_no_number_with_a_comma_either(cell: str) -> None:
    assert codes(cells_of("number", ",")(cell)) == ["type-number"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        *(("1,5", "decimal-mark-undeclared"), ("12,75", "decimal-mark-undeclared")),
        *(("1,500", "type-number"), ("1,234,567", "type-number"), ("1.234,5", "type-number")),
    ],
)
def test_a_comma_that_nobody_declared_is_told(cell: str, code: str) -> None:
    assert codes(cells_of("number")(cell)) == [code]


def test_where_the_mark_cannot_be_told_neither_is_wrong() -> None:
    read = cells_of("number", "any")
    assert [str(read(cell)) for cell in ("1,5", "1.5", "1.500")] == ["1.5", "1.5", "1.500"]


def test_ranges_have_commas_where_they_are_declared() -> None:
    read = cells_of("range", ",")
    found = [str(read(cell)) for cell in ("1,5 to 3", "1,5-2,5", "2,5+", "1.5", "4")]
    assert found == ["1.5–3", "1.5–2.5", "2.5+", "1.5", "4"]
    assert codes(read("1.500 to 2.000")) == codes(cells_of("range")("1,5 to 3")) == ["type-range"]


def months(cell: str) -> object:
    schema = load_schema(next(one for one in REGISTRY if one.name == "mentors").schema)
    return converter(Column("v", schema.field("months_offered")), CONVENTIONS)(cell)


@pytest.mark.parametrize("cell", ["0", "0.0", "0 to 0", "00", "0-0"])
def test_nothing_offered_is_told_where_something_is_meant(cell: str) -> None:
    assert codes(months(cell)) == ["range-nothing"]
    assert str(cells_of("range")(cell)) in {"0", "0.0"}, "a column of one's own may say nothing"


@pytest.mark.parametrize("cell", ["0.5", "0 to 2", "0+", "1", "10+"])
def test_a_little_is_offered(cell: str) -> None:
    assert range_of(cell) == months(cell)


@pytest.mark.parametrize("cell", ["-1", "-1 to 3", "minus 2"])
def test_less_than_nothing_is_no_range(cell: str) -> None:
    assert codes(months(cell)) == ["type-range"]
