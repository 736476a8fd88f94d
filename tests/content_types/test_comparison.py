"""The figures of several editions, side by side."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.content_types.editions import PublicEdition
from handbook.content_types.editions.comparison import Comparison, comparison
from handbook.reading.programme import published, read_programme
from handbook.settings import Settings
from tests.support.programmes import FILES, write_programme

EDITION = FILES["programme/editions/2026/edition.yaml"]
HEADER = "id,title,value,unit,answers,mark,note\n"


def compared(root: Path, results: dict[str, str], peers: str = "") -> Comparison | None:
    """Compare editions, one a year from 2021 on, by the rows of their results.

    Args:
        root: the project's folder.
        results: rows by year.
        peers: the year in which peers mentor one another.
    """
    changes: dict[str, str | None] = {}
    for year, rows in results.items():
        folder = f"programme/editions/{year}"
        changes[f"{folder}/edition.yaml"] = EDITION.replace("2026", year) + (
            "direction: peer\n" if year == peers else ""
        )
        changes[f"{folder}/timeline.csv"] = FILES["programme/editions/2026/timeline.csv"].replace(
            "2026", year
        )
        changes[f"{folder}/results.csv"] = HEADER + rows if rows else None
    write_programme(root, changes)
    programme = read_programme(Settings(root, date(2026, 3, 1)), REGISTRY).programme
    shown = published(programme, REGISTRY).all(PublicEdition)
    newest_first = sorted(shown, key=lambda each: each.settings.starts, reverse=True)
    return comparison(each for each in newest_first if each.id in results)


def test_figures_stand_in_the_order_of_the_editions(tmp_path: Path) -> None:
    found = compared(
        tmp_path,
        {
            "2021": "pairs,Couples,8,count,8,,\nlength,Length,5,months,8,,\nold,Old,1,count,,,\n",
            "2022": "length,Length,90,minutes,9,,\npairs,Pairs,22,count,,20,\nnew,N,3,count,,,\n",
        },
    )
    assert found
    assert [edition.id for edition in found.editions] == ["2021", "2022"]
    # What only one edition counted, or each in another unit, is not comparable.
    assert [(one.id, one.unit, str(one.title)) for one in found.series] == [
        ("pairs", "count", "Pairs")
    ]
    assert [each and each.value for each in found.series[0].results] == [8, 22]
    assert found.series[0].change == 14


@pytest.mark.parametrize(
    ("values", "change"),
    [
        (("50", "60.5", "58"), Decimal("-2.5")),
        (("50", None, "58"), None),
        (("50", "58", None), None),
        (("50", "", "58"), None),
        (("50", "58", "58"), Decimal(0)),
        ((None, "50", "58"), Decimal(8)),
    ],
)
def test_the_change_is_that_of_the_last_two(
    tmp_path: Path, values: tuple[str | None, ...], change: Decimal | None
) -> None:
    """An empty value is one not shown; None is a figure that the edition has not counted."""
    rows = {
        str(2021 + number): "other,Other,1,count,,,\n"
        + ("" if value is None else f"recommend,Recommend,{value},percent,9,,\n")
        for number, value in enumerate(values)
    }
    found = compared(tmp_path, rows)
    assert found
    (series,) = (one for one in found.series if one.id == "recommend")
    assert series.change == change
    assert [each is None for each in series.results] == [value is None for value in values]


@pytest.mark.parametrize(
    "results",
    [
        {"2021": "pairs,Pairs,8,count,8,,\n"},
        {"2021": "pairs,Pairs,8,count,8,,\n", "2022": ""},
        {"2021": "pairs,Pairs,8,count,8,,\n", "2022": "length,Length,5,months,8,,\n"},
    ],
)
def test_there_may_be_nothing_to_compare(tmp_path: Path, results: dict[str, str]) -> None:
    assert compared(tmp_path, results) is None


def test_change_is_that_of_one_kind_of_mentoring(tmp_path: Path) -> None:
    rows = {year: f"pairs,Pairs,{year[2:]},count,,,\n" for year in ("2021", "2022", "2024")}
    found = compared(tmp_path / "between", rows, peers="2022")
    assert found
    assert found.before
    assert found.before.id == "2021"
    assert found.series[0].change == 3
    alone = compared(tmp_path / "newest", rows, peers="2024")
    assert alone
    assert alone.before is None
    assert alone.series[0].change is None
