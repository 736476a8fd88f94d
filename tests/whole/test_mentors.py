"""Mentors of all kinds: with hardly anything said of them, with several organisations, with all."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.content_types.mentors import Mentor
from handbook.problems import Severity
from handbook.reading.programme import read_programme
from handbook.settings import Settings
from handbook.site.built import Build
from handbook.tidying import plan
from tests.support.programmes import FILES, write_programme
from tests.support.small_builds import DAY, Seen, made, worded
from tests.support.withdrawals import TABLES, withdrawn

MENTORS = "programme/mentors.csv"
CONSENT = "consent,consent_date,consent_scope,consent_wording"
GIVEN = "yes,2026-01-01,,1"
OTHERS = "ben,Ben No,{0}no,2026-01-05,,\neva,Eva Expired,{0}no,2026-01-05,,\n"
BARE = f"id,name,{CONSENT}\nana,Ana Á,{GIVEN}\n" + OTHERS.format("")
"""Mentors with the columns alone that nobody can do without."""


def page_of(build: Build, id: str) -> str:
    return next(entry.body for entry in build.entries if entry.id == id)


def directory_of(build: Build) -> str:
    return next(page.body for page in build.pages if page.path == "mentors/index.md")


def told(build: Build) -> list[tuple[int, str, str]]:
    return [
        (each.place.line, each.field, each.code)
        for each in build.problems
        if each.place.path == MENTORS and each.code != "profile-empty"
    ]


def test_what_nobody_said_is_nowhere(tmp_path: Path) -> None:
    result = made(tmp_path, {MENTORS: BARE})
    assert not told(result)
    profile, directory = Seen(page_of(result, "ana")), Seen(directory_of(result))
    assert "Ana Á" in profile.words
    assert page_of(result, "ana").count("<dt>") == 1, "the editions served in"
    for word in ("Can help with", "Languages", "Organisation", "—", "None", "Availability"):
        assert word not in profile.words
        assert word not in directory.words
    assert "<dt></dt>" not in page_of(result, "ana")
    assert 'data-facet="' not in directory_of(result)
    for empty in ("<p></p>", "<ul></ul>", "<dd></dd>", "<span></span>", "hb-availability"):
        assert empty not in page_of(result, "ana").replace("\n", "")
    for empty in ("hb-person__post", "hb-person__meta", "hb-chips", "hb-availability"):
        assert empty not in directory_of(result)
    data = next(each.content for each in result.files if each.path == "data/mentors.csv")
    assert b"None" not in data


def test_somebody_with_two_organisations_is_at_both(tmp_path: Path) -> None:
    rows = (
        f"id,name,organisation,position,{CONSENT}\nana,Ana Á,beta; acme,Pilot,{GIVEN}\n"
        f"cy,Cy Third,acme,,{GIVEN}\n"
    ) + OTHERS.format(",,")
    result = made(tmp_path, {MENTORS: rows})
    assert not told(result)
    assert "Pilot, Beta Barges, Acme Ferries" in Seen(page_of(result, "ana")).words
    for organisation in ("acme", "beta"):
        assert "Ana Á" in page_of(result, organisation)
    assert 'data-organisation="beta|acme"' in directory_of(result)
    facet = (
        directory_of(result).partition('data-facet="organisation"')[2].partition("</details>")[0]
    )
    assert (facet.count('value="acme"'), facet.count('value="beta"')) == (1, 1)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("acme; nowhere", [(2, "organisation", "foreign-key")]),
        ("nowhere; elsewhere", [(2, "organisation", "foreign-key")] * 2),
        ("acme; beta;", []),
        ("; acme", []),
        ("acme; acme", []),
    ],
)
def test_each_organisation_is_looked_up(
    tmp_path: Path, cell: str, expected: list[tuple[int, str, str]]
) -> None:
    rows = f"id,name,organisation,{CONSENT}\nana,Ana Á,{cell},{GIVEN}\n"
    rows += OTHERS.format(",")
    assert told(made(tmp_path, {MENTORS: rows})) == expected


def test_a_pair_with_one_organisation_in_common_is_told(tmp_path: Path) -> None:
    rows = (f"id,name,organisation,{CONSENT}\nana,Ana Á,acme; beta,{GIVEN}\n") + OTHERS.format(",")
    changes = {
        MENTORS: rows,
        "private/mentees.csv": "id,name,organisation\ntom,Tom Learner,beta\nuna,Una Learner,\n"
        "vic,Vic Learner,\n",
        "private/editions/2026/pairs.csv": "mentor,mentee\nana,tom\nana,una\nben,vic\n",
    }
    write_programme(tmp_path, changes)
    read = read_programme(Settings(tmp_path, DAY, private=True), REGISTRY)
    pairs = [each for each in read.problems if each.code == "pair-organisation"]
    assert [(each.place.path, each.place.line) for each in pairs] == [
        ("private/editions/2026/pairs.csv", 2)
    ]
    assert read.programme.find(Mentor, "ana").organisation == ("acme", "beta")


ROOM = {
    "sort_name": '"Á, Ana"',
    "hours_a_month": "2 to 4",
    "months_offered": "6",
    "engagement": "one-off; long",
    "time_zone": "America/Argentina/Buenos_Aires",
    "ideal_mentee": "Anybody who sails",
    "limits": "Nothing about submarines",
    "links": "LinkedIn: https://linkedin.example/ana; Film (How I began): https://cinema.example/42;"
    " booking: https://book.example/ana; Mastodon: @ana@social.example; Club: https://club.example",
}
"""What a mentor may say besides, in the columns of its name."""
WORDS = "2–4 6 A single conversation · Over several months Buenos Aires Anybody who sails"
OPEN = ("linkedin.example", "How I began", "cinema.example/42")
FOR_CONTACT = ("book.example", "Booking page", "social.example", "club.example")


def roomy(scope: str = "", **cells: str) -> dict[str, str]:
    """Give the mentors, the first with all there is room for."""
    room = {**ROOM, **cells}
    rows = f"id,name,{','.join(room)},{CONSENT}\n"
    quoted = (cell if cell.startswith('"') else f'"{cell}"' for cell in room.values())
    rows += f"ana,Ana Á,{','.join(quoted)},yes,2026-01-01,{scope},1\n"
    words = FILES["programme/vocabulary.yaml"] + "links:\n  - {id: club, title: Club}\n"
    return {
        MENTORS: rows + OTHERS.format("," * len(room)),
        "programme/vocabulary.yaml": words,
    }


@pytest.mark.parametrize("scope", ["", "biography", "contact"])
def test_what_there_is_room_for_is_shown_as_far_as_the_consent_goes(
    tmp_path: Path, scope: str
) -> None:
    result = made(tmp_path, roomy(scope))
    assert not told(result)
    page = unescape(page_of(result, "ana"))
    seen = Seen(page_of(result, "ana")).words
    for word in (*WORDS.split(), "submarines", "How I began", "LinkedIn"):
        assert word in seen, word
    for word in OPEN:
        assert word in page
    for word in FOR_CONTACT:
        assert (word in page) is (scope == "contact"), word
    assert "Á, Ana" not in page
    sought = " ".join(each.value for each in result.confidential)
    for word in ("book.example", "club.example"):
        assert (word in sought) is (scope != "contact"), word
    assert "cinema.example" not in sought
    data = next(each.content for each in result.files if each.path == "data/mentors.csv").decode()
    assert "cinema.example/42" in data
    assert "2-4" in data
    for word in ("book.example", "social.example", "club.example", "Á, Ana"):
        assert word not in data


def test_of_whoever_says_no_nothing_of_it_is_shown_and_all_of_it_is_sought(tmp_path: Path) -> None:
    changes = roomy()
    changes[MENTORS] = changes[MENTORS].replace("yes,2026-01-01,,1", "no,2026-01-01,,")
    changes[MENTORS] = changes[MENTORS].replace("Á, Ana", "Bosun, Zoe")
    result = made(tmp_path, changes)
    assert not told(result)
    everything = "".join(unescape(each.body) for each in (*result.pages, *result.entries))
    for word in ("cinema.example", "book.example", "submarines", "Bosun, Zoe", "Buenos Aires"):
        assert word not in everything
    sought = " ".join(each.value for each in result.confidential)
    for word in ("cinema.example/42", "book.example/ana", "submarines", "Bosun, Zoe"):
        assert word in sought, word


def test_a_programme_decides_which_kinds_of_its_own_are_for_contact(tmp_path: Path) -> None:
    changes = roomy()
    words = changes["programme/vocabulary.yaml"]
    changes["programme/vocabulary.yaml"] = words.replace(
        "title: Club}", "title: Club, contact: no}"
    )
    changes["programme/vocabulary.yaml"] += "  - {id: booking, title: Call me}\n"
    page = page_of(made(tmp_path, changes), "ana")
    assert "club.example" in page
    assert "book.example" not in page


TWO = FILES["programme/programme.yaml"].replace("languages: [en]", "languages: [en, es]")
CALLED = "Film (Cómo empecé): https://cinema.example/42"


def test_a_link_is_called_by_its_name_in_each_language(tmp_path: Path) -> None:
    result = made(tmp_path, {"programme/programme.yaml": TWO, **roomy(links_es=CALLED)})
    assert not told(result)
    pages = {each.language: each.body for each in result.entries if each.id == "ana"}
    links = {
        code: re.findall(r'href="(https://[^"]+)" rel="noopener">(.*?)</a>', body)
        for code, body in pages.items()
    }
    assert ("https://cinema.example/42", "How I began") in links["en"]
    assert ("https://cinema.example/42", "Cómo empecé") in links["es"]
    assert ("https://linkedin.example/ana", "LinkedIn") in links["es"]
    assert {address for address, _ in links["en"]} == {address for address, _ in links["es"]}
    data = next(each.content for each in result.files if each.path == "data/mentors.csv").decode()
    assert "Film (Cómo empecé): https://cinema.example/42" not in data
    assert "film (Cómo empecé): https://cinema.example/42" in data


def test_a_name_that_is_not_translated_says_its_language(tmp_path: Path) -> None:
    result = made(tmp_path, {"programme/programme.yaml": TWO, **roomy()})
    (page,) = [each.body for each in result.entries if each.id == "ana" and each.language == "es"]
    assert '<span lang="en">How I began</span>' in page


@pytest.mark.parametrize(
    "cell",
    [
        "Film (Otra): https://cinema.example/43",
        "LinkedIn (Mi página): https://linkedin.example/ana",
        "Film: https://elsewhere.example/",
    ],
)
def test_a_translation_names_links_that_are_there(tmp_path: Path, cell: str) -> None:
    result = made(tmp_path, {"programme/programme.yaml": TWO, **roomy(links_es=cell)})
    assert told(result) == [(2, "links_es", "link-translation")]


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("links", "javascript:alert(1)", "vocabulary-unknown"),
        ("links", "film: data:text/html,x", "link-target"),
        ("time_zone", "Bilbao", "zone-unknown"),
        ("hours_a_month", "06-Mar", "type-range"),
        ("engagement", "forever", "vocabulary-unknown"),
        ("sort_name", "ana@a.example", "misplaced-email"),
        ("limits", "<b>none</b>", "html-in-text"),
    ],
)
def test_what_is_wrong_is_told_and_not_repeated(
    tmp_path: Path, column: str, cell: str, code: str
) -> None:
    result = made(tmp_path, roomy(**{column: cell}))
    assert told(result) == [(2, column, code)]
    (problem,) = (each for each in result.problems if each.code == code)
    assert cell not in worded(problem)


def test_people_stand_in_order_of_names_where_somebody_says_by_which(tmp_path: Path) -> None:
    def order(*people: tuple[str, str]) -> list[str]:
        rows = f"id,name,sort_name,{CONSENT}\nana,Ana Á,{people[0][1]},{GIVEN}\n"
        rows += "".join(f"{name[:3].lower()},{name},{by},{GIVEN}\n" for name, by in people[1:])
        result = made(tmp_path / str(len(list(tmp_path.iterdir()))), {MENTORS: rows})
        return [each.id for each in result.entries if each.kind == "mentors"]

    tmp_path.mkdir(exist_ok=True)
    given = (("", ""), ("Ben No", ""), ("Eva Expired", ""))
    assert order(("", "Zorro"), ("Ben No", ""), ("Eva Expired", "Álvarez")) == ["eva", "ben", "ana"]
    assert order(*given) == ["ana", "ben", "eva"]


def test_withdrawing_empties_all_of_it(tmp_path: Path) -> None:
    write_programme(tmp_path, roomy("contact"))
    emptied = next(each for each in TABLES if each.name == "mentors").emptied(ROOM, ())
    assert set(emptied) == set(ROOM)
    withdrawn(tmp_path, "ana")
    left = (tmp_path / MENTORS).read_text("utf-8")
    assert "withdrawn-" in left
    for word in ("cinema.example", "social.example", "submarines", "Á, Ana", "2 to 4", "sails"):
        assert word not in left


NAMED = f"id,name,organisation,{CONSENT}\nana,Ana Á,{{}},{GIVEN}\n" + OTHERS.format(",")
EDITION = "programme/editions/2026/edition.yaml"


def test_an_organisation_may_be_called_by_its_name(tmp_path: Path) -> None:
    by_name = FILES[EDITION].replace(
        "partners: [acme, beta]", "partners: [ACME ferries, Béta Barges]"
    )
    assert by_name != FILES[EDITION]
    result = made(tmp_path, {MENTORS: NAMED.format("beta barges; Acme Férries"), EDITION: by_name})
    assert not told(result)
    assert result.programme
    (ana,) = result.programme.kinds["mentors"]
    assert ana.organisation_ids == ("beta", "acme")
    edition = next(each for each in result.programme.kinds["editions"] if each.id == "2026")
    assert [each.id for each in edition.partners] == ["acme", "beta"]
    assert edition.settings.partners == ("acme", "beta")


def test_what_two_organisations_are_called_is_told_with_it(tmp_path: Path) -> None:
    table = FILES["programme/organisations.csv"].replace("Beta Barges", "ACME Ferries")
    changes = {MENTORS: NAMED.format("Acme ferries"), "programme/organisations.csv": table}
    result = made(tmp_path, changes)
    assert told(result) == [(2, "organisation", "name-ambiguous")]
    line = worded(next(each for each in result.problems if each.code == "name-ambiguous"))
    assert "Acme ferries" in line
    assert "acme, beta" in line


def test_tidying_writes_the_id_of_a_name_or_title(tmp_path: Path) -> None:
    table = NAMED.replace(",organisation", ",organisation,expertise,availability")
    table = table.replace("{}", "{},rowing; Steering & charts,taking mentees").replace(
        ",no", ",,,no"
    )
    write_programme(tmp_path, {MENTORS: table.format("Beta Barges; nowhere")})
    mended = next(each for each in plan(tmp_path, REGISTRY) if each.path == MENTORS)
    (_, ana, *_) = mended.after.decode().splitlines()
    assert ana.startswith("ana,Ana Á,beta; nowhere,rowing; steering,open,yes")
    (tmp_path / MENTORS).write_bytes(mended.after)
    again = next(each for each in plan(tmp_path, REGISTRY) if each.path == MENTORS)
    assert again.after == mended.after


def test_somebody_is_known_by_an_organisation_however_it_is_written(tmp_path: Path) -> None:
    quote = FILES["programme/editions/2025/testimonials.yaml"]
    quote = quote.replace("Quentin Quiet", "Ana Á").replace(
        "organisation: acme", "organisation: beta"
    )
    changes = {MENTORS: NAMED.format("Acme Ferries; Beta Barges")}
    quote = quote.replace("Tess Timony", "Ana Á")
    write_programme(tmp_path, {**changes, "programme/editions/2025/testimonials.yaml": quote})
    withdrawn(tmp_path, "ana")
    left = (tmp_path / "programme/editions/2025/testimonials.yaml").read_text("utf-8")
    assert "Ana Á" not in left


VOICES = "programme/editions/2025/testimonials.yaml"


@pytest.mark.parametrize(
    ("mentor", "giver", "shown"),
    [("yes", "yes", True), ("no", "yes", False), ("yes", "no", False)],
)
def test_what_somebody_said_stands_on_the_profile_where_both_allow_it(
    tmp_path: Path, mentor: str, giver: str, shown: bool
) -> None:
    voices = FILES[VOICES].replace("  role: mentee", "  role: mentee\n  about: ana", 1)
    voices = voices.replace("  consent: yes", f"  consent: {giver}", 1)
    table = NAMED.format("acme").replace("yes,2026-01-01", f"{mentor},2026-01-01")
    result = made(tmp_path, {VOICES: voices, MENTORS: table})
    pages = [each for each in result.entries if each.kind == "mentors"]
    said = [each.id for each in pages if "It helped." in each.body]
    assert said == (["ana"] if shown else [])
    if shown:
        assert "Tess Timony" in Seen(pages[0].body).words
        assert "Edition 2025" in Seen(pages[0].body).words.partition("What people said")[2]


def test_a_testimonial_about_nobody_is_refused(tmp_path: Path) -> None:
    voices = FILES[VOICES].replace("  role: mentee", "  role: mentee\n  about: anna", 1)
    result = made(tmp_path, {VOICES: voices})
    assert result.failed
    (told,) = (each for each in result.problems if each.code == "foreign-key")
    assert (told.place.path, told.place.line) == (VOICES, 5)
    assert "anna" not in worded(told)


def partners(root: Path, *levels: str) -> str:
    """Build with organisations of these levels, and return the page that lists them."""
    header, *rows = FILES["programme/organisations.csv"].splitlines()
    table = [
        f"{header},level",
        *(f"{row},{level}" for row, level in zip(rows, levels, strict=True)),
    ]
    words = "level:\n  - {id: gold, title: Zenith partners}\n  - {id: tin, title: All others}\n"
    changes = {
        "programme/organisations.csv": "\n".join([*table, ""]),
        "programme/vocabulary.yaml": FILES["programme/vocabulary.yaml"] + words,
    }
    result = made(root, changes)
    assert not result.failed
    return next(page.body for page in result.pages if page.path == "organisations/index.md")


@pytest.mark.parametrize(
    ("levels", "order"),
    [
        (("tin", "gold"), ["Zenith partners", "Beta Barges", "All others", "Acme Ferries"]),
        (
            ("Zenith Partners", ""),
            ["Zenith partners", "Acme Ferries", "Other partners", "Beta Barges"],
        ),
        (("", ""), ["Acme Ferries", "Beta Barges"]),
    ],
)
def test_partners_are_listed_by_level(
    tmp_path: Path, levels: tuple[str, str], order: list[str]
) -> None:
    page = partners(tmp_path, *levels)
    found = [page.index(f">{text}<") for text in order]
    assert found == sorted(found)
    assert ("level-" in page) is any(levels)


def test_a_new_employer_rewrites_no_closed_edition(tmp_path: Path) -> None:
    service = "programme/editions/2025/mentors.csv"
    table = FILES[MENTORS].replace(
        "ana,Ana <Á> & Sons,,acme,Pilot", "ana,Ana <Á> & Sons,,newco,Chief"
    )
    organisations = FILES["programme/organisations.csv"]
    rest = organisations.splitlines()[2].split(",", 2)[2]
    changes = {
        MENTORS: table,
        service: "mentor,capacity,organisation,position\nana,1,acme,Pilot of then\neva,1,,\n",
        "programme/organisations.csv": f"{organisations}newco,Newcomer Lines,{rest}\n",
    }
    result = made(tmp_path, changes)
    assert [each for each in result.problems if each.severity is Severity.ERROR] == []
    bodies = {page.path: page.body for page in (*result.pages, *result.entries)}
    present = {path for path, body in bodies.items() if "Newcomer Lines" in body or "Chief" in body}
    assert "mentors/ana.md" in present
    assert not [
        path for path in present if re.search("2025|projects|recognition|impact|award", path)
    ]
    then = [path for path, body in bodies.items() if "Pilot of then" in body]
    assert then == ["2025.md"]
    data = {each.path: each.content.decode("utf-8", "replace") for each in result.files}
    (served,) = (text for path, text in data.items() if path.endswith("data/service.csv"))
    (line,) = (each for each in served.splitlines() if each.startswith("2025,ana"))
    assert "acme" in line
    assert "newco" not in line
