"""The forms that the handbook ships: complete, sound, resting on evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

import pytest

from handbook.consent import SCOPES
from handbook.content_types.forms import FORMS, by_stage
from handbook.content_types.forms.record import LAST, STAGES, Form, FormField
from handbook.content_types.forms.wording import with_wording, wording_in_force
from handbook.content_types.programme_description import PROGRAMME
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.content_types.programme_description.sections import ConsentWording
from handbook.languages import Languages, Text, is_language
from handbook.programme import Programme
from handbook.reading.documents.defaults import read_default
from handbook.reading.documents.package_data import load_citations
from handbook.settings import default_folder

WANTED: Mapping[str, tuple[str, ...]] = {
    "agreement": ("6.10", "6.22"),
    "minutes": ("6.12",),
    "objectives": ("4.9", "6.22"),
    "mentor-application": ("4.4",),
    "mentee-application": ("4.5",),
    "interview": ("4.6",),
    "matching-rationale": ("5.1",),
    "round-table": ("5.6",),
    "first-meeting": ("6.9",),
    "expectations": ("6.11", "6.27"),
    "session-agendas": ("6.31",),
    "session-report": ("6.25",),
    "mid-term-mentee": ("7.1",),
    "mid-term-mentor": ("7.2",),
    "final-mentee": ("7.1",),
    "final-mentor": ("7.2",),
    "programme-evaluation": ("7.3", "8.9"),
    "closing-interview": ("7.4",),
    "conflict-of-interest": (),
    "letter-of-participation": ("2.5",),
    "training-record": ("6.2",),
    "certificate": ("6.21b",),
}
"""Every form, and the evidence that asks for it."""
LANGUAGES = Languages(
    tuple(
        sorted(each.name for each in default_folder("content").iterdir() if is_language(each.name))
    )
)
"""The languages of the handbook: those of its prose."""
COMPARED = (("mid-term-mentee", "final-mentee"), ("mid-term-mentor", "final-mentor"))
"""Forms that ask the same early and late, and would show a change that is none if they differed."""


@pytest.fixture(scope="module")
def forms(everything: Programme) -> Mapping[str, Form]:
    """The forms as a programme reads them that has an agreement and minutes of its own."""
    return {form.id: form for form in everything.all(Form)}


def shipped() -> frozenset[str]:
    folder = default_folder("content") / "programme" / "forms"
    return frozenset(path.stem for path in folder.glob("*.yaml"))


def test_every_form_is_there() -> None:
    assert shipped() == set(WANTED)


def test_they_are_sound(everything: Programme, forms: Mapping[str, Form]) -> None:
    assert shipped() == set(forms)
    assert [problem for rule in FORMS.rules for problem in rule(everything)] == []


def test_every_stage_has_one(forms: Mapping[str, Form]) -> None:
    stages = [form.stage for form in by_stage(tuple(forms.values()))]
    assert list(dict.fromkeys(stages)) == list(STAGES)


IN_TIME = (
    ("mentee-application", "mentor-application", "interview"),
    ("round-table", "matching-rationale"),
    ("objectives", "expectations", "first-meeting", "agreement"),
    ("session-agendas", "minutes", "session-report"),
    (
        "mid-term-mentee",
        "mid-term-mentor",
        "final-mentee",
        "final-mentor",
        "programme-evaluation",
        "closing-interview",
    ),
    ("letter-of-participation", "conflict-of-interest", "training-record", "certificate"),
)
"""The forms of each stage in the order in which they are needed."""


def in_its_place(form: Form) -> Form:
    """Give a form the place that the handbook gives it, where a programme has its own."""
    there = read_default(f"forms/{form.id}.yaml", LANGUAGES)
    assert there is not None
    return form.model_copy(update={"order": int(there.value["order"])})


def test_forms_come_in_the_order_in_which_they_are_needed(forms: Mapping[str, Form]) -> None:
    placed = [in_its_place(forms[id]) for id in sorted(WANTED, reverse=True)]
    ordered = [form.id for form in by_stage(placed)]
    assert ordered == [id for stage in IN_TIME for id in stage]


def test_a_form_that_says_nothing_of_its_place_comes_last_in_its_stage(
    forms: Mapping[str, Form],
) -> None:
    own = forms["minutes"]
    assert own.order == LAST, "the one of this programme says nothing"
    ours = [in_its_place(forms[id]) for id in ("session-agendas", "session-report")]
    assert by_stage([own, *reversed(ours)]) == [*ours, own]


@pytest.mark.parametrize("id", sorted(WANTED))
def test_each_says_what_it_rests_on(id: str) -> None:
    there = read_default(f"forms/{id}.yaml", Languages(("en",)))
    assert there is not None
    named = there.value.get("evidence", ())
    assert set(WANTED[id]) <= set(named) <= set(load_citations().claims)


@pytest.mark.parametrize("id", sorted(WANTED))
def test_each_text_is_in_every_language_of_the_handbook(id: str) -> None:
    there = read_default(f"forms/{id}.yaml", LANGUAGES)
    assert there is not None
    found = list(texts(there.value))
    assert len(found) > 10
    assert [text for text in found if set(dict(text.versions)) != set(LANGUAGES)] == []


def texts(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in texts(each))
    elif isinstance(value, list):
        yield from (text for each in value for text in texts(each))


@pytest.mark.parametrize(("early", "late"), COMPARED)
def test_what_is_asked_twice_is_asked_alike(
    forms: Mapping[str, Form], early: str, late: str
) -> None:
    def asked(id: str) -> dict[str, FormField]:
        scales = (field for field in forms[id].all_fields if field.kind in ("scale", "number"))
        return {field.id: field for field in scales}

    assert len(asked(early)) >= 5
    assert asked(early).items() <= asked(late).items()


@pytest.mark.parametrize("id", ["mentor-application", "mentee-application"])
def test_an_application_says_first_what_becomes_of_it(forms: Mapping[str, Form], id: str) -> None:
    first = str(forms[id].sections[0].text)
    for said in (
        "What for",
        "Who reads it",
        "For how long",
        "privacy.retention",
        "data_controller",
    ):
        assert said in first


def test_what_may_be_published_is_asked_of_mentors_part_by_part(forms: Mapping[str, Form]) -> None:
    ticks = {field.id for field in forms["mentor-application"].all_fields}
    assert {f"consent-{scope}" for scope in SCOPES} <= ticks
    assert not any(
        field.id.startswith("consent") for field in forms["mentee-application"].all_fields
    )


VERSIONS = (
    ConsentWording(version="2", since=date(2026, 2, 1), text=Text.of("New.", "en")),
    ConsentWording(version="1", since=date(2025, 1, 1), text=Text.of("Old.", "en")),
)


@pytest.mark.parametrize(
    ("day", "version"),
    [
        (date(2024, 12, 31), "1"),
        (date(2025, 1, 1), "1"),
        (date(2026, 1, 31), "1"),
        (date(2026, 2, 1), "2"),
        (date(2030, 1, 1), "2"),
    ],
)
def test_the_wording_in_force(everything: Programme, day: date, version: str) -> None:
    described = everything.one(ProgrammeDescription).model_copy(
        update={"consent_wordings": VERSIONS}
    )
    kinds = {**everything.kinds, PROGRAMME.name: (described,)}
    programme = replace(everything, kinds=kinds, reference_date=day)
    assert wording_in_force(programme).version == version


@pytest.mark.parametrize(
    ("said", "wording", "shown"),
    [
        (Text.of("Read:", "en"), "Yes.", (("en", "Read:\n\n> Yes. (1)"),)),
        (None, "Yes.", (("en", "> Yes. (1)"),)),
        (Text((("es", "Lea:"), ("en", "Read:"))), "Yes.", None),
        (None, "Two\n\nparts", (("en", "> Two parts (1)"),)),
        (None, "<b>*", (("en", "> &#60;b&#62;&#42; (1)"),)),
        (None, "1. Yes", (("en", "> 1&#46; Yes (1)"),)),
    ],
)
def test_a_wording_after_a_text(
    said: Text | None, wording: str, shown: tuple[tuple[str, str], ...] | None
) -> None:
    agreed = ConsentWording(version="1", since=date(2025, 1, 1), text=Text.of(wording, "en"))
    expected = shown or (("es", "Lea:\n\n> Yes. (1)"), ("en", "Read:\n\n> Yes. (1)"))
    assert with_wording(said, agreed).versions == expected


@pytest.mark.parametrize("id", ["minutes", "matching-rationale", "session-report"])
def test_nothing_personal_is_filled_in_beforehand(forms: Mapping[str, Form], id: str) -> None:
    assert [field.id for field in forms[id].all_fields if field.value] == []


def test_an_agenda_has_its_four_phases_for_each_session(forms: Mapping[str, Form]) -> None:
    parts = [part for part in forms["session-agendas"].parts(6) if part.number]
    assert [part.number for part in parts] == [1, 2, 3, 4, 5, 6]
    assert [field.id for field in parts[2].fields] == [
        "date-3",
        "opening-3",
        "actions-3",
        "topic-3",
        "closing-3",
    ]
