"""Like `rule_cases`: what is advised, which a programme may weigh and not follow."""

from __future__ import annotations

from dataclasses import replace

from tests.support.marked import MARK, Case
from tests.support.programmes import FILES
from tests.support.rule_cases import OLD, ORGANISATIONS, PROGRAMME, edit
from tests.support.rule_cases_editions import EDITION, REPORT, TIMELINE
from tests.support.rule_cases_private import HEAD, KEPT, PAIRS

RESULTS = f"{OLD}/results.csv"
TRAINING = "programme/training.yaml"
EVALUATION = "programme/evaluation.yaml"
SILENT = next(line for line in FILES[PROGRAMME].splitlines() if line.startswith("not_followed"))
"""What the small programme does not follow: all of it."""
UNMET = ("1.12", "4.1", "4.12", "5.1", "6.3", "6.13", "7.7", "8.2")
"""What it would be told of otherwise."""
TONGUE = "languages: [en]\n"
WITHIN = (PROGRAMME, TONGUE, f"{TONGUE}kind: intra-organisational\n")
LONGER = (EDITION, "ends: 2026-12-31", "ends: 2027-06-30")
THIRD = (
    (EDITION, "partners: [acme, beta]", "partners: [acme, beta, gull]"),
    (
        ORGANISATIONS,
        "beta,Beta Barges",
        "gull,Gull Line,ferries,,,2025,Carries mail.,,,Gil Gull,Head,yes,2025-02-01,1,\n"
        "beta,Beta Barges",
    ),
)
"""A third partner makes a consortium."""
HEADS = (TIMELINE, "mid,mid-term", "heads,launch,Launch,2026-01-08,,,,partner,,,\nmid,mid-term")


OBJECTIVE = "  - {id: trust, title: Trust, measure: None.}\n"


def not_followed(*ids: str) -> tuple[str, str, str]:
    """Have the small programme set aside this advice alone."""
    return PROGRAMME, SILENT, "not_followed: [" + ", ".join(f'"{each}"' for each in ids) + "]"


def follow(*ids: str) -> tuple[str, str, str]:
    """Have it follow what it meets, and this besides."""
    return not_followed(*(each for each in UNMET if each not in ids))


def set_aside(*ids: str) -> tuple[str, str, str]:
    """Have it follow what it meets, but for this."""
    return not_followed(*UNMET, *ids)


def advised(case: Case) -> Case:
    """Have a case follow what the small programme meets, where it says nothing else."""
    if any(old == SILENT for _, old, _ in case.edits):
        return case
    return replace(case, edits=(follow(), *case.edits))


def whole(name: str, path: str, code: str, *edits: tuple[str, str, str], **more) -> Case:
    """Make a case that is told of a file as a whole."""
    return Case(name, edits, elsewhere=((path, 0, 0, code, "warning"),), **more)


BRIEF = (EDITION, "duration_months: 12", "duration_months: §11")
MONTHS_13 = (EDITION, "duration_months: 12", "duration_months: §13")
TOLD = tuple(
    map(
        advised,
        (
            Case("a career edition of eleven months", (BRIEF,), ("~duration-short",)),
            Case(
                "a skills edition of five months",
                (
                    (EDITION, "kind: career", "kind: skills"),
                    (EDITION, "duration_months: 12", "duration_months: §5"),
                    (EDITION, "count: 10", "count: 6"),
                ),
                ("~duration-short",),
            ),
            Case("over a year between organisations", (MONTHS_13, LONGER), ("~duration-long",)),
            edit("five sessions", EDITION, "count: 10", "count: §5", "~sessions-few"),
            edit("six weeks apart", EDITION, "every_weeks: 4", "every_weeks: §6", "~sessions-rare"),
            edit("a quarter of an hour", EDITION, "minutes: 90", "minutes: §15", "~session-length"),
            edit(
                "three hours and more", EDITION, "minutes: 90", "minutes: §181", "~session-length"
            ),
            Case(
                "a group of half an hour",
                (
                    (EDITION, "minutes: 90", "minutes: §74"),
                    (EDITION, "kind: career", "kind: career\nformat: group"),
                ),
                ("~session-length",),
            ),
            Case(
                "hardly followed up",
                (follow("6.13"), (EDITION, "follow_up_weeks: 4", "follow_up_weeks: §27")),
                ("~follow-up-rare",),
                elsewhere=((TIMELINE, 0, 0, "date-missing", "warning"),),
            ),
            whole("no evaluation", TIMELINE, "date-missing", follow("7.7")),
            whole("no matching", TIMELINE, "date-missing", follow("4.1")),
            whole(
                "nothing in the middle",
                TIMELINE,
                "date-missing",
                (TIMELINE, "mid,mid-term,Workshop", "mid,workshop,Workshop"),
            ),
            Case(
                "no business case",
                (follow("1.12"), (PROGRAMME, "  statement: We bring", "  §statement: We bring")),
                ("~business-case-missing",),
            ),
            Case(
                "a plan that says nothing of evaluation",
                (
                    follow("3.1"),
                    (EVALUATION, FILES[EVALUATION], "[]\n"),
                    (EDITION, "title: Edition 2026", "§title: Edition 2026"),
                ),
                ("~plan-gap",),
            ),
            Case(
                "a group that nobody asked",
                (follow("4.12"), (PROGRAMME, "  - id: early", "  §- id: early")),
                ("~audience-unheard",),
            ),
            Case(
                "no launch in a consortium",
                THIRD,
                elsewhere=(
                    (TIMELINE, 0, 0, "launch-inside-missing", "warning"),
                    (TIMELINE, 0, 0, "launch-missing", "warning"),
                ),
            ),
            whole("a launch for heads alone", TIMELINE, "launch-inside-missing", *THIRD, HEADS),
            Case(
                "an objective passed over",
                (
                    (
                        PROGRAMME,
                        "audience:\n",
                        "  - {id: trust, title: Trust, measure: None.}\naudience:\n",
                    ),
                    (REPORT, "  - {objective: skills", "  §- {objective: skills"),
                ),
                ("~objectives-untold",),
            ),
            Case(
                "no review",
                (
                    (f"{OLD}/edition.yaml", "starts: 2025-01-01", "starts: 2023-02-28"),
                    (f"{OLD}/edition.yaml", "duration_months: 6", "duration_months: 30"),
                ),
                elsewhere=((PROGRAMME, 1, 1, "review-missing", "warning"),),
            ),
            whole("no indicators", RESULTS, "indicators-missing", follow("8.2")),
            whole(
                "most indicators",
                RESULTS,
                "indicators-missing",
                follow("8.2"),
                (RESULTS, "answers,mark,note\n", "answers,mark,note,indicator\n"),
                (RESULTS, "Pairs,5,count,,,\n", "Pairs,5,count,,,,pairs\n"),
                (RESULTS, "percent,5,80,\n", "percent,5,80,,frequency\n"),
                (RESULTS, "Too few answers\n", "Too few answers,duration\n"),
            ),
            whole("topics", TRAINING, "topics-uncovered", follow("6.3")),
            whole(
                "no training for mentees",
                TRAINING,
                "training-missing",
                (TRAINING, "audience: [mentor, mentee]", "audience: [mentor]"),
            ),
            Case(
                "training too late",
                ((TRAINING, "stage: initial", "stage: in-programme"),),
                elsewhere=((TRAINING, 0, 0, "training-missing", "warning"),) * 2,
            ),
        ),
    )
)
GROUP = (EDITION, "kind: career", "kind: career\nformat: group")
SKILLS = (EDITION, "kind: career", "kind: skills")
HOUSES = (
    TIMELINE,
    "closing,closing",
    "houses,launch,Launches,2026-01-09,,,,mentor; mentee,,,\nclosing,closing",
)
FOR_ALL = (TIMELINE, "mid,mid-term", "all,launch,Launch,2026-01-08,,,,,,,\nmid,mid-term")


def sound(name: str, *edits: tuple[str, str, str]) -> Case:
    """Make a case of which nothing is told."""
    return Case(name, tuple((path, old, new.replace(MARK, "")) for path, old, new in edits))


QUIET = tuple(
    map(
        advised,
        (
            sound("set aside", BRIEF, set_aside("3.3")),
            sound(
                "just long enough", SKILLS, (EDITION, "duration_months: 12", "duration_months: 6")
            ),
            sound("within one house for longer", MONTHS_13, LONGER, WITHIN),
            sound(
                "within one house more seldom",
                (EDITION, "every_weeks: 4", "every_weeks: 9"),
                WITHIN,
            ),
            sound("half as long", (EDITION, "minutes: 90", "minutes: 45")),
            sound("twice as long", (EDITION, "minutes: 90", "minutes: 180")),
            sound("a group of usual length", (EDITION, "minutes: 90", "minutes: 150"), GROUP),
            sound(
                "mentees choose",
                follow("4.1"),
                (PROGRAMME, TONGUE, f"{TONGUE}matching_by: mentee\n"),
            ),
            sound("launched at the top and in each house", *THIRD, HEADS, HOUSES),
            sound("a launch for everybody", *THIRD, FOR_ALL),
            sound("a consortium that launches nothing", *THIRD, set_aside("3.12")),
        ),
    )
)

PAIRED = (
    Case(
        "a pair without reasons",
        (follow("5.1"), (PAIRS, KEPT[PAIRS], f"{HEAD}ana,tom,,,Both ask first.,\nben,una,,,§,\n")),
        ("~pair-unexplained",),
        files=KEPT,
    ),
    Case(
        "a pair of the past without reasons",
        (
            follow("5.1"),
            (
                PAIRS,
                KEPT[PAIRS],
                f"{HEAD}ana,tom,2026-01-05,2026-02-01,,\nben,una,,,Far enough apart.,\n",
            ),
        ),
        files=KEPT,
    ),
)
