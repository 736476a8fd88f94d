"""What is copied into what may be seen, and what is never copied."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace

import pytest

from handbook.consent import BIOGRAPHY, CONTACT, PHOTO, SCOPES, Consent
from handbook.content_type.records import shown_as, shown_person, with_consent
from handbook.programme import Programme
from tests.support.small_builds import DAY


@dataclass
class Shown:
    name: str
    city: str


def test_what_the_record_has_is_copied_and_the_rest_is_given() -> None:
    kept = SimpleNamespace(name="Ana", phone="01632 960001")
    assert shown_as(Shown, kept, city="Port Merrow") == Shown("Ana", "Port Merrow")
    assert shown_as(Shown, kept, name="A.", city="") == Shown("A.", "")


@pytest.mark.parametrize("given", [{}, {"city": "", "phone": ""}], ids=["missing", "unknown"])
def test_an_attribute_that_neither_gives_is_a_fault(given: dict[str, str]) -> None:
    with pytest.raises(TypeError):
        shown_as(Shown, SimpleNamespace(name="Ana"), **given)


@pytest.mark.parametrize(
    "name", ["where", "consent", "extra", "email", "photo", "photo_alt", "biography"]
)
def test_what_somebody_has_to_decide_on_is_never_copied(name: str) -> None:
    public = type("Public", (), {"__annotations__": {name: str}})
    with pytest.raises(TypeError):
        shown_as(dataclass(public), SimpleNamespace(**{name: "kept"}))


@dataclass
class Person:
    name: str
    email: str
    photo: str
    photo_alt: str | None
    biography: str | None
    extra: tuple[object, ...] = field(default=())


@pytest.mark.parametrize("scope", [(), (PHOTO,), (BIOGRAPHY,), (CONTACT,), SCOPES], ids=str)
def test_the_parts_of_a_consent(everything: Programme, scope: tuple[str, ...]) -> None:
    consent = Consent(True, date(2025, 1, 1), frozenset(scope), "1", DAY)
    kept = SimpleNamespace(name="Ana", email="a@b.example", photo_alt="At sea", extra=())
    kept.consent = consent
    seen = shown_person(Person, kept, everything, photo="photos/ana.jpg", biography="Long.")
    assert seen == Person(
        "Ana",
        "a@b.example" if CONTACT in scope else "",
        "photos/ana.jpg" if PHOTO in scope else "",
        "At sea" if PHOTO in scope else None,
        "Long." if BIOGRAPHY in scope else None,
    )


@pytest.mark.parametrize(("expires", "seen"), [(DAY, True), (date(2026, 2, 28), False)])
def test_nobody_is_shown_after_the_last_day(
    everything: Programme, expires: date, seen: bool
) -> None:
    consent = Consent(True, date(2025, 1, 1), frozenset(), "1", expires)
    kept = SimpleNamespace(name="Ana", city="Port Merrow", consent=consent)
    shown = with_consent(Shown)(kept, everything)
    assert shown == (Shown("Ana", "Port Merrow") if seen else None)
