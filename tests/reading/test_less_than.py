"""What is a tag is refused, by the value and the key where it stands; "less than" is no tag."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from handbook.content_types import REGISTRY
from handbook.problems import Problem
from handbook.reading.programme import read_programme
from handbook.reading.sheets.cells import HTML
from handbook.settings import Settings
from tests.support.programmes import FILES, write_programme


@pytest.mark.parametrize(
    "text",
    [
        *("if a <b then c", "a <b", "0 <i <n", "x <a and y >z", "p <p", "if a <b and c> d"),
        *(
            "a <b, c",
            "a<b",
            "1 <2",
            "<3",
            "a <-- b",
            "a </ b",
            "i <code of conduct",
            "less <b or more",
        ),
        *("<bold>", "<name>", "<ana@a.example>", "<https://a.example>", "a <= b", "if h1 <h2 then"),
        *("the <u of x", "<td of a table", "an <li and a <ul in words"),
    ],
)
def test_less_than_is_no_tag(text):
    assert HTML.search(text) is None


@pytest.mark.parametrize(
    "text",
    [
        *("<b>x</b>", "a <B>x", "</b>", "</b >", "<br>", "<br/>", "<br />", "<hr\n>", "<p hidden>"),
        *("<a href=x>y</a>", "<a href = 'x'>", '<a\nhref="x">', "<a href=x", "<b onclick=y>z"),
        *("<b x onclick=y>z", "<b/onclick=y>", "<p style='x'>", "<i class=a>", "<span lang=en>"),
        *(
            "<script>",
            "<script src=x",
            "<script",
            "</script",
            "<img src=x onerror=y",
            "<svg/onload=y>",
        ),
        *("<iframe src=x", "<style>", "<object data=x>", "<math>", "<!-- x -->", "<!doctype html>"),
        *("<?php x ?>", "<input autofocus onfocus=x", "<video src=x", "<h2>x", "<td>", "a <b>c"),
    ],
)
def test_a_tag_is_refused(text):
    assert HTML.search(text)


def problems(root: Path, files: dict[str, str]) -> list[Problem]:
    write_programme(root, files)
    return [
        one
        for one in read_programme(Settings(root, date(2026, 3, 1)), REGISTRY).problems
        if one.code in {"html-in-text", "foreign-key", "id-wanted"}
    ]


def test_the_wording_and_the_key_of_a_text_are_told(tmp_path):
    own = "programme/forms/agreement.yaml"
    clause = "text: {en: Why <b>we</b> meet.}"
    question = "- question: {en: Who?}\n  answer: {en: You <b>too</b>}\n  audience: [mentor]\n"
    agreement = FILES[own].replace("text: Why we meet.", clause)
    told = problems(tmp_path, {own: agreement, "programme/faq.yaml": question})
    found = sorted((one.place.path, one.place.line, one.field, one.value) for one in told)
    assert found == [
        ("programme/faq.yaml", 2, "answer", "You <b>too</b>"),
        (own, 3, "text", "Why <b>we</b> meet."),
    ]


def test_the_wording_of_what_is_not_public_is_hidden(tmp_path):
    path = "programme/editions/2025/testimonials.yaml"
    first = FILES[path].splitlines()
    number = next(at for at, line in enumerate(first) if line.strip().startswith("quote:"))
    first[number] = "  quote: {en: It <b>helped</b>}"
    (told,) = problems(tmp_path, {path: "\n".join([*first, ""])})
    assert "helped" not in told.value


@pytest.mark.parametrize(
    ("partner", "code", "suggestion"),
    [
        ("Ferries Acme", "id-wanted", "acme"),
        ("ferries ACME", "id-wanted", "acme"),
        ("acmee", "foreign-key", "acme"),
        ("Nobody at all", "foreign-key", None),
    ],
)
def test_a_partner_named_instead_of_by_its_id_is_told_the_id(partner, code, suggestion, tmp_path):
    path = "programme/editions/2026/edition.yaml"
    text = FILES[path].replace("partners: [acme, beta]", f"partners: [{partner}, beta]")
    (told,) = problems(tmp_path, {path: text})
    assert (told.code, told.details.get("suggestion")) == (code, suggestion)
    assert (told.place.line, told.place.column) == (10, 12)
