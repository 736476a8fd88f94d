"""Encodings: which one a file was saved in, where that is beyond doubt.

Bytes that are not UTF-8 mean something in every old encoding. One is certain only if the text reads
as people write in it, and reads so in no other that computers of the programme may use.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

_EVERYWHERE = ("cp1252", "iso8859_15", "mac_roman", "cp850")
_CENTRAL = ("cp1250", "iso8859_2", "mac_latin2", "cp852")
_CYRILLIC = ("cp1251", "koi8_r", "cp866")
_GREEK = ("cp1253", "cp737")
_TURKISH = ("cp1254", "cp857")
_BALTIC = ("cp1257", "cp775")
"""Of each region that of Windows first, which is the likeliest."""
_BY_LANGUAGE: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"), _CENTRAL),
    **dict.fromkeys(("be", "bg", "mk", "ru", "sr", "uk"), _CYRILLIC),
    **dict.fromkeys(("et", "lt", "lv"), _BALTIC),
    "el": _GREEK,
    "tr": _TURKISH,
}
_BY_ZONE: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("Bratislava", "Bucharest", "Budapest", "Ljubljana", "Podgorica", "Prague", "Sarajevo"),
        _CENTRAL,
    ),
    **dict.fromkeys(("Belgrade", "Tirane", "Warsaw", "Zagreb"), _CENTRAL),
    **dict.fromkeys(("Chisinau", "Kiev", "Kyiv", "Minsk", "Moscow", "Skopje", "Sofia"), _CYRILLIC),
    **dict.fromkeys(("Riga", "Tallinn", "Vilnius"), _BALTIC),
    "Athens": _GREEK,
    "Istanbul": _TURKISH,
}
"""Encodings by the place of a time zone, where they are not the Western ones alone."""
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_UTF_8_WITHIN = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}")
_SIGNS = frozenset("‘’‚‛“”„‹›–—…´\xa0\xad«»¿¡€£°§©®™•·½¼¾¹²³ªº×÷±")
_NEVER_BETWEEN_LETTERS = frozenset("«»¿¡€£°§©®™•·½¼¾¹²³ªº×÷±")
_VOWELS = frozenset("aeiouyäöüAEIOUYÄÖÜ")
_SCRIPTS = {**dict.fromkeys(_CYRILLIC, "CYRILLIC"), **dict.fromkeys(_GREEK, "GREEK")}


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, and how it was saved."""

    text: str
    encoding: str = "UTF-8"
    """As people call it."""
    mark: bool = False
    """Whether it began with the mark (byte order mark) by which programs know Unicode."""


@dataclass(frozen=True, slots=True)
class Locality:
    """What a programme tells of the computers it is written on."""

    languages: tuple[str, ...] = ()
    time_zone: str = ""

    def encodings(self) -> tuple[str, ...]:
        """Return the encodings besides Unicode that its files may be saved in."""
        codes = {language.partition("-")[0] for language in self.languages}
        zone = self.time_zone.rpartition("/")[2]
        local = [_BY_LANGUAGE[code] for code in sorted(codes) if code in _BY_LANGUAGE]
        if zone in _BY_ZONE:
            local.append(_BY_ZONE[zone])
        if codes <= {"en"} and zone in {"", "UTC"}:
            # English is written on computers of every country.
            local += [_CENTRAL, _TURKISH, _BALTIC]
        return tuple(dict.fromkeys((*_EVERYWHERE, *chain.from_iterable(local))))


def decoded(content: bytes, locality: Locality) -> Decoded | None:
    """Turn the bytes of a file into text; None where its encoding is in doubt."""
    if content.startswith(_UTF_16):
        text = _read(content, "utf-16")
        return None if text is None else Decoded(text, "UTF-16", mark=True)
    bare = content.removeprefix(codecs.BOM_UTF8)
    mark = bare != content
    text = _read(bare, "utf-8")
    if text is not None:
        return Decoded(text, mark=mark)
    if _UTF_8_WITHIN.search(bare):
        # Part of it is UTF-8 after all.
        return None
    readings = dict(_plausible_readings(bare, locality.encodings()))
    if len(set(readings.values())) != 1:
        return None
    encoding, text = next(iter(readings.items()))
    return Decoded(text, _shown(encoding), mark)


def _shown(encoding: str) -> str:
    """Name an encoding as people know it, for instance Windows-1252."""
    number = encoding.removeprefix("cp")
    if number == encoding:
        return encoding.replace("iso", "ISO-").replace("_", "-")
    return f"Windows-{number}" if len(number) == 4 else f"DOS {number}"


def _plausible_readings(content: bytes, encodings: Iterable[str]) -> Iterator[tuple[str, str]]:
    for encoding in encodings:
        text = _read(content, encoding)
        script = _SCRIPTS.get(encoding, "LATIN")
        if text is not None and all(
            _plausible(text, one.start(), script) for one in _FOREIGN.finditer(text)
        ):
            yield encoding, text


def _read(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _plausible(text: str, at: int, script: str) -> bool:
    """Say whether people write the character at `at` beside its neighbours."""
    sign, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if sign in _SIGNS:
        between = before.isalpha() and after.isalpha()
        return (
            not between
            or sign not in _NEVER_BETWEEN_LETTERS
            or (sign == "·" and (before + after).casefold() == "ll")
        )
    if not unicodedata.name(sign, "").startswith(script) or not sign.isalpha() or sign == "ƒ":
        return False
    if sign == "ß":
        return before in _VOWELS
    # Capital letters begin words, or stand among their like.
    return not (before.islower() and sign.isupper()) and not (sign.islower() and after.isupper())
