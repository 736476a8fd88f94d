"""Oddities: characters that are not what they look like, and what programs leave in place of text.

Nothing here is read as if it were the other: whoever reads says by it what stands there, and what
was probably meant.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator

from handbook.text.decoding import INVISIBLE, OUTER

TURNING = "\u202a-\u202e\u2066-\u2069"
"""Characters that turn the direction of writing, as a class of a pattern."""
_TURNS = re.compile(f"[{TURNING}]")
_OVERRIDES = re.compile("[\u202d\u202e]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_OPENING, _CLOSING = "\u202a\u202b\u2066\u2067\u2068", "\u202c\u2069"
_HYPHENS = dict.fromkeys(
    map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-"
)
_UNSEEN = re.compile(f"[{INVISIBLE}{TURNING}]")
_JOINERS = re.compile("(?<=[^\x00-\x7f])[\u200c\u200d](?=[^\x00-\x7f])")
"""They are written within words of some scripts."""
_LETTERS = str.maketrans(
    "аеорсухіјѕһԁԛԝкмтıɑɡοανικρυτχАВЕКМНОРСТУХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxijshdqwkmtiagoavikputxABEKMHOPCTYXIJSABEZHIKMNOPTYX",
)
"""Letters of Cyrillic, Greek and phonetics, and those of Latin that look the same."""
_MARKS_AROUND = ("“”", "„“", "„”", "«»", "‘’", "‚‘", "''", '""', "``", "´´", "””", "’’")
_SPREADSHEET = re.compile(
    r"#{3,}|#[¡¿]?(?=[^!?]*[^\W\d_])[^\sa-z#]{1,24}[!?]|Err:[0-9]{3}"
    r"|#(?:REF|DIV/0|NUM|N[/.]?[ADBVФ]\.?|N/DISP|I/T|E/E|Н/Д|GETTING_DATA|NENÍ_K_DISPOZICI|NEDOSTUPNÝ|YOK"
    r"|PUUTTUU|SAKNAS|HIÁNYZIK|VERI_ALINIYOR)"
    r"|[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+][0-9]{1,3}|[+-]?[0-9]+[.,][0-9]+[eE]-?[0-9]{1,3}"
)
_LOADING = re.compile(
    r"(?:loading|cargando|s'està carregant|carregant|kargatzen|chargement|wird geladen|lade|laden"
    r"|caricamento|carregando|a carregar|ładowanie|wczytywanie|laddar|indlæser|laster|načítání"
    r"|загрузка|読み込み中|正在加载)(?: in corso| en cours)?\s*(?:\.{2,3}|…)",
    re.IGNORECASE,
)
_EXPORTED = re.compile(
    r"(?:nan|NaN|NAN|NULL|null|None|NaT|N/A|n/a|#N/A|<NA>|\\N|nil|undefined|\[object Object\])"
    r"(?:[ ,;]+(?:nan|null|None|undefined|\[object Object\]))*"
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,5}|[A-Za-z][A-Za-z0-9]{1,30});")
_TWICE = re.compile("&amp;(?=(?:amp;)*(#?[A-Za-z0-9]{1,31};))")
"""The beginning of a character that was written as in a web page, and that then once more."""
_FENCE = re.compile(r"[ \t>]*(?P<signs>`{3,}|~{3,})(?P<rest>.*)")
_CODE = re.compile(
    r"<!--.*?-->|\{%#.*?#%\}|<(pre|code|script|style)\b[^>]*>.*?</\1>|``[^\n]+?``|`[^`\n]+`",
    re.DOTALL | re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"(?<=\]\()[^)\s]+|(?<=[\"'])(?:https?://|mailto:)[^\"'\s]+"
    r"|https?://[^\s<>()\"'`]+|[^\s<>()\[\]\"'`:;,]+@[^\s<>()\[\]\"'`:;,]+"
)
_WRONGLY_READ = re.compile(
    "(?:[\u00c2-\u00df][\u0080-\u00bf{0}]|[\u00e0-\u00ef][\u0080-\u00bf{0}]{{2}}"
    "|\u00f0[\u0080-\u00bf{0}]{{3}})+".format(
        "".join(re.escape(bytes([code]).decode("cp1252", "ignore")) for code in range(0x80, 0xA0))
    )
)
"""What was UTF-8 and was read as Western: each letter became two or three."""


def straight(text: str) -> str:
    """Write the signs that look like a hyphen as one, and every space as a plain one.

    >>> straight("2026\u201101\u201112"), straight("kick-off \u2212\u00a04 weeks")
    ('2026-01-12', 'kick-off - 4 weeks')
    """
    return text if text.isascii() else " ".join(text.translate(_HYPHENS).split())


def plainly(text: str) -> str:
    """Write a text in the plain letters that it looks like, with nothing unseen and no quotes.

    >>> plainly("\u0430cme"), plainly("ac\u00adme"), plainly("“acme”")
    ('acme', 'acme', 'acme')
    """
    plain = _UNSEEN.sub("", straight(unicodedata.normalize("NFKC", text)).translate(_LETTERS))
    if len(plain) > 2 and f"{plain[0]}{plain[-1]}" in _MARKS_AROUND:
        plain = plain[1:-1].strip()
    return plain


def oddity(text: str) -> tuple[str, int] | None:
    """Return the kind of the first character that is not what it looks like, and its position.

    Positions count from 1. A kind is the code of a problem.

    >>> oddity("ac\u00adme"), oddity("\u0430cme"), oddity("acme")
    (('character-invisible', 3), ('character-alphabet', 1), None)
    """
    if len(text) > 2 and f"{text[0]}{text[-1]}" in _MARKS_AROUND:
        return "character-quote", 1
    for at, letter in enumerate(text, 1):
        if letter.isascii():
            continue
        if _UNSEEN.match(letter):
            return "character-invisible", at
        if ord(letter) in _HYPHENS:
            return "character-hyphen", at
        if letter.isspace():
            return "character-space", at
        if plainly(letter) != letter:
            return "character-alphabet", at
    return None


def has_unseen(address: str) -> bool:
    """Say whether an address holds a character that shows nothing, where no script asks for it."""
    return not address.isascii() and bool(_UNSEEN.search(_JOINERS.sub("", address)))


def turned(text: str) -> str:
    """Return the first character that turns the direction of writing without need, or nothing.

    Arabic and Hebrew need some of them, in pairs.

    >>> turned("Call \u2067opens") == "\u2067", turned("Call opens")
    (True, '')
    """
    found = None if text.isascii() else _TURNS.search(text)
    if found is None:
        return ""
    pairs = sum(map(text.count, _OPENING)) == sum(map(text.count, _CLOSING))
    if pairs and _RIGHT_TO_LEFT.search(text) and not _OVERRIDES.search(text):
        return ""
    return found[0]


def is_spreadsheet_remains(text: str) -> bool:
    """Say whether a cell is what a spreadsheet shows for a value that it has not, in any language.

    >>> [is_spreadsheet_remains(one) for one in ("#WERT!", "#NOM?", "3.46e+10", "#1 at sea!")]
    [True, True, True, False]
    """
    return bool(_SPREADSHEET.fullmatch(text) or _LOADING.fullmatch(text))


def is_export_remains(text: str) -> bool:
    """Say whether a text is what programs write for no value.

    >>> is_export_remains("nan"), is_export_remains("Nan"), is_export_remains("Ana Null")
    (True, False, False)
    """
    return _EXPORTED.fullmatch(text) is not None


def misread(text: str) -> tuple[str, str] | None:
    """Find letters that were saved in one encoding and read in another; say what they were.

    >>> misread("CafÃ©"), misread("Ana’s"), misread("SÃO")
    (('Ã©', 'é'), None, None)
    """
    for found in () if text.isascii() else _WRONGLY_READ.finditer(text):
        meant = _as_western(found[0])
        if meant and not _WRONGLY_READ.fullmatch(meant):
            return found[0], meant
        if meant:
            return found[0], _as_western(meant) or meant
    return None


def _as_western(text: str) -> str:
    content = bytearray()
    for letter in text:
        code = ord(letter)
        content += bytes([code]) if code < 0x100 else letter.encode("cp1252", "ignore")
    try:
        return content.decode()
    except UnicodeDecodeError:
        return ""


def entity(text: str) -> tuple[str, str] | None:
    """Find what HTML writes for a character, and that character.

    >>> entity("Salt &amp; Rope"), entity("R&D; we")
    (('&amp;', '&'), None)
    """
    for found in _ENTITY.finditer(text) if "&" in text else ():
        meant = html.unescape(found[0])
        if meant != found[0] and len(meant) <= 2:
            return found[0], meant
    return None


def oddities(text: str, *, markup: bool) -> Iterator[tuple[str, str, str]]:
    """Find what programs leave in a text: its code, the part at fault, and what was meant by it.

    Args:
        text: as it would be published.
        markup: whether it is Markdown, in which an entity is the character that it stands for.

    >>> list(oddities("CafÃ© &amp; bar", markup=False))
    [('text-misread', 'Ã©', 'é'), ('text-entity', '&amp;', '&')]
    """
    if is_export_remains(text):
        yield "text-exported", text, ""
    if wrong := misread(text):
        yield "text-misread", *wrong
    if not markup and (written := entity(text)):
        yield "text-entity", *written
    if turn := turned(text):
        yield "text-turned", f"U+{ord(turn):04X}", ""


def in_code(lines: Iterable[str]) -> Iterator[bool]:
    """Say of each line of Markdown whether it is in a sample of code between fences.

    >>> list(in_code(["a", "````", "```", "b", "````", "c"]))
    [False, True, True, True, True, False]
    """
    opened = ""
    for line in lines:
        fence = _FENCE.match(line)
        yield bool(opened or fence)
        if fence and not opened:
            opened = fence["signs"]
        elif fence and fence["signs"].startswith(opened) and not fence["rest"].strip():
            opened = ""


def oddities_of_prose(text: str) -> Iterator[tuple[int, str, str, str]]:
    r"""Find what programs leave in Markdown, but for samples of code, and comments.

    Returns:
        The line of each, counted from 1, and the rest as `oddities` does.

    >>> list(oddities_of_prose("A\n\nAnaÂ´s &amp;amp; `&amp;amp;`"))
    [(3, 'text-misread', 'Â´', '´'), (3, 'text-entity', '&amp;amp;', '&')]
    """
    if text.isascii() and not _TWICE.search(text):
        if is_export_remains(text.strip()):
            yield 1, "text-exported", text.strip(), ""
        return
    lines = text.split("\n")
    prose = "\n".join(
        "" if code else line for line, code in zip(lines, in_code(lines), strict=True)
    )
    prose = _CODE.sub(lambda found: " " + "\n" * found[0].count("\n"), prose)
    for number, line in enumerate(prose.split("\n"), 1):
        if not line.isascii() or "&" in line:
            for found in (*oddities(line, markup=True), *_only_in_markdown(line)):
                yield number, *found


def _only_in_markdown(line: str) -> Iterator[tuple[str, str, str]]:
    if twice := _TWICE.search(line):
        written = line[twice.start() : twice.end(1)]
        meant = written
        while (plain := html.unescape(meant)) != meant:
            meant = plain
        if meant.strip() and len(meant) <= 2:
            yield "text-entity", written, meant
    for found in () if line.isascii() else _ADDRESS.finditer(line):
        address = found[0].strip(OUTER)
        if has_unseen(address) and not (address.endswith(".md") or turned(address)):
            named = _UNSEEN.sub(lambda sign: f"[U+{ord(sign[0]):04X}]", address)
            yield "address-unseen", named, _UNSEEN.sub("", address)
