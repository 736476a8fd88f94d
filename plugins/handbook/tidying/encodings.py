"""Encodings: which one a file was saved in, where that is beyond doubt.

Bytes that are no Unicode mean something in every old encoding. One is certain only in a programme
of the West, where the text reads as people write in one Western encoding, and in no other.
Elsewhere too many are in use to be told apart, so that the file has to be saved anew.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.text.decoding import HALF, WESTERN, Decoded, decoded

_ENCODINGS = (WESTERN, "iso8859_15", "mac_roman", "cp850")
"""Those of the West, that of Windows first, which is the likeliest."""
_LANGUAGES = frozenset(
    (
        *("ca", "cy", "da", "de", "en", "es", "eu", "fi", "fr", "ga", "gl", "is", "it", "nb"),
        *("nl", "nn", "no", "pt", "sv"),
    )
)
"""Languages that are written in them."""
_OTHER_ZONES = frozenset(
    (
        *("Athens", "Belgrade", "Bratislava", "Bucharest", "Budapest", "Chisinau", "Istanbul"),
        *("Kiev", "Kyiv", "Ljubljana", "Minsk", "Moscow", "Podgorica", "Prague", "Riga"),
        *("Sarajevo", "Skopje", "Sofia", "Tallinn", "Tirane", "Vilnius", "Warsaw", "Zagreb"),
    )
)
"""Places of time zones where computers have other encodings, in whatever language one writes."""
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_UTF_8_WITHIN = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}")
_SIGNS = frozenset("‘’‚‛“”„‹›–—…´\xa0\xad«»¿¡€£°§©®™•·½¼¾¹²³ªº×÷±")
_NEVER_BETWEEN_LETTERS = frozenset("«»¿¡€£°§©®™•·½¼¾¹²³ªº×÷±")
_VOWELS = frozenset("aeiouyäöüAEIOUYÄÖÜ")


@dataclass(frozen=True, slots=True)
class Locality:
    """What a programme tells of the computers it is written on."""

    languages: tuple[str, ...] = ()
    time_zone: str = ""

    @property
    def western(self) -> bool:
        """Whether no other encodings than those of the West are in use there."""
        codes = {language.partition("-")[0] for language in self.languages}
        place = self.time_zone.rpartition("/")[2]
        if codes <= {"en"} and place in {"", "UTC"}:
            # English is written on computers of every country.
            return False
        return codes <= _LANGUAGES and place not in _OTHER_ZONES


def certain_text(content: bytes, locality: Locality) -> Decoded | None:
    """Turn the bytes of a file into text; None where how they were saved is in doubt."""
    found = decoded(content)
    if found is None or found.doubt is None:
        return None if found and HALF.search(found.text) else found
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    bare = content.removeprefix(mark)
    if not locality.western or _UTF_8_WITHIN.search(bare):
        # Part of it may be UTF-8 after all.
        return None
    readings = dict(_plausible_readings(bare))
    if len(set(readings.values())) != 1:
        return None
    encoding, text = next(iter(readings.items()))
    return Decoded(text, encoding, mark)


def shown(encoding: str) -> str:
    """Name an encoding as people know it, for instance Windows-1252."""
    if encoding.startswith("utf"):
        return encoding[:6].upper()
    number = encoding.removeprefix("cp")
    if number == encoding:
        return encoding.replace("iso", "ISO-").replace("_", "-")
    return f"Windows-{number}" if len(number) == 4 else f"DOS {number}"


def _plausible_readings(content: bytes) -> Iterator[tuple[str, str]]:
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if all(_plausible(text, one.start()) for one in _FOREIGN.finditer(text)):
            yield encoding, text


def _plausible(text: str, at: int) -> bool:
    """Say whether people write the character at `at` beside its neighbours."""
    sign, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if sign in _SIGNS:
        between = before.isalpha() and after.isalpha()
        return (
            not between
            or sign not in _NEVER_BETWEEN_LETTERS
            or (sign == "·" and (before + after).casefold() == "ll")
        )
    if not unicodedata.name(sign, "").startswith("LATIN") or not sign.isalpha() or sign == "ƒ":
        return False
    if sign == "ß":
        return before in _VOWELS
    # Capital letters begin words, or stand among their like.
    return not (before.islower() and sign.isupper()) and not (sign.islower() and after.isupper())
