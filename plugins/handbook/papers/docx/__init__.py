"""Papers as DOCX: what is filled in is a control of its own, for Word and for LibreOffice."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.languages import Catalogue, locale
from handbook.papers.blocks import Block, Run
from handbook.papers.docx.fields import Fields
from handbook.papers.docx.markup import NOTHING, TAB, Writing, Xml, joined, spoken_as
from handbook.papers.docx.package import Contents, link_name, packed
from handbook.papers.paper import Paper, PaperSection

_LONG, _SHORT = 16838, 11906
"""The sides of a sheet of A4, in twentieths of a point."""
_BETWEEN = 1000
"""The gap between two halves, through which they are cut."""
_LAYOUTS = {"standard": (1, 1134, 280), "page": (0.86, 800, 224), "halves": (0.92, 800, 340)}
"""How large letters and gaps are, how wide the edges, and how high a line to write on."""
_SECOND = "~2"


def as_docx(paper: Paper, words: Catalogue) -> bytes:
    """Write a paper as a DOCX whose fields are content controls, tagged as the page names them.

    In a paper of two halves the tags of the second one end with `~2`.

    Args:
        paper: the form in one language.
        words: of that language.
    """
    return packed(_Document(paper, words).contents())


class _Document:
    """Writes a paper once."""

    def __init__(self, paper: Paper, words: Catalogue) -> None:
        self._paper, self._words = paper, words
        self._writing = Writing(paper.language, right_to_left=paper.right_to_left)
        self._halves = paper.layout == "halves"
        self._scale, self._margin, line = _LAYOUTS[paper.layout]
        across = (_LONG if self._halves else _SHORT) - 2 * self._margin
        self._width = (across - _BETWEEN) // 2 if self._halves else across
        self._fields = Fields(self._writing, words, self._width, line)
        self._links: list[str] = []

    def contents(self) -> Contents:
        body = [*self._all()]
        if self._halves:
            self._fields.mark = _SECOND
            body += self._all(before=_NEXT_COLUMN)
        return Contents(
            title=self._paper.title,
            language=spoken_as(locale(self._paper.language)),
            body=joined([*body, self._sheet()]),
            header=self._empty() if self._halves else self._head(),
            footer=self._empty() if self._halves else self._foot(),
            links=tuple(self._links),
            scale=self._scale,
        )

    def _all(self, before: Xml = NOTHING) -> Iterator[Xml]:
        """Write all of the paper; of two halves each has what else stands at the edges."""
        paper = self._paper
        if self._halves:
            yield self._writing.paragraph("Header", before, self._writing.run(self._told))
        yield from self._line("Title", paper.title)
        yield from self._line("Subtitle", " · ".join(filter(None, (paper.who, paper.when))))
        yield from self._line("Normal", paper.introduction)
        for number, section in enumerate(paper.sections, 1):
            yield from self._section(section, number)
        yield from self._line("Normal", paper.closing, _APART)
        if self._halves:
            yield from self._line("Footer", self._contacts())

    def _section(self, section: PaperSection, number: int) -> Iterator[Xml]:
        title = f"{number}. {section.title}" if self._paper.numbered else section.title
        yield from self._line("Heading1", title)
        last = len(section.text) - 1
        for at, block in enumerate(section.text):
            yield self._block(block, kept=at == last and bool(section.fields))
        yield from self._fields.written(section.fields)

    def _line(self, style: str, text: str, more: Xml = NOTHING) -> Iterator[Xml]:
        if text:
            yield self._writing.paragraph(style, self._writing.run(text), more=more)

    def _block(self, block: Block, *, kept: bool) -> Xml:
        runs = [self._run(run) for run in block.runs]
        if block.mark:
            runs[:0] = self._writing.run(block.mark), TAB
        hanging = _INDENT if block.mark else 0
        indent = Xml(f'<w:ind w:left="{_INDENT * block.depth}" w:hanging="{hanging}"/>')
        style = "Heading2" if block.heading else "Normal"
        return self._writing.paragraph(
            style, *runs, more=indent if block.depth else NOTHING, kept=kept
        )

    def _run(self, run: Run) -> Xml:
        strong, emphasised = run.strong and _STRONG, run.emphasised and _EMPHASISED
        look = joined(each for each in (strong, emphasised) if each)
        if not run.href.startswith(("https:", "http:", "mailto:")):
            return self._writing.run(run.text, look)
        if run.href not in self._links:
            self._links.append(run.href)
        name = link_name(self._links.index(run.href))
        inside = self._writing.run(run.text, look, style="Hyperlink")
        return Xml(f'<w:hyperlink r:id="{name}">{inside}</w:hyperlink>')

    @property
    def _told(self) -> str:
        """What stands at the head of every page."""
        paper = self._paper
        return " · ".join(filter(None, (paper.programme, paper.edition, paper.dates)))

    def _contacts(self) -> str:
        return " · ".join(f"{title}: {address}" for title, address in self._paper.contacts)

    def _empty(self) -> Xml:
        return self._writing.paragraph("Gap")

    def _head(self) -> Xml:
        return self._writing.paragraph("Header", self._writing.run(self._told))

    def _foot(self) -> Xml:
        """Say whom to write to, and at the end of the line which page this is."""
        page, pages = "\ue000", "\ue001"
        told = self._words.text("paper.page", page=page, pages=pages)
        before, _, rest = told.partition(page)
        between, _, after = rest.partition(pages)
        write = self._writing.run
        return self._writing.paragraph(
            "Footer",
            write(self._contacts()),
            TAB,
            write(before),
            self._writing.field("PAGE"),
            write(between),
            self._writing.field("NUMPAGES"),
            write(after),
            end=self._width,
        )

    def _sheet(self) -> Xml:
        """Say how large the sheet is, and its edges."""
        high, wide = (_SHORT, _LONG) if self._halves else (_LONG, _SHORT)
        turned = ' w:orient="landscape"' if self._halves else ""
        columns = f'<w:cols w:num="2" w:sep="1" w:space="{_BETWEEN}"/>' if self._halves else ""
        mirrored = "<w:bidi/>" if self._writing.right_to_left else ""
        edges = (f' w:{side}="{self._margin}"' for side in ("top", "right", "bottom", "left"))
        inner = (f' w:{side}="{self._margin // 2}"' for side in ("header", "footer"))
        return Xml(
            '<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:footerReference'
            f' w:type="default" r:id="footer"/><w:pgSz w:w="{wide}" w:h="{high}"{turned}/>'
            f'<w:pgMar{"".join([*edges, *inner])} w:gutter="0"/>{columns}{mirrored}</w:sectPr>'
        )


_STRONG, _EMPHASISED = Xml("<w:b/><w:bCs/>"), Xml("<w:i/><w:iCs/>")
_APART = Xml('<w:spacing w:before="200"/>')
_INDENT = 340
"""How far each list stands in another, in twentieths of a point."""
_NEXT_COLUMN = Xml('<w:r><w:br w:type="column"/></w:r>')
