from __future__ import annotations

import dataclasses
import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.consent import BIOGRAPHY, CONTACT, PHOTO, SCOPES, Consent
from handbook.content_type.records import extra_shown
from handbook.content_types import testimonials
from handbook.content_types.committee import CommitteeMember, PublicCommitteeMember, publish_member
from handbook.content_types.editions import publish_edition
from handbook.content_types.editions.record import Edition
from handbook.content_types.mentors import Mentor, PublicMentor, publish_mentor
from handbook.content_types.organisations import Organisation, publish_organisation
from handbook.content_types.recognitions import Recognition, publish_recognition
from handbook.languages import Text
from handbook.row import ExtraValue
from handbook.schema import ExtraField, Privacy
from tests.support.programmes import HIDDEN
from tests.support.small_builds import DAY, thorough

ONE = timedelta(days=1)


def consent(given_=True, since=DAY, expires=None, scope=SCOPES) -> Consent:
    return Consent(given_, since, frozenset(scope), "1", expires)


INVALID = {
    "refused": consent(given_=False),
    "undated": consent(since=None),
    "not yet": consent(since=DAY + ONE),
    "over": consent(since=date(2025, 1, 1), expires=DAY - ONE),
}
invalid = pytest.mark.parametrize("without", INVALID.values(), ids=INVALID)


@pytest.mark.parametrize(
    ("day", "valid"),
    [
        (DAY - ONE, False),
        (DAY, True),
        (DAY + ONE, True),
        (date(2026, 12, 31), True),
        (date(2027, 1, 1), False),
    ],
)
def test_it_holds_from_its_first_day_to_its_last(day, valid):
    assert consent(expires=date(2026, 12, 31)).valid_on(day) is valid


def test_without_an_end_it_holds_for_good():
    assert consent().valid_on(date.max)
    assert consent(since=DAY, expires=DAY).valid_on(DAY)


@invalid
def test_without_a_valid_one_nothing_is_allowed(without):
    assert not without.valid_on(DAY)
    assert not any(without.allows(part, DAY) for part in SCOPES)


@pytest.mark.parametrize("part", SCOPES)
def test_it_covers_what_its_scope_names(part):
    assert consent(scope=[part]).allows(part, DAY)
    others = [scope for scope in SCOPES if scope != part]
    assert not any(consent(scope=[part]).allows(other, DAY) for other in others)


dates = st.dates(date(2025, 1, 1), date(2027, 1, 1))


@thorough
@given(st.booleans(), st.none() | dates, st.none() | dates, dates)
def test_it_is_valid_exactly_within_its_days(given_, since, expires, day):
    expected = given_ and since is not None and since <= day and (expires is None or day <= expires)
    assert consent(given_, since, expires).valid_on(day) is expected


def changed(record, **values):
    return dataclasses.replace(record, **values)


@invalid
@pytest.mark.parametrize(
    ("kind", "publish"),
    [
        (Mentor, publish_mentor),
        (CommitteeMember, publish_member),
        (Recognition, publish_recognition),
        (testimonials.Testimonial, testimonials.publish_testimonial),
    ],
    ids=lambda each: each.__name__,
)
def test_nobody_is_shown_without_a_valid_consent(everything, kind, publish, without):
    for record in everything.all(kind):
        assert publish(changed(record, consent=without), everything) is None


@invalid
def test_a_champion_is_shown_only_with_one(everything, without):
    acme = everything.find(Organisation, "acme")
    assert publish_organisation(acme, everything).champion.name == "Cara Champion"
    hidden = publish_organisation(changed(acme, consent=without), everything)
    assert hidden.champion is None
    assert "Cara" not in repr(hidden)


def test_a_member_is_shown_while_in_office(everything):
    chair = everything.find(CommitteeMember, "chair-ann")
    on_last_day = changed(chair, until=DAY)
    assert publish_member(on_last_day, everything).name == "Ann Chair"
    assert publish_member(changed(chair, until=DAY - ONE), everything) is None
    assert publish_member(changed(chair, since=DAY), everything) is not None
    assert publish_member(changed(chair, since=DAY + ONE), everything) is None


@pytest.mark.parametrize(("scope", "address"), [([CONTACT], "bo.private@ferry.example"), ([], "")])
def test_a_members_address_needs_consent_to_contact(everything, scope, address):
    bo = changed(everything.find(CommitteeMember, "coord-bo"), consent=consent(scope=scope))
    assert publish_member(bo, everything).email == address


@pytest.mark.parametrize("scope", [[], [PHOTO], [BIOGRAPHY], [CONTACT], list(SCOPES)], ids=str)
def test_a_profile_shows_what_the_scope_covers(everything, scope):
    programme = dataclasses.replace(
        everything, files={**everything.files, "photos/ana.jpg": b"picture"}
    )
    ana = everything.find(Mentor, "ana")
    ana = changed(ana, consent=consent(scope=scope), photo_alt=Text.of("At the helm", "en"))
    public = publish_mentor(ana, programme)
    assert (public.photo, bool(public.photo_alt)) == (
        ("photos/ana.jpg", True) if PHOTO in scope else ("", False)
    )
    assert bool(public.biography) is (BIOGRAPHY in scope)
    assert public.email == ("ana@acme.example" if CONTACT in scope else "")
    assert public.name == "Ana <Á> & Sons"


@pytest.mark.parametrize("public", [PublicMentor, PublicCommitteeMember])
def test_what_is_never_shown_has_no_place_in_what_is(public):
    names = {field.name for field in dataclasses.fields(public)}
    assert not names & {"phone", "notes", "consent", "where"}
    assert public.__dictoffset__ == 0, "a slot for nothing else"


def test_private_columns_are_left_behind_at_once(everything):
    records = [record for records in everything.kinds.values() for record in records]
    assert len(records) > 30
    assert [each for each in records if re.search("960001|Zanzibar", repr(vars(each)))] == []


def test_a_recognition_waits_for_the_mentors_own_profile(everything):
    thanks = everything.find(Recognition, "r1", "2025")
    assert publish_recognition(thanks, everything).mentor == "ana"
    by_expired = changed(thanks, mentor="eva")
    assert publish_recognition(by_expired, everything) is None
    nobody = changed(thanks, mentor="")
    assert publish_recognition(nobody, everything).mentor == ""


def test_an_edition_counts_those_it_does_not_name(everything):
    edition = publish_edition(everything.find(Edition, "2026", "2026"), everything)
    assert [serving.mentor for serving in edition.mentors] == ["ana"]
    assert edition.mentors_unnamed == 1


@pytest.mark.parametrize(
    ("consented", "seen"), [(True, ["public", "consent"]), (False, ["public"])]
)
def test_extra_columns_keep_their_privacy(consented, seen):
    def extra(privacy: Privacy, value: object = "x") -> ExtraValue:
        name = Text.of(str(privacy), "en")
        return ExtraValue(ExtraField("mentors", privacy, name, "string", privacy, False), value)

    values = [extra(privacy) for privacy in Privacy]
    empty = [extra(Privacy.PUBLIC, value) for value in (None, "", ())]
    found = extra_shown([*values, *empty, extra(Privacy.PRIVATE, 0)], consented=consented)
    assert [value.field.name for value in found] == seen


def test_nothing_hidden_is_left_in_what_may_be_seen(shown):
    texts = repr({name: records for name, records in shown.kinds.items() if name != "programme"})
    assert [name for name in HIDDEN if name in texts] == []
    assert "Ana <Á> & Sons" in texts


def test_the_files_of_those_not_shown_are_not_there_either(shown):
    assert "mentors/eva.en.md" not in shown.files
