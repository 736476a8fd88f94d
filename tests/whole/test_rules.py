from __future__ import annotations

import dataclasses
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath
from typing import Any

import pytest

from handbook.content_type import as_it_is
from handbook.content_types import REGISTRY
from handbook.content_types.service import SERVICE
from handbook.problems import Problem, in_reading_order
from handbook.reading.documents.package_data import load_citations
from handbook.reading.programme import read_programme
from handbook.reading.sheets.schemas import load_schema
from handbook.schema import Privacy
from handbook.settings import Settings
from tests.support import rule_cases as one
from tests.support import rule_cases_advice as five
from tests.support import rule_cases_editions as two
from tests.support import rule_cases_numbers as three
from tests.support import rule_cases_people as four
from tests.support.codes import hyphenated, told
from tests.support.marked import Batch, Case, edition_moved, together
from tests.support.programmes import replaced, write_programme
from tests.support.rule_cases_private import ALLOWED, PRIVATE
from tests.support.small_builds import DAY, fault, made, worded

ALONE = (*one.INCOMPLETE, *one.ADDRESSES, *two.PINNED, *two.SOUND, two.WARNINGS)
SOUND = (*three.THANKED_RIGHTLY, *four.DIFFERENT, *four.ASKED, *five.QUIET)
TOGETHER = (*one.DESCRIPTION, *one.CONSENT, *one.PEOPLE, *two.DATES, *two.EDITIONS, *two.DOCUMENTS)
READ = (
    *(*three.DAYS, *three.FOLLOWERS, *three.ORDER, *three.NUMBERS, *three.PARTNERS, *three.THANKED),
    *three.IMPLAUSIBLE,
    *(*four.MISPLACED, *four.CONSENTS, *four.TWICE, *four.PHOTOS),
    *five.TOLD,
)
BATCHES = [*together(TOGETHER), *(Batch((case,)) for case in ALONE)]
CASES = (*ALONE, *TOGETHER, *READ, *PRIVATE, *five.PAIRED)


def test_the_small_programme_has_no_problems(small):
    assert small.problems == ()
    assert small.pages
    assert small.entries


@pytest.mark.parametrize("batch", BATCHES, ids=lambda batch: batch.name)
def test_each_rule_tells_what_is_wrong_where_it_stands(tmp_path: Path, batch: Batch):
    build = made(tmp_path, batch.changes())
    expected = batch.expected()
    assert [fault(problem) for problem in build.problems] == expected
    assert build.failed is any(severity == "error" for *_, severity in expected)
    assert bool(build.pages) is not build.failed
    for problem in build.problems:
        worded(problem)


@pytest.mark.parametrize("case", READ, ids=lambda case: case.name)
def test_each_rule_over_several_files(tmp_path: Path, case: Case):
    assert case.expected()
    found = read(tmp_path, case)
    assert [fault(problem) for problem in found] == case.expected()
    for problem in found:
        line = worded(problem)
        assert not any(secret in line for secret in ("@", "Ana <", "Ben", "Benjamin", "01632"))


@pytest.mark.parametrize("case", SOUND, ids=lambda case: case.name)
def test_what_is_allowed_is_not_told(tmp_path: Path, case: Case):
    assert case.expected() == []
    assert read(tmp_path, case) == ()


@pytest.mark.parametrize("case", [*PRIVATE, *ALLOWED, *five.PAIRED], ids=lambda case: case.name)
def test_pairs_are_judged_where_they_are_kept(tmp_path: Path, case: Case):
    found = read(tmp_path, case, private=True)
    assert [fault(problem) for problem in found] == case.expected()
    for problem in found:
        line = worded(problem)
        assert not any(secret in line for secret in ("Learn", "tom", "una", "vic"))


def read(root: Path, case: Case, *, private: bool = False) -> tuple[Problem, ...]:
    write_programme(root, case.changes())
    return in_reading_order(read_programme(Settings(root, DAY, private), REGISTRY).problems)


def test_an_edition_named_like_a_language(tmp_path: Path):
    languages = replaced("programme/programme.yaml", "languages: [en]", "languages: [en, es]")
    build = made(tmp_path, {**edition_moved("2025", "es"), **languages})
    errors = [problem for problem in build.problems if problem.severity == "error"]
    assert [fault(problem) for problem in errors] == [
        ("programme/editions/es", 0, 0, "name-reserved", "error")
    ]


PERSONAL = [case for case in CASES if case.name in {"early end", "term backwards"}]


def test_every_missing_clause_is_told_at_once(tmp_path: Path):
    path = "programme/forms/agreement.yaml"
    first, second = two.without(path, "sections", "success"), "frequency"
    text = "".join(
        line
        for line in first.changes()[path].splitlines(keepends=True)
        if f"{{id: {second}," not in line
    )
    build = made(tmp_path, {path: text})
    missing = [problem.details["missing"] for problem in build.problems]
    assert sorted(missing) == ["frequency", "success"]


def lacking(document: Any, top: str, key: str, id: str) -> Any:
    """Take an item out of a list of a document, or out of the lists of one in it."""
    items = getattr(document, top)
    if key != top:
        kept = [lacking(item, key, key, id) for item in items]
        assert kept != list(items)
    else:
        kept = [item for item in items if item.id != id]
    return document.model_copy(update={top: tuple(kept)})


@pytest.mark.parametrize(
    ("path", "key", "id"),
    [(path, key, id) for (path, key), ids in two.REQUIRED.items() for id in ids.split()],
)
def test_each_thing_that_the_evidence_asks_for(everything, path, key, id):
    kind = next(kind for kind in REGISTRY if PurePath(path).match(kind.file))
    documents = everything.kinds[kind.name]
    document = next(each for each in documents if each.where("").path == path)
    top = "agenda" if key == "agenda" else "sections"
    less = lacking(document, top if key == "fields" else key, key, id)
    changed = [less if each is document else each for each in documents]
    programme = replace(everything, kinds={**everything.kinds, kind.name: tuple(changed)})
    (problem,) = [problem for rule in kind.rules for problem in rule(programme)]
    assert problem.code.endswith("-missing")
    assert (problem.field, problem.severity, problem.details["missing"]) == (top, "error", id)
    assert problem.details["evidence"] in load_citations().claims


def test_values_of_people_are_masked(tmp_path: Path):
    changes = {path: text for case in PERSONAL for path, text in case.changes().items()}
    values = {problem.code: problem.value for problem in made(tmp_path, changes).problems}
    assert values.pop("chair-missing") == ""
    assert values == dict.fromkeys(("consent-expiry-early", "term-backwards"), "•••")


def test_the_reference_date_of_an_example_is_its_own(tmp_path: Path):
    pinned = {"programme/reference-date.txt": "2026-05-12\n"}
    write_programme(tmp_path, pinned)
    read = read_programme(Settings(tmp_path), REGISTRY)
    assert (read.programme.reference_date, read.pinned) == (date(2026, 5, 12), True)
    asked = read_programme(Settings(tmp_path, DAY), REGISTRY)
    assert (asked.programme.reference_date, asked.pinned) == (DAY, False)


def test_a_type_with_private_fields_may_not_be_published_whole(tmp_path: Path):
    fields = load_schema(SERVICE.schema).fields
    private = sorted(field.name for field in fields if field.privacy is not Privacy.PUBLIC)
    careless = dataclasses.replace(SERVICE, publish=as_it_is)
    registry = tuple(careless if kind is SERVICE else kind for kind in REGISTRY)
    build = made(tmp_path, registry=registry)
    found = [(fault(problem), problem.field, problem.value) for problem in build.problems]
    place = ("service/schema.yaml", 0, 0, "type-unsafe", "error")
    assert found == [(place, name, "service") for name in private]
    assert "mentor" in private


def test_one_faulty_document_leaves_the_other_rules_at_work(tmp_path: Path):
    changes = {
        **one.PEOPLE[0].changes(),
        "programme/programme.yaml": "name: Half a programme\n",
        "programme/editions/2026/timeline.csv": None,
    }
    build = made(tmp_path, changes)
    codes = {problem.code for problem in build.problems}
    assert {"logo-missing", "key-missing", "file-missing"} <= codes
    assert build.failed


def test_rules_of_every_kind_are_tried_here():
    """A rule nobody breaks here would be a rule nobody has tried."""
    tried = {code.lstrip("~") for case in CASES for code in case.codes}
    tried |= {code for case in CASES for *_, code, _ in case.elsewhere}
    there = {each.code for each in told() if each.place.startswith("content_types/")}
    there |= {code for code in hyphenated("content_types") if code.startswith(PREFIXES)}
    # These are told by the models of documents, and tried with the sources.
    models = {
        *("language-unknown", "time-zone-unknown"),
        *("address-expected", "email-expected", "slug"),
        *("month-expected", "name-expected"),
    }
    # These need the rows themselves, files of bytes, another language, or two editions.
    elsewhere = {
        *("people-without-consent", "people-private-filled", "people-beyond-scope"),
        *("repository-public", "photo-undescribed", "text-untranslated"),
        *("outcome-copied", "outcome-early"),
    }
    assert there - models - elsewhere <= tried


PREFIXES = ("consent-", "chair-", "coordinator-", "agenda-")
"""Of codes that a function is given."""
