"""A change to the small programme for every rule, with what is to be told of it."""

from __future__ import annotations

from tests.support.marked import Case, edition_moved
from tests.support.programmes import FILES

PROGRAMME = "programme/programme.yaml"
ORGANISATIONS = "programme/organisations.csv"
COMMITTEE = "programme/committee.csv"
MENTORS = "programme/mentors.csv"
OLD, NEW = "programme/editions/2025", "programme/editions/2026"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'
CHAIR = (COMMITTEE, 0, 0, "chair-missing", "warning")


def edit(name: str, path: str, old: str, new: str, *codes: str, **more) -> Case:
    return Case(name, ((path, old, new),), codes, **more)


DESCRIPTION = (
    edit("range", PROGRAMME, "minimum: 2, maximum: 8", "minimum: 9, maximum: §8", "partners-range"),
    edit(
        "objective twice",
        PROGRAMME,
        "audience:\n",
        "  - {id: §skills, title: Again, measure: None.}\naudience:\n",
        "item-duplicate",
    ),
    edit(
        "group twice",
        PROGRAMME,
        "approach:\n",
        "  - {id: late, title: Later}\n  - {id: §early, title: Again}\napproach:\n",
        "item-duplicate",
    ),
    edit(
        "wording twice",
        PROGRAMME,
        "    text: I agree",
        '    text: First.\n  - version: §"1"\n    since: 2025-01-01\n    text: I agree',
        "item-duplicate",
    ),
)

CONSENT = (
    edit("undated", MENTORS, ",2026-01-01,biography", ",§,biography", "consent-undated"),
    edit(
        "no wording", MENTORS, "biography,1,,Priv", "biography,§,,Priv", "consent-wording-missing"
    ),
    edit("unknown", MENTORS, "biography,1,,Priv", "biography,§9,,Priv", "consent-wording-unknown"),
    edit("early end", MENTORS, "1,,Priv", "1,§2025-12-31,Priv", "consent-expiry-early"),
    edit(
        "neither date nor wording",
        MENTORS,
        "2026-01-01,biography,1",
        "§,,§",
        "consent-undated",
        "consent-wording-missing",
    ),
    edit("champion", ORGANISATIONS, "yes,2025-02-01,1", "yes,§,1", "consent-undated"),
    edit("member", COMMITTEE, "yes,2025-01-02,contact", "yes,§,contact", "consent-undated"),
    edit("recognition", f"{OLD}/recognitions.csv", "2025-12-01,1", "§,1", "consent-undated"),
    edit(
        "testimonial",
        f"{OLD}/testimonials.yaml",
        '  consent_date: 2025-12-01\n  consent_wording: "1"',
        "  consent_date: 2025-12-01\n  consent_wording: §2",
        "consent-wording-unknown",
    ),
)

PEOPLE = (
    edit("no logo", ORGANISATIONS, "people.,,,", "people.,,§acme.svg,", "logo-missing"),
    edit(
        "logo by another name",
        ORGANISATIONS,
        "people.,,,",
        "people.,,§acme.svg,",
        "logo-case",
        elsewhere=(("programme/logos/Acme.svg", 0, 0, "file-case", "warning"),),
        files={"programme/logos/Acme.svg": LOGO},
    ),
    edit(
        "term backwards",
        COMMITTEE,
        "Director,2025-01-01,,,",
        "Director,2025-01-01,§2024-12-31,,",
        "term-backwards",
        elsewhere=(CHAIR,),
    ),
    Case(
        "award for others",
        (
            ("programme/recognition.yaml", "audience: [mentor, mentee]", "audience: [mentor]"),
            (f"{OLD}/recognitions.csv", "Nina Nameless,mentee", "Nina Nameless,§mentee"),
        ),
        ("award-role",),
    ),
    edit("value", f"{OLD}/results.csv", "end,80,", "end,§100.5,", "percent-range"),
    edit("mark", f"{OLD}/results.csv", "5,80,", "5,§101,", "percent-range"),
)

INCOMPLETE = (
    edit("a faulty mentor keeps their files", MENTORS, "ana@acme.example", "§ana", "email"),
    edit(
        "a faulty chair is a chair", COMMITTEE, "Director,2025-01-01", "Director,§May", "type-date"
    ),
    edit(
        "a faulty partner is one", ORGANISATIONS, "example,2025,", "example,§long,", "type-integer"
    ),
)
"""A record that is left out for its own fault is not missed elsewhere."""

ADDRESSES = (
    Case(
        "no edition",
        elsewhere=(("programme/editions", 0, 0, "edition-none", "error"),),
        files=dict.fromkeys(path for path in FILES if "/editions/" in path),
    ),
    *(
        Case(
            f"edition {name}",
            elsewhere=((f"programme/editions/{name}", 0, 0, "name-reserved", "error"),),
            files=edition_moved("2025", name),
        )
        for name in ("faq", "mentors", "index", "assets", "search")
    ),
    Case(
        "mentor called index",
        (
            (MENTORS, "\nben,", "\n§index,"),
            (f"{NEW}/mentors.csv", "\nben,", "\nindex,"),
        ),
        ("name-listing",),
    ),
)
