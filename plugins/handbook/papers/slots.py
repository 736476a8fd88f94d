"""Slots: what can be filled in on a paper, named as the inputs of the form's page are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from handbook.languages import Catalogue
from handbook.papers.fonts import cleaned
from handbook.papers.paper import Paper, PaperField

SlotKind = Literal["text", "long", "check", "radio", "sign"]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place to write, to tick or to sign."""

    name: str
    """As the page's input is called; the marks of one question have one name."""
    kind: SlotKind
    prompt: str
    """What it asks for, said in full to those who do not see what stands around it."""
    value: str = ""
    """What stands there to begin with."""
    mark: str = ""
    """What a radio button stands for: the number of its answer, or its mark on a scale."""
    answer: str = ""
    """The same in words."""

    @property
    def is_long(self) -> bool:
        """Whether it has room for several lines."""
        return self.kind == "long"


def slots_of(paper: Paper, words: Catalogue) -> dict[str, tuple[Slot, ...]]:
    """Return the slots of each field, by its id, in the order in which they stand."""
    return {field.id: tuple(map(_clean, _slots(field, words))) for field in paper.fields}


def _clean(slot: Slot) -> Slot:
    prompt = cleaned(slot.prompt).strip() or slot.name
    return replace(slot, prompt=prompt, value=cleaned(slot.value), answer=cleaned(slot.answer))


def _slots(field: PaperField, words: Catalogue) -> Iterator[Slot]:
    id, title = field.id, field.title
    if field.kind == "choice":
        for number, option in enumerate(field.options, 1):
            if field.several:
                yield Slot(f"{id}.{number}", "check", f"{title}: {option}")
            else:
                yield Slot(id, "radio", title, mark=str(number), answer=option)
    elif field.kind == "scale":
        for mark in field.marks:
            answer = f"{mark}{_meaning(field, mark)}"
            yield Slot(id, "radio", title, mark=str(mark), answer=answer)
    elif field.kind == "checkbox":
        yield Slot(id, "check", title)
    elif field.kind in {"list", "actions"}:
        yield from _rows(field, words)
    elif field.kind == "signature":
        for party, who in field.parties:
            yield Slot(f"{id}.{party}.name", "text", f"{who}: {words.text('paper.name')}")
            yield Slot(f"{id}.{party}.signature", "sign", f"{who}: {words.text('form.signature')}")
            yield Slot(f"{id}.{party}.date", "text", f"{who}: {dated(words)}")
    else:
        kind: SlotKind = "long" if field.kind == "long" else "text"
        prompt = f"{title} ({words.text('paper.as_date')})" if field.kind == "date" else title
        value = field.value if kind == "long" else " ".join(field.value.split())
        yield Slot(id, kind, prompt, value)


def _rows(field: PaperField, words: Catalogue) -> Iterator[Slot]:
    for number in range(1, field.rows + 1):
        row = words.text("form.numbered", title=field.title, number=number)
        for column in field.columns:
            prompt = f"{row}: {column.title}"
            if column.kind == "date":
                prompt = f"{prompt} ({words.text('paper.as_date')})"
            yield Slot(f"{field.id}.{number}.{column.id}", "text", prompt)


def _meaning(field: PaperField, mark: int) -> str:
    ends = {field.marks[0]: field.lowest_title, field.marks[-1]: field.highest_title}
    return f" ({ends[mark]})" if ends.get(mark) else ""


def dated(words: Catalogue) -> str:
    """Ask for a date, and say in which form."""
    return f"{words.text('form.date')} ({words.text('paper.as_date')})"
