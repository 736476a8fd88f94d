"""Forms: the papers that people fill in, each a file of sections and fields (evidence 6.10, 6.12).

One record is shown in every shape: as a page to fill in, and by `papers/` as DOCX, PDF and text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from handbook.content_type import ContentType, Entries, YamlDocument
from handbook.content_type.models import SLUG
from handbook.content_types.forms.record import STAGES, Form, FormField
from handbook.content_types.forms.wording import with_wording, wording_in_force
from handbook.problems import Place, Problem
from handbook.programme import Programme

AGREEMENT, MINUTES = "agreement", "minutes"
"""The two forms that every pair uses."""
REQUIRED: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    AGREEMENT: (
        "sections",
        "6.10",
        (
            "purpose",
            "logistics",
            "duration",
            "frequency",
            "initiative",
            "success",
            "objectives",
            "action-plan",
            "confidentiality",
            "no-fault-termination",
            "signatures",
        ),
    ),
    MINUTES: (
        "fields",
        "6.12",
        (
            "date",
            "mentor",
            "mentee",
            "session",
            "topics",
            "ongoing-actions",
            "future-actions",
            "observations",
        ),
    ),
}
"""What a form has by all means: ids of sections or fields, and the evidence that asks for them."""


def published(form: Form, programme: Programme) -> Form:
    """Give a form with the wordings that its sections are to show."""
    wording = wording_in_force(programme)
    if wording is None or not any(section.wording for section in form.sections):
        return form
    sections = tuple(
        section.model_copy(update={"text": with_wording(section.text, wording)})
        if section.wording
        else section
        for section in form.sections
    )
    return form.model_copy(update={"sections": sections})


def complete(programme: Programme) -> Iterator[Problem]:
    """The agreement and the minutes hold what the evidence asks for."""
    for form in programme.all(Form):
        part, evidence, ids = REQUIRED.get(form.id, ("", "", ()))
        items = form.sections if part == "sections" else form.all_fields
        present = {item.id for item in items}
        code = "clause-missing" if part == "sections" else "minutes-field-missing"
        for id in ids:
            if id not in present:
                details = {"missing": id, "evidence": evidence}
                yield Problem(form.where("sections"), code, "sections", details=details)


def told_apart(programme: Programme) -> Iterator[Problem]:
    """Sections are told apart by their ids, and so are the fields of a whole form."""
    for form in programme.all(Form):
        sections: set[str] = set()
        fields: set[str] = set()
        for number, section in enumerate(form.sections):
            yield from _again(form, f"sections.{number}.id", section.id, sections)
            for place, field in enumerate(section.fields):
                path = f"sections.{number}.fields.{place}"
                yield from _again(form, f"{path}.id", field.id, fields)
                columns: set[str] = set()
                for at, column in enumerate(field.columns):
                    yield from _again(form, f"{path}.columns.{at}.id", column.id, columns)


def _again(form: Form, path: str, id: str, seen: set[str]) -> Iterator[Problem]:
    if id in seen:
        yield Problem(form.where(path), "item-duplicate", path, id)
    seen.add(id)


NEEDED = {"choice": "options", "signature": "signed_by"}
"""What a field of some kinds cannot do without."""
ONLY = {
    "value": ("text", "long", "number"),
    "options": ("choice",),
    "several": ("choice",),
    "lowest": ("scale",),
    "highest": ("scale",),
    "lowest_title": ("scale",),
    "highest_title": ("scale",),
    "rows": ("long", "list", "actions"),
    "columns": ("list",),
    "signed_by": ("signature",),
    "counted": ("number",),
}
"""The kinds of field that a key is for."""
LONGEST_SCALE = 11


def fitting(programme: Programme) -> Iterator[Problem]:
    """A field has what its kind needs, and nothing that its kind does not know."""
    for form in programme.all(Form):
        for number, section in enumerate(form.sections):
            for place, field in enumerate(section.fields):
                for key, code, details in _misfits(field):
                    path = f"sections.{number}.fields.{place}"
                    at = form.where(f"{path}.{key}" if key in field.model_fields_set else path)
                    yield Problem(at, code, key, details={"kind": field.kind, **details})


def _misfits(field: FormField) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    needed = NEEDED.get(field.kind)
    if needed and not getattr(field, needed):
        yield needed, "field-lacks", {}
    for key, kinds in ONLY.items():
        if key in field.model_fields_set and field.kind not in kinds:
            yield key, "field-key-unfit", {"allowed": ", ".join(kinds)}
    marks = field.highest - field.lowest + 1
    if field.kind == "scale" and not 2 <= marks <= LONGEST_SCALE:
        yield "highest", "scale-length", {"most": LONGEST_SCALE}


def carried(programme: Programme) -> Iterator[Problem]:
    """What begins a field of the next paper is a field that is there once, of the same kind."""
    for form in programme.all(Form):
        once = [section for section in form.sections if section.repeat == "once"]
        shapes = {field.id: _shape(field) for section in once for field in section.fields}
        for number, section in enumerate(form.sections):
            for place, field in enumerate(section.fields):
                for at, id in enumerate(field.carried_from):
                    if field.id not in shapes or shapes.get(id) != _shape(field):
                        path = f"sections.{number}.fields.{place}.carried_from.{at}"
                        details = {"kind": field.kind}
                        yield Problem(
                            form.where(path), "carried-unfit", "carried_from", id, details=details
                        )


def _shape(field: FormField) -> tuple[object, ...]:
    columns = tuple(column.id for column in field.table)
    return field.kind, columns, len(field.options), field.several, field.signed_by


def well_named(programme: Programme) -> Iterator[Problem]:
    """The name of a form's file makes its address, and is a short one."""
    for form in programme.all(Form):
        if not re.fullmatch(SLUG, form.id):
            yield Problem(Place(form.where("").path), "form-name", value=form.id)


def by_stage(forms: Sequence[Form]) -> Sequence[Form]:
    """Put forms in the order in which an edition needs them."""
    return sorted(forms, key=lambda form: (STAGES.index(form.stage), form.order, form.id))


FORMS = ContentType(
    name="forms",
    folder=Path(__file__).parent,
    source=YamlDocument("forms/*.yaml", Form),
    publish=published,
    order=by_stage,
    entries=Entries(
        title=lambda form: form.title,
        description=lambda form: (form.title, form.when),
        path="templates/{id}.md",
        prose_first=True,
    ),
    rules=(complete, told_apart, fitting, carried, well_named),
)
