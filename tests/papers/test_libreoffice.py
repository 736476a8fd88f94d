"""A paper as DOCX in LibreOffice, where it is installed: opened, filled in, saved."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from pypdf import PdfReader

from handbook.content_types.editions import PublicEdition
from handbook.content_types.forms.record import Form
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.papers.docx import as_docx
from handbook.papers.paper import language_of, paper_of
from handbook.reading.documents.package_data import load_catalogue
from handbook.site.built import Build
from tests.support.papers import PAPER, said

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
EN, ES = load_catalogue("en"), load_catalogue("es")
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
FILLED: Mapping[str, str] = {
    "name": "Zoë Quill",
    "day": "3 Mar 2026",
    "hours": "41",
    "story": "A story of which nobody knows",
    "yes.2": "☒",
    "town": "Town 8",
    "ways.1": "☒",
    "fit": "3: very",
    "agreed": "☒",
    "items.2.item": "The second of the items",
    "actions.1.action": "Write to Lovelace",
    "actions.2.deadline": "9 Apr 2026",
    "signed.mentee.name": "Ada Byron",
}


KEPT = {qn("w:date"): 5, qn("w:dropDownList"): 2, f"{W14}checkbox": 5}
"""How many controls of a kind the sample has."""


def filled(content: bytes, answers: Mapping[str, str]) -> bytes:
    """Fill a document in as a program does that knows the tags of its controls alone."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(part)
                for sdt in root.iter(qn("w:sdt")):
                    fill(sdt, answers)
                part = etree.tostring(root)
            new.writestr(name, part)
    return written.getvalue()


def fill(sdt: etree._Element, answers: Mapping[str, str]) -> None:
    about, inside = sdt.find(qn("w:sdtPr")), sdt.find(qn("w:sdtContent"))
    answer = answers.get(about.find(qn("w:tag")).get(qn("w:val")))
    if answer is None:
        return
    for mark in about.findall(qn("w:showingPlcHdr")):
        about.remove(mark)
    for ticked in about.iter(f"{W14}checked"):
        ticked.set(f"{W14}val", "1")
    text, *others = inside.iter(qn("w:t"), qn("w:br"))
    text.text = answer
    for other in others:
        other.getparent().remove(other)


@pytest.fixture(scope="module")
def papers(bilingual: Build) -> Mapping[str, bytes]:
    """Documents by name: one with every kind of field, and the forms that are to fit a page."""
    programme = bilingual.programme
    description = programme.one(ProgrammeDescription)
    editions = programme.all(PublicEdition)[:1]
    short = [form for form in programme.all(Form) if form.layout != "standard"]
    sample = as_docx(PAPER, EN)
    arabic = said(
        replace(PAPER, language="ar", right_to_left=True), lambda text: text and f"نص {text}"
    )
    return {
        "sample": sample,
        "filled": filled(sample, FILLED),
        "arabic": as_docx(arabic, EN),
        **{
            f"{form.layout}-{form.id}-{words.language}": as_docx(
                paper_of(form, description, editions, words), words
            )
            for form in short
            for words in (EN, ES)
            if language_of(form, words.language) == words.language
        },
    }


@pytest.fixture(scope="module")
def converted(papers: Mapping[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each document as LibreOffice prints it, and as it saves it."""
    given, folder = tmp_path_factory.mktemp("given"), tmp_path_factory.mktemp("converted")
    profile = tmp_path_factory.mktemp("profile").as_uri()
    paths = [given / f"{name}.docx" for name in papers]
    for path in paths:
        path.write_bytes(papers[path.stem])
    for shape, which in (("pdf", paths), ("docx", [given / "sample.docx", given / "filled.docx"])):
        command = [OFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", shape]
        subprocess.run(
            [*command, "--outdir", folder, *which], check=True, capture_output=True, timeout=300
        )
    return folder


def printed(folder: Path, name: str) -> list[str]:
    """Text of each page."""
    return [page.extract_text() for page in PdfReader(folder / f"{name}.pdf").pages]


def test_it_opens_and_prints_what_is_asked(converted):
    text = " ".join(" ".join(printed(converted, "sample")).split())
    for field in PAPER.fields:
        assert field.title in text
        assert all(option in text for option in field.options[:7] if len(field.options) < 8)
    assert "Ferry Mentoring · Ferry 2026" in text
    assert "Page 1 of 2" in text
    assert "José Muñoz Íñiguez" in text


def test_what_is_filled_in_by_tag_is_printed(converted):
    text = " ".join(" ".join(printed(converted, "filled")).split())
    for answer in FILLED.values():
        assert answer in text
    assert text.count("☒") == 3


def test_it_is_saved_with_its_controls_and_answers(converted):
    for name in ("sample", "filled"):
        body = Document(str(converted / f"{name}.docx")).element.body
        for kind, count in KEPT.items():
            assert len({each.getparent() for each in body.iter(kind)}) == count
        text = "".join("".join(sdt.itertext(qn("w:t"))) for sdt in body.iter(qn("w:sdt")))
        wanted = FILLED.values() if name == "filled" else ("Write here", "Choose a date", "☐")
        assert all(each in text for each in wanted)


def test_short_forms_fit_their_sheet(converted, papers):
    short = [name for name in papers if name.startswith(("page-", "halves-"))]
    assert {
        "page-minutes-en",
        "halves-first-meeting-en",
        "page-minutes-es",
        "halves-first-meeting-es",
    } <= set(short)
    assert {name: len(printed(converted, name)) for name in short} == dict.fromkeys(short, 1)


def test_from_right_to_left_it_is_printed_at_the_right(converted):
    places = []
    page = PdfReader(converted / "arabic.pdf").pages[0]

    def seen(text: str, _: object, matrix: list[float], *__: object) -> None:
        if text.strip():
            places.append(matrix[4])

    page.extract_text(visitor_text=seen)
    assert max(places) > 450
