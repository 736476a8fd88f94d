"""Oddities: what only looks right is named, and what is right is left alone."""

from __future__ import annotations

import pytest

from handbook.text.addresses import is_email, is_web_address
from handbook.text.oddities import (
    is_spreadsheet_remains,
    oddities,
    oddities_of_prose,
    oddity,
    plainly,
    straight,
    turned,
)

REMAINS = (
    *("#WERT!", "#BEZUG!", "#NOM?", "#NV", "#VALEUR!", "#SPILL!", "#GETTING_DATA", "#ÜBERLAUF!"),
    *("#RIF!", "#NOME?", "#N/D", "#WAARDE!", "#N/B", "#ARG!", "#ADR!", "#DZIEL/0!", "#N/DISP"),
    *("#ÉRTÉK!", "#DEĞER!", "#ЗНАЧ!", "#値!", "#¡REF!", "#¿NOMBRE?", "#CALC!", "#FIELD!"),
    *("#CONNECT!", "#BLOCKED!", "#REF", "####", "Err:502", "Loading...", "Cargando…"),
    *("Wird geladen...", "Chargement…", "3.46e+10", "3,46E+10", "1.2e-7", "12E+3"),
)
WORDS = (
    *("#1", "#1!", "# 1 at sea", "#MeToo", "#NASA", "C#!", "Loading", "Loading the ship...", "E"),
    *("3E10", "E+", "12e", "#Welcome!", "Ferry #7!", "2e Chambre"),
)


@pytest.mark.parametrize("cell", REMAINS)
def test_what_spreadsheets_leave(cell: str) -> None:
    assert is_spreadsheet_remains(cell)


@pytest.mark.parametrize("cell", WORDS)
def test_what_people_write(cell: str) -> None:
    assert not is_spreadsheet_remains(cell)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nan", [("text-exported", "nan", "")]),
        ("undefined undefined", [("text-exported", "undefined undefined", "")]),
        ("CompaÃ±Ã­a", [("text-misread", "Ã±Ã\xad", "ñí")]),
        ("PÃ¡gina", [("text-misread", "Ã¡", "á")]),
        ("donâ€™t", [("text-misread", "â€™", "’")]),
        ("CafÃƒÂ©", [("text-misread", "ÃƒÂ©", "é")]),
        ("Fish &amp; chips &amp; peas", [("text-entity", "&amp;", "&")]),
        ("Ana&#8217;s", [("text-entity", "&#8217;", "’")]),
        ("Caf&eacute;", [("text-entity", "&eacute;", "é")]),
        ("a\u202eb", [("text-turned", "U+202E", "")]),
        ("שלום \u2067בלי סוף", [("text-turned", "U+2067", "")]),
    ],
)
def test_what_programs_leave_in_a_text(text: str, told: list[tuple[str, str, str]]) -> None:
    assert list(oddities(text, markup=False)) == told


@pytest.mark.parametrize(
    "text",
    [
        *("Nan", "Null", "Ana Null", "None of it", "N/A until then", "R&D; AT&T;", "a & b; c"),
        *("Ã la carte", "SÃO PAULO", "À côté", "50 €™", "Łódź – Ærø", "naïve", "Â", "x&y=1;"),
        *("שלום \u2067abc\u2069 עולם", "ab\u200fc", "👩\u200d🚀", "می\u200cخواهم", "co\xadoperate"),
    ],
)
def test_a_text_that_nothing_is_wrong_with(text: str) -> None:
    assert list(oddities(text, markup=False)) == []


def test_an_entity_in_markdown_is_what_it_stands_for() -> None:
    assert list(oddities("a&nbsp;b", markup=True)) == []


@pytest.mark.parametrize(
    ("value", "kind", "meant"),
    [
        ("\u0430cme", ("character-alphabet", 1), "acme"),
        ("\u0430\u0441\u043c\u0435", ("character-alphabet", 1), "acme"),
        ("bet\u03b1", ("character-alphabet", 4), "beta"),
        ("ａｃｍｅ", ("character-alphabet", 1), "acme"),
        ("ac\xadme", ("character-invisible", 3), "acme"),
        ("ac\u2060me", ("character-invisible", 3), "acme"),
        ("ac\u202dme", ("character-invisible", 3), "acme"),
        ("kick\u2011off", ("character-hyphen", 5), "kick-off"),
        ("kick\u2212off", ("character-hyphen", 5), "kick-off"),
        ("a\u00a0b", ("character-space", 2), "a b"),
        ("“acme”", ("character-quote", 1), "acme"),
        ("'acme'", ("character-quote", 1), "acme"),
        ("«acme»", ("character-quote", 1), "acme"),
    ],
)
def test_what_only_looks_right(value: str, kind: tuple[str, int], meant: str) -> None:
    assert (oddity(value), plainly(value)) == (kind, meant)


@pytest.mark.parametrize("value", ["acme", "ana-lópez", "straße", "o'brien", "日本", ""])
def test_what_looks_as_it_is(value: str) -> None:
    assert oddity(value) is None


def test_dashes_between_digits_are_hyphens() -> None:
    dashes = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
    assert {straight(f"2026{dash}03{dash}01") for dash in dashes} == {"2026-03-01"}


@pytest.mark.parametrize("unseen", ["\xad", "\u200b", "\u200d", "\u200e", "\u202e", "\u2066"])
def test_no_address_holds_what_is_not_seen(unseen: str) -> None:
    assert not is_email(f"ana@ac{unseen}me.example")
    assert not is_web_address(f"https://acme.example/{unseen}gpj.exe")


def test_scripts_that_join_letters_keep_their_joiners_in_addresses() -> None:
    assert is_web_address("https://acme.example/می\u200cخواهم")
    assert not turned("می\u200cخواهم")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("# CafÃ©\n", [(1, "text-misread", "Ã©", "é")]),
        (
            "A\n\n- donâ€™t\n- Â¿QuÃ©?",
            [(3, "text-misread", "â€™", "’"), (4, "text-misread", "Â¿", "¿")],
        ),
        ("a\u202eb", [(1, "text-turned", "U+202E", "")]),
        ("Salt &amp;amp; rope", [(1, "text-entity", "&amp;amp;", "&")]),
        ("Caf&amp;eacute;", [(1, "text-entity", "&amp;eacute;", "é")]),
        ("Ana&amp;amp;#39;s", [(1, "text-entity", "&amp;amp;#39;", "'")]),
        (
            "[join](https://ac\u00adme.example/x)",
            [(1, "address-unseen", "https://ac[U+00AD]me.example/x", "https://acme.example/x")],
        ),
        (
            "Write to ana@ac\u200bme.example, please.",
            [(1, "address-unseen", "ana@ac[U+200B]me.example", "ana@acme.example")],
        ),
        (
            '<a href="https://acme.example/a\u2060b">a</a>',
            [(1, "address-unseen", "https://acme.example/a[U+2060]b", "https://acme.example/ab")],
        ),
        ("[plan](pl\u00adan.pdf)", [(1, "address-unseen", "pl[U+00AD]an.pdf", "plan.pdf")]),
        ("```\nCafÃ©\n```\n\nCafÃ©\n", [(5, "text-misread", "Ã©", "é")]),
        ("<!-- a\nb -->\n\nPÃ¡gina", [(4, "text-misread", "Ã¡", "á")]),
        ("```\nnever closed: é\n\n~~~\n```\nCafÃ©", [(6, "text-misread", "Ã©", "é")]),
        ("None", [(1, "text-exported", "None", "")]),
    ],
)
def test_what_programs_leave_in_prose(text: str, told: list[tuple[int, str, str, str]]) -> None:
    assert list(oddities_of_prose(text)) == told


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Salt &amp; rope &eacute; &nbsp; &lt;",
            "R&D &amp; IT",
            "[a](https://a.example/?a=1&amp;b=2)",
        ),
        *("`CafÃ©`", "``a `CafÃ©` b``", "~~~ text\nCafÃ©\n~~~", "````\n```\nCafÃ©\n```\n````"),
        *(
            "<!-- CafÃ©\nÃ¡ -->",
            "{%# CafÃ© #%}",
            "<code>&amp;amp;</code> é",
            "> ```\n> CafÃ©\n> ```",
        ),
        *(
            "A long Donau\u00addampf\u00adschiff",
            "#WERT!",
            "A cell says #VALUE! or nan.",
            "A:\n\n#N/A",
        ),
        *(
            "شروع \u2067abc\u2069",
            "https://acme.example/می\u200cخواهم",
            "None of it.",
            "é\u200b ana@acme.example\u200b",
        ),
        *("[roles](gui\u00addes.md)", "&amp;nosuchthing; é", "Ã la carte", "À côté", "👩\u200d🚀"),
    ],
)
def test_prose_that_nothing_is_wrong_with(text: str) -> None:
    assert list(oddities_of_prose(text)) == []
