from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.rendering.helpers import TONES, avatar, initials, tone
from tests.support.small_builds import texts, thorough


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ana Silvares", "AS"),
        ("Ana Maria Silvares", "AS"),
        ("ana silvares", "AS"),
        ("Ana", "A"),
        ("Nuala O'Farrisey", "NO"),
        ("Ana-Maria", "AM"),
        ("  Ana   Silvares  ", "AS"),
        ("Ángel Ñandú", "ÁÑ"),
        ("Dr. Ana Silvares (she)", "DS"),
        ("王秀英 (Wang Xiuying)", "王"),
        ("さくら 花", "さ"),
        ("김 민준", "김"),
        ("سمير القصراني", "سا"),
        ("ნინო ზღვისპირელი", "ნზ"),
        ("Оксана Веретільник", "ОВ"),
        ("नीला शर्मा", "नश"),
        ("(Ana)", "?"),
        ("", "?"),
        ("42 !", "?"),
        ("3 Ana", "A"),
        ("<b> & x", "BX"),
    ],
)
def test_initials(name, letters):
    assert initials(name) == letters


@thorough
@given(texts)
def test_any_name_has_some(name):
    found = initials(name)
    assert found == "?" or all(letter.isalpha() or letter == "\u0307" for letter in found)
    assert found


def test_a_tone_is_always_the_same():
    assert {id: tone(id) for id in GOLDEN} == GOLDEN
    assert {tone(f"id-{number}") for number in range(200)} == set(range(TONES))


GOLDEN = {"ana": 4, "acme": 2}


@thorough
@given(st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1), texts)
def test_an_avatar_is_sound_svg_that_nobody_reads_aloud(id, name):
    svg = ET.fromstring(avatar(id, name))
    assert svg.attrib["aria-hidden"] == "true"
    assert svg.attrib["class"] == f"hb-avatar hb-tone-{tone(id)}"
    assert [child.tag for child in svg] == ["circle", "text"]
    assert svg[1].text == initials(name)
