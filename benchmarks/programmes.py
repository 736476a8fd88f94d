"""Programmes of any size: the worked example with people, editions and languages added to it.

    python benchmarks/programmes.py FOLDER --mentors 1000 --editions 8 --languages 2

What is written is the same every time. The package brings the prose of the pages, as it does to
any programme; of a language that it has not, the Spanish texts stand under another name.
"""

from __future__ import annotations

import argparse
import csv
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

import people
from writing import Writer

REPOSITORY = Path(__file__).resolve().parents[1]
WRITTEN = ("en", "es")
"""The languages of the worked example."""
FURTHER = ("fr", "de", "pt", "it", "ca", "gl")
"""What is added where more are asked for."""
DAY = "2026-05-12"
"""Reference date of every programme that is made, that of the worked example."""
FEWEST_EDITIONS = 4
"""So many the worked example has."""
SERVING = 300
"""How many mentors are added to those who serve in each edition, at most."""
WITH_BIOGRAPHY = 5
"""Of so many who may be shown, one has written a longer text."""
PEOPLE_OF_ONE = 25
"""How many mentors each added organisation sends, about."""


@dataclass(frozen=True, order=True)
class Size:
    """How much a programme holds."""

    mentors: int
    editions: int = FEWEST_EDITIONS
    languages: int = 1

    @property
    def codes(self) -> tuple[str, ...]:
        """Its languages, the main one first."""
        return (*WRITTEN, *FURTHER)[: self.languages]


def write_programme(folder: Path, size: Size) -> Path:
    """Write a programme of a size into a folder, whole: what `handbook build` needs, and no more.

    Returns:
        The folder.

    Raises:
        ValueError: fewer editions than the worked example has, or too many languages.
    """
    if size.editions < FEWEST_EDITIONS or not 0 < size.languages <= len(WRITTEN + FURTHER):
        raise ValueError(f"{size}: at least {FEWEST_EDITIONS} editions, and 1 to 8 languages")
    programme = folder / "programme"
    shutil.copytree(REPOSITORY / "programme", programme)
    shutil.copy(REPOSITORY / "mkdocs.yml", folder)
    (folder / "content").mkdir()
    for path in sorted(programme.rglob("*.yaml")):
        _rewrite_document(path, size.codes)
    for path in sorted(programme.rglob("*.csv")):
        write_table(path, in_languages(read_table(path), size.codes))
    for path in sorted((programme / "mentors").glob("*.es.md")):
        _spread(path, size.codes)
    if any(code in FURTHER for code in size.codes):
        _write_prose(folder / "content", size.codes)
    for back in range(1, size.editions - FEWEST_EDITIONS + 1):
        _write_earlier_edition(programme / "editions", back)
    _add_people(programme, size)
    return folder


def read_table(path: Path) -> list[list[str]]:
    """Read a CSV file, its header first."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def write_table(path: Path, table: Sequence[Sequence[str]]) -> None:
    """Write a CSV file, its header first."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(table)


def in_languages(table: Sequence[Sequence[str]], codes: Sequence[str]) -> list[list[str]]:
    """Give a table with columns of texts in each language beside the main one, and no other."""
    header = table[0]
    sources = [
        (target, number)
        for number, column in enumerate(header)
        for target in _columns(column, header, codes)
    ]
    rows = [[row[number] if number < len(row) else "" for _, number in sources] for row in table]
    return [[target for target, _ in sources], *rows[1:]]


def _columns(column: str, header: Sequence[str], codes: Sequence[str]) -> list[str]:
    base = column.removesuffix("_es")
    if base == column or base not in header:
        return [column]
    return [f"{base}_{code}" for code in codes[1:]]


def texts_in(value: Any, codes: Sequence[str]) -> Any:
    """Give a document with each of its texts in these languages, and in no other."""
    if isinstance(value, list):
        return [texts_in(each, codes) for each in value]
    if not isinstance(value, dict):
        return value
    if "en" in value and set(value) <= set(WRITTEN):
        return {code: value.get(code, value.get("es", value["en"])) for code in codes}
    return {key: texts_in(each, codes) for key, each in value.items()}


def _rewrite_document(path: Path, codes: Sequence[str]) -> None:
    document = texts_in(_loaded(path), codes)
    if path.name == "programme.yaml":
        document["languages"] = list(codes)
    _write(path, document)


def _loaded(path: Path) -> Any:
    # BaseLoader: every value stays the text that it is.
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)


def _write(path: Path, document: Any) -> None:
    dumped = yaml.dump(document, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10**6)
    path.write_text(dumped, "utf-8")


class _Plain(yaml.BaseDumper):
    """Writes texts as they were read: dates, numbers and yes without quotation marks."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write what stands twice twice."""
        return True


_Plain.add_representer(str, yaml.representer.SafeRepresenter.represent_str)
_Plain.add_representer(dict, yaml.representer.SafeRepresenter.represent_dict)
_Plain.add_representer(list, yaml.representer.SafeRepresenter.represent_list)


def _spread(path: Path, codes: Sequence[str]) -> None:
    """Give a Spanish text to each language beside the main one."""
    text = path.read_text("utf-8")
    path.unlink()
    for code in codes[1:]:
        path.with_name(path.name.replace(".es.", f".{code}.")).write_text(text, "utf-8")


def _write_prose(content: Path, codes: Sequence[str]) -> None:
    for code in codes:
        if code in FURTHER:
            shutil.copytree(REPOSITORY / "content" / "es", content / code)


def _write_earlier_edition(editions: Path, back: int) -> None:
    """Write an edition like the first one, so many years earlier."""
    target = editions / str(2024 - back)
    target.mkdir()
    for name in ("edition.yaml", "timeline.csv", "results.csv", "report.yaml", "mentors.csv"):
        text = (editions / "2024" / name).read_text("utf-8")
        moved = re.sub(r"\b20[2-9]\d\b", lambda found: str(int(found[0]) - back), text)
        (target / name).write_text(moved, "utf-8")


def _add_people(programme: Path, size: Size) -> None:
    employers = programme / "organisations.csv"
    table = read_table(employers)
    table += people.organisations(table[0], size.mentors // PEOPLE_OF_ONE)
    write_table(employers, table)
    mentors = read_table(programme / "mentors.csv")
    known = len(mentors) - 1
    words = _words()
    ids = [row[0] for row in table[1:]]
    mentors += people.mentors(mentors[0], size.mentors - known, ids, words)
    write_table(programme / "mentors.csv", mentors)
    id, consent = mentors[0].index("id"), mentors[0].index("consent")
    willing = [row[id] for row in mentors[known + 1 :] if row[consent] == "yes"]
    writer = Writer(2003)
    for one in willing[::WITH_BIOGRAPHY]:
        for code in size.codes:
            path = programme / "mentors" / f"{one}.{code}.md"
            path.write_text(writer.biography(code), "utf-8")
    for number, path in enumerate(sorted(programme.glob("editions/*/mentors.csv"))):
        serving = [*read_table(path), *people.serving(willing, SERVING, number)]
        write_table(path, serving)
        _make_room(path.with_name("edition.yaml"), ids, len(serving) - 1)
    document = _loaded(programme / "programme.yaml")
    document["partners"]["maximum"] = str(len(ids))
    _write(programme / "programme.yaml", document)


def _make_room(path: Path, partners: Sequence[str], serving: int) -> None:
    """Have an edition expect all who serve in it, from wherever they come."""
    document = _loaded(path)
    document["partners"] = list(partners)
    document["capacity"]["mentors"] = str(max(1, serving))
    _write(path, document)


def _words() -> dict[str, list[str]]:
    own = _loaded(REPOSITORY / "programme" / "vocabulary.yaml")
    words = _loaded(REPOSITORY / "content" / "programme" / "vocabulary.yaml") | own
    return {name: [one["id"] for one in words[name]] for name in ("expertise", "languages")}


def main() -> None:
    """Write one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mentors", type=int, default=1000)
    parser.add_argument("--editions", type=int, default=FEWEST_EDITIONS)
    parser.add_argument("--languages", type=int, default=1)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    try:
        write_programme(asked.folder, Size(asked.mentors, asked.editions, asked.languages))
    except ValueError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
