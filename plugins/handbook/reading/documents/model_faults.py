"""Model faults: what pydantic reports, as problems with codes, places and words of our own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from handbook.languages import Languages, Text
from handbook.problems import Place, Problem
from handbook.reading.documents.yaml_tree import Places
from handbook.text.decoding import shown
from handbook.text.folding import suggestion
from handbook.text.recognising import ISO_FORM

DETAILS: Mapping[str, Mapping[str, object]] = {
    "type-date": {"order": ISO_FORM},
    "type-boolean": {"allowed": "yes, no"},
    "pattern": {"rule": ""},
}
"""What the texts of some codes need."""

_PREFIXES = {
    "int_": "type-integer",
    "float_": "type-number",
    "decimal_": "type-number",
    "finite_": "type-number",
    "bool_": "type-boolean",
    "date_": "type-date",
    "datetime_": "type-date",
    "time_": "type-time",
    "string_type": "text-expected",
    "url_": "web-address",
    "list_": "list-expected",
    "tuple_": "list-expected",
    "set_": "list-expected",
    "frozen_set_": "list-expected",
    "model_": "map-expected",
    "dict_": "map-expected",
    "mapping_": "map-expected",
    "string_pattern_mismatch": "pattern",
}
_LIMITS = {
    "greater_than_equal": ("minimum", "ge"),
    "greater_than": ("exclusive-minimum", "gt"),
    "less_than_equal": ("maximum", "le"),
    "less_than": ("exclusive-maximum", "lt"),
    "string_too_short": ("min-length", "min_length"),
    "string_too_long": ("max-length", "max_length"),
    "too_short": ("min-items", "min_length"),
    "too_long": ("max-items", "max_length"),
}
_CODED = re.compile(r"([a-z]+(?:-[a-z]+)*)(?::(.*))?", re.DOTALL)


@dataclass(frozen=True)
class ModelFaults:
    """Turns the errors of one document into problems."""

    value: Any
    where: Places
    adapter: TypeAdapter[Any]
    languages: Languages

    def problems(self, error: ValidationError) -> list[Problem]:
        """Describe every error; where several types were tried in vain, the first one."""
        faults = _without_followers(error.errors(include_url=False))
        faults += self._blanks()
        found: dict[tuple[Place, str], Problem] = {}
        meant: set[tuple[object, ...]] = set()
        for fault in sorted(faults, key=lambda fault: fault["type"] != "extra_forbidden"):
            problem = self._problem(fault)
            location = fault["loc"][:-1]
            if problem.code == "key-unknown":
                meant.add((*location, problem.details.get("suggestion")))
            # What was misspelt is not reported as missing too.
            if problem.code != "key-missing" or (*location, problem.value) not in meant:
                found.setdefault((problem.place, problem.field + problem.value), problem)
        return list(found.values())

    def blanks(self) -> list[Problem]:
        """Tell the keys without value that nothing knows, of a document that is sound else."""
        return [self._problem(fault) for fault in self._blanks()]

    def _blanks(self) -> Iterator[Any]:
        """Find the keys without value that nothing knows: they are not in the value itself."""
        for path in self.where.blank:
            *above, key = path.split(".")
            kind = _kind(self.adapter._type, above)  # noqa: SLF001 - as below
            if kind is None or key in (self.languages.codes if kind is Text else kind.model_fields):
                continue
            at = tuple(int(part) if part.isdigit() else part for part in above)
            if kind is Text:
                error = {"error": f"text-language:{key}"}
                yield {"loc": at, "type": "value_error", "input": "", "ctx": error}
            else:
                yield {"loc": (*at, key), "type": "extra_forbidden", "input": ""}

    def _problem(self, fault: Any) -> Problem:
        parts = [str(part) for part in fault["loc"]]
        kind = fault["type"]
        if kind == "missing":
            return self._missing(self._path(parts[:-1]), parts[-1])
        path = self._path(parts)
        if kind == "extra_forbidden":
            keys = [key for key in self._keys(fault["loc"][:-1]) if key not in self._at(path)]
            details = suggestion(parts[-1], keys)
            return Problem(self.where.key(path), "key-unknown", value=parts[-1], details=details)
        code, details = self._code(kind, fault)
        at = self.where(path)
        if code == "text-language":
            at = self.where.key(f"{path}.{details['language']}")
        names = [part for part in path.split(".") if not part.isdigit()]
        return Problem(
            at, code, names[-1] if names else "", shown(_plain(fault["input"])), details=details
        )

    def _missing(self, path: str, key: str) -> Problem:
        """Describe a key that is not there, or that stands there without a value."""
        absent = f"{path}.{key}" if path else key
        if absent in self.where.keys:
            return Problem(self.where.key(absent), "required", key)
        # Items are counted from 1 by whoever reads this.
        parts = [str(int(part) + 1) if part.isdigit() else part for part in path.split(".")]
        details = {"section": " ".join(parts) if path else self.where.path}
        return Problem(self.where.key(absent), "key-missing", value=key, details=details)

    def _path(self, parts: list[str]) -> str:
        """Return the path of a location, without the names of types that were tried."""
        path: list[str] = []
        for part in parts:
            if ".".join([*path, part]) in self.where.values:
                path.append(part)
        return ".".join(path)

    def _at(self, path: str) -> Any:
        """Return the map that holds the key `path` names."""
        node = self.value
        for part in path.split(".")[:-1]:
            node = node[int(part)] if isinstance(node, list) else node[part]
        return node

    def _code(self, kind: str, fault: Any) -> tuple[str, dict[str, object]]:
        context = fault.get("ctx", {})
        if kind == "value_error":
            return self._own(str(context.get("error", "")))
        if kind in {"enum", "literal_error"}:
            allowed = list(_choices(self._annotation(fault["loc"])))
            shown = (one if one[:1].isalnum() else f'"{one}"' for one in allowed)
            details = {"allowed": ", ".join(shown), **suggestion(str(fault["input"]), allowed)}
            return "enum", details
        if kind in _LIMITS:
            code, name = _LIMITS[kind]
            return code, {"allowed": context.get(name, "")}
        for prefix, code in _PREFIXES.items():
            if kind.startswith(prefix):
                return code, dict(DETAILS.get(code, {}))
        return "not-valid", {"kind": kind}

    def _own(self, message: str) -> tuple[str, dict[str, object]]:
        """Read the code that a validator of ours raised: `code` or `code:detail`."""
        match = _CODED.fullmatch(message)
        if match is None:
            return "not-valid", {"kind": message}
        code, detail = match.group(1), match.group(2) or ""
        details: dict[str, object] = {"detail": detail}
        if code in {"text-language", "text-default"}:
            details |= {"language": detail, "allowed": ", ".join(self.languages)}
        return code, details

    def _keys(self, location: tuple[int | str, ...]) -> list[str]:
        """List the keys that the model at a location knows."""
        model = _model(self._annotation(location))
        return list(model.model_fields) if model else []

    def _annotation(self, location: tuple[int | str, ...]) -> Any:
        """Return the type of what stands at a location; None where nothing may stand there."""
        annotation: Any = self.adapter._type  # noqa: SLF001 - pydantic offers no other way
        for part in location:
            model = _model(annotation)
            fields = model.model_fields if model else {}
            if str(part) in fields:
                annotation = fields[str(part)].annotation
            elif model and len(location) == 1:
                return None
        return annotation


def _model(annotation: Any) -> type[BaseModel] | None:
    """Find the model in an annotation such as `tuple[Clause, ...] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in get_args(annotation):
        found = _model(part)
        if found:
            return found
    return None


def _kind(annotation: Any, path: Sequence[str]) -> Any:
    """Return the model, or `Text`, of the map at a path; None where any key may stand."""
    if annotation is Text:
        return None if path else Text
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if not path:
            return annotation
        field = annotation.model_fields.get(path[0])
        return _kind(field.annotation, path[1:]) if field else None
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin in {list, tuple, dict, Mapping, Sequence}:
        kinds = (_kind(part, path[1:]) for part in parts if path)
    else:
        kinds = (_kind(part, path) for part in parts)
    return next((kind for kind in kinds if kind), None)


def _choices(annotation: Any) -> Iterator[str]:
    """List the words that an annotation such as `Literal["a", "b"] | None` allows."""
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        yield from (str(member.value) for member in annotation)
    for part in get_args(annotation):
        if isinstance(part, str):
            yield part
        else:
            yield from _choices(part)


def _plain(value: Any) -> Any:
    return value if isinstance(value, str) else ""


def _without_followers(faults: list[Any]) -> list[Any]:
    """Drop a list's being too short where that is for the faults of its own items."""
    places = [fault["loc"] for fault in faults]
    return [
        fault
        for fault in faults
        if fault["type"] != "too_short"
        or not any(
            len(place) > len(fault["loc"]) and place[: len(fault["loc"])] == fault["loc"]
            for place in places
        )
    ]
