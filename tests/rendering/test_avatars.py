from __future__ import annotations

import pytest

from handbook.rendering.portraits import TONES, initials, tone


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
        ("Dr. Ana Silvares (she)", "AS"),
        ("Lorea Etxebarria Onaindia", "LE"),
        ("Silvares Pou, Ana", "AS"),
        ("Ana Maria Gil Sanz", "AG"),
        ("Jean-Paul Martin", "JM"),
        ("John F. Marlow", "JM"),
        ("Ludwig van der Velde", "LV"),
        ("María del Carmen Ruiz Gil", "MR"),
        ("Ana Ruiz, PhD", "AR"),
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


def test_a_tone_is_always_the_same():
    assert {id: tone(id) for id in GOLDEN} == GOLDEN
    assert {tone(f"id-{number}") for number in range(200)} == set(range(TONES))


GOLDEN = {"ana": 4, "acme": 2}
