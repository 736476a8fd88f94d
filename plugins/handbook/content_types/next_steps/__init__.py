"""Next steps: what each role does at each moment of an edition, or while there is none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from handbook.content_type import ContentType, RecordList, as_it_is
from handbook.content_type.records import Entity, each, from_row
from handbook.content_types.programme_description.description import where_it_suits
from handbook.languages import Text


@dataclass(frozen=True, kw_only=True)
class NextStep(Entity):
    """One thing to do, for some roles at some moments."""

    audience: tuple[str, ...]
    moment: tuple[str, ...]
    """Each a `Moment`, or `rolling`."""
    step: Text
    page: str
    """Where it is told how, such as `guides/mentor.md#before`; empty where that is nowhere."""
    when: tuple[str, ...]
    """In what circumstances it is said; empty for all."""


NEXT_STEPS = ContentType(
    name="next_steps",
    folder=Path(__file__).parent,
    source=RecordList("next_steps.yaml"),
    assemble=each(from_row(NextStep)),
    publish=as_it_is,
    suits=where_it_suits,
)
