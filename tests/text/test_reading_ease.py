"""Reading ease: what counts as a word, a sentence and a syllable, and the figures made of them."""

from __future__ import annotations

import pytest

from handbook.text.reading_ease import SCALES, Count, counted, syllables


@pytest.mark.parametrize(
    ("word", "language", "count"),
    [
        *(("a", "en", 1), ("the", "en", 1), ("people", "en", 2), ("everybody", "en", 4)),
        *(("mentee", "en", 2), ("programme", "en", 2), ("organisation", "en", 5)),
        *(("being", "en", 2), ("changed", "en", 1), ("needed", "en", 2), ("area", "en", 3)),
        *(("please", "en", 1), ("very", "en", 2), ("quiet", "en", 2), ("question", "en", 2)),
        *(("don't", "en", 1), ("well-being", "en", 3), ("rhythms", "en", 1)),
        *(("mentoría", "es", 4), ("quién", "es", 1), ("guion", "es", 1), ("pingüino", "es", 3)),
        *(("muy", "es", 1), ("leyes", "es", 2), ("ahora", "es", 3), ("búho", "es", 2)),
        *(("construir", "es", 2), ("estudiáis", "es", 3), ("y", "es", 1), ("aéreo", "es", 4)),
        *(("hartzaile", "eu", 1), ("psst", "en", 1), ("日本", "en", 1)),
    ],
)
def test_syllables_are_those_that_are_heard(word, language, count):
    assert syllables(word, language) == count


@pytest.mark.parametrize(
    ("text", "words", "sentences"),
    [
        ("One. Two! Three?", 3, 3),
        ("It costs 3.5 euros, e.g. at 6 p.m. on Mondays.", 10, 1),
        ("Mail ana@acme.example or see https://acme.example/a.b. Then wait.", 5, 1),
        ("¿Qué tal? «Bien.» Vale…", 4, 3),
        ("A las 18:30 h. del lunes", 5, 1),
        ('He said "Wait." Then he left.', 6, 2),
        ("2026 – 12.", 0, 0),
        ("", 0, 0),
    ],
)
def test_words_and_sentences_are_counted_as_they_are_read(text, words, sentences):
    count = counted([text], "en")
    assert (count.words, count.sentences) == (words, sentences)


def test_each_piece_is_a_sentence_at_least():
    assert counted(["first this", "then that"], "en").sentences == 2


def test_the_figures_are_those_of_the_formulas():
    count = Count(words=100, sentences=8, syllables=140)
    assert SCALES["en"].of(count) == pytest.approx(0.39 * 12.5 + 11.8 * 1.4 - 15.59)
    assert SCALES["es"].of(count) == pytest.approx(206.84 - 60 * 1.4 - 1.02 * 12.5)


def test_a_limit_may_be_reached_and_not_passed():
    english, spanish = SCALES["en"], SCALES["es"]
    assert [english.is_hard(figure) for figure in (8.9, 9.04, 9.1)] == [False, False, True]
    assert [spanish.is_hard(figure) for figure in (60.1, 59.96, 59.9)] == [False, False, True]
