"""Broken CSV: as many rows as can be told apart, each with the very bytes it stands in."""

from __future__ import annotations

import pytest

from handbook.reading.sheets.broken_csv import read_broken_csv

NAMES = ["id", "name", "email", "phone"]
HEADER = "id,name,email,phone\n"


@pytest.mark.parametrize(
    ("text", "cells", "lines"),
    [
        (HEADER + "a,Ana,x,1\n", [["a", "Ana", "x", "1"]], [2]),
        # Two lines in a cell, as they may be.
        (
            HEADER + 'a,"Ana\nB.",x,1\nb,Ben,,\n',
            [["a", "Ana\nB.", "x", "1"], ["b", "Ben", "", ""]],
            [2, 4],
        ),
        # A quotation mark that never closes costs its line.
        (
            HEADER + 'a,"Ana,x,1\nb,Ben,y,2\n',
            [["a", "Ana", "x", "1"], ["b", "Ben", "y", "2"]],
            [2, 3],
        ),
        # One that closes in another row would swallow it.
        (
            HEADER + 'a,"Ana,x,1\nb,"Ben,y,2\nc,Cy,z,3\n',
            [["a", "Ana", "x", "1"], ["b", "Ben", "y", "2"], ["c", "Cy", "z", "3"]],
            [2, 3, 4],
        ),
        (HEADER + 'a,"Ana" B.,x,1\n', [["a", "Ana B.", "x", "1"]], [2]),
        ("A letter\n\n" + HEADER + "\n,,,\na,Ana\n", [["a", "Ana"]], [6]),
        ("sep=;\nid;name\na;Ana\n", [["a", "Ana"]], [3]),
        ("a,Ana\nb,Ben\n", [["a", "Ana"], ["b", "Ben"]], [1, 2]),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_rows_are_told_apart_as_far_as_it_goes(text, cells, lines, newline):
    text = text.replace("\n", newline)
    found = read_broken_csv(text, NAMES)
    told = [[cell.replace(newline, "\n") for cell in record.cells] for record in found.records]
    assert told == cells
    assert [record.line for record in found.records] == lines
    for record in found.records:
        written = [text[first:last] for first, last in record.spans]
        # What stands between the cells is the separator and nothing else.
        assert found.delimiter.join(written) == text[record.start : record.end]
        assert [raw.replace('"', "") for raw in written] == list(record.cells)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("ID,Name\na,Ana\n", ["ID", "Name"]),
        ("Straße,x\na,Ana\n", ["Straße", "x"]),
        ("a,Ana\nb,Ben\n", []),
        ("", []),
    ],
)
def test_a_header_is_known_by_its_names(text, labels):
    assert list(read_broken_csv(text, ["id", "strasse"]).labels) == labels


def test_without_names_the_first_record_is_the_header():
    found = read_broken_csv("\nx,y\n1,2\n", ())
    assert list(found.labels) == ["x", "y"]
    assert [list(record.cells) for record in found.records] == [["1", "2"]]
