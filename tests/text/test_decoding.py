"""One way from bytes to text: nothing is lost, and what is no Unicode says so."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.text.decoding import (
    WESTERN,
    Decoded,
    Doubt,
    bad_character,
    clean,
    decoded,
    position,
)
from tests.support.small_builds import thorough


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", Decoded("")),
        ("é\n".encode(), Decoded("é\n")),
        ("\ufeffé".encode(), Decoded("é", mark=codecs.BOM_UTF8)),
        ("\ufeffé".encode("utf-16-le"), Decoded("é", "utf-16-le", codecs.BOM_UTF16_LE)),
        ("\ufeffé".encode("utf-16-be"), Decoded("é", "utf-16-be", codecs.BOM_UTF16_BE)),
        ("\ufeffé".encode("utf-32-le"), Decoded("é", "utf-32-le", codecs.BOM_UTF32_LE)),
        ("\ufeffé".encode("utf-32-be"), Decoded("é", "utf-32-be", codecs.BOM_UTF32_BE)),
        (b"a\r\nbc\xe9", Decoded("a\r\nbcé", WESTERN, doubt=Doubt((2, 3), "é"))),
        (b"\x81", Decoded("\x81", WESTERN, doubt=Doubt((1, 1), "\ufffd"))),
        (b"\xef\xbb\xbfx\xe9", Decoded("ï»¿xé", WESTERN, doubt=Doubt((1, 2), "é"))),
        ("é".encode() + b"\xe9", Decoded("Ã©é", WESTERN, doubt=Doubt((1, 2), "é"))),
        (b"\xff\xfea\x00\x00\xd8", Decoded("a\ud800", "utf-16-le", codecs.BOM_UTF16_LE)),
        (b"a\xed\xa0\x80", Decoded("a\ud800", doubt=Doubt((1, 2), "í"))),
        (b"12345678\x00", Decoded("12345678\0")),
        (b"1234567\x00", Decoded("1234567\0")),
        (b"123456\x00", None),
        (b"12345678\x00\xe9", None),
        (b"\xff\xfea", None),
        (b"PK\x03\x04", None),
        (b"\xd0\xcf\x11\xe0", None),
    ],
)
def test_bytes_become_text(content: bytes, expected: Decoded | None) -> None:
    assert decoded(content) == expected


@thorough
@given(st.binary(max_size=40) | st.text(max_size=20).map(lambda text: text.encode("utf-16")))
def test_what_was_decoded_gives_the_very_same_bytes(content: bytes) -> None:
    found = decoded(content)
    assert found is None or found.bytes_of(found.text) == content


@pytest.mark.parametrize(
    ("offset", "place"),
    [(0, (1, 1)), (3, (2, 1)), (4, (3, 1)), (5, (4, 1)), (6, (4, 2))],
)
def test_lines_end_in_three_ways(offset: int, place: tuple[int, int]) -> None:
    text = "a\r\n\n\rbc"
    assert position(text, offset) == place
    assert Decoded(text).place(offset) == place


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a\tb\r\nc", None),
        ("a\x00", ("control-character", 1)),
        ("\x1f", ("control-character", 0)),
        ("ab\x7f", ("control-character", 2)),
        ("\x85", ("control-character", 0)),
        ("\xa0", None),
        ("\ufffd", ("character-lost", 0)),
        ("\ufffd\x07", ("control-character", 1)),
        ("\uffff", ("control-character", 0)),
    ],
)
def test_characters_that_no_text_may_hold(text: str, found: tuple[str, int] | None) -> None:
    assert bad_character(text) == found


@pytest.mark.parametrize(
    "outer", [" ", "\t", "\n", "\u00a0", "\u200b", "\ufeff", "\u3000", "\u00ad"]
)
def test_what_is_trimmed(outer: str) -> None:
    assert clean(f"{outer}a{outer}b{outer}") == f"a{outer}b"
    assert clean("e\u0301") == "é"
