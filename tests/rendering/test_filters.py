from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "code", "value"),
    [
        ("{{ edition.title | day }}", "filter-date", "Edition 2026"),
        ("{{ edition.starts | days(edition.title) }}", "filter-date", "Edition 2026"),
        ("{{ edition.title | days }}", "filter-date", "Edition 2026"),
        ("{{ hour | day }}", "filter-date", "17:30:00"),
        ("{{ day | clock }}", "filter-time", "2026-03-16"),
        ("{{ nobody | day }}", "template-undefined", "nobody"),
        ("{{ nobody | clock }}", "template-undefined", "nobody"),
    ],
)
def test_a_filter_tells_what_it_cannot_write(fault, text, code, value):
    problem = fault(f"one\n{text}")
    assert (problem.place.line, problem.code, problem.value) == (2, code, value)
