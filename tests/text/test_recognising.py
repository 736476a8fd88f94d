"""What a text looks like: one definition each of a mailbox, a number, a day and a name."""

from __future__ import annotations

import re

import pytest

from handbook.content_type.records import extra_shown
from handbook.content_types.misplaced import misplaced
from handbook.languages import Text
from handbook.problems import MASK, Severity
from handbook.row import ExtraValue
from handbook.schema import ExtraField, Privacy
from handbook.text.addresses import (
    emails_in,
    encoded,
    is_email,
    with_encoded_emails,
    without_emails,
)
from handbook.text.recognising import is_day, is_number, phones_in

ADDRESSES = [
    "ana@acme.example",
    "ANA@ACME.EXAMPLE",
    "ana+boats@acme.example",
    "ana_maría.sanz-gil@sub.acme.example",
    "a..b@acme.example",
    "100%@acme.example",
    "анна@почта.рф",
    "ana@xn--80a1acny.xn--p1ai",
    "ANA@XN--80A1ACNY.XN--P1AI",
    "jose\u0301@münchen.example",
    "अणु@डाटामेल.भारत",
    "خالد@بريد.مصر",
    "山田@例え.テスト",
    "김철수@메일.한국",
    "สมชาย@อีเมล.ไทย",
    f"{'x' * 64}@acme.example",
]
NONE = [
    *(
        "",
        "@",
        "ana",
        "@ana",
        "ana@",
        "ana@acme",
        "3 @ 4",
        "10@12",
        "10@12.30",
        "ana@acme..example",
    ),
    *("ana@10.0.0.1", "ana@-acme.example", "ana@acme-.example", "ana@acme.e", "ana@acme..example"),
    *("ana@acme.1example", '"ana b"@acme.example', "10.00@Hall", "npm i @acme/x.y"),
    *("@ana.example", "ana @acme.example"),
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_consumer_knows_an_address(address: str):
    text = f"Write to {address}, or ring."
    assert is_email(address)
    assert emails_in(text) == [address]
    assert without_emails(text, MASK) == f"Write to {MASK}, or ring."
    assert with_encoded_emails(f"<p>{text}</p>") == f"<p>{text}</p>".replace(
        address, encoded(address)
    )
    assert misplaced(address) == ("misplaced-email", Severity.ERROR)
    assert misplaced(text) == ("misplaced-email", Severity.ERROR)
    assert misplaced(address, whole=False) == ("misplaced-email", Severity.ERROR)
    assert misplaced(text, whole=False) == ("misplaced-email", Severity.WARNING)
    for value in (address, text, Text((("en", "Hello"), ("es", text))), ("Hello", address)):
        assert not is_shown(value)
        assert is_shown(value, contact=True)


def is_shown(value: object, *, contact: bool = False) -> bool:
    """Say whether a value of a column with consent is shown."""
    field = ExtraField(
        "mentors", "extra", Text((("en", "Extra"),)), "string", Privacy.CONSENT, False
    )
    return bool(extra_shown([ExtraValue(field, value)], consented=True, contact=contact))


@pytest.mark.parametrize("text", NONE)
def test_nobody_takes_other_texts_for_an_address(text: str):
    assert not is_email(text)
    assert emails_in(text) == []
    assert without_emails(text, MASK) == text
    assert with_encoded_emails(text) == text
    assert (misplaced(text) or ("",))[0] != "misplaced-email"
    if text:
        assert is_shown(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("**ana@acme.example**", "ana@acme.example"),
        ("|ana@acme.example|", "ana@acme.example"),
        ("<ana@acme.example>", "ana@acme.example"),
        ("“ana@acme.example”", "ana@acme.example"),
        ("¡ana@acme.example!", "ana@acme.example"),
        ("mailto:ana@acme.example?subject=x", "ana@acme.example"),
        ("https://x.example/?to=ana@acme.example&x", "ana@acme.example"),
        ("- ana@acme.example.", "ana@acme.example"),
        ("-ana@acme.example", "ana@acme.example"),
        ("l'adreça d'ana@acme.example", "ana@acme.example"),
        ("联系ana@acme.example联系我", "ana@acme.example"),
        ("ana@acme.example2", "ana@acme.example"),
        ("mira ana@acme.example;eva@acme.example", "ana@acme.example eva@acme.example"),
        (f"{'x' * 99}@acme.example", f"{'x' * 64}@acme.example"),
    ],
)
def test_an_address_is_found_without_what_clings_to_it(text: str, found: str):
    assert emails_in(text) == found.split()


@pytest.mark.parametrize(
    "address", ["o'brien@acme.example", "R&D@acme.example", "-ana@acme.example"]
)
def test_signs_of_a_sentence_may_belong_to_an_address(address: str):
    (rest,) = emails_in(address)
    assert is_email(address)
    assert address.endswith(rest)
    assert rest not in with_encoded_emails(f"<p>{address}</p>")


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("mailto:o'brien@acme.example", "o'brien@acme.example"),
        ("mailto:R&amp;D@acme.example?subject=x", "R&D@acme.example"),
        ("mailto:%D0%B0@%D0%BF.%D1%80%D1%84", "%D0%B0@%D0%BF.%D1%80%D1%84"),
        ("mailto:анна@почта.рф", "анна@почта.рф"),
    ],
)
def test_whatever_a_link_writes_to_is_encoded(href: str, address: str):
    rest = re.sub(r"mailto:[^?]*", "", href)
    written = with_encoded_emails(f'<a href="{href}">Ana</a>')
    assert written == f'<a href="mailto:{encoded(address)}{rest}">Ana</a>'


PHONES = [
    *("1234567", "12345678", "600 123 456", "600.123.456", "600-123-456", "(01632) 960 001"),
    *("+44 (0)1632 960001", "01632/960001", "020 1987 2345", "+45 20121231", "01.02.03.04.05"),
    *("28001-28050", "123-45-6789", "12-34-5678", "99/99/9999", "+34600123456"),
]


@pytest.mark.parametrize("number", PHONES)
def test_every_consumer_knows_a_telephone_number(number: str):
    assert phones_in(number) == (number,)
    assert phones_in(f"Served 2024-2026, ring {number}.") == (number,)
    assert is_number(number)
    assert not is_day(number)
    assert misplaced(number) == ("misplaced-number", Severity.ERROR)
    assert misplaced(number, whole=False) == ("misplaced-number", Severity.ERROR)
    assert misplaced(f"Ring {number} (home)") == ("misplaced-number", Severity.ERROR)
    assert misplaced(f"Ring {number} (home)", whole=False) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ring 600 123 456 - 600 123 457.", "600 123 456|600 123 457"),
        ("943 123 456/600 123 456", "943 123 456|600 123 456"),
        ("2024 600 123 456", "2024 600 123 456|600 123 456"),
        ("600 123 456 2026", "600 123 456 2026|600 123 456"),
        ("2026-03-04 600 123 456", "600 123 456"),
        ("call 12, 600 123 456, 7 days", "600 123 456"),
        ("600 123 456 ext. 12", "600 123 456"),
        ("600 123 456x", ""),
    ],
)
def test_telephone_numbers_are_told_apart(text: str, found: str):
    assert "|".join(phones_in(text)) == found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("123456", "~misplaced-number"),
        ("2026", "~misplaced-number"),
        ("28001", "~misplaced-number"),
        ("2026-03-31", "~misplaced-date"),
        ("2026/3/31", "~misplaced-date"),
        ("31.3.2026", "~misplaced-date"),
        ("31.3.26", "~misplaced-date"),
        ("0000-0002-1825-0097", "~misplaced-orcid"),
        ("0000-0002-1825-009X", "~misplaced-orcid"),
        ("978-3-16-148410-0", "misplaced-number"),
        ("2024-2026", "misplaced-number"),
        ("10.30-12.30", "misplaced-number"),
        ("20260304", "misplaced-number"),
        ("0-306-40615-2", "misplaced-number"),
        ("2024 20260304", "misplaced-number"),
        ("Served 2024-2026", ""),
        ("Ill 2026-01-02 - 2026-03-04, then back", ""),
        ("From 31/03/2026 10.00", ""),
        ("sha 9a600123456f", ""),
        ("0800 FERRIES", ""),
        ("ISO 9001:2015", ""),
        ("Pier 12", ""),
        ("12, 13, 14, 15", ""),
        ("()/.-", ""),
        ("", ""),
    ],
)
def test_other_numbers_are_no_telephone_numbers(text: str, code: str):
    assert phones_in(text) == ()
    found = misplaced(text)
    told = "" if found is None else f"{'~' * (found[1] is Severity.WARNING)}{found[0]}"
    assert told == code


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-03-31", True),
        ("1999.1.1", True),
        ("1/1/26", True),
        ("31-12-2026", True),
        ("12-31-2026", True),
        ("32-12-2026", False),
        ("0-1-2026", False),
        ("1-2-3", False),
        ("1/1/026", False),
        ("1-1/2026", False),
        ("2026-03", False),
        ("2026-03-31 10", False),
        ("123-45-6789", False),
    ],
)
def test_a_day_is_told_by_its_parts(text: str, day: bool):
    assert is_day(text) is day


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "2024 ",
        "2024-",
        "1.",
        "(",
        "2026-01-01 ",
        "a",
        "a.",
        "a@",
        "a@a.",
        "é",
        "王",
        "a'",
    ],
)
def test_no_text_takes_long(piece: str):
    """What takes squared time would not end here before the run is given up."""
    text = piece * 5_000
    assert not is_email(text)
    assert not is_day(text)
    assert len(emails_in(f"{text} @")) < 2
    assert is_number(text) is (piece[0] in "12")
    phones_in(f"{text}x")
