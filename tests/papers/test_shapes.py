"""A form has the same sections, fields, prompts and order in every shape, in every language."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from handbook.content_types.editions import PublicEdition
from handbook.content_types.editions.speaking import speaking_to
from handbook.content_types.forms.record import Form
from handbook.content_types.programme_description.description import ProgrammeDescription
from handbook.papers import SHAPES
from handbook.papers.paper import Paper, language_of, paper_of
from handbook.rendering.kept_markup import unmarked
from handbook.site.built import Build


@dataclass
class Shape:
    """What a reader finds of a form."""

    sections: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    """Names of what is filled in, where the shape has any."""
    text: str = ""

    def fields(self) -> list[str]:
        """Ids of the fields, each once."""
        return list(dict.fromkeys(name.partition(".")[0] for name in self.names))

    def holds(self, said: Iterable[str]) -> list[str]:
        """Return what is not said, or not in this order."""
        missing, at, text = [], 0, " ".join(self.text.split())
        for each in said:
            words = " ".join(each.split())
            found = text.find(words, at)
            missing += [each] if found < 0 else []
            at = max(at, found + len(words))
        return missing


class _Page(HTMLParser):
    """Reads the form of an id on a page."""

    def __init__(self, id: str) -> None:
        super().__init__()
        self.id, self.shape = id, Shape()
        self._inside = self._title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._inside = given.get("data-hb-sheet") == self.id
        if self._inside and tag in {"input", "textarea", "select"} and given.get("name"):
            self.shape.names.append(given["name"] or "")
        if self._inside and "hb-clause__title" in (given.get("class") or ""):
            self._title = True
            self.shape.sections.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "form"
        self._title = self._title and tag != "p"

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.shape.text += data
        if self._title:
            self.shape.sections[-1] += data


def of_page(body: str, id: str) -> Shape:
    page = _Page(id)
    page.feed(unmarked(str(body)))
    return page.shape


def of_docx(content: bytes) -> Shape:
    document = Document(io.BytesIO(content))
    body = document.element.body
    paragraphs = ["".join(each.itertext(qn("w:t"))) for each in body.iter(qn("w:p"))]
    titles = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    names = [tag.get(qn("w:val")) for tag in body.iter(qn("w:tag"))]
    once = [name for name in names if not name.endswith("~2")]
    copies = 2 if len(once) < len(names) else 1
    return Shape(titles[: len(titles) // copies], once, "\n".join(paragraphs))


def of_text(content: bytes) -> Shape:
    lines = content.decode().split("\r\n")
    ends = [at for at, line in enumerate(lines) if line and not line.strip("-")][:-1]
    return Shape([lines[end - 1] for end in ends], [], "\n".join(lines))


def of_pdf(content: bytes) -> Shape:
    reader = PdfReader(io.BytesIO(content))
    titles = [each.title for each in reader.outline[1] if not isinstance(each, list)]
    text = "\n".join(page.extract_text() for page in reader.pages)
    return Shape(titles, list(reader.get_fields() or ()), text)


READERS: Mapping[str, Callable[[bytes], Shape]] = {"docx": of_docx, "pdf": of_pdf, "txt": of_text}


def papers(made: Build, *, as_page: bool = False) -> list[tuple[str, Paper]]:
    """Every paper, and the folder that its page and its documents are in.

    A page has the words of its reader around what the form says; a document is in one language.
    """
    programme = made.programme
    description = programme.one(ProgrammeDescription)
    speaking = speaking_to(programme.all(PublicEdition), programme.reference_date)
    found = []
    for form in programme.all(Form):
        for language in made.languages:
            words = made.catalogues[language if as_page else language_of(form, language)]
            folder = "" if language == made.languages.default else f"{language}/"
            paper = paper_of(form, description, form.editions(speaking), words)
            found.append((f"{folder}templates/{form.id}", paper))
    return found


def by_turns(found: list[tuple[str, Paper]]) -> list[tuple[str, Paper]]:
    """Every form in one of the languages that it has, taken by turns; our own in each."""
    versions: dict[str, dict[str, tuple[str, Paper]]] = {}
    for folder, paper in found:
        versions.setdefault(paper.id, {}).setdefault(paper.language, (folder, paper))
    taken: list[tuple[str, Paper]] = []
    for number, (id, each) in enumerate(versions.items()):
        there = list(each.values())
        taken += there if id == "travel-costs" else [there[number % len(there)]]
    return taken


def prompts(paper: Paper) -> list[str]:
    """All that is asked, section by section."""
    return [
        said
        for section in paper.sections
        for said in (section.title, *(each.title for each in section.fields))
    ]


def test_every_form_is_there_in_both_languages(bilingual):
    found = papers(bilingual)
    assert not bilingual.failed
    assert len(found) == 2 * len(bilingual.programme.all(Form)) > 40
    assert {paper.title for path, paper in found if path.endswith("travel-costs")} == {
        "Travel costs",
        "Gastos de viaje",
    }


def test_every_shape_is_read():
    assert set(READERS) == set(SHAPES)


def agree(bilingual: Build, shape: str, folder: str, paper: Paper) -> None:
    """Make a document, and find in it what the form has."""
    read = READERS[shape](SHAPES[shape](paper, bilingual.catalogues[paper.language]))
    numbered = [
        f"{number}. {section.title}" if paper.numbered else section.title
        for number, section in enumerate(paper.sections, 1)
    ]
    assert read.holds(prompts(paper)) == [], folder
    assert read.sections == numbered, folder
    if shape != "txt":
        assert read.fields() == [each.id for each in paper.fields], folder


@pytest.mark.parametrize("shape", sorted(set(READERS) - {"pdf"}))
def test_documents_have_the_sections_fields_and_prompts_of_the_form(bilingual, shape):
    for folder, paper in papers(bilingual):
        agree(bilingual, shape, folder, paper)


def test_a_pdf_has_them_whatever_its_language(bilingual):
    found = by_turns(papers(bilingual))
    assert {paper.id for _, paper in found} == {each.id for each in bilingual.programme.all(Form)}
    spanish = [paper for _, paper in found if paper.language == "es"]
    assert len(spanish) > 8
    for folder, paper in found:
        agree(bilingual, "pdf", folder, paper)


@pytest.mark.full
def test_a_pdf_has_them_in_every_language(bilingual):
    for folder, paper in papers(bilingual):
        agree(bilingual, "pdf", folder, paper)


def test_the_page_has_them_too(bilingual):
    bodies = {page.path: page.body for page in (*bilingual.pages, *bilingual.entries)}
    for folder, paper in papers(bilingual, as_page=True):
        read = of_page(bodies[f"{folder}.md"], paper.id)
        assert read.holds(prompts(paper)) == [], folder
        assert [" ".join(each.split()) for each in read.sections] == [
            section.title for section in paper.sections
        ]
        assert read.fields() == [each.id for each in paper.fields], folder


def test_a_shape_that_lacks_something_is_noticed():
    """The reading itself: another order, or a prompt left out."""
    read = Shape(text="One. Two.\nThree.")
    assert read.holds(["One", "Two", "Three"]) == []
    assert read.holds(["Two", "One"]) == ["One"]
    assert read.holds(["One", "Four"]) == ["Four"]
