"""What could be text in bytes of any kind: wherever it stands, and nothing that is no text."""

from __future__ import annotations

import random
import re

import pytest

from handbook.leaks.binaries import strings

NOISE = bytes(random.Random(7).choices([*range(1, 9), 14, 127, *range(128, 192)], k=400))
"""Bytes of which none begins a text, low ones among them that might be half of a wide letter."""
WIDE = {
    "utf-16-le": (rb"(?:[\x20-\x7e\xa0-\xff]\0){4,}", rb"(?:[\x00-\xff][\x00-\x07]){4,}"),
    "utf-16-be": (rb"(?:\0[\x20-\x7e\xa0-\xff]){4,}", rb"(?:[\x00-\x07][\x00-\xff]){4,}"),
}


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1", *WIDE])
@pytest.mark.parametrize("text", ["Zoé Hällmárk", "Zoe!", "Ünal"])
def test_a_text_is_found_wherever_it_stands(encoding: str, text: str) -> None:
    for at in (0, 1, 2, 150, 151, len(NOISE) - 1, len(NOISE)):
        for gap in (b"\1" * 3, b"\x0e\x7f\x0e\x7f"):
            content = NOISE[:at] + gap + text.encode(encoding) + gap + NOISE[at:]
            assert text in strings(content), at


def test_less_than_four_bytes_are_no_text() -> None:
    assert strings(b"\1abc\2d\3\xc3\xa9f\4") == ""
    assert strings(b"\1abcd\2\xc3\xa9fg\4") == "abcd\néfg"


def test_wide_letters_are_found_as_by_one_look_at_all_bytes() -> None:
    pieces = [*b"az \t\0\0\0\4\x80\xc3\xff\x7f"]
    parts = [bytes([each]) for each in pieces] + [b"b\0c\0d\0e\0f\0", b"\0b\0c\0d\0e"]
    chance = random.Random(11)
    for _ in range(5_000):
        content = b"".join(chance.choices(parts, k=chance.randint(1, 24)))
        wide = [
            run.decode(encoding, "replace")
            for which in (0, 1)
            for encoding, patterns in WIDE.items()
            for run in re.findall(patterns[which], content)
        ]
        assert strings(content).endswith("\n".join(wide))
