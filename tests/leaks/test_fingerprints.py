"""Fingerprints: words are known again by them, today and from files written long ago."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from handbook.leaks.fingerprints import Fingerprints, Recogniser


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        (("mara", "tidewell"), "14ed672e6cb8b027"),
        (("mara",), "1e0c0b1fb2e0c930"),
        (("w",) * 15, "100000f29a83526d"),
    ],
)
def test_what_stands_in_the_files_of_programmes_is_known_for_ever(words: Sequence[str], mark: str):
    assert Fingerprints("ab" * 16).of(words) == mark


def test_two_keys_have_nothing_in_common():
    words = ("mara", "tidewell")
    assert Fingerprints("00" * 16).of(words) != Fingerprints("01" * 16).of(words)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("thanks to mara tidewell", [("mara", "tidewell")]),
        ("mara", []),
        ("mara tidewell mara tidewell", [("mara", "tidewell")] * 2),
        ("tidewell mara", []),
        ("", []),
    ],
)
def test_words_are_recognised_by_their_fingerprints(said: str, found: Sequence[object]):
    prints, recogniser = Fingerprints("ab" * 16), Recogniser("ab" * 16)
    recogniser.add(prints.of(("mara", "tidewell")), 7)
    for _ in range(2):
        assert list(recogniser.spans(said.split())) == [(7, words) for words in found]


def test_words_that_begin_with_the_same_number_are_told_apart():
    prints, recogniser = Fingerprints("ab" * 16), Recogniser("ab" * 16)
    assert prints.codes["word95"] == prints.codes["word145"]
    recogniser.add(prints.of(("word95",)), 7)
    assert list(recogniser.spans(["word145"])) == []
    assert list(recogniser.spans(["word95"])) == [(7, ("word95",))]
