"""Tidying files: encodings that are beyond doubt, byte order marks, and the white space of YAML."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handbook.reading.documents.yaml_text import parse_yaml
from handbook.reading.files import decode
from handbook.tidying import Change, Mark
from handbook.tidying.changes import Mended
from handbook.tidying.encodings import Decoded, Locality, decoded
from handbook.tidying.files import tidy
from handbook.tidying.texts import tidy_yaml
from tests.support.small_builds import thorough

SPANISH = Locality(("es",), "Europe/Madrid")
LONDON = Locality(("en",), "Europe/London")
NOWHERE = Locality(("en",), "")
SENTENCE = "José Núñez, Martín, ¿qué tal? “L’hora” – 20 €"


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        (SENTENCE, "cp1252", "Windows-1252"),
        ("Hélène, François, Noël", "cp1252", "Windows-1252"),
        ("Jürgen Groß, Müller", "cp1252", "Windows-1252"),
        ("José Núñez, Begoña López", "mac_roman", "mac-roman"),
        ("José Núñez, Begoña López", "cp850", "DOS 850"),
    ],
)
def test_an_encoding_beyond_doubt(text: str, encoding: str, shown: str) -> None:
    assert decoded(text.encode(encoding), SPANISH) == Decoded(text, shown)


def test_the_encoding_of_a_country_is_told_by_languages_or_time_zone() -> None:
    polish = "Świętosława Dąbrowska, Żaneta Źrebiec".encode("cp1250")
    for locality in (Locality(("pl",)), Locality(("en",), "Europe/Warsaw")):
        assert decoded(polish, locality) == Decoded(polish.decode("cp1250"), "Windows-1250")
    greek = "Ελένη Βουρλιώτη, Νίκος".encode("cp1253")
    assert decoded(greek, Locality(("el",))) == Decoded(greek.decode("cp1253"), "Windows-1253")


def test_the_same_bytes_may_be_certain_here_and_in_doubt_there() -> None:
    content = "José Núñez".encode("cp1252")
    assert decoded(content, LONDON) == Decoded("José Núñez", "Windows-1252")
    # In Prague it might be "José Núńez".
    assert decoded(content, NOWHERE) is None
    assert decoded(content, Locality(("en",), "Europe/Prague")) is None


@pytest.mark.parametrize(
    "content",
    [
        "José".encode() + "é".encode("cp1252"),
        "Jos\xe9 \x81".encode("latin-1"),
        b"\xe1",
        "Ж".encode("koi8_r") + b" \x00",
        codecs.BOM_UTF16_LE + b"a",
    ],
)
def test_an_encoding_in_doubt(content: bytes) -> None:
    assert decoded(content, SPANISH) is None


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_unicode_is_known_by_its_mark(encoding: str) -> None:
    content = f"\ufeff{SENTENCE} Ж".encode(encoding)
    assert decoded(content, LONDON) == Decoded(f"{SENTENCE} Ж", "UTF-16", mark=True)
    assert decoded(f"\ufeff{SENTENCE}".encode(), LONDON) == Decoded(SENTENCE, mark=True)


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
    found = decoded(content, locality)
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
    found = decoded(content, locality)
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
    assert [change.code for change in done.changes] == codes
    assert tidy("programme/x.csv", done.after, SPANISH, as_it_is, mark).changes == ()


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
    assert (done.after, done.changes) == (content, ())
    assert [problem.code for problem in done.problems] == [code]


INDENTED = {
    "one key": ("a: 1\nb:\n\tc: 2 # why\n", "a: 1\nb:\n  c: 2 # why\n", (3,)),
    "a list": ("a:\n\t- x\n\t- y\n", "a:\n  - x\n  - y\n", (2, 3)),
    "after a hyphen": ("- \ta: 1\n  \tb: 2\n", "-   a: 1\n    b: 2\n", (1, 2)),
    "two levels": ("a:\n\tb:\n\t\tc: 1\n", "a:\n  b:\n    c: 1\n", (2, 3)),
    "beside spaces": ("- id: x\n\tname: y\n", "- id: x\n  name: y\n", (2,)),
    "read in two ways": ("a:\n  b:\n    c: 1\n\td: 2\n", None, ()),
    "in a text of several lines": ("a: |\n  x\n  \tcode\nb:\n\tc: 1\n", None, ()),
    "in a sound text": ("a: |\n  x\n  \tcode\n", None, ()),
    "beside another fault": ("a: [1\nb:\n\tc: 1\n", None, ()),
}


@pytest.mark.parametrize(("text", "wanted", "lines"), INDENTED.values(), ids=INDENTED)
def test_tabs(text: str, wanted: str | None, lines: tuple[int, ...]) -> None:
    done = tidy_yaml(text)
    assert done.text == (wanted or text)
    assert done.changes == ((Change("tabs", len(lines), lines),) if lines else ())
    if lines:
        assert parse_yaml(text, "").value is None
        assert parse_yaml(done.text, "").problems == ()


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
    assert bool(done.changes) is (text != wanted)
