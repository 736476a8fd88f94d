"""Rules that a document covers what the evidence asks of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from handbook.content_type.models import Document
from handbook.problems import Problem, Severity
from handbook.programme import Programme, Rule


def covers(
    model: type[Document],
    key: str,
    present: Callable[[Any], Iterable[str]],
    required: Mapping[str, str],
    code: str,
    severity: Severity = Severity.ERROR,
) -> Rule:
    """Make the rule that a document holds every required item.

    Args:
        model: the document.
        key: the list in it where the items stand.
        present: gives the ids that a document of this model has.
        required: id to the evidence id that asks for it.
        code: code of the problem.
        severity: whether a gap stops the publication.
    """

    def rule(programme: Programme) -> Iterator[Problem]:
        for document in programme.all(model):
            found = set(present(document))
            for id, evidence in required.items():
                if id not in found:
                    yield Problem(
                        document.where(key),
                        code,
                        key,
                        severity=severity,
                        details={"missing": id, "evidence": evidence},
                    )

    return rule


def unique_items(model: type[Document], key: str, ids: Callable[[Any], Iterable[str]]) -> Rule:
    """Make the rule that the items of a document's list are told apart by their ids."""

    def rule(programme: Programme) -> Iterator[Problem]:
        for document in programme.all(model):
            seen: set[str] = set()
            for number, id in enumerate(ids(document)):
                if id in seen:
                    field = f"{key}.{number}.id"
                    yield Problem(document.where(field), "item-duplicate", field, id)
                seen.add(id)

    return rule
