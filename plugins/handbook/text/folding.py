"""Folding: text without what its writers vary, and what they may have meant who wrote another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from difflib import get_close_matches
from functools import lru_cache

_FOREIGN = re.compile(r"([^\x00-\x7f]+)")
_LETTERS = {
    **dict(zip("øłđðħıŋŧĸə", "olddhintke", strict=True)),
    **dict(zip("æœþ", ("ae", "oe", "th"), strict=True)),
    "\u0640": "",
    **dict.fromkeys("\u115f\u1160\u2065", ""),
}
"""Letters that Unicode does not take apart; the last ones stretch Arabic words, or show nothing."""
_UNSEEN = re.compile("[\ufff0-\ufff8\U000e0000-\U000e0fff]")
# Thai to Burmese, Khmer, kana, Han, Hangul: no spaces, or endings that cling to a name.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Letters of scripts that write no spaces, as a class of a pattern."""
_UNSPACED = re.compile(f"[{UNSPACED}]")
_CAPITALS = "".join(filter(str.isupper, map(chr, range(0x2D00))))
CAPITAL = f"[{_CAPITALS}]"
"""A capital letter of Latin, Greek or Cyrillic, as a class of a pattern."""
_EDGE = re.compile(
    rf"(?<=[^\W\d_{_CAPITALS}])\.?(?={CAPITAL})|(?<={CAPITAL})(?={CAPITAL}[^\W\d_{_CAPITALS}])"
    r"|(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])"
)
"""Where words end that are written as one."""
_OF_LATIN = re.sub(CAPITAL, "A", "".join(map(chr, range(256))))
_KINDS = re.sub(r"[^\W\d_A]", "a", re.sub(r"\d", "1", _OF_LATIN)).encode("latin-1")
_EDGES = (b"aA", b"a.A", b"AAa", b"aaa1", b"1aaa", b"AAA1", b"1AAA")
"""Kinds of letters between which words that are written as one may end."""
_LATIN = 0x100
"""Letters before this are told by a table."""
_BEYOND_LATIN = re.compile("[\u0100-\u1fff\u2c00-\u2dff\ua640-\uabff\U00010400-\U0001e943]")
"""Letters of scripts that have capitals, and some that have none."""


class _Kinds(dict[int, str]):
    """The kind of every letter, found when it is first met."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        capital = bool(re.match(CAPITAL, letter))
        kind = "A" if capital else "1" if letter.isdigit() else "a" if letter.isalpha() else " "
        self[code] = kind
        return kind


_KIND = _Kinds({code: chr(kind) for code, kind in enumerate(_KINDS) if code < _LATIN})
_SEPARATORS = bytes(code if code > 127 or chr(code).isalnum() else ord(" ") for code in range(256))

GAP = "hbgapqqxzz"
"""A word of no language, of letters, so that a word that is cut and clings to it is another."""
Words = tuple[str, ...]
"""Words of a folded text, in their order."""


def fold(text: str) -> str:
    """Forget capitals, accents, invisible characters and typography.

    Every other character that is neither a letter nor a digit stays if it is ASCII, and becomes a
    space if not. Letters of scripts that write no spaces stand apart, so that each is a word.

    >>> fold("STRAẞE Łukasz"), fold("Straße Łukasz")
    ('strasse lukasz', 'strasse lukasz')
    """
    text = text.lower()
    if text.isascii():
        return text
    pieces = _FOREIGN.split(text)
    pieces[1::2] = map(_fold_run, pieces[1::2])
    return "".join(pieces)


def words(folded: str) -> list[str]:
    """Part a folded text into words: runs of letters and digits."""
    return folded.encode("utf-8", "ignore").translate(_SEPARATORS).decode("utf-8").split()


def words_of(text: str) -> Words:
    """Fold a text and part it into words.

    >>> words_of("O’Hara, José-Luís"), words_of("王小明")
    (('o', 'hara', 'jose', 'luis'), ('王', '小', '明'))
    """
    return tuple(words(fold(text)))


def plain(text: str) -> str:
    """Fold a text, with one space where there are several."""
    return " ".join(fold(text).split())


def apart(text: str) -> str:
    """Part words where small letters meet capitals, letters meet digits, or a sentence its dot.

    >>> apart("CVMaraTidewell2026.pdf"), apart("Ann McDonald.Then")
    ('CV Mara Tidewell 2026.pdf', 'Ann Mc Donald Then')
    """
    return _EDGE.sub(" ", text)


def edges(text: str) -> list[int]:
    """List about where words end that are written as one.

    >>> edges("CV_maraTidewell2026.pdf"), edges("PawełŻak")
    ([6, 14], [4])
    """
    if not text.isascii() and _BEYOND_LATIN.search(text):
        kinds = text.translate(_KIND).encode("latin-1", "replace")
    else:
        kinds = text.encode("latin-1", "replace").translate(_KINDS)
    found: set[int] = set()
    for edge in _EDGES:
        at = kinds.find(edge)
        while at >= 0:
            found.add(at + len(edge) - 2)
            at = kinds.find(edge, at + 1)
    return sorted(found)


def bare(text: str) -> str:
    """Fold a text to nothing but its letters and digits."""
    return "".join(words(fold(text)))


def is_unspaced(word: str) -> bool:
    """Say whether a word is one letter of a script that writes no spaces."""
    return _UNSPACED.fullmatch(word) is not None


def is_mostly_unspaced(sequence: Words) -> bool:
    """Say whether most of several words are letters of scripts that write no spaces."""
    return len(sequence) > 1 and 2 * sum(map(is_unspaced, sequence)) > len(sequence)


@lru_cache(maxsize=20_000)
def _fold_run(run: str) -> str:
    # Composed first, since Hangul that is taken apart must be put together again.
    return "".join(map(_fold_letter, unicodedata.normalize("NFC", run)))


@lru_cache(maxsize=20_000)
def _fold_letter(letter: str) -> str:
    if _UNSPACED.fullmatch(letter) and letter.isalpha():
        base = unicodedata.normalize("NFKC", letter)
        if not "\uac00" <= base <= "\ud7af":
            base = unicodedata.normalize("NFKD", base)[:1]
        return f" {base} "
    parts = unicodedata.normalize("NFKD", letter).casefold()
    return "".join(map(_fold_part, parts))


def _fold_part(part: str) -> str:
    if part in _LETTERS:
        return _LETTERS[part]
    if _UNSEEN.match(part):
        return ""
    if part.isdecimal():
        return str(unicodedata.decimal(part))
    if part.isalnum() or part.isascii():
        return part
    # Marks and formatting characters, such as accents, soft hyphens and zero-width spaces.
    return "" if unicodedata.category(part) in {"Mn", "Mc", "Me", "Cf"} else " "


_MANY = 500


def closest(word: str, choices: Collection[str], cutoff: float = 0.75) -> str:
    """Return the choice most like `word`, or an empty string where none is close."""
    meant = plain(word)
    if not meant or len(meant) > 100:
        return ""
    folded: dict[str, str] = {}
    for choice in choices:
        # Comparing with thousands of choices takes seconds; a slip rarely changes both ends.
        if len(choices) <= _MANY or choice[:2] == word[:2] or choice[-3:] == word[-3:]:
            folded.setdefault(plain(choice), choice)
    found = get_close_matches(meant, list(folded), n=1, cutoff=cutoff)
    return folded[found[0]] if found else ""


def suggestion(word: str, choices: Collection[str]) -> dict[str, object]:
    """Return the detail `suggestion` of a problem, or nothing.

    >>> suggestion("acmee", ["acme", "beta"]), suggestion("nobody", ["acme"])
    ({'suggestion': 'acme'}, {})
    """
    close = closest(word, choices)
    return {"suggestion": close} if close else {}


def suggested_name(typed: str, names: Collection[str]) -> dict[str, object]:
    """Suggest the name of a column; names that differ in a digit are never each other's slip.

    >>> suggested_name("organistion", ["organisation"]), suggested_name("step3", ["step1"])
    ({'suggestion': 'organisation'}, {})
    """
    return suggestion(typed, [name for name in names if same_number(typed, name)])


def same_number(one: str, other: str) -> bool:
    """Say whether two names have the same digits in the same order."""
    digits = [[letter for letter in name if letter.isdigit()] for name in (one, other)]
    return digits[0] == digits[1]
