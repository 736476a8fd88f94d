from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from handbook.days import Day, clock_time, date_range, long_date, zone_name
from handbook.languages import Catalogue, Languages, Text, language_name, list_of, locale
from handbook.reading.documents.package_data import load_catalogue

DAY = date(2026, 3, 3)
BOTH = Text((("en", "Hello"), ("es", "Hola")))


def test_the_first_language_is_the_default():
    languages = Languages(("pt-BR", "en"))
    assert (languages.default, list(languages)) == ("pt-BR", ["pt-BR", "en"])


@pytest.mark.parametrize(
    ("language", "wording"),
    [("en", ("Hello", "en")), ("es", ("Hola", "es")), ("fr", ("Hello", "en"))],
)
def test_a_text_tells_the_language_it_is_really_in(language, wording):
    assert BOTH.wording(language) == wording


def test_a_text_is_empty_where_no_wording_says_anything():
    assert str(BOTH) == "Hello"
    assert BOTH
    assert not Text.of("", "en")
    assert Text((("en", ""), ("es", "Hola")))


CATALOGUE = Catalogue(
    "en",
    {
        "plain": "No {braces}".replace("{braces}", "braces"),
        "one": "Dear {name}",
        "many": {"one": "{count} pair", "other": "{count} pairs"},
        "rest": {"other": "{count}"},
    },
)


@pytest.mark.parametrize(
    ("key", "values", "text"),
    [
        ("plain", {}, "No braces"),
        ("one", {"name": "{x} {0.__class__}"}, "Dear {x} {0.__class__}"),
        ("many", {"count": 0}, "0 pairs"),
        ("many", {"count": 1}, "1 pair"),
        ("many", {"count": 2}, "2 pairs"),
        ("rest", {"count": 1}, "1"),
    ],
)
def test_a_wording_is_filled_in(key, values, text):
    assert CATALOGUE.has(key)
    assert CATALOGUE.text(key, **values) == text


@pytest.mark.parametrize(
    ("key", "values"),
    [
        ("nowhere", {}),
        ("one", {}),
        ("many", {}),
        ("many", {"count": "2"}),
        ("many", {"count": None}),
    ],
)
def test_what_is_missing_is_a_key_error(key, values):
    with pytest.raises(KeyError):
        CATALOGUE.text(key, **values)


@pytest.mark.parametrize(
    ("count", "form"), [(1, "one"), (2, "few"), (5, "many"), (21, "one"), (1.5, "other")]
)
def test_plural_classes_are_those_of_the_language(count, form):
    forms = {name: name for name in ("one", "few", "many", "other")}
    assert Catalogue("uk", {"x": forms}).text("x", count=count) == form


@pytest.mark.parametrize("code", ["en", "es", "pt-BR", "zh-Hant", "en-US", "sr-Latn"])
def test_languages_that_are_known(code):
    assert str(locale(code)).replace("_", "-").startswith(code.partition("-")[0])


@pytest.mark.parametrize(
    "code", ["", "xx", "english", "en_GB", "e", "../en", "en-", "en-XXXX-YYYY"]
)
def test_languages_that_are_not(code):
    with pytest.raises(ValueError, match=r".*"):
        locale(code)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "3 March 2026"),
        ("en-US", "March 3, 2026"),
        ("es", "3 de marzo de 2026"),
        ("de", "3. März 2026"),
    ],
)
def test_a_date_written_out(language, written):
    words = Catalogue(language, {})
    assert long_date(DAY, language) == written
    assert date_range(DAY, None, words) == written
    assert date_range(DAY, DAY, words) == written


def test_a_span_names_both_ends():
    assert date_range(DAY, date(2026, 3, 5), Catalogue("en", {})) == "3 March 2026 – 5 March 2026"
    months = date_range(DAY, date(2026, 4, 5), Catalogue("en", {}))
    assert months.startswith("3 Mar")
    assert months.endswith("2026")
    years = date_range(DAY, date(2027, 4, 5), Catalogue("es", {}))
    assert "2026" in years
    assert "2027" in years


@pytest.mark.parametrize(
    ("language", "written"), [("en", "17:30"), ("en-US", "5:30\u202fPM"), ("es", "17:30")]
)
def test_a_time_of_day(language, written):
    assert clock_time(time(17, 30, 15), language) == written


@pytest.mark.parametrize(
    ("words", "language", "written"),
    [
        ([], "en", ""),
        (["a"], "en", "a"),
        (["a", "b"], "es", "a y b"),
        (["a", "b", "c"], "en", "a, b and c"),
        (["a", "b", "c"], "en-US", "a, b, and c"),
    ],
)
def test_a_list_in_a_sentence(words, language, written):
    assert list_of(words, language) == written


def test_languages_have_names():
    assert language_name("es", "en") == "Spanish"
    assert language_name("es", "es") == "español"
    assert language_name("tlh-x", "en") == "tlh-x"


@pytest.mark.parametrize(("code", "stem"), [("es-MX", "es"), ("en-US", "en"), ("cy", "en")])
def test_a_language_without_strings_of_its_own_takes_the_next(code, stem):
    found = load_catalogue(code)
    assert found.language == ("en" if code == "cy" else code)
    assert found.strings == load_catalogue(stem).strings


@pytest.mark.parametrize(
    ("zone", "language", "name"),
    [
        ("Europe/Madrid", "en", "Madrid time"),
        ("Europe/London", "es", "hora de Londres"),
        ("Asia/Kolkata", "en", "Kolkata time"),
        ("Asia/Calcutta", "en", "Kolkata time"),
        ("America/Argentina/Buenos_Aires", "en", "Buenos Aires time"),
        ("US/Eastern", "es", "hora de Nueva York"),
        ("Japan", "en", "Tokyo time"),
        ("UTC", "en", "UTC"),
        ("Etc/UTC", "es", "UTC"),
        # Its name counts the other way round.
        ("Etc/GMT+3", "en", "UTC-03:00"),
    ],
)
def test_a_time_zone_is_named_as_readers_do(zone, language, name):
    moment = datetime(2026, 3, 16, 17, 30, tzinfo=ZoneInfo(zone))
    assert zone_name(moment, load_catalogue(language)) == name


@pytest.mark.parametrize(
    ("end", "language", "written"),
    [
        (None, "en", "Monday, 16 March 2026"),
        (None, "es", "lunes, 16 de marzo de 2026"),
        (date(2026, 3, 16), "en", "Monday, 16 March 2026"),
        (date(2026, 3, 18), "en", "Monday, 16 March 2026 – Wednesday, 18 March 2026"),
        (Day(2026, 4, 30, month_only=True), "en", "Monday, 16 March 2026 – April 2026"),
        (
            Day(2026, 3, 18, provisional=True),
            "en",
            "Monday, 16 March 2026 – Wednesday, 18 March 2026 (provisional)",
        ),
    ],
)
def test_a_day_may_be_told_with_its_weekday(end, language, written):
    words = load_catalogue(language)
    assert date_range(date(2026, 3, 16), end, words, weekday=True) == written


def test_a_month_has_no_weekday():
    month = Day(2027, 3, 1, month_only=True)
    assert date_range(month, None, load_catalogue("en"), weekday=True) == "March 2027"
