"""Texts: the ways in which a browser, a reader or a program may understand one text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from handbook.leaks.blocks import BLOCK_TAG, PAGE_DATA, is_data
from handbook.leaks.escapes import decoded, encoded_spans
from handbook.leaks.parting import BETWEEN, NAME_PART, parted_json
from handbook.text.folding import GAP, apart, edges

ROUNDS = 3
"""How often a text may be encoded: a feed holds the source of pages, with their own entities."""
_TAG = re.compile(r"<(?:!--|!\[CDATA\[|[a-zA-Z/!?][^<>]*>)")
_PARTED = re.compile(f"({_TAG.pattern})")
_NAME_CELLS = re.compile(rf"(?<=>)({NAME_PART})</t[dh]>\s*<t[dh]\b[^<>]*>(?={NAME_PART}</t[dh]>)")
_WITHIN = re.compile(r"(?<=[^\W\d_]{2})\d{1,4}(?=[^\W\d_]{2})")
"""Digits between two words that are written as one."""
_END = re.compile(r"[\n<>]")
"""Where a line ends, or a tag, or the text before one."""
_BESIDE = 60
"""Characters beside the end of a word that may be a name together with it."""
_LONGEST_LINE = 300
_LONGEST_KNOWN = 2_000
"""Characters of a line that is remembered as it is taken apart."""
_MOST_CUTS = 12
"""Tags within a name that are looked at, where another tag parts it from what is around."""


def views(text: str, rounds: int = ROUNDS) -> Iterator[str]:
    """List what a text says to whoever decodes it.

    Every view holds whole words: entities, percent signs and the escapes of programs decoded, with
    tags, as text between tags, and as text that tags do not part; blocks and cells stand by
    themselves, and so do words that are written as one. Nothing that stands in the text is only in
    a view that takes something away.

    Args:
        text: any text.
        rounds: how many layers of encodings are undone.
    """
    for _ in range(rounds):
        plain = html.unescape(text)
        parts = _PARTED.split(text) if "<" in text else [text]
        # What a tag and the text beside it say, they do not say together.
        tags = parts[1::2] if plain == text else _TAG.findall(plain) if "<" in plain else []
        yield BETWEEN.join(tags) if tags else plain
        if rounds > 1:
            yield from _taken_apart(plain)
        yield from _without_tags(text, parts)
        encoded = _encoded_parts(text)
        if not encoded:
            return
        text = decoded(html.unescape(encoded))


def _encoded_parts(text: str) -> str:
    """Leave out what has no layer of encoding left, but for the text around what has."""
    return f"{GAP}> {GAP}".join(text[start:end] for start, end in encoded_spans(text))


def _without_tags(text: str, parts: Sequence[str]) -> Iterator[str]:
    """Give what is left of a text, which is given in parts too: text, then tag and text in turn."""
    data = [text] if is_data(text) else PAGE_DATA.findall(text)
    yield from (html.unescape(decoded(parted_json(each))) for each in data)
    if "<" not in text:
        return
    if "</td>" in text or "</th>" in text:
        text = _NAME_CELLS.sub(r"\1 ", text)
        parts = _PARTED.split(text)
    pieces = _between_tags(parts)
    yield html.unescape(" ".join(pieces))
    if "<!--" in text:
        pieces = _between_tags(_PARTED.split(_without_comments(text)))
    yield from map(html.unescape, _joined_across_tags(pieces))


def _between_tags(parts: Sequence[str]) -> list[str]:
    """Join the texts around tags that part blocks, with what is no word between them."""
    pieces: list[str] = []
    before = parts[0]
    for tag, text in zip(parts[1::2], parts[2::2], strict=True):
        if _is_block(tag):
            before = f"{before}{BETWEEN}{text}"
        else:
            pieces.append(before)
            before = text
    return [*pieces, before]


@lru_cache(maxsize=4_096)
def _is_block(tag: str) -> bool:
    return BLOCK_TAG.fullmatch(tag) is not None


def _taken_apart(text: str) -> Iterator[str]:
    """Part what is written as one word at its capitals and digits, with its line or its tag."""
    parts: list[str] = []
    beside: list[str] = []
    end = -1
    for at in edges(text):
        if at > end:
            start = max(end, *(text.rfind(sign, end + 1, at) for sign in "\n<>")) + 1
            # A name may go on from one line to the next, or behind a sign that begins no tag.
            parts.append(text[end:start] if start == end + 1 else BETWEEN)
            ended = _END.search(text, at)
            end = ended.start() if ended else len(text)
            line = text[start:end]
            known = len(line) < _LONGEST_KNOWN
            taken, numbered = _known_apart(line) if known else _line_apart(line)
            parts.append(taken)
            beside += numbered
    if parts:
        yield BETWEEN.join(["".join(parts), *beside])


def _line_apart(line: str) -> tuple[str, tuple[str, ...]]:
    """Part the words that end within one, and look at them alone: in a program it takes long.

    Returns:
        The line, and those of its words that have digits within, without these.
    """
    parts: list[str] = []
    numbered: list[str] = []
    done = 0
    for at in edges(line):
        if at >= done:
            low = high = at
            while low > max(done, at - _BESIDE) and _goes_on(line[low - 1]):
                low -= 1
            while high < min(len(line), at + _BESIDE) and _goes_on(line[high]):
                high += 1
            parts += [line[done:low], apart(line[low:high])]
            if _WITHIN.search(line, low, high):
                numbered.append(apart(_WITHIN.sub(" ", line[low:high])))
            done = high
    return "".join([*parts, line[done:]]), tuple(numbered)


# Most of a page stands on every other too.
_known_apart = lru_cache(maxsize=4_096)(_line_apart)


def _goes_on(sign: str) -> bool:
    return sign == "." or sign.isalnum()


def _joined_across_tags(pieces: list[str]) -> Iterator[str]:
    """Join the texts between tags: all of them, and those between two tags that part words."""
    plain = "".join(pieces)
    yield plain
    parts: list[str] = []
    cuts = _cuts([piece for piece in pieces if piece])
    for number, cut in enumerate(cuts):
        if number and cuts[number - 1] > cut - _BESIDE:
            first = max(cut - _LONGEST_LINE, 0)
            line = max(plain.rfind("\n", first, cut), plain.rfind(GAP, first, cut), first)
            parts.append(plain[line:cut])
        following = [end for end in cuts[number + 1 : number + _MOST_CUTS] if end < cut + _BESIDE]
        if following:
            parts.append(plain[cut : cut + _LONGEST_LINE].partition("\n")[0].partition(GAP)[0])
        parts += [plain[cut:end] for end in following[1:]]
    if parts:
        yield BETWEEN.join(parts)


def _cuts(pieces: Sequence[str]) -> list[int]:
    """Tell at which letters of the whole a tag stands between two of them."""
    ends = accumulate(map(len, pieces))
    return [
        end
        for end, (before, after) in zip(ends, pairwise(pieces), strict=False)
        if (before[-1].isalnum() or before[-1] == ";") and (after[0].isalnum() or after[0] == "&")
    ]


def _without_comments(text: str) -> str:
    first, *rest = text.split("<!--")
    return first + "".join(each.partition("-->")[2] if "-->" in each else each for each in rest)
