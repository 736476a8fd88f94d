"""Tidying files: encodings that are beyond doubt, byte order marks, and the white space of YAML."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handbook.reading.documents.yaml_text import parse_yaml
from handbook.reading.files import decode
from handbook.text.decoding import Decoded
from handbook.tidying.encodings import Locality, certain_text, shown
from handbook.tidying.mends import Mended
from handbook.tidying.tidied_files import Mark, tidy, tidy_yaml
from tests.support.small_builds import thorough

SPANISH = Locality(("es",), "Europe/Madrid")
LONDON = Locality(("en",), "Europe/London")
NOWHERE = Locality(("en",), "")
SENTENCE = "José Núñez, Martín, ¿qué tal? “L’hora” – 20 €"


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (SENTENCE, "cp1252", "Windows-1252"),
        ("Hélène, François, Noël", "cp1252", "Windows-1252"),
        ("Jürgen Groß, Müller", "cp1252", "Windows-1252"),
        ("José Núñez, Begoña López", "mac_roman", "mac-roman"),
        ("José Núñez, Begoña López", "cp850", "DOS 850"),
    ],
)
def test_an_encoding_beyond_doubt(text: str, encoding: str, named: str) -> None:
    assert certain_text(text.encode(encoding), SPANISH) == Decoded(text, encoding)
    assert shown(encoding) == named


@pytest.mark.parametrize(
    "locality",
    [
        Locality(("pl",)),
        Locality(("el",)),
        Locality(("en", "cs"), "Europe/London"),
        Locality(("de",), "Europe/Prague"),
        Locality(("en",), "Europe/Warsaw"),
        Locality(("en",), "UTC"),
        NOWHERE,
    ],
)
def test_outside_the_west_no_old_encoding_is_guessed(locality: Locality) -> None:
    """In Prague "José Núñez" might be "José Núńez"."""
    for text, encoding in (
        ("José Núñez", "cp1252"),
        ("José", "cp1252"),
        ("Świętosława Dąbrowska", "cp1250"),
        ("Ελένη Βουρλιώτη", "cp1253"),
    ):
        assert certain_text(text.encode(encoding), locality) is None
        done = tidy("programme/x.csv", text.encode(encoding), locality, as_it_is, Mark.ADD)
        assert (done.after, done.mends) == (text.encode(encoding), ())
        assert [problem.code for problem in done.problems] == ["encoding"]
    assert certain_text("José".encode(), locality) == Decoded("José")


@pytest.mark.parametrize(
    "locality", [SPANISH, LONDON, Locality(("pt-BR", "de")), Locality(("es", "en"), "UTC")]
)
def test_in_the_west_it_is_read_by_languages_and_time_zone(locality: Locality) -> None:
    assert certain_text("José Núñez".encode("cp1252"), locality) == Decoded("José Núñez", "cp1252")


@pytest.mark.parametrize(
    "content",
    [
        "José".encode() + "é".encode("cp1252"),
        "Jos\xe9 \x81".encode("latin-1"),
        b"\xe1",
        "Ж".encode("koi8_r") + b" \x00",
        codecs.BOM_UTF16_LE + b"a",
        codecs.BOM_UTF16_LE + b"a\x00\x00\xd8",
        "Dąbrowska".encode("cp1250"),
    ],
)
def test_an_encoding_in_doubt(content: bytes) -> None:
    assert certain_text(content, SPANISH) is None


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_unicode_is_known_by_its_mark(encoding: str) -> None:
    content = f"\ufeff{SENTENCE} Ж".encode(encoding)
    mark = content[:2]
    assert certain_text(content, LONDON) == Decoded(f"{SENTENCE} Ж", encoding, mark)
    assert shown(encoding) == "UTF-16"
    marked = Decoded(SENTENCE, mark=codecs.BOM_UTF8)
    assert certain_text(f"\ufeff{SENTENCE}".encode(), LONDON) == marked


WESTERN = (
    *(
        "José",
        "Núñez",
        "Álvaro",
        "Íñiguez",
        "Óscar",
        "Begoña",
        "¿Qué?",
        "¡Sí!",
        "Nº 3",
        "1ª",
        "20 €",
    ),
    *(
        "Hélène",
        "François",
        "Noël",
        "Œuvre",
        "L’été",
        "À Paris",
        "Jürgen",
        "Groß",
        "Ärzte",
        "Übung",
    ),
    *("„Zitat“", "Col·legi", "Gal·la", "João", "Mãe", "Søren", "Åse", "Æbler", "Guðrún", "½ día"),
    *("word—word", "“said”", "‘so’", "…and", "«Vale»", "m²", "20 °C", "§ 3", "©", "ASCII", "2×3"),
)
CENTRAL = ("Dvořák", "Žižek", "Wałęsa", "Kőszegi", "Łukasz", "Růžena", "Čapek", "Kęty", "Jánošík")


@thorough
@given(
    words=st.lists(st.sampled_from(WESTERN), min_size=1, max_size=6),
    encoding=st.sampled_from(["cp1252", "iso8859_15", "mac_roman", "cp850"]),
    locality=st.sampled_from([SPANISH, LONDON, NOWHERE, Locality(("en", "pl"))]),
)
def test_a_western_text_is_never_misread(
    words: list[str], encoding: str, locality: Locality
) -> None:
    text = "\n".join(words)
    content = text.encode(encoding, "ignore")
    assume(decode(content, "").text is None)
    found = certain_text(content, locality)
    assert found is None or found.text == content.decode(encoding)


@thorough
@given(
    words=st.lists(st.sampled_from(CENTRAL), min_size=1, max_size=4),
    encoding=st.sampled_from(["cp1250", "iso8859_2", "cp852"]),
    locality=st.sampled_from([Locality(("pl",)), Locality(("en",), "Europe/Prague"), NOWHERE]),
)
def test_a_text_of_central_europe_is_never_misread(
    words: list[str], encoding: str, locality: Locality
) -> None:
    content = "\n".join(words).encode(encoding)
    assume(decode(content, "").text is None)
    found = certain_text(content, locality)
    assert found is None or found.text == content.decode(encoding)


def as_it_is(text: str) -> Mended:
    return Mended(text)


@pytest.mark.parametrize(
    ("before", "mark", "marked", "codes"),
    [
        ("José\n".encode(), Mark.KEEP, False, []),
        ("\ufeffJosé\n".encode(), Mark.KEEP, True, []),
        ("\ufeffJosé\n".encode(), Mark.DROP, False, ["mark_dropped"]),
        ("José\n".encode(), Mark.ADD, True, ["mark_added"]),
        ("José\r\n".encode(), Mark.KEEP, False, ["line_ends"]),
        ("José\r".encode(), Mark.KEEP, False, ["line_ends"]),
        ("José\n".encode("cp1252"), Mark.KEEP, True, ["encoding", "mark_added"]),
        ("José\n".encode("cp1252"), Mark.DROP, False, ["encoding"]),
        ("José\n".encode("utf-16"), Mark.KEEP, True, ["encoding"]),
        ("José\n".encode("utf-16"), Mark.DROP, False, ["encoding"]),
    ],
)
def test_bytes(before: bytes, mark: Mark, marked: bool, codes: list[str]) -> None:
    done = tidy("programme/x.csv", before, SPANISH, as_it_is, mark)
    assert done.after == (codecs.BOM_UTF8 if marked else b"") + "José\n".encode()
    assert [mend.code for mend in done.mends] == codes
    assert tidy("programme/x.csv", done.after, SPANISH, as_it_is, mark).mends == ()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"PK\x03\x04rest", "file-spreadsheet"),
        (b"a\x00b\r\n", "file-binary"),
        (b"<html>\r\n", "file-html"),
        (b" \r\n", "file-empty"),
        (b"id\r\n<<<<<<< mine\r\na\r\n=======\r\nb\r\n>>>>>>> theirs\r\n", "merge-conflict"),
        ("id\n<<<<<<< mine\nJosé\n>>>>>>> theirs\n".encode("cp1252"), "merge-conflict"),
        (b"\xe1\r\n", "encoding"),
    ],
)
def test_a_file_that_is_left_alone_is_told(content: bytes, code: str) -> None:
    done = tidy("programme/x.csv", content, SPANISH, as_it_is, Mark.ADD)
    assert (done.after, done.mends) == (content, ())
    assert [problem.code for problem in done.problems] == [code]


def test_a_tab_that_indents_is_told_and_stays() -> None:
    """How far it goes is not for a program to say."""
    text = "a: 1\nb:\n\tc: 2\n"
    assert tidy_yaml(text) == Mended(text)
    assert [problem.code for problem in parse_yaml(text, "").problems] == ["yaml-tab"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a: 1  \n# note\t\nb: 2\n", "a: 1\n# note\nb: 2\n"),
        ("a: |\n  one  \n  two\n", "a: |\n  one  \n  two\n"),
        ("a: [1 \n", "a: [1 \n"),
        ("a: 'x '\n", "a: 'x '\n"),
    ],
)
def test_trailing_spaces(text: str, wanted: str) -> None:
    done = tidy_yaml(text)
    assert done.text == wanted
    assert bool(done.mends) is (text != wanted)
