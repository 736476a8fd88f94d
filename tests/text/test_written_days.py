"""Written days: read where one day alone can be meant, and weekdays held to their dates."""

from __future__ import annotations

from datetime import date

import pytest

from handbook.text.written_days import weekday_at_odds, written_day

THIRD = date(2026, 11, 3)
LANGUAGES = ("en", "es", "fr", "de", "it")


@pytest.mark.parametrize(
    "text",
    [
        *("3 de noviembre de 2026", "3 noviembre 2026", "3 nov 2026", "el 3 de noviembre del 2026"),
        *("Nov 3, 2026", "November 3rd, 2026", "3 Nov 2026", "3rd of November 2026", "3-Nov-2026"),
        *("3. November 2026", "3 novembre 2026", "Tuesday, 3 November 2026", "Tue 3 Nov 2026"),
        *("martes, 3 de noviembre de 2026", "Dienstag, 3. November 2026", "03/nov/2026"),
    ],
)
def test_a_day_with_the_name_of_its_month(text: str) -> None:
    assert written_day(text, LANGUAGES) == THIRD


@pytest.mark.parametrize(
    "text",
    [
        *("Nov 2026", "3 Nov", "3 Nov 26", "31 Feb 2026", "Monday, 3 November 2026", "3 Nix 2026"),
        *("lunes, 3 de noviembre de 2026", "kick-off + 6 weeks", "session 3 2026", "", "3 11 2026"),
        *("3-5 November 2026", "Nov 3 or 4, 2026", "about 3 Nov 2026", "2026"),
    ],
)
def test_what_is_not_one_day_beyond_doubt(text: str) -> None:
    assert written_day(text, LANGUAGES) is None


def test_a_word_that_means_two_months_means_none() -> None:
    """`listopad` is November in Polish and October in Croatian."""
    assert written_day("3 listopad 2026", ["pl"]) == THIRD
    assert written_day("3 listopad 2026", ["pl", "hr"]) is None


TUESDAY = date(2026, 3, 3)


@pytest.mark.parametrize(
    "text",
    [
        *("Monday 3 March", "Monday, March 3", "Monday the 3rd", "Monday 3", "lunes 3 de marzo"),
        *("Lunes, 3", "Answers by Tuesday 9 March", "Opens Saturday 1st of February!"),
    ],
)
def test_a_weekday_that_contradicts_its_day(text: str) -> None:
    assert weekday_at_odds(text, ("en", "es"), TUESDAY, TUESDAY, alone=False)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Monday workshop", "Monday"),
        ("Taller del lunes", "lunes"),
        ("Tuesday workshop", ""),
        ("Every Monday", ""),
        ("Cada lunes", ""),
        ("From Monday to Friday", ""),
        ("The Monday before", ""),
        ("Until Monday", ""),
        ("Sunday roast", "Sunday"),
        ("Mondays at sea", ""),
    ],
)
def test_a_weekday_alone_in_a_title(text: str, told: str) -> None:
    assert weekday_at_odds(text, ("en", "es"), TUESDAY, TUESDAY, alone=True) == told
    assert weekday_at_odds(text, ("en", "es"), TUESDAY, TUESDAY, alone=False) == ""


def test_a_weekday_of_any_of_several_days_is_right() -> None:
    last = date(2026, 3, 5)
    assert weekday_at_odds("Thursday finale", ("en",), TUESDAY, last, alone=True) == ""
    assert weekday_at_odds("Friday finale", ("en",), TUESDAY, last, alone=True) == "Friday"


@pytest.mark.parametrize("text", ["Monday 10:00", "Monday 10 am", "Monday 10h", "Tuesday 3 March"])
def test_an_hour_is_no_day(text: str) -> None:
    assert weekday_at_odds(text, ("en",), TUESDAY, TUESDAY, alone=False) == ""
