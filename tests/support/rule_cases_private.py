"""Like `rule_cases`: pairs and mentees, which only the coordinator has."""

from __future__ import annotations

from collections.abc import Mapping

from tests.support.marked import Case
from tests.support.rule_cases import MENTORS, NEW, OLD, PROGRAMME

MENTEES = "private/mentees.csv"
PAIRS = "private/editions/2026/pairs.csv"
THANKS = f"{OLD}/recognitions.csv"
HEAD = "mentor,mentee,since,until,reasons,notes\n"
KEPT: Mapping[str, str] = {
    MENTEES: "id,name,organisation,email,phone,career,objectives,wishes,notes\n"
    "tom,Tom Learner,beta,,,,,,\n"
    "una,Una Learner,acme,,,,,,\n"
    "vic,Vic Learner,,,,,,,\n",
    PAIRS: f"{HEAD}ana,tom,2026-03-16,,,\nben,una,2026-03-16,,,\n",
}
"""Pairs with nothing wrong."""


def kept(name: str, pairs: str, *codes: str, **more) -> Case:
    return Case(name, ((PAIRS, KEPT[PAIRS], HEAD + pairs),), codes, files=KEPT, **more)


PRIVATE = (
    kept("one organisation", "ana,§una,,,,\n", "~pair-organisation"),
    kept("nobody who serves", "§eva,una,,,,\n", "~pair-mentor"),
    kept("one too many", "ana,tom,,,,\n§ana,vic,,,,\n", "~pair-capacity"),
    kept("backwards", "ana,tom,2026-03-16,§2026-03-15,,\n", "~pair-backwards"),
    Case(
        "a small pilot",
        ((THANKS, "Nina Nameless", "Tom Learner"),),
        elsewhere=(("private/editions/2025/pairs.csv", 2, 0, "pair-pilot", "warning"),),
        files={**KEPT, "private/editions/2025/pairs.csv": f"{HEAD}ana,tom,,,,\n"},
    ),
    Case(
        "thanked without a pair",
        ((THANKS, "r2,thanks,Nina", "r2,thanks,§Nina"),),
        ("~recognition-unpaired",),
        elsewhere=(("private/editions/2025/pairs.csv", 2, 0, "pair-pilot", "warning"),),
        files={**KEPT, "private/editions/2025/pairs.csv": f"{HEAD}ana,tom,,,,\n"},
    ),
    Case(
        "a mentee twice",
        ((MENTEES, "vic,Vic Learner,,", "vic,§Tom Learnér,beta,"),),
        ("~person-twice",),
        files=KEPT,
    ),
)

ALLOWED = (
    Case("sound pairs", files=KEPT),
    kept("after another", "ana,tom,2026-01-05,2026-02-28,,\nana,vic,2026-03-02,,,\n"),
    Case(
        "within one organisation",
        (
            (PAIRS, KEPT[PAIRS], f"{HEAD}ana,una,,,,\n"),
            (PROGRAMME, "people: fictional", "people: fictional\nkind: intra-organisational"),
        ),
        files=KEPT,
    ),
    Case(
        "a mentor whose row is faulty",
        (
            (PAIRS, KEPT[PAIRS], f"{HEAD}ana,una,,,,\n"),
            (MENTORS, "ana@acme.example", "§ana"),
        ),
        ("email",),
        files=KEPT,
    ),
    Case(
        "nobody is known to serve",
        (
            (PAIRS, KEPT[PAIRS], f"{HEAD}ana,tom,,,,\n"),
            (f"{NEW}/mentors.csv", "ana,1", "ana,§many"),
        ),
        ("type-integer",),
        files=KEPT,
    ),
)
"""What is allowed, or waits for something else."""
