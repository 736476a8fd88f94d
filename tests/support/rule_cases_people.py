"""Like `rule_cases`: people in the wrong column or twice, consents, profiles, files beside them."""

from __future__ import annotations

from tests.support.marked import Case
from tests.support.rule_cases import COMMITTEE, MENTORS, OLD, ORGANISATIONS, PROGRAMME, edit


def moved(old: str, new: str, *codes: str) -> Case:
    """Put something else into the row of Ana."""
    return edit(f"{new} for {old}", MENTORS, old, new, *codes)


MISPLACED = (
    moved("Ana <Á> & Sons", "§ana@acme.test", "misplaced-email"),
    moved("Ana <Á> & Sons", "§Ana (ana@acme.test)", "misplaced-email"),
    moved("Ana <Á> & Sons", "§https://acme.test/ana", "~misplaced-web"),
    moved("Ana <Á> & Sons", "§www.acme.test", "~misplaced-web"),
    moved("Ana <Á> & Sons", "§01632 960 001", "misplaced-number"),
    moved("Ana <Á> & Sons", "§2026", "~misplaced-number"),
    edit("he", MENTORS, "Ben No", "§Ben No (he/him)", "~misplaced-pronouns"),
    moved("en,Port Merrow,", "en,§0000-0002-1825-0097,", "~misplaced-orcid"),
    moved("en,Port Merrow,", "en,§0000-0002-1825-009X,", "~misplaced-orcid"),
    moved("en,Port Merrow,", "en,§2026-01-31,", "~misplaced-date"),
    moved("en,Port Merrow,", "en,§31/01/2026,", "~misplaced-date"),
    moved("acme,Pilot,", "acme,§+44 (0)1632 960001,", "misplaced-number"),
    moved("Ana <Á> & Sons", "§????? ????????? (Ana)", "~letters-lost"),
    moved("Ana <Á> & Sons", "§Ana Wierzchos?awska", "~letters-lost"),
    moved("Ten years at sea", "§Ten years at sea and none at ?rebro", "~letters-lost"),
    moved("Ten years at sea", "§ana@acme.test", "misplaced-email"),
    moved("Ten years at sea", "§Ask ana@acme.test", "~misplaced-email"),
    moved("New ideas", "§01632-960-001", "misplaced-number"),
    moved("960001,,", "960001,§§01632 960002,", "misplaced-number", "~photo-missing"),
    moved("960001,,", "960001,§§Ana at sea; 01632 960002,", "misplaced-number", "~photo-missing"),
    moved("960001,,", "960001,§§Ana (ana@acme.test),", "misplaced-email", "~photo-missing"),
    moved("960001,,", "960001,§Ana at sea in 2024-2025,", "~photo-missing"),
    edit(
        "town",
        ORGANISATIONS,
        "ferries,Port Merrow,https",
        "ferries,§x@acme.test,https",
        "misplaced-email",
    ),
    edit("champion", ORGANISATIONS, ",Hidden Hilda,", ",§hilda@beta.test,", "misplaced-email"),
    edit("member", COMMITTEE, "Ann Chair", "§ann@acme.test", "misplaced-email"),
    edit("quoted", f"{OLD}/testimonials.yaml", "Tess Timony", "§tess@acme.test", "misplaced-email"),
)

CONSENTS = (
    edit("to come", MENTORS, "yes,2026-01-01,bio", "yes,§2026-03-02,bio", "~consent-future"),
    edit(
        "older than its wording",
        MENTORS,
        "yes,2026-01-01,bio",
        "yes,§2024-12-31,bio",
        "consent-before-wording",
    ),
    edit(
        "a champion before the wording",
        ORGANISATIONS,
        "yes,2025-02-01,1",
        "yes,§2024-02-01,1",
        "consent-before-wording",
    ),
    edit("nobody asked", MENTORS, "no,2026-01-05,", "§no,,", "~consent-unasked"),
    edit("ended", MENTORS, "biography,1,,Priv", "biography,1,§2026-02-28,Priv", "~consent-lapsed"),
    edit("not confirmed", MENTORS, ",,2026-01-01,yes", ",,§2025-02-28,yes", "~profile-stale"),
    Case(
        "consented long ago, and confirmed nothing since",
        (
            (PROGRAMME, "since: 2025-01-01", "since: 2020-01-01"),
            (MENTORS, ",2026-01-01,yes,2026-01-01,", ",§,yes,2025-01-15,"),
        ),
        ("~profile-stale",),
    ),
    Case(
        "an empty profile",
        (
            (
                MENTORS,
                "ana,Ana <Á> & Sons,,acme,Pilot,rowing; steering,en,Port Merrow,online,open,"
                "Ten years at sea,Listens,New ideas,Chess,",
                "ana,Ana <Á> & Sons,,acme,Pilot,rowing; steering,en,Port Merrow,online,open,,,,,",
            ),
        ),
        elsewhere=((MENTORS, 2, 0, "profile-empty", "warning"),),
        files={"programme/mentors/ana.en.md": None},
    ),
)

ASKED = (moved("Ten years at sea", "Why not? See https://a.test/?b=c or acme.test/x?y"),)
"""Question marks that stand for no letter."""

TWICE = (
    edit("the same name", MENTORS, "\neva,Eva Expired,", "\neva,§No BÉN,", "~person-twice"),
    Case(
        "one letter more",
        (
            (MENTORS, "\nben,Ben No,", "\nben,Benjamin Noe,"),
            (MENTORS, "\neva,Eva Expired,", "\neva,§Benjamin Nohe,"),
        ),
        ("~person-twice",),
    ),
    edit(
        "the same address",
        MENTORS,
        ",rowing,en,,,open,,,,,,,",
        ",rowing,en,,,open,,,,,,§BEN@beta.example,",
        "~email-shared",
    ),
)

DIFFERENT = (
    Case(
        "two people",
        (
            (MENTORS, "\nben,Ben No,", "\nben,Bea Ek,"),
            (MENTORS, "\neva,Eva Expired,", "\neva,Bee Ek,"),
        ),
    ),
    Case("elsewhere", ((MENTORS, "\neva,Eva Expired,,beta,", "\neva,Ana <Á> & Sons,,beta,"),)),
    Case(
        "numbered",
        (
            (MENTORS, "\nben,Ben No,", "\nben,Mentor number 1,"),
            (MENTORS, "\neva,Eva Expired,", "\neva,Mentor number 2,"),
        ),
    ),
)
"""Nobody is told to be somebody else."""

PHOTOS = (
    edit(
        "no photo",
        MENTORS,
        "2026-01-01,biography,1",
        "2026-01-01,§biography;photo,1",
        "~photo-missing",
    ),
    edit("described", MENTORS, ",+44 1632 960001,,", ",+44 1632 960001,§At sea,", "~photo-missing"),
)
