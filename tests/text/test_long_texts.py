"""Texts of any length are gone through once: none of these ends while one waits if one is not."""

from __future__ import annotations

import pytest

from handbook.rendering.other_markdown import html_in_markdown
from handbook.text.name_forms import GOES_ON, with_longer_names
from handbook.text.phones import Phone, phone_of
from handbook.text.tags import with_safe_addresses

LONG = 200_000
WORDS = ("a", "-", "~", "é", "0x", "a@", "a ", " ", "'a' ", "a=b ", "a= b ")


def many(unit: str) -> str:
    return unit * (LONG // len(unit))


@pytest.mark.parametrize("unit", WORDS)
def test_an_address_of_a_script_is_found_behind_anything(unit: str) -> None:
    tag = f'<a {many(unit)} href="javascript:x">'
    assert with_safe_addresses(tag) == tag.replace("javascript:x", "#")


@pytest.mark.parametrize("unit", WORDS)
def test_an_attribute_is_written_for_other_markdown_behind_anything(unit: str) -> None:
    tag = f'<a {many(unit)} title="[b](c)">'
    assert html_in_markdown(tag).endswith(' title="&#91;b&#93;&#40;c&#41;">')


@pytest.mark.parametrize("unit", ["(", "+", "(+", "+ ", "( 0 )", "1"])
def test_a_telephone_number_is_read_behind_anything(unit: str) -> None:
    number = phone_of(f"{many(unit)} x (+44) 1632 960001")
    assert number == Phone("1632960001", "44") or unit == "1"


@pytest.mark.parametrize("unit", ["de ", "de la ", "van der ", "-", "a ", "l\xa0"])
def test_the_capital_of_a_longer_name_is_found_behind_anything(unit: str) -> None:
    text = f"met {many(unit)}nobody, Ana Sanz"
    assert with_longer_names(text) == text.replace("Ana", f"Ana {GOES_ON}")


def test_a_name_goes_on_behind_particles() -> None:
    assert with_longer_names("Ana van der Aa") == (f"Ana {GOES_ON} van {GOES_ON} der {GOES_ON} Aa")
