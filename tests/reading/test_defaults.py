"""What the handbook says to any programme: replaced, added to, left out, in which language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from handbook.content_types import REGISTRY
from handbook.content_types.faq import Question
from handbook.content_types.forms.record import Form
from handbook.content_types.training import PublicModule
from handbook.languages import Languages, Text
from handbook.problems import Problem
from handbook.programme import Programme
from handbook.reading.documents.declarations import read_additions
from handbook.reading.documents.defaults import default_data, read_default, read_tree
from handbook.reading.programme import published, read_programme
from handbook.settings import Settings
from tests.support.programmes import FILES, write_programme

DAY = date(2026, 3, 16)
DEFAULTS = sorted(
    path.relative_to(default_data()).as_posix() for path in default_data().rglob("*.yaml")
)
GENERAL = [f"programme/{name}" for name in DEFAULTS if name != "vocabulary.yaml"]
ENGLISH = Languages(("en",))
Begin = Callable[..., Path]


@pytest.fixture
def begin(tmp_path: Path) -> Begin:
    """Write the small programme without what the handbook says to any programme."""

    def write(files: dict[str, str] | None = None, languages: str = "[en]") -> Path:
        own = {
            path: None
            for path in FILES
            if path in GENERAL or path.startswith("programme/training/")
        }
        described = FILES["programme/programme.yaml"].replace(
            "languages: [en]", f"languages: {languages}"
        )
        return write_programme(
            tmp_path / "root", {**own, "programme/programme.yaml": described, **(files or {})}
        )

    return write


def read(root: Path) -> tuple[Programme, list[Problem]]:
    reading = read_programme(Settings(root, DAY), REGISTRY)
    return reading.programme, list(reading.problems)


def codes(problems: list[Problem]) -> list[tuple[str, str]]:
    return [(str(one.place), one.code) for one in problems]


def agreement(programme: Programme) -> Form:
    return next(form for form in programme.all(Form) if form.id == "agreement")


def test_a_programme_that_says_nothing_has_what_the_handbook_says(begin):
    programme, problems = read(begin())
    assert [one for one in problems if one.place.path.startswith("handbook/")] == []
    assert agreement(programme).where("sections").path == (
        "handbook/content/programme/forms/agreement.yaml"
    )
    assert len(programme.all(Question)) > 20
    modules = published(programme, REGISTRY).all(PublicModule)
    assert len(modules) > 5
    assert all(module.material for module in modules)


def texts(value: Any) -> list[Text]:
    if isinstance(value, Text):
        return [value]
    children = value.values() if isinstance(value, dict) else value
    return (
        [text for child in children for text in texts(child)] if not isinstance(value, str) else []
    )


@pytest.mark.parametrize("name", DEFAULTS)
def test_every_text_of_a_default_says_which_language_it_is_in(name: str):
    """A plain string would be taken for the programme's first language."""
    there = read_default(name, Languages(("fr",)))
    assert there is not None
    found = texts(there.value)
    assert found
    assert {code for text in found for code, _ in text.versions} == {"en"}
    plain = [each for each in strings(there.value) if " " in each]
    assert plain == []


def strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    children = value.values() if isinstance(value, dict) else value
    return [] if isinstance(value, Text) else [each for one in children for each in strings(one)]


FRENCH = "- {id: parking, question: Où se garer ?, answer: Devant., section: meeting}\n"


def test_a_file_of_the_name_replaces_the_default(begin):
    programme, _ = read(begin({"programme/faq.yaml": FRENCH}))
    assert [question.id for question in programme.all(Question)] == ["parking"]


def test_a_list_is_added_to_where_it_includes_the_handbooks(begin):
    before = [each.id for each in read(begin())[0].all(Question)]
    programme, problems = read(begin({"programme/faq.yaml": f"- include: handbook\n\n{FRENCH}"}))
    assert [each.id for each in programme.all(Question)] == [*before, "parking"]
    programme, _ = read(begin({"programme/faq.yaml": f"{FRENCH}- include: handbook\n"}))
    assert [each.id for each in programme.all(Question)] == ["parking", *before]
    assert [one for one in problems if "faq" in one.place.path] == []


def test_an_item_of_the_same_id_replaces_the_handbooks_where_that_stands(begin):
    before = [each.id for each in read(begin())[0].all(Question)]
    own = FRENCH.replace("parking", before[3])
    column = own.index("Où") + 1
    programme, _ = read(begin({"programme/faq.yaml": f"- include: handbook\n{own}"}))
    questions = programme.all(Question)
    assert [each.id for each in questions] == before
    assert str(questions[3].question) == "Où se garer ?"
    assert str(questions[3].where("question")) == f"programme/faq.yaml:2:{column}"
    assert questions[4].where("question").path == "handbook/content/programme/faq.yaml"


def test_items_are_left_out_by_their_ids(begin):
    before = [each.id for each in read(begin())[0].all(Question)]
    left_out = ", ".join(before[:2])
    own = f"- {{include: handbook, without: [{left_out}]}}\n{FRENCH}"
    programme, _ = read(begin({"programme/faq.yaml": own}))
    assert [each.id for each in programme.all(Question)] == [*before[2:], "parking"]


def test_lists_within_a_document_are_added_to_too(begin):
    own = (
        "introduction: Ours.\nsections:\n  - include: handbook\n"
        "  - {id: gifts, title: Gifts, text: None.}\n"
        "title: Agreement\nfilled_in_by: [mentor]\nwhen: At the start\nstage: beginning\n"
    )
    programme, problems = read(begin({"programme/forms/agreement.yaml": own}))
    sections = agreement(programme).sections
    assert sections[-1].id == "gifts"
    assert len(sections) > 8
    assert not [one for one in problems if "agreement" in one.place.path]
    assert str(agreement(programme).where(f"sections.{len(sections) - 1}.title")) == (
        "programme/forms/agreement.yaml:4:24"
    )


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ("- include: handbok\n", [("2:12", "include-unknown")]),
        ("- {include: [handbook]}\n", [("2:13", "include-unknown")]),
        ("- include: handbook\n- include: handbook\n", [("3:3", "include-repeated")]),
        ("- {include: handbook, without: [nobody-asks]}\n", [("2:33", "include-without")]),
        ("- {include: handbook, witout: [what-does-it-cost]}\n", [("2:23", "key-unknown")]),
    ],
)
def test_faults_of_an_include_are_told_where_they_are(begin, own: str, told):
    _, problems = read(begin({"programme/faq.yaml": f"# Ours\n{own}{FRENCH}"}))
    found = [(place, code) for place, code in codes(problems) if "faq" in place]
    assert found == [(f"programme/faq.yaml:{place}", code) for place, code in told]


def test_nothing_can_be_included_in_a_list_that_the_handbook_has_not(tmp_path: Path):
    (tmp_path / "programme").mkdir()
    (tmp_path / "programme" / "own.yaml").write_text("a:\n  - include: handbook\n  - {id: b}\n")
    tree = read_tree(tmp_path, "own.yaml", ENGLISH)
    assert tree.value == {"a": [{"id": "b"}]}
    assert codes(list(tree.problems)) == [("programme/own.yaml:2:5", "include-nothing")]
    assert str(tree.where("a.0.id")) == "programme/own.yaml:3:10"


def test_words_of_ones_own_come_first_and_replace_those_of_the_same_id(begin):
    own = "faq:\n  - {id: ours, title: Ours}\n  - {id: privacy, title: Your data}\n"
    words = read_additions(begin({"programme/vocabulary.yaml": own}), ENGLISH).vocabularies
    terms = words["faq"].terms
    assert [term.id for term in terms[:2]] == ["ours", "privacy"]
    assert [str(term.title) for term in terms if term.id == "privacy"] == ["Your data"]
    assert "matching" in [term.id for term in terms]
    assert len(words["topics"].terms) > 10


def test_words_follow_the_handbooks_where_these_are_included(begin):
    own = "faq:\n  - include: handbook\n  - {id: ours, title: Ours}\n"
    words = read_additions(begin({"programme/vocabulary.yaml": own}), ENGLISH).vocabularies
    ids = [term.id for term in words["faq"].terms]
    assert ids[-1] == "ours"
    assert len(ids) > 4
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("language", "shown"), [("es", "es"), ("eu", "en"), ("pt-BR", "en")])
def test_a_programme_in_another_language_is_not_asked_for_english(begin, language, shown):
    programme, problems = read(begin(languages=f"[{language}]"))
    assert programme.languages.default == language
    assert [one for one in problems if one.place.path.startswith("handbook/")] == []
    question = programme.all(Question)[0]
    module = published(programme, REGISTRY).all(PublicModule)[0]
    for text in (question.question, question.answer, question.section.title, module.summary):
        assert text.wording(language)[1] == shown
    assert module.material is not None
