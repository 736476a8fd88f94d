from __future__ import annotations

import random
import zipfile
from base64 import b64encode, urlsafe_b64encode

import pytest

from handbook.leaks import Confidential, Kind
from handbook.leaks.matcher import Matcher
from handbook.leaks.reader import Reader
from handbook.leaks.unread import Unread
from handbook.problems import Place
from tests.support import planting
from tests.support.planting import NAME, PLANTED

MATCHER = Matcher([Confidential(NAME, Kind.NAME, Place("programme/mentors.csv", 2), "name")])


def read(content: bytes) -> tuple[bool, set[Unread]]:
    """Say whether the name stands in a file, and what kept parts of it from being read."""
    one = Reader()
    found = [text for text in one.texts(content) if MATCHER.found(text)]
    return bool(found), one.unread


@pytest.mark.parametrize("name", PLANTED)
def test_the_name_is_found_wherever_it_is_planted(name):
    # What is of no format that is known is told besides.
    unread = {Unread.FORMAT} if name.startswith("unknown") else set()
    assert read(PLANTED[name]) == (True, unread)


@pytest.mark.parametrize(
    "content",
    [
        planting.pdf("Zoe Hallmarker"),
        planting.docx("Zoe Hallmarkerin"),
        planting.picture("JPEG", exif=planting.exif("Zoe Hallmarker")),
        planting.picture("PNG"),
        planting.zipped({"a.txt": b"Zoe", "b.txt": b"Hallmark"}),
        "Zoe und Hallmark".encode("utf-16"),
        b"",
        b"\0",
    ],
    ids=range(8),
)
def test_nothing_is_found_where_nothing_is(content):
    assert read(content) == (False, set())


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (planting.encrypted_pdf(NAME, "secret"), Unread.ENCRYPTED),
        (planting.encrypted_zip(), Unread.ENCRYPTED),
        (planting.foreign_zip(), Unread.FORMAT),
        (planting.short_zip(), Unread.DAMAGED),
        (b"%PDF-1.7\n\0 no more than this", Unread.DAMAGED),
        (PLANTED["page.pdf"][:300] + b"\0", Unread.DAMAGED),
        (PLANTED["sitemap.xml.gz"][:-25], Unread.DAMAGED),
        (b"BZh9\0\0", Unread.DAMAGED),
        (b"7z\xbc\xaf\x27\x1c\0\4", Unread.FORMAT),
        (b"Rar!\x1a\x07\1\0", Unread.FORMAT),
    ],
    ids=range(10),
)
def test_what_cannot_be_read_is_told(content, reason):
    assert read(content) == (False, {reason})


def test_a_damaged_member_keeps_no_other_from_being_read():
    content = bytearray(planting.zipped({"a.txt": b"lost" * 99, "b.docx": planting.docx(NAME)}))
    content[content.index(b"a.txt") + 8] ^= 0xFF
    assert read(bytes(content)) == (True, {Unread.DAMAGED})


@pytest.mark.parametrize("name", sorted(name for name in PLANTED if not name.endswith("html")))
def test_a_damaged_file_raises_nothing(name):
    """Whatever happens to its bytes, it is read or told."""
    chance = random.Random(name)
    for _ in range(4):
        content = bytearray(PLANTED[name])
        for _ in range(3):
            content[chance.randrange(len(content))] = chance.randrange(256)
        _, unread = read(bytes(content[: chance.randrange(1, len(content))]))
        assert unread <= set(Unread)


def test_the_planted_archives_are_sound():
    for name, content in PLANTED.items():
        if name.endswith((".zip", ".docx")):
            assert zipfile.is_zipfile(planting.io.BytesIO(content)), name


@pytest.mark.parametrize(
    "said", ["ben@beta.example", "Ann Tallow-Smith", "+44 1632 960 001", "José Ñandú"]
)
@pytest.mark.parametrize(
    "around", ["{}", '<p data-mail="{}">', "see /write?to={}&now", "/of/{}/x", "a {}, b"]
)
@pytest.mark.parametrize("encode", [b64encode, urlsafe_b64encode])
def test_a_word_in_base64_is_read_wherever_it_stands(said: str, around: str, encode) -> None:
    word = encode(said.encode()).decode()
    for written in (word, word.rstrip("=")):
        text = around.format(written)
        assert any(said in each for each in Reader().texts(text.encode())), text
