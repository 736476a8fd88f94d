"""Papers that are made for tests: one that has every kind of field, in any words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace

from handbook.papers.blocks import blocks_of
from handbook.papers.paper import Paper, PaperColumn, PaperField, PaperSection

_EMPTY = {
    "str": "",
    "bool": False,
    "int": 1,
    "tuple[int, ...]": (),
    "tuple[str, ...]": (),
    "tuple[PaperColumn, ...]": (),
    "tuple[tuple[str, str], ...]": (),
}


def field(id: str, kind: str, **given: object) -> PaperField:
    """Make a field; what is not given is empty, and its title is its id."""
    empty = {each.name: _EMPTY[str(each.type)] for each in fields(PaperField)}
    return PaperField(**{**empty, "title": id.title(), **given, "id": id, "kind": kind})


COLUMNS = (
    PaperColumn("action", "Action", "text"),
    PaperColumn("who", "Who", "text"),
    PaperColumn("deadline", "By when", "date"),
    PaperColumn("hours", "Hours", "number"),
)
PARTIES = (("mentor", "Mentor"), ("mentee", "Mentee"))
FIELDS = (
    field("name", "text", value="José Muñoz Íñiguez"),
    field("day", "date", hint="The day on which you met."),
    field("hours", "number"),
    field("story", "long", rows=4, value="One line.\nAnother."),
    field("yes", "choice", options=("Yes", "No")),
    field("town", "choice", options=tuple(f"Town {n}" for n in range(1, 10))),
    field("ways", "choice", options=("In person", "By video"), several=True),
    field("fit", "scale", marks=(1, 2, 3), lowest_title="not at all", highest_title="very"),
    field("agreed", "checkbox", hint="Only if you want to."),
    field("items", "list", rows=2, columns=(PaperColumn("item", "Item", "text"),)),
    field("actions", "actions", rows=2, columns=COLUMNS),
    field("signed", "signature", parties=PARTIES),
)
TEXT = (
    "<p>We <strong>meet</strong>:</p><ol><li>At <em>noon</em>.</li>"
    "<li>See <a href='https://example.org/a?b=1&c=é'>the map</a>.</li></ol>"
)
PAPER = Paper(
    id="sample",
    language="en",
    right_to_left=False,
    title="A paper",
    programme="Ferry Mentoring",
    edition="Ferry 2026",
    dates="1 March 2026 – 30 June 2026",
    who="Mentor",
    when="At the first meeting",
    introduction="Fill it in.",
    numbered=True,
    layout="standard",
    sections=(
        PaperSection("first", "What you say", blocks_of(TEXT), FIELDS[:6]),
        PaperSection("second", "What you agree", (), FIELDS[6:]),
        PaperSection("third", "What you know", blocks_of("<h2>Note</h2><p>Keep it.</p>"), ()),
    ),
    closing="Send it back.",
    contacts=(("Coordinator", "we@ferry.example"), ("Safeguarding", "safe@ferry.example")),
)
"""A paper with every kind of field."""


def said(paper: Paper, say: Callable[[str], str]) -> Paper:
    """Return a paper with all of its words put otherwise."""

    def of_field(each: PaperField) -> PaperField:
        words = {name: say(getattr(each, name)) for name in ("title", "hint", "value")}
        return replace(
            each,
            **words,
            options=tuple(map(say, each.options)),
            lowest_title=say(each.lowest_title),
            highest_title=say(each.highest_title),
            columns=tuple(replace(column, title=say(column.title)) for column in each.columns),
            parties=tuple((id, say(title)) for id, title in each.parties),
        )

    def of_section(each: PaperSection) -> PaperSection:
        return replace(each, title=say(each.title), fields=tuple(map(of_field, each.fields)))

    names = ("title", "programme", "edition", "who", "when", "introduction", "closing")
    return replace(
        paper,
        **{name: say(getattr(paper, name)) for name in names},
        sections=tuple(map(of_section, paper.sections)),
        contacts=tuple((say(title), address) for title, address in paper.contacts),
    )


def inputs(each: PaperField) -> tuple[str, ...]:
    """Return the names by which the page calls what is filled in of a field, in their order."""
    if each.columns:
        rows = range(1, each.rows + 1)
        return tuple(f"{each.id}.{row}.{column.id}" for row in rows for column in each.columns)
    if each.parties:
        return tuple(
            f"{each.id}.{id}.{part}" for id, _ in each.parties for part in ("name", "date")
        )
    return (each.id,)
