"""What `check` tells of the sources, so that no build has to refuse a finished site for it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from handbook.problems import MASK, Severity
from handbook.settings import Settings
from handbook.site import build
from tests.support.programmes import FILES, replaced, write_programme
from tests.support.small_builds import DAY, worded

MENTORS = "programme/mentors.csv"
EDITION = "programme/editions/2026"
Changes = Mapping[str, str | None]
CODES = ("private-here", "private-similar", "private-perhaps")
BEN = "ben,Ben No,,beta,,steering,en,,,open,,,,,,ben@beta.example,,,,no,2026-01-05,,,,"
HIDDEN = (
    "torquil-eddystrand,Torquil Eddystrand,,beta,Deckhand,steering,en,Eastquay,,open,"
    "Rebuilt a paddle steamer from a flooded wreck,Whistles,Sea shanties and soldering,,"
    "https://eddystrand.example,torquil@eddystrand.example,01632 960555,,,no,2026-01-05,,,,"
    '"Grumpy before coffee, lovely afterwards; prefers the walrus room for meetings"'
)
SECRETS = ("torquil", "eddystrand", "960555", "walrus", "paddle", "zanzibar", "960001", "shanties")


def told(root: Path, *changes: Changes, hidden: str = HIDDEN) -> list[tuple[str, str]]:
    """Return what `check` tells of private values, as places and codes."""
    merged: dict[str, str | None] = {}
    for each in changes:
        merged |= each
    mentors = merged.get(MENTORS) or FILES[MENTORS]
    assert BEN in mentors
    merged[MENTORS] = mentors.replace(BEN, f"{BEN}\n{hidden}")
    made = build(Settings(write_programme(root, merged), DAY), sampling=True)
    assert [
        p.code for p in made.problems if p.severity is Severity.ERROR and p.code not in CODES
    ] == []
    found = [problem for problem in made.problems if problem.code in CODES]
    assert not [line for line in map(worded, found) for each in SECRETS if each in line.casefold()]
    return [(str(problem.place), problem.code) for problem in found]


def planted(texts: Mapping[str, str]) -> Changes:
    """Write a text into each of several places of the small programme."""
    places = {
        "title": (f"{EDITION}/timeline.csv", "Workshop", "Workshop. {}"),
        "detail": (f"{EDITION}/timeline.csv", "Bring a pen", '"Bring a pen. {}"'),
        "organisation": ("programme/organisations.csv", "Carries goods.", '"Carries goods. {}"'),
        "position": (MENTORS, "Pilot", '"Pilot {}"'),
        "experience": (MENTORS, "Ten years at sea", '"Ten years at sea. {}"'),
        "alt": (MENTORS, "960001,,2026", '960001,"{}",2026'),
        "quote": ("programme/editions/2025/testimonials.yaml", "It helped.", '"It helped. {}"'),
        "faq": ("programme/faq.yaml", "About *90 minutes*.", '"90 minutes. {}"'),
        "edition": (f"{EDITION}/edition.yaml", "Write to us.", '"Write to us. {}"'),
        "purpose": ("programme/programme.yaml", "Two people, one crossing.", '"Two. {}"'),
        "report": ("programme/editions/2025/report.yaml", "Start earlier", '"Earlier. {}"'),
        "word": ("programme/vocabulary.yaml", "title: Talk", 'title: "Talk {}"'),
        "material": ("programme/training/roles.en.md", "Talk about", "- {}\n\nTalk about"),
        "biography": ("programme/mentors/ana.en.md", "Ana *rows*.", "Ana *rows*. {}"),
    }
    changes: dict[str, str | None] = {}
    for name, text in texts.items():
        path, old, new = places[name]
        now = changes.get(path) or FILES[path]
        assert old in now, name
        changes[path] = now.replace(old, new.format(text), 1)
    return changes


ALL = {
    "title": (f"{EDITION}/timeline.csv", "5"),
    "detail": (f"{EDITION}/timeline.csv", "4"),
    "organisation": ("programme/organisations.csv", "3"),
    "experience": (MENTORS, "2"),
    "quote": ("programme/editions/2025/testimonials.yaml", "2"),
    "faq": ("programme/faq.yaml", "3"),
    "edition": (f"{EDITION}/edition.yaml", "16"),
    "purpose": ("programme/programme.yaml", "3"),
    "report": ("programme/editions/2025/report.yaml", "7"),
    "material": ("programme/training/roles.en.md", "3"),
    "biography": ("programme/mentors/ana.en.md", "1"),
}
"""Where what is planted has to be told: file and line."""


SECRET = (
    "Torquil Eddystrand",
    "01632 960555",
    "torquil@eddystrand.example",
    "Rebuilt a paddle steamer from a flooded wreck",
    "Private note Zanzibar",
    "+44 1632 960001",
    "Eddystrand, Torquil",
    "Sea shanties and soldering",
    "Secret citation",
    "Quentin Quiet",
    "ben@beta.example",
)
NOTE = "Grumpy before coffee and lovely afterwards, prefers the walrus room for meetings"
LONG = HIDDEN.replace(HIDDEN[HIDDEN.index("Grumpy") : -1], NOTE)


def lines(found: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Take places apart into file and line."""
    return sorted({(*f"{place}:".split(":")[:2], code) for place, code in found})


@pytest.mark.parametrize("turn", [0, 4, 8])
def test_what_is_private_is_told_where_it_stands(tmp_path: Path, turn: int):
    texts = dict(zip(ALL, SECRET[turn:] + SECRET[:turn], strict=True))
    found = lines(told(tmp_path, planted(texts)))
    assert found == sorted((*place, "private-here") for place in ALL.values())


def test_words_of_a_long_text_are_told_as_similar(tmp_path: Path):
    part = NOTE.partition(" and ")[2]
    texts = {**dict.fromkeys(("faq", "detail"), part), "quote": "prefers the room for meetings"}
    found = lines(told(tmp_path, planted(texts), hidden=LONG))
    assert found == sorted((*ALL[name], "private-similar") for name in ("faq", "detail"))


def test_the_words_that_both_have_in_common_are_excused_where_the_programme_says_so(
    tmp_path: Path,
):
    part = NOTE.partition(" and ")[2]
    planting = planted(dict.fromkeys(("faq", "detail"), part))
    excuse = f"privacy:\n  not_personal: ['{part.upper()}']\n"
    excused = replaced("programme/programme.yaml", "privacy:\n", excuse)
    assert told(tmp_path, planting, excused, hidden=LONG) == []


INNOCENT = {
    "title": "Talk; Steering & charts; Rowing; Online; Ferries; English; Meeting; Roles; Talk",
    "detail": "Torquil and Mrs Eddystrand of Port Merrow: 01632 960556, 2026-03-16",
    "organisation": "Acme Ferries, Beta Barges, Acme Ferries, Beta Barges, Acme Ferries",
    "position": "Deckhand",
    "experience": "Patient with people who think that they are not good with rules",
    "faq": "In an emergency write to mentoring@ferry.example, and not to a person",
    "edition": "The mentor asks, and the mentee decides what to do with the answer",
    "report": "Nobody prefers a room; coffee was lovely, before and after",
}
LIKE = HIDDEN.replace("Whistles", "Patient with people who think that they are not good at sea")


def test_what_anybody_might_write_is_not_told(tmp_path: Path):
    topics = '"Talk; steering & charts, rowing; online: ferries, english; meeting, roles"'
    hidden = LIKE.replace(HIDDEN[HIDDEN.index('"Grumpy') :], topics)
    assert told(tmp_path, planted(INNOCENT), hidden=hidden) == []


def test_few_common_words_of_a_private_column_are_asked_about(tmp_path: Path):
    hidden = HIDDEN.replace(HIDDEN[HIDDEN.index('"Grumpy') :], "Not now")
    texts = dict.fromkeys(("faq", "alt"), "Not now, please")
    found = lines(told(tmp_path, planted(texts), hidden=hidden))
    assert found == [("programme/faq.yaml", "3", "private-perhaps")]


def test_a_longer_name_excuses_what_stands_in_it_and_nothing_else(tmp_path: Path):
    name = replaced("programme/organisations.csv", "Beta Barges", "Torquil Eddystrand & Sons")
    within = planted(
        {"faq": "Ask Torquil Eddystrand & Sons.", "title": "TORQUIL EDDYSTRAND – sons"}
    )
    assert told(tmp_path / "a", {**name, **within}) == []
    alone = planted({"faq": "Torquil Eddystrand & Sons are led by Torquil Eddystrand."})
    found = lines(told(tmp_path / "b", {**name, **alone}))
    assert found == [("programme/faq.yaml", "3", "private-here")]
    same = replaced("programme/organisations.csv", "Beta Barges", "Torquil Eddystrand")
    found = lines(told(tmp_path / "c", same))
    assert ("programme/organisations.csv", "3", "private-here") in found


def test_an_address_excuses_its_equal_if_it_is_somebodys_who_is_shown(tmp_path: Path):
    timeline, website = f"{EDITION}/timeline.csv", "Chess,,ana"

    def event(address: str) -> Changes:
        return replaced(timeline, "Bring a pen,", f"Bring a pen,{address}")

    for number, address in enumerate(("x.example/torquil-eddystrand", "eddystrand.example")):
        found = lines(told(tmp_path / str(number), event(f"https://{address}")))
        assert found == [(timeline, "4", "private-here")]
    assert told(tmp_path / "organisation", event("https://acme.example")) == []
    other = replaced(MENTORS, website, "Chess,https://x.example/torquil-eddystrand,ana")
    assert lines(told(tmp_path / "other", other)) == [(MENTORS, "2", "private-here")]
    longer = replaced(MENTORS, "Ana <Á> & Sons", "Torquil Eddystrand-Oakes")
    own = {
        MENTORS: longer[MENTORS].replace(
            website, "Chess,https://torquil-eddystrand-oakes.example,ana"
        )
    }
    same = replaced(
        "programme/editions/2025/recognitions.csv", "Ana <Á> & Sons", "Torquil Eddystrand-Oakes"
    )
    assert told(tmp_path / "own", own, same) == []


def test_prose_and_what_templates_make_of_data_is_searched_too(tmp_path: Path):
    front = "---\ntitle: Asked\ndescription: Ask Torquil Eddystrand.\n---\n"
    page = f"{front}\n# Asked\n\nx\n\n01632 960555\n"
    template = "<div><h1>{{ entry.name }}</h1><p>Torquil {{ 'eddystrand' | capitalize }}</p></div>"
    pages = {"content/en/asked.md": page, "overrides/mentors/entry.html": template}
    assert lines(told(tmp_path, pages)) == [
        ("content/en/asked.md", "10", "private-here"),
        ("content/en/asked.md", "3", "private-here"),
    ]
    found = lines(told(tmp_path / "b", {"overrides/mentors/entry.html": template}))
    assert found == [("mentors/ana.md", "", "private-here")]


SAID = {
    "svg": '<svg xmlns="http://www.w3.org/2000/svg"><text>Torquil Eddystrand</text></svg>',
    "txt": "By Torquil Eddystrand.",
    "html": "<p>Torquil <b>Eddy</b>strand</p>",
    "js": 'var by = "Torquil\\u0020Eddystrand";',
    "json": '{"first": "Torquil", "last": "Eddystrand"}',
    "css": "/* eddystrand_torquil */",
    "csv": "a,b\nx,01632 960555\n",
    "xml": "<a><b>torquil@eddystrand.example</b></a>",
    "rtf": "{\\\\rtf1 Torqu\\\\'69l Eddystrand}".replace("\\\\", "\\"),
    "vcf": "BEGIN:VCARD\nN:Eddystrand;Torquil;;;\nEND:VCARD\n",
}


@pytest.mark.parametrize("folder", ["content/en", "content/en/images", "overrides/assets"])
def test_every_file_that_goes_into_the_site_as_it_is_is_told(tmp_path: Path, folder: str):
    # MkDocs puts no page of `overrides/` into the site.
    kept = {each: text for each, text in SAID.items() if each != "html" or folder[0] == "c"}
    files = {f"{folder}/a.{ending}": text for ending, text in kept.items()}
    # Of one value five places are told at most.
    for number, some in enumerate((list(files)[:5], list(files)[5:])):
        found = lines(told(tmp_path / str(number), {name: files[name] for name in some}))
        assert found == sorted((name, "", "private-here") for name in some)
    page = "---\ntitle: Asked\ndescription: Of us.\n---\n\n# Asked\n\nTorquil Eddystrand\n"
    three = {name: files[name] for name in (f"{folder}/a.{each}" for each in ("svg", "txt", "js"))}
    found = lines(told(tmp_path / "all", {**three, "content/en/asked.md": page}))
    asked = ("content/en/asked.md", "8", "private-here")
    assert found == sorted([asked, *((name, "", "private-here") for name in three)])


def test_its_name_is_not_told_where_it_names_somebody(tmp_path: Path):
    folders = ("content/en", "overrides/assets")
    names = ("Torquil Eddystrand.txt", "cv-torquil-eddystrand.js")
    files = {f"{folder}/{name}": "x" for folder in folders for name in names}
    found = lines(told(tmp_path, files))
    assert found == [(f"{folder}/•••", "", "private-here") for folder in folders]


def test_nothing_is_told_of_what_is_no_part_of_the_site_or_names_nobody(tmp_path: Path):
    hidden = dict.fromkeys(("assets/code.py", ".note.txt", "README.txt"), "Torquil Eddystrand")
    plain = dict.fromkeys(("assets/a.woff2", "assets/b.css"), "a{color:red}\0")
    files = {**hidden, **plain, "main.html": "{#% by Torquil Eddystrand %#}"}
    assert told(tmp_path, {f"overrides/{name}": text for name, text in files.items()}) == []


@pytest.mark.parametrize("path", ["programme/mentors/ana.en.md", "content/en/x.md"])
def test_a_correction_does_not_tell_what_is_private(tmp_path: Path, path: str):
    text = FILES.get(path, "---\ntitle: x\ndescription: y.\n---\n\n# x\n")
    address = "Write to be\u200bn@beta.example, or to ot\u200bhers@beta.example, now."
    root = write_programme(tmp_path, {path: f"{text}\n{address}\n"})
    unseen = [each for each in build(Settings(root, DAY)).problems if each.code == "address-unseen"]
    private, public = sorted(unseen, key=lambda each: each.value)[::-1]
    assert (private.value, private.details["suggestion"]) == (MASK, MASK)
    assert public.value == "ot[U+200B]hers@beta.example"
    assert public.details["suggestion"] == "others@beta.example"
