"""What is looked for in the finished site: everything confidential that can be told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.leaks import Confidential, Kind
from handbook.leaks.confidential import confidential
from handbook.leaks.distinctive import Distinctive, contained
from handbook.leaks.excuses import Excuses
from handbook.people.holdings import holdings
from handbook.problems import Place
from handbook.reading.programme import published, read_programme
from handbook.settings import Settings
from handbook.text.folding import words_of
from handbook.text.phones import phone_of
from tests.support.programmes import HIDDEN, replaced, write_programme
from tests.support.small_builds import DAY

MENTORS = "programme/mentors.csv"
ANA = "programme/mentors.csv:2"
BEN = "programme/mentors.csv:3"


def gathered(
    root: Path, changes: dict[str, str | None] | None = None
) -> tuple[tuple[Confidential, ...], int]:
    """Gather what must not be on the site of the small programme."""
    settings = Settings(write_programme(root, changes), DAY)
    reading = read_programme(settings, REGISTRY)
    return confidential(settings, reading, published(reading.programme, REGISTRY), REGISTRY)


def sought(root: Path, changes: dict[str, str | None] | None = None) -> dict[str, Kind]:
    """Return the values that are looked for, with their kinds."""
    return {value.value: value.kind for value in gathered(root, changes)[0]}


@pytest.fixture(scope="module")
def distinctive(small_root: Path) -> Distinctive:
    settings = Settings(small_root, DAY)
    reading = read_programme(settings, REGISTRY)
    shown = published(reading.programme, REGISTRY)
    held = tuple(holdings(reading, shown, REGISTRY))
    return Distinctive(Excuses(settings, held, shown, reading.vocabularies))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[tuple[Confidential, ...], int]:
    """What must not be on the site of the small programme."""
    return gathered(tmp_path_factory.mktemp("plain"))


NOTE = "Write to ana.home@mail.example, 01632 960777. In 2024-2026; ill 2026-01-02 - 2026-03-04."


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Kind]:
    """What is looked for where a note, a phone and a biography are others."""
    (row,) = mentor("Private note Zanzibar", f'"{NOTE}"').values()
    assert row is not None
    changes = {
        MENTORS: row.replace("+44 1632 960001", "600 123 456 / 943 123 456"),
        **replaced(
            "programme/programme.yaml", "    title: Safeguarding", "    title: Ring 943 123 456"
        ),
        "programme/mentors/zoe.en.md": "Zoe keeps owls in the attic.\n",
    }
    return sought(tmp_path_factory.mktemp("changed"), changes)


def mentor(old: str, new: str) -> dict[str, str | None]:
    return dict(replaced(MENTORS, old, new))


def test_of_the_small_programme(plain: tuple[tuple[Confidential, ...], int]):
    values, unsearchable = plain
    told = {(value.value, value.kind, value.place.path, value.field) for value in values}
    edition = "programme/editions/2025"
    assert told == {
        ("Hidden Hilda", Kind.NAME, "programme/organisations.csv", "champion"),
        ("ana@acme.example", Kind.TEXT, MENTORS, "email"),
        ("+44 1632 960001", Kind.PHONE, MENTORS, "phone"),
        ("Private note Zanzibar", Kind.TEXT, MENTORS, "notes"),
        ("Ben No", Kind.NAME, MENTORS, "name"),
        ("ben@beta.example", Kind.TEXT, MENTORS, "email"),
        ("Eva Expired", Kind.NAME, MENTORS, "name"),
        ("Nina Nameless", Kind.NAME, f"{edition}/recognitions.csv", "name"),
        ("Secret citation", Kind.TEXT, f"{edition}/recognitions.csv", "citation"),
        ("Unshown words.", Kind.TEXT, f"{edition}/testimonials.yaml", "quote"),
        ("Quentin Quiet", Kind.NAME, f"{edition}/testimonials.yaml", "name"),
        ("Olaf Unseen", Kind.NAME, "programme/former_mentees.csv", "name"),
        ("olaf-unseen", Kind.TEXT, f"{edition}/projects.csv", "mentees"),
        ("Keeps an unsaid harbour", Kind.TEXT, "programme/former_mentees.csv", "now"),
        ("Eva's long biography.", Kind.TEXT, "programme/mentors/eva.en.md", "biography"),
    }
    assert unsearchable > 20
    text = " ".join(value.value for value in values)
    assert all(hidden in text.replace("1632 ", "") for hidden in HIDDEN)


def test_every_value_tells_its_row(plain: tuple[tuple[Confidential, ...], int]):
    places = {value.value: str(value.place) for value in plain[0]}
    assert places["Private note Zanzibar"] == ANA
    assert places["Ben No"] == BEN
    assert places["Quentin Quiet"] == "programme/editions/2025/testimonials.yaml:9:3"


def test_who_consents_is_not_looked_for_and_who_does_no_longer_is(
    tmp_path: Path, plain: tuple[tuple[Confidential, ...], int]
):
    assert "Ana <Á> & Sons" not in {value.value for value in plain[0]}
    values = sought(tmp_path, mentor("yes,2026-01-01,biography,1,", "no,2026-01-01,,,"))
    # The recognition, with a consent of its own, hides with the profile.
    assert values["Ana <Á> & Sons"] is Kind.NAME
    assert values["Ten years at sea"] is Kind.TEXT


def test_what_is_out_of_scope_is_looked_for(
    tmp_path: Path, plain: tuple[tuple[Confidential, ...], int]
):
    scope = "yes,2026-01-01,biography,1,"
    biography = "Ana *rows*.\n\n<script>alert(1)</script>"
    before = {value.value for value in plain[0]}
    assert "ana@acme.example" in before
    assert biography not in before
    within = sought(tmp_path / "b", mentor(scope, "yes,2026-01-01,contact,1,"))
    assert "ana@acme.example" not in within
    assert within[biography] is Kind.TEXT


@pytest.mark.parametrize(
    ("note", "searched"),
    [
        ("Zanzibar", True),
        ("Zanzi", False),
        ("2026-03-04", False),
        ("4/3/2026", False),
        # Public elsewhere, which excuses no note.
        ("Port Merrow", True),
        ("Ten years at sea", True),
        ("Pilot", False),
        ("Rowing, steering; english", False),
        ("mentoring@ferry.example", False),
        ("https://acme.example", False),
        ("a question", False),
        ("someone@ferry.example", True),
        ("https://ferry.example/ana", True),
        ("…!?…!?", False),
        ("Zu zweit über die Straße", True),
    ],
)
def test_what_can_be_told_apart(distinctive: Distinctive, note: str, searched: bool):
    value = Confidential(note, Kind.TEXT, Place(MENTORS, 2), "notes", private=True)
    ((*forms,),) = distinctive.of([value])
    assert [form.value for form in forms if form.telling] == ([note] if searched else [])


def test_what_cannot_be_told_apart_is_counted(
    tmp_path: Path, plain: tuple[tuple[Confidential, ...], int]
):
    after = gathered(tmp_path, mentor("Private note Zanzibar", "2026-03-04"))
    assert len(after[0]) == len(plain[0]) - 1
    assert after[1] == plain[1] + 1


def test_an_address_in_a_note_is_looked_for_by_itself(changed: dict[str, Kind]):
    assert changed[NOTE] is Kind.TEXT
    assert changed["ana.home@mail.example"] is Kind.TEXT
    assert changed["01632 960777"] is Kind.PHONE


def test_years_and_days_in_a_note_are_no_telephone_number(changed: dict[str, Kind]):
    phones = {value for value, kind in changed.items() if kind is Kind.PHONE}
    assert phones == {"600 123 456", "01632 960777"}


def test_one_number_of_two_that_is_public_excuses_itself_alone(changed: dict[str, Kind]):
    assert "600 123 456" in changed
    assert "943 123 456" not in changed


def test_a_file_that_belongs_to_nobody_is_nobodys_to_show(changed: dict[str, Kind]):
    assert changed["Zoe keeps owls in the attic."] is Kind.TEXT


def test_the_name_of_a_wording_is_on_the_page_about_data(tmp_path: Path):
    version = "asked-at-the-quay"
    wording = replaced("programme/programme.yaml", '- version: "1"', f"- version: {version}")
    answered = mentor(",biography,1,", f",biography,{version},")
    assert version not in sought(tmp_path, {**wording, **answered})


def test_words_of_a_vocabulary_and_of_a_list_are_not(
    plain: tuple[tuple[Confidential, ...], int],
):
    values = {value.value.casefold() for value in plain[0]}
    assert not {"rowing", "biography", "contact", "steering"} & values


@pytest.mark.parametrize(
    ("name", "searched"),
    [
        ("Ann Chair", False),
        ("Chair, Ann", False),
        # An organisation of this very name does not tell which of the two is meant.
        ("Acme Ferries", True),
        # These words stand in the prose that everybody reads.
        ("Mentoring Agreement", True),
        ("The mentee", True),
        ("黎文桥", True),
        # One word alone is a name only where nothing else is called that.
        ("Mentee", False),
        ("Zwentibold", True),
        ("Wren", False),
    ],
)
def test_a_name_is_excused_by_a_person_of_that_name_alone(
    distinctive: Distinctive, name: str, searched: bool
):
    (found,) = distinctive.of([Confidential(name, Kind.NAME, Place(MENTORS, 2), "name")])
    assert [each.value for each in found] == ([name] if searched else [])


def test_an_id_that_is_made_of_the_name_is_not_looked_for_twice(tmp_path: Path):
    row = replaced(MENTORS, "ben,Ben No,", "benedict-nobody,Benedict Nobody,")
    values = sought(tmp_path / "a", row)
    assert "Benedict Nobody" in values
    assert "benedict-nobody" not in values
    row = replaced(MENTORS, "ben,Ben No,", "benedict-nobody,Ben No,")
    assert "benedict-nobody" in sought(tmp_path / "b", row)


def test_a_phone_is_known_by_its_digits(tmp_path: Path):
    values = sought(tmp_path, mentor("+44 1632 960001", "(01632) 960-001"))
    assert values["(01632) 960-001"] is Kind.PHONE


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("943 123 456 / 600 123 456", {"943 123 456", "600 123 456"}),
        ("943 123 456; 600 123 456", {"943 123 456", "600 123 456"}),
        ("01632 960101 or 07700 900123", {"01632 960101", "07700 900123"}),
        ("943123456/600123456 (mornings)", {"943123456", "600123456 (mornings)"}),
        ("943 123 456 - 600 123 456", {"943 123 456", "600 123 456"}),
        ("01632/960101", {"01632/960101"}),
        ("01632 960101, ext. 12", {"01632 960101"}),
        ("01632 960101 / 2", {"01632 960101", "01632 960101 / 2"}),
        ("at reception", set()),
        ("12345", set()),
    ],
)
def test_each_number_of_a_cell_is_looked_for_by_itself(
    distinctive: Distinctive, cell: str, numbers: set[str]
):
    (forms,) = distinctive.of([Confidential(cell, Kind.PHONE, Place(MENTORS, 2), "phone")])
    by_digits = {phone_of(form.value): form.value for form in reversed(forms)}
    assert set(by_digits.values()) == numbers


def test_the_programme_may_say_what_is_not_personal(tmp_path: Path):
    yaml = replaced(
        "programme/programme.yaml",
        "privacy:\n",
        "privacy:\n  not_personal: [Ben No, private note ZANZIBAR]\n",
    )
    values = sought(tmp_path, yaml)
    assert "Ben No" not in values
    assert "Private note Zanzibar" not in values
    assert "Eva Expired" in values


def test_extra_columns_follow_their_privacy(tmp_path: Path):
    header, *rows = write_text(MENTORS).splitlines()
    secrets = ["Harbourmaster", "Owl keeper", "Lamp lighter"]
    for name, privacy in (("a", "private"), ("b", "consent"), ("c", "public")):
        fields = f"- {{name: extra, title: Extra, type: string, privacy: {privacy}}}\n"
        cells = [f"{row},{secret}" for row, secret in zip(rows, secrets, strict=True)]
        values = sought(
            tmp_path / name,
            {
                MENTORS: "\n".join([f"{header},extra", *cells, ""]),
                "programme/fields.yaml": fields,
            },
        )
        expected = {"private": set(secrets), "consent": set(secrets[1:]), "public": set()}
        assert set(secrets) & set(values) == expected[privacy]


def write_text(path: str) -> str:
    """Return a file of the small programme."""
    return replaced(path, "", "")[path]


def test_sequences_of_words_are_found_whole():
    texts = ["A long WAY, from Málaga", "from malaga"]
    sequences = ["long way", "way from malaga", "malaga", "a longer way", "way malaga", "from"]
    found = contained(map(words_of, sequences), texts)
    assert found == {("long", "way"), ("way", "from", "malaga"), ("malaga",), ("from",)}
