"""Like `rule_cases`: days, numbers and partners of editions, and who is thanked in them."""

from __future__ import annotations

from tests.support.marked import Case
from tests.support.programmes import FILES
from tests.support.rule_cases import (
    COMMITTEE,
    MENTORS,
    NEW,
    OLD,
    ORGANISATIONS,
    PROGRAMME,
    edit,
)

TIMELINE = f"{NEW}/timeline.csv"
EDITION = f"{NEW}/edition.yaml"
PAST = f"{OLD}/edition.yaml"
THANKS = f"{OLD}/recognitions.csv"
HOLIDAYS = "holidays:\n  - {date: 2026-08-03, title: Regatta}\n"

DAYS = (
    edit("a Saturday", TIMELINE, ",2026-11-20,", ",§2026-11-21,", "~date-weekend"),
    edit(
        "a Sunday at its end",
        TIMELINE,
        ",2026-11-20,,",
        ",2026-11-20,§2026-11-22,",
        "~date-weekend",
    ),
    edit("a counted day", TIMELINE, "kick-off + 20 weeks", "§kick-off + 6 days", "~date-weekend"),
    Case(
        "a holiday",
        (
            (PROGRAMME, "partners: {minimum", f"{HOLIDAYS}partners: {{minimum"),
            (TIMELINE, "kick-off + 20 weeks", "§kick-off + 20 weeks"),
        ),
        ("~date-holiday",),
    ),
    edit(
        "a holiday twice",
        PROGRAMME,
        "partners: {minimum",
        "holidays: [{date: 2026-05-01, title: May}, {date: §2026-05-01, title: Day}]\n"
        "partners: {minimum",
        "~holiday-repeated",
    ),
)

FOLLOWERS = (
    edit(
        "only the date that others count from",
        TIMELINE,
        "2026-03-16,,17:30",
        "§2026-03-14,kick-off + 7 days,17:30",
        "~date-weekend",
    ),
    edit(
        "only the first of those outside",
        TIMELINE,
        "mid,mid-term,Workshop,kick-off + 20 weeks,",
        "late,event,Late,§2027-01-04,,,,,,,\nlater,event,Later,late + 1 week,,,,,,,\n"
        "mid,mid-term,Workshop,kick-off + 20 weeks,",
        "~date-outside",
    ),
    edit(
        "planning is long before",
        TIMELINE,
        "mid,mid-term,Workshop,kick-off + 20 weeks,",
        "plan,planning,Plan,2025-06-02,,,,,,,\nearly,planning,Plan,§2024-12-02,,,,,,,\n"
        "mid,mid-term,Workshop,kick-off + 20 weeks,",
        "~date-outside",
    ),
)
"""What counts from a date that is told moves with it."""

ORDER = (
    edit(
        "met to be matched before the call",
        TIMELINE,
        "call-close,call-close,Call closes,call-open + 4 weeks",
        "table,round-table,Evening,§call-open - 3 days",
        "~date-order",
    ),
    edit(
        "closed before open", TIMELINE, "call-open + 4 weeks", "§call-open - 4 days", "date-order"
    ),
    edit("over before it began", TIMELINE, ",2026-11-20,", ",§2026-03-02,", "date-order"),
    edit("begun before the call is over", TIMELINE, ",2026-03-16,", ",§2026-02-02,", "~date-order"),
    edit(
        "half before it began", TIMELINE, "kick-off + 20 weeks", "§kick-off - 4 days", "~date-order"
    ),
    edit(
        "reported first",
        TIMELINE,
        "closing,closing",
        "report,report,Report,§2026-03-13,,,,,,,\nclosing,closing",
        "~date-order",
    ),
)

NUMBERS = (
    edit("too many for one", f"{NEW}/mentors.csv", "ben,1", "ben,§2", "~capacity-over"),
    edit(
        "more than there is room for",
        EDITION,
        "{mentors: 3, mentees: 2,",
        "{mentors: §1, mentees: 1,",
        "~mentors-over",
    ),
    edit("too few places", EDITION, "mentees: 2,", "mentees: §3,", "~capacity-short"),
    edit("too few by plan", EDITION, "mentees: 2,", "mentees: §4,", "~capacity-impossible"),
    edit("a pilot too small", PAST, "mentees: 5,", "mentees: §4,", "~pilot-size"),
    edit(
        "a pilot too large",
        PAST,
        "{mentors: 5, mentees: 5,",
        "{mentors: 11, mentees: §11,",
        "~pilot-size",
    ),
    edit(
        "a title twice", EDITION, "title: Edition 2026", "title: §edition 2025", "~title-repeated"
    ),
)

_ROWS = FILES[MENTORS].rstrip("\n").split("\n")
_MONTHS = [
    f"{row}{more}" for row, more in zip(_ROWS, (",months", ",June", ",§june", ","), strict=True)
]
IMPLAUSIBLE = (
    edit(
        "in a century", ORGANISATIONS, "2025,Carries people", "§2199,Carries people", "~since-late"
    ),
    edit(
        "half a pair", f"{OLD}/results.csv", "Pairs,5,count", "Pairs,§5.5,count", "count-fraction"
    ),
    edit("no Friday", TIMELINE, "Call opens", "§Friday 12 January", "~weekday-wrong"),
    edit(
        "beside the last", EDITION, "starts: 2026-01-01", "starts: §2025-04-01", "~editions-overlap"
    ),
    Case(
        "June and june",
        codes=("~words-alike",),
        files={
            MENTORS: "\n".join([*_MONTHS, ""]),
            "programme/fields.yaml": "- {name: months, title: When, type: list, privacy: public}\n",
        },
    ),
)

PARTNERS = (
    edit(
        "too few",
        EDITION,
        "partners: [acme, beta]",
        "partners: §[acme]",
        "~partners-number",
        elsewhere=((f"{NEW}/mentors.csv", 3, 1, "mentor-not-partner", "warning"),),
    ),
    edit(
        "too many",
        PROGRAMME,
        "{minimum: 2, maximum: 8}",
        "{minimum: 1, maximum: 1}",
        elsewhere=((EDITION, 10, 11, "partners-number", "warning"),),
    ),
    edit(
        "thanked",
        THANKS,
        "Nina Nameless,mentee,acme",
        "Nina Nameless,mentee,§beta",
        "~organisation-not-partner",
    ),
    edit(
        "quoted",
        f"{OLD}/testimonials.yaml",
        "organisation: acme",
        "organisation: §beta",
        "~organisation-not-partner",
    ),
)

THANKED = (
    Case(
        "a mentor of another edition",
        (
            (f"{OLD}/projects.csv", ",ana; eva,", ",§ana; eva,"),
            (THANKS, "mentor,acme,ana,", "mentor,acme,§ana,"),
            (f"{OLD}/mentors.csv", "ana,1\n", ""),
        ),
        ("~project-mentor", "recognition-absent"),
    ),
    edit(
        "by another name",
        THANKS,
        "r1,thanks,Ana <Á> & Sons",
        "r1,thanks,§Anna",
        "~recognition-name",
    ),
    Case(
        "never in office",
        (
            ("programme/recognition.yaml", "[mentor, mentee]", "[mentor, mentee, committee]"),
            (THANKS, "Nina Nameless,mentee", "§Nina Nameless,committee"),
        ),
        ("~recognition-office",),
    ),
)

THANKED_RIGHTLY = (
    Case(
        "a name without its accents and with a title",
        ((THANKS, "r1,thanks,Ana <Á> & Sons", "r1,thanks,Dr ANA A Sons"),),
    ),
    Case(
        "a coordinator in office",
        (
            ("programme/recognition.yaml", "[mentor, mentee]", "[mentor, mentee, coordinator]"),
            (THANKS, "Nina Nameless,mentee", "Bo Coordinator,coordinator"),
            (COMMITTEE, "coordinator,,,2025-01-01", "coordinator,,,2025-12-31"),
        ),
    ),
    Case("an edition without a list", files={f"{OLD}/mentors.csv": "mentor,capacity\n"}),
    Case(
        "a weekend that is past",
        ((f"{OLD}/timeline.csv", "2025-11-21", "2025-11-22"),),
    ),
    Case(
        "a call that is open",
        (
            (EDITION, "mentees: 2,", "mentees: 3,"),
            (TIMELINE, "call-open + 4 weeks", "2026-03-02"),
        ),
    ),
)
"""What is allowed."""
