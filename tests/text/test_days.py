from __future__ import annotations

from datetime import date

import pytest

from handbook.text.recognising import ANY_ORDER, parse_date

MARCH = date(2026, 3, 4)
APRIL = date(2026, 4, 3)
LAST = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-04", {"iso": MARCH, "dmy": MARCH, "mdy": MARCH, ANY_ORDER: MARCH}),
        ("4/3/2026", {"iso": None, "dmy": MARCH, "mdy": APRIL, ANY_ORDER: MARCH}),
        ("31/3/2026", {"iso": None, "dmy": LAST, "mdy": None, ANY_ORDER: LAST}),
        ("3/31/2026", {"iso": None, "dmy": None, "mdy": LAST, ANY_ORDER: LAST}),
        ("31/31/2026", dict.fromkeys(("iso", "dmy", "mdy", ANY_ORDER))),
        ("2026-02-29", dict.fromkeys(("iso", "dmy", "mdy", ANY_ORDER))),
        ("March 4", dict.fromkeys(("iso", "dmy", "mdy", ANY_ORDER))),
    ],
)
def test_a_day_is_read_in_the_order_that_is_declared(text: str, expected: dict[str, date | None]):
    assert {order: parse_date(text, order) for order in expected} == expected
