"""Like `rule_cases`: dates, editions, reports and the documents that the evidence asks for."""

from __future__ import annotations

import textwrap

from tests.support.marked import Case, edition_moved
from tests.support.programmes import FILES
from tests.support.rule_cases import (
    COMMITTEE,
    LOGO,
    MENTORS,
    NEW,
    OLD,
    ORGANISATIONS,
    PROGRAMME,
    edit,
)

TIMELINE = f"{NEW}/timeline.csv"
EDITION = f"{NEW}/edition.yaml"
REPORT = f"{OLD}/report.yaml"
EVALUATION = "programme/evaluation.yaml"
STEP = "id: other\n  title: Other\n  month: 1\n  audience: [mentor]\n  method: Form"
OUTCOME = "- {objective: skills, met: partly, comment: Most did.}"

DATES = (
    edit("no day", TIMELINE, "Call opens,2026-01-12", "Call opens,§2026-02-30", "date-expression"),
    edit("signs", TIMELINE, "call-open + 4 weeks", "§call-open +4 weeks", "date-expression"),
    edit("unknown", TIMELINE, "kick-off + 20 weeks", "§kickoff + 20 weeks", "date-unknown"),
    edit("itself", TIMELINE, "kick-off + 20 weeks", "§mid + 20 weeks", "date-cycle"),
    edit("far", TIMELINE, "kick-off + 20 weeks", "§mid-two + 1 day", "date-unknown"),
    Case(
        "a ring",
        (
            (TIMELINE, "Kick-off,2026-03-16", "Kick-off,§mid - 20 weeks"),
            (TIMELINE, "kick-off + 20 weeks", "§kick-off + 20 weeks"),
        ),
        ("date-cycle", "date-cycle"),
    ),
    Case(
        "beyond the calendar",
        (
            (TIMELINE, "Closing,2026-11-20", "Closing,§9999-12-31"),
            (TIMELINE, "kick-off + 20 weeks", "§closing + 1 day"),
        ),
        ("date-beyond", "~date-outside"),
    ),
    edit(
        "dependents of a faulty one",
        TIMELINE,
        "2026-03-16,,17:30",
        "§spring,,17:30",
        "date-expression",
    ),
    edit("a faulty neighbour cell", TIMELINE, "17:30,90,", "17:30,§ninety,", "type-integer"),
    edit(
        "end before",
        TIMELINE,
        "2026-03-16,,17:30",
        "2026-03-16,§2026-03-15,17:30",
        "end-before-date",
    ),
    edit("kind twice", TIMELINE, "closing,closing", "closing,§kick-off", "kind-repeated"),
)

EDITIONS = (
    edit("a month that is past", TIMELINE, "2026-01-12", "§2026-01", "~date-month-past"),
    Case(
        "a mentee of another edition",
        (
            ("programme/former_mentees.csv", "Former,,acme", "Former,2026,acme"),
            (f"{OLD}/projects.csv", "ida; olaf", "§ida; olaf"),
        ),
        ("~project-mentee",),
    ),
    Case(
        "backwards",
        ((f"{OLD}/edition.yaml", "ends: 2025-12-31", "ends: §2024-12-31"),),
        ("edition-backwards",),
    ),
    edit("ghost partner", EDITION, "[acme, beta]", "[acme, §ghost]", "foreign-key"),
    edit("partner twice", EDITION, "[acme, beta]", "[acme, beta, §acme]", "item-duplicate"),
    edit(
        "objective unknown",
        REPORT,
        OUTCOME,
        "- {objective: §skill, met: met, comment: Yes.}",
        "objective-unknown",
    ),
    edit(
        "objective twice",
        REPORT,
        OUTCOME,
        f"{OUTCOME}\n  - {{objective: §skills, met: met, comment: Yes.}}",
        "item-duplicate",
    ),
)

EXAMPLE_ADDRESSES = tuple(
    (PROGRAMME, line, column, "address-example", "warning")
    for line, column in ((7, 11), (40, 12), (43, 12), (48, 10))
)
"""What the small programme says of itself, were its people real."""

PINNED = (
    edit(
        "real people",
        PROGRAMME,
        "people: fictional",
        "people: real",
        elsewhere=EXAMPLE_ADDRESSES,
    ),
    edit(
        "pinned people",
        PROGRAMME,
        "people: fictional",
        "people: real",
        elsewhere=(
            *EXAMPLE_ADDRESSES,
            ("programme/reference-date.txt", 0, 0, "date-pinned", "error"),
        ),
        files={"programme/reference-date.txt": "2026-03-01\n"},
    ),
    Case(
        "pinned to nothing",
        elsewhere=(("programme/reference-date.txt", 1, 1, "date-pinned-unreadable", "error"),),
        files={"programme/reference-date.txt": "tomorrow\n"},
    ),
)


SOUND = (
    Case(
        "to the brink",
        (
            (PROGRAMME, "minimum: 2, maximum: 8", "minimum: 2, maximum: 2"),
            (ORGANISATIONS, "people.,,,", "people.,,acme.svg,"),
            (COMMITTEE, "acme,Director,2025-01-01,,,", "acme,Director,2025-01-01,2026-03-01,,"),
            (COMMITTEE, "coordinator,,,2025-01-01", "coordinator,,,2026-03-01"),
            (MENTORS, "2026-01-01,biography,1,,", "2026-03-01,biography,1,2026-03-01,"),
            (f"{OLD}/results.csv", "end,80,percent,5,80,", "end,100,percent,5,100,"),
            (f"{OLD}/results.csv", "Pairs,5,count", "Pairs,500,count"),
            (TIMELINE, "2026-03-16,,17:30", "2026-03-16,kick-off + 0 days,17:30"),
            (TIMELINE, "mid,mid-term", "more,event,More,2026-01-01,,,,,,,\nmid,mid-term"),
            (
                TIMELINE,
                "closing,closing",
                "plan,planning,We plan,2025-10-01,,,,,,,\nclosing,closing",
            ),
            (TIMELINE, ",2026-11-20,", ",2026-12-31,2026-12-31"),
        ),
        files={"programme/logos/acme.svg": LOGO},
    ),
    Case(
        "an example of another day",
        ((MENTORS, "yes,2026-01-01,biography,1,", "no,2026-01-01,,9,2020-01-01"),),
        files={
            "programme/reference-date.txt": "2026-03-01\n",
            **edition_moved("2025", "autumn-2025"),
        },
    ),
)
"""What is allowed."""

WARNINGS = Case(
    "all warnings",
    (
        (ORGANISATIONS, ",Hidden Hilda,", ",§,"),
        (COMMITTEE, "acme,Director,2025-01-01,,,", "acme,Director,2025-01-01,2026-02-28,,"),
        (COMMITTEE, "coordinator,,,2025-01-01", "coordinator,,,2026-03-02"),
        (TIMELINE, ",2026-01-12", ",§2025-12-31"),
        (TIMELINE, ",2026-11-20,", ",§2026-12-01,2027-01-01"),
    ),
    ("~date-outside", "~date-outside", "~champion-missing"),
    elsewhere=tuple(
        (path, 0, 0, code, "warning")
        for path, code in (
            (COMMITTEE, "chair-missing"),
            (COMMITTEE, "coordinator-missing"),
            ("programme/mentors/ana.es.md", "file-orphan"),
            ("programme/mentors/••• (4).en.md", "file-orphan"),
            ("programme/photos/ana.JPG", "file-case"),
            ("programme/photos/••• (1).jpg", "file-orphan"),
            ("programme/training/nobody.en.md", "file-orphan"),
        )
    ),
    files=dict.fromkeys(
        (
            "programme/mentors/zoe.en.md",
            "programme/photos/ana-maria.jpg",
            "programme/mentors/ana.es.md",
            "programme/photos/ana.JPG",
            "programme/training/nobody.en.md",
        ),
        "x",
    ),
)


def without(path: str, key: str, id: str) -> Case:
    """Leave an item out of a list of a document."""
    lines = textwrap.dedent(FILES[path]).splitlines()
    kept = [line for line in lines if f"{{id: {id}," not in line]
    assert len(kept) == len(lines) - 1
    code = {"sections": "clause", "fields": "minutes-field", "agenda": "agenda-item"}[key]
    top = "agenda" if key == "agenda" else "sections"
    start = kept.index(f"{top}:") + 2
    return Case(
        f"{key} {id}",
        elsewhere=((path, start, 3, f"{code}-missing", "error"),),
        files={path: "\n".join(kept) + "\n"},
    )


REQUIRED = {
    ("programme/forms/agreement.yaml", "sections"): "purpose logistics duration frequency "
    "initiative success objectives action-plan confidentiality no-fault-termination signatures",
    ("programme/forms/minutes.yaml", "fields"): "date mentor mentee session topics ongoing-actions "
    "future-actions observations",
    ("programme/first_meeting.yaml", "agenda"): "programme-objectives mentor-experience "
    "mentee-needs channels agreement confidentiality no-fault-termination",
}
"""What the evidence asks of the three documents (6.9, 6.10, 6.12)."""

DOCUMENTS = (
    *(without(path, key, ids.split()[-1]) for (path, key), ids in REQUIRED.items()),
    edit(
        "clause twice",
        "programme/forms/agreement.yaml",
        "  - {id: logistics,",
        "  - {id: §purpose, title: A, text: B.}\n  - {id: logistics,",
        "item-duplicate",
    ),
    edit(
        "field twice",
        "programme/forms/minutes.yaml",
        "      - {id: mentor,",
        "      - {id: §date, title: A, kind: date}\n      - {id: mentor,",
        "item-duplicate",
    ),
    edit(
        "column twice",
        "programme/forms/minutes.yaml",
        "{id: topics, title: Topics, kind: long}",
        "{id: topics, title: Topics, kind: list, columns: [{id: a}, {id: §a}]}",
        "item-duplicate",
    ),
    edit(
        "choice without options",
        "programme/forms/minutes.yaml",
        "- {id: topics, title: Topics, kind: long}",
        "- §{id: topics, title: Topics, kind: choice}",
        "field-lacks",
    ),
    edit(
        "signature of nobody",
        "programme/forms/minutes.yaml",
        "- {id: topics, title: Topics, kind: long}",
        "- §{id: topics, title: Topics, kind: signature}",
        "field-lacks",
    ),
    edit(
        "options of a line",
        "programme/forms/minutes.yaml",
        "title: Topics, kind: long}",
        "title: Topics, kind: text, options: §[Yes, No]}",
        "field-key-unfit",
    ),
    edit(
        "carried from nowhere",
        "programme/forms/minutes.yaml",
        "title: Topics, kind: long}",
        "title: Topics, kind: long, carried_from: [§nothing]}",
        "carried-unfit",
    ),
    edit(
        "carried from another kind",
        "programme/forms/minutes.yaml",
        "title: Topics, kind: long}",
        "title: Topics, kind: long, carried_from: [topics, §mentor]}",
        "carried-unfit",
    ),
    edit(
        "counted words",
        "programme/forms/minutes.yaml",
        "title: Topics, kind: long}",
        "title: Topics, kind: long, counted: §true}",
        "field-key-unfit",
    ),
    edit(
        "scale backwards",
        "programme/forms/minutes.yaml",
        "title: Topics, kind: long}",
        "title: Topics, kind: scale, lowest: 5, highest: §1}",
        "scale-length",
    ),
    edit(
        "scale too long",
        "programme/forms/minutes.yaml",
        "title: Topics, kind: long}",
        "title: Topics, kind: scale, highest: §100}",
        "scale-length",
    ),
    Case(
        "name of a form",
        elsewhere=(("programme/forms/My Form.yaml", 0, 0, "form-name", "error"),),
        files={
            "programme/forms/My Form.yaml": FILES["programme/forms/agreement.yaml"],
        },
    ),
    edit(
        "form of an evaluation that is none",
        EVALUATION,
        "  asks: [Was it rewarding?]",
        "  form: §final-mente",
        "form-unknown",
    ),
    edit(
        "form of an evaluation by its file",
        EVALUATION,
        "  asks: [Was it rewarding?]",
        "  form: §forms/final-mentee.yaml",
        "form-unknown",
    ),
    edit(
        "form of an evaluation by its title",
        EVALUATION,
        "  asks: [Was it rewarding?]",
        '  form: §"Mentee\'s final form"',
        "form-unknown",
    ),
    edit(
        "questions and a form",
        EVALUATION,
        "  asks: [Was it rewarding?]",
        "  asks: [Was it rewarding?]\n  form: §final-mentee",
        "questions-twice",
    ),
    edit(
        "neither questions nor a form",
        EVALUATION,
        "- id: final\n",
        f"- §{STEP}\n- id: final\n",
        "questions-missing",
    ),
    edit(
        "no question in the list",
        EVALUATION,
        "- id: final\n",
        f"- §{STEP}\n  asks: []\n- id: final\n",
        "questions-missing",
    ),
    edit(
        "item twice",
        "programme/first_meeting.yaml",
        "leave_with:",
        "  - {id: §channels, title: A, minutes: 5, detail: B.}\nleave_with:",
        "item-duplicate",
    ),
    edit(
        "criterion twice",
        "programme/matching.yaml",
        "steps:\n",
        "  - {id: §need, title: A, detail: B., weight: helpful}\nsteps:\n",
        "item-duplicate",
    ),
)
