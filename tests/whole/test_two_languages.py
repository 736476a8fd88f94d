"""What the handbook says to any programme: the same in each of its languages, but for the words.

A page has the headings, checklists, links and citations of its twin, shows the same data and names
the same numbers, whatever order a language puts them in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import pytest

from handbook.languages import Languages, Text
from handbook.reading.documents.defaults import default_data, read_default
from handbook.reading.documents.package_data import load_citations
from handbook.settings import default_folder

TONGUES = Languages(("en", "es"))
FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
HEADING = re.compile(r"^(#{1,6}) .*?(?:\{([^}]*)\})?[ \t]*$", re.MULTILINE)
EXPRESSION = re.compile(r"\{%#.*?#%\}|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
CHAIN = re.compile(r"(?<![\w.\"'])[a-z_]\w*(?:\.[a-z_]\w*)+")
CALL = re.compile(r"\b(cite|component|listing|related|href|page_link|page_href)\(\s*[\"']([^\"']+)")
LINK = re.compile(r"\]\(([^)\s]+)")
ENGLISH_NOTE = re.compile(r"n\.d\.| & (?=\w+ \d{4}$)|\ded\.|\b[Rr]ead\b")
"""What belongs to no name or title in a reference."""
TASK = re.compile(r"^[ \t]*[-*] \[[ x]\]", re.MULTILINE)
DIGITS = re.compile(r"(?<![\w.#/-])\d+(?:[.,]\d+)*(?![\w/-])")

VALUES = (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 18, 20, 30, 40, 50, 60, 90)
COUNTS = {
    "en": "two three four five six seven eight nine ten eleven twelve fifteen eighteen twenty "
    "thirty forty fifty sixty ninety",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce quince dieciocho veinte "
    "treinta cuarenta cincuenta sesenta noventa",
}
WORDS = {each: dict(zip(words.split(), VALUES, strict=True)) for each, words in COUNTS.items()}
UNITS = {
    "en": "minute hour day week month year",
    "es": "minuto hora día semana mes año",
}


@dataclass(frozen=True)
class Bones:
    """What is the same in every language."""

    headings: list[tuple[int, str]]
    calls: Counter[tuple[str, str]]
    data: set[str]
    links: Counter[str]
    tasks: int
    numbers: Counter[str]
    spans: Counter[tuple[int, str]]


def bones(text: str, language: str) -> Bones:
    """Take the words off a page."""
    plain = FENCE.sub("", text)
    expressions = [each for each in EXPRESSION.findall(plain) if not each.startswith("{%#")]
    code = "\n".join(expressions)
    prose = LINK.sub("](", EXPRESSION.sub(" ", re.sub(r"\{[#.:][^}]*\}", "", plain)))
    return Bones(
        [(len(marks), identifier(marked)) for marks, marked in HEADING.findall(plain)],
        Counter(CALL.findall(code)),
        set(CHAIN.findall(re.sub(r"\"[^\"]*\"|'[^']*'", '""', code))),
        Counter(LINK.findall(plain)),
        len(TASK.findall(plain)),
        Counter(number(each, language) for each in DIGITS.findall(prose)),
        Counter(spans(prose, language)),
    )


def identifier(attributes: str) -> str:
    return next((each for each in attributes.split() if each.startswith("#")), "")


def number(written: str, language: str) -> str:
    thousands, decimal = (",", ".") if language == "en" else (".", ",")
    return written.rstrip(".,").replace(thousands, "").replace(decimal, ".")


def spans(prose: str, language: str) -> Iterator[tuple[int, str]]:
    """Give lengths of time in words, such as thirty minutes: what must agree between pages."""
    words, units = WORDS[language], UNITS[language].split()
    pattern = rf"\b({'|'.join(words)})\s+({'|'.join(units)})(?:e?s)?\b"
    for written, unit in re.findall(pattern, prose, re.IGNORECASE):
        yield words[written.lower()], UNITS["en"].split()[units.index(unit.lower())]


def test_what_is_the_same_is_found() -> None:
    english = bones(
        "## Time {#time}\n\n- [ ] Take thirty minutes, 1,500 m. [Go](a.md#x) {{ cite('6.8') }}\n"
        "{% if edition.duration_months == 1 %}{{ programme.name }}{% endif %}",
        "en",
    )
    spanish = bones(
        "## Tiempo {#time}\n\n- [ ] {{ programme.name }}: treinta minutos, 1.500 m. [Ve](a.md#x)\n"
        "{% if edition.duration_months == 1 %}{{ cite('6.8') }}{% endif %}",
        "es",
    )
    assert english == spanish
    assert english.headings == [(2, "#time")]
    assert english.spans == {(30, "minute"): 1}
    assert english.numbers == {"1500": 1}


def pages() -> list[str]:
    english = default_folder("content") / "en"
    return sorted(path.relative_to(english).as_posix() for path in english.rglob("*.md"))


def material() -> list[str]:
    folder = default_data()
    return sorted(
        path.relative_to(folder).as_posix().removesuffix(".en.md")
        for path in folder.rglob("*.en.md")
    )


def compared(english: Path, spanish: Path) -> None:
    if not spanish.is_file():
        pytest.skip("not translated yet")
    first = bones(english.read_text("utf-8"), "en")
    second = bones(spanish.read_text("utf-8"), "es")
    for part in fields(Bones):
        assert getattr(first, part.name) == getattr(second, part.name), part.name


@pytest.mark.parametrize("page", pages())
def test_pages_are_built_alike(page: str) -> None:
    content = default_folder("content")
    compared(content / "en" / page, content / "es" / page)


@pytest.mark.parametrize("module", material())
def test_training_material_is_built_alike(module: str) -> None:
    folder = default_data()
    compared(folder / f"{module}.en.md", folder / f"{module}.es.md")


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize(
    "page",
    [
        "index.md",
        "take-part.md",
        *(f"templates/{it}.md" for it in ("index", "agreement", "minutes")),
    ],
)
def test_what_invites_or_is_filled_in_cites_nothing(page: str, language: str) -> None:
    path = default_folder("content") / language / page
    assert "cite(" not in path.read_text("utf-8")


def test_no_page_is_there_in_spanish_alone() -> None:
    spanish = default_folder("content") / "es"
    alone = {path.relative_to(spanish).as_posix() for path in spanish.rglob("*.md")}
    assert alone <= set(pages())


def texts(value: object, way: str = "") -> Iterator[tuple[str, Text]]:
    if isinstance(value, Text):
        yield way, value
    elif isinstance(value, dict):
        for key, child in value.items():
            yield from texts(child, f"{way}/{key}")
    elif isinstance(value, list | tuple):
        for place, child in enumerate(value):
            yield from texts(child, f"{way}/{place}")


def differing(found: Iterator[tuple[str, Text]]) -> list[tuple[str, dict[str, str]]]:
    """Give texts whose Spanish is not built as their English is, or fills in other brackets."""
    different = []
    for way, text in found:
        said = dict(text.versions)
        english, spanish = bones(said["en"], "en"), bones(said["es"], "es")
        brackets = [len(re.findall(r"\[[^\]]+\](?!\()", said[each])) for each in ("en", "es")]
        if english != spanish or brackets[0] != brackets[1]:
            different.append((way, said))
    return different


@pytest.mark.parametrize(
    "file",
    sorted(each.relative_to(default_data()).as_posix() for each in default_data().rglob("*.yaml")),
)
def test_texts_of_the_defaults_say_the_same(file: str) -> None:
    parsed = read_default(file, TONGUES)
    assert parsed is not None
    both = (each for each in texts(parsed.value) if len(each[1].versions) == len(TONGUES.codes))
    assert differing(both) == []


def test_claims_say_the_same_in_each_language() -> None:
    register = load_citations()
    claims = [(id, claim.claim) for id, claim in register.claims.items()]
    assert [id for id, text in claims if [code for code, _ in text.versions] != ["en", "es"]] == []
    assert differing(iter(claims)) == []
    for source in register.sources.values():
        for text in (source.label, source.reference):
            said = dict(text.versions) if isinstance(text, Text) else {"en": "", "es": text}
            assert set(said) == {"en", "es"}
            assert not ENGLISH_NOTE.search(said["es"]), source.key
