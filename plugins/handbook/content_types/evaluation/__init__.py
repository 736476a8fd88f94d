"""Evaluation: when whom is asked about what, and to what use (evidence 7.1 to 7.8)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.content_type import ContentType, RecordList, as_it_is
from handbook.content_type.records import Entity, each, from_row
from handbook.content_types.forms import FORMS
from handbook.content_types.forms.record import Form
from handbook.languages import Text
from handbook.problems import Problem
from handbook.programme import Programme
from handbook.text.folding import suggestion


@dataclass(frozen=True, kw_only=True)
class EvaluationStep(Entity):
    """One step of the evaluation plan."""

    title: Text
    month: int
    audience: tuple[str, ...]
    method: Text
    asks: tuple[Text, ...]
    """The questions, where no form has them."""
    form: str
    """Name of the form that asks them."""
    use: Text | None
    evidence: tuple[str, ...]


def asked_once(programme: Programme) -> Iterator[Problem]:
    """A step has its questions, or names the form that has them, and a form that there is."""
    known = [form.id for form in programme.all(Form)]
    for step in programme.all(EvaluationStep):
        if not step.asks and not step.form:
            yield Problem(step.where(), "questions-missing", "asks")
        elif step.asks and step.form:
            yield Problem(step.where("form"), "questions-twice", "form", step.form)
        elif step.form and step.form not in known and FORMS.name not in programme.incomplete:
            details = {"allowed": ", ".join(known), **suggestion(step.form, known)}
            yield Problem(step.where("form"), "form-unknown", "form", step.form, details=details)


EVALUATION = ContentType(
    name="evaluation",
    folder=Path(__file__).parent,
    source=RecordList("evaluation.yaml"),
    assemble=each(from_row(EvaluationStep)),
    publish=as_it_is,
    rules=(asked_once,),
)
