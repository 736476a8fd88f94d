"""Names of people and numbers of telephones, however they are set."""

from __future__ import annotations

import re

import pytest

from handbook.text.folding import bare, is_mostly_unspaced, plain, words_of
from handbook.text.name_forms import distinctive_forms, shortened_forms, without_asides
from handbook.text.names import forms_of, in_any_order, is_full, shortened, spellings
from handbook.text.phones import numbers_in, phone_of


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ana Sanz", {"Ana Sanz"}),
        ("Ελένη Βουρλιώτη (Eleni Vourlioti)", {"Ελένη Βουρλιώτη", "Eleni Vourlioti"}),
        ("Dr. Ana Sanz, PhD", {"Dr. Ana Sanz, PhD", "Dr. Ana Sanz", "Ana Sanz"}),
        ("Sanz, Dr. Ana", {"Sanz, Dr. Ana", "Sanz, Ana"}),
        ("Doña Ana da Silva", {"Doña Ana da Silva", "Ana da Silva"}),
        ("Nuala (Nu) O'Farrisey", {"Nuala O'Farrisey", "Nu O'Farrisey"}),
        ("José María “Pepe” Sanz Gil", {"José María Sanz Gil", "Pepe Sanz Gil"}),
        ("Ana Sanz (Anita)", {"Ana Sanz", "Anita Sanz"}),
        ("Ana Sanz / Eva Gil; Luis Paz", {"Ana Sanz", "Eva Gil", "Luis Paz"}),
        ("Wren", {"Wren"}),
        ("Robert (B) Jones", {"Robert Jones"}),
        ("Ana (Nita) Sanz (Nina) Gil", {"Ana Sanz Gil", "Nita Sanz", "Nina Gil"}),
        ("Sanz, Ana", {"Sanz, Ana"}),
        ("黎文桥 (Lí Wénqiáo)", {"黎文桥", "Lí Wénqiáo"}),
        ("¿?", set()),
        ("", set()),
    ],
)
def test_a_cell_can_hold_several_full_names(name: str, expected: set[str]):
    assert set(spellings(name)) == expected


def test_names_are_one_in_whatever_order_of_their_words():
    assert in_any_order("SANZ, Ána-María") == in_any_order("Ana Maria Sanz")
    assert in_any_order("Ana Sanz") != in_any_order("Ana Sans")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Łukasz Ångström-Straße", ("lukasz", "angstrom", "strasse")),
        ("first_name", ("first", "name")),
        ("O’Hara", ("o", "hara")),
        ("王小明 Wang", ("王", "小", "明", "wang")),
        ("٦٠٠", ("600",)),
        ("가나", ("가", "나")),
        ("がか", ("か", "か")),
        ("a\x7fb", ("a", "b")),
        ("…", ()),
    ],
)
def test_texts_are_compared_by_their_words(text: str, words: tuple[str, ...]):
    assert words_of(text) == words
    assert bare(text) == "".join(words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Straße", "STRASSE"),
        ("STRAẞE", "Straße"),
        ("ΝΙΚΟΣ", "Νίκος"),
        ("İstanbul", "istanbul"),
        ("Işık", "ISIK"),
        ("ﬁrst", "FIRST"),
        ("Æsir Œuvre Þór", "aesir oeuvre thor"),
    ],
)
def test_capitals_are_forgotten_in_every_script(one: str, other: str):
    assert words_of(one) == words_of(other)


@pytest.mark.parametrize(
    ("words", "mostly"),
    [
        ("王", False),
        ("王明", True),
        ("王 ana", False),
        ("王明 ana", True),
        ("王明 ana bo cy", False),
        ("", False),
    ],
)
def test_where_most_words_are_letters(words: str, mostly: bool):
    assert is_mostly_unspaced(words_of(words)) is mostly


@pytest.mark.parametrize(
    ("name", "full"),
    [
        ("Ana Sanz", True),
        ("黎文", True),
        ("黎", False),
        ("Ana …", False),
        ("Ana-Sanz", False),
        ("Ana", False),
        ("", False),
    ],
)
def test_a_name_is_full_from_two_words_on(name: str, full: bool):
    assert is_full(name) is full


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Ana  PÉREZ", {("ana", "perez")}),
        ("Pérez, Ana", {("perez", "ana"), ("ana", "perez")}),
        (
            "Ελένη Βου (Eleni Vou)",
            {("ελενη", "βου", "eleni", "vou"), ("ελενη", "βου"), ("eleni", "vou")},
        ),
        ("Cher", {("cher",)}),
        ("Ana Pérez, PhD", {("ana", "perez", "phd"), ("phd", "ana", "perez"), ("ana", "perez")}),
        ("", set()),
        (" - ", set()),
    ],
)
def test_the_ways_to_write_a_name(name: str, forms: set[tuple[str, ...]]):
    assert forms_of(name) == forms
    assert forms <= distinctive_forms(name) or forms == {("cher",)}


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("123 4567 / 1234 5678", ("123 4567", "1234 5678", "123 4567 / 1234 5678")),
        ("1234 5678 / 1234 5678", ("1234 5678",)),
    ],
)
def test_what_may_be_one_number_is_kept_whole(cell: str, numbers: tuple[str, ...]):
    assert numbers_in(cell) == numbers


def test_a_plain_text_keeps_its_signs():
    assert plain("  C++ \u00a0 y  GESTIÓN ") == "c++ y gestion"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+44 1632 960001", "(01632) 960-001", True),
        ("01632 960001", "0044 (0)1632 960001", True),
        ("+44 1632 960001", "+33 1632 960001", False),
        ("+44 1632 960001", "+44 1632 960002", False),
    ],
)
def test_numbers_that_may_be_one(one: str, other: str, same: bool):
    first, second = phone_of(one), phone_of(other)
    assert first is not None
    assert second is not None
    assert first.may_be(second) is same
    assert second.may_be(first) is same


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Ana Sanz", {("ana", "sanz")}),
        ("Sanz, Ana", {("sanz", "ana"), ("ana", "sanz")}),
        ("Dr Ana Sanz", {("dr", "ana", "sanz"), ("ana", "sanz")}),
        ("Ana", {("ana",)}),
        ("…", set()),
    ],
)
def test_a_name_is_written_in_few_forms(name: str, forms: set[tuple[str, ...]]):
    assert forms_of(name) == forms


def test_a_single_word_is_a_name_from_six_letters_on():
    assert distinctive_forms("Sophie")
    assert not distinctive_forms("Sofie")


@pytest.mark.parametrize(
    "code",
    [
        *("1", "7", "20", "27", "30", "34", "36", "39", "41", "43", "49", "51", "58", "60", "66"),
        *("81", "82", "84", "86", "90", "95", "98", "351", "358", "212", "420", "593", "886"),
    ],
)
def test_a_number_is_known_without_the_code_of_its_country(code: str):
    phone = phone_of(f"+{code} 943 123 456")
    assert phone is not None
    assert (phone.country, phone.digits) == (code, "943123456")


@pytest.mark.parametrize(
    ("name", "shorter"),
    [
        ("Mara Tidewell", ()),
        ("Mara de la Vega", ()),
        ("José Núñez Łoś", ("José Łoś", "José Núñez", "José N Łoś")),
        ("Ana María Sanz", ("Ana Sanz", "Ana M Sanz")),
        ("Sanz, Ana María", ("Ana Sanz", "Ana M Sanz")),
        (
            "Ana María Sanz López",
            ("Ana María Sanz", "Ana López", "Ana Sanz", "Ana M López"),
        ),
        ("Mara J. Tidewell", ("Mara Tidewell",)),
        ("", ()),
    ],
)
def test_parts_of_a_name_are_left_out(name: str, shorter: tuple[str, ...]):
    assert shortened(name) == shorter
    # The search of the site knows all that a withdrawal knows.
    dotted = (re.sub(r"\b(\w) ", r"\1. ", each) for each in shorter)
    known = distinctive_forms(name) | shortened_forms(name)
    assert {words_of(without_asides(each)) for each in dotted} <= known
