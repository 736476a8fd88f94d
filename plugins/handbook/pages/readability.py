"""Readability: how hard each finished page is to read, in the words that its readers meet."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from markdown import Markdown

from handbook.languages import Catalogue, language_name
from handbook.outputs import EntryPage, Page
from handbook.rendering.kept_markup import KeptMarkup
from handbook.rendering.values import plain
from handbook.text.reading_ease import SCALES, WORD, Count, counted
from handbook.wording import on_one_line

ENOUGH = 120
"""Words below which a page that promises guidance gives too little of it."""
_FRAGMENT = 8
"""Words below which an item without the end of a sentence, such as the name of a link, is none."""
_EXTENSIONS = (
    *("admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables"),
    *("pymdownx.details", "pymdownx.superfences", "pymdownx.tasklist", "pymdownx.emoji"),
)
_RUNNING = {"p", "li", "dd", "blockquote", "summary", "figcaption", "div"}
_ITEMS = {"li", "dd"}
_BLOCKS = {"section", "article", "ul", "ol", "dl", "dt", "table", "tr", "td", "th", "form"}
_BLOCKS |= {"h1", "h2", "h3", "h4", "h5", "h6", "details", "label", "button", "fieldset", "legend"}
_SOURCES = {"hb-source", "hb-notes"}
"""Classes of what names a source, which is no part of the sentence."""
_UNREAD = {"script", "style", "svg", "template", "code", "pre", "sup", "noscript", "select"}
_EMPTY = {"br", "hr", "img", "input", "meta", "link", "wbr", "source", "col", "area", "embed"}


@dataclass(frozen=True, slots=True)
class Ease:
    """How hard one page is to read in one language."""

    page: str
    source: str
    """The file it was made from; empty where it has none of its own."""
    language: str
    words: int
    """All that are read there."""
    figure: float | None
    """By the scale of the language; None without a scale, or without a sentence."""
    hard: bool
    """Whether it is harder than the limit of the scale; of a few words that a record says, such as
    a title and two names, no figure tells that."""
    short: bool
    """Whether it promises guidance, and has too few words for it."""

    @property
    def badness(self) -> float:
        """How far it is beyond the limit; what is not measured comes last."""
        scale = SCALES.get(self.language.partition("-")[0])
        if scale is None or self.figure is None:
            return float("-inf")
        beyond = self.figure - scale.limit
        return -beyond if scale.higher_is_easier else beyond


def readability(
    pages: Iterable[Page], entries: Iterable[EntryPage], lists: Collection[str]
) -> tuple[Ease, ...]:
    """Measure pages, in the order of their languages and the hardest first.

    What a page shows in another language than its own is not counted, and a page without a word
    in its own is left out.

    Args:
        pages: those of prose.
        entries: those of records, none of them about a person.
        lists: paths of the pages that promise no guidance, but a list.
    """
    markdown = Markdown(extensions=[*_EXTENSIONS, KeptMarkup()])
    made = [
        _ease(each, markdown.reset().convert(each.body), each.source, each.path not in lists)
        for each in pages
    ]
    made += [_ease(each, each.body, "", promising=False) for each in entries]
    order = list(dict.fromkeys(each.language for each in made))
    found = [each for each in made if each.words]
    return tuple(sorted(found, key=lambda each: (order.index(each.language), -each.badness)))


def _ease(page: Page | EntryPage, html: str, source: str, promising: bool) -> Ease:
    reading = _Reading(page.language)
    reading.feed(html)
    reading.close()
    language = page.language.partition("-")[0]
    scale, count = SCALES.get(language), counted(reading.running, language)
    figure = scale.of(count) if scale and count != Count() else None
    return Ease(
        page=page.path,
        source=source,
        language=page.language,
        words=reading.words,
        figure=figure,
        hard=scale is not None
        and figure is not None
        and scale.is_hard(figure)
        and (bool(source) or reading.words >= ENOUGH),
        short=promising and reading.words < ENOUGH,
    )


class _Reading(HTMLParser):
    """Parts a page into what is read of it."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.running: list[str] = []
        """Sentences, and what stands for one."""
        self.words = 0
        self._language = language
        self._open: list[tuple[str, str, bool]] = []
        """The elements around: name, language, and whether they are read."""
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _RUNNING | _BLOCKS:
            self._end()
        if tag in _EMPTY:
            self._text += " "
            return
        _, language, read = self._open[-1] if self._open else ("", self._language, True)
        # From everybody, or, as decoration, from those who hear the page.
        hidden = tag in _UNREAD or any(name.endswith("hidden") for name in given)
        hidden = hidden or not _SOURCES.isdisjoint((given.get("class") or "").split())
        self._open.append((tag, given.get("lang") or language, read and not hidden))

    def handle_endtag(self, tag: str) -> None:
        if tag in _RUNNING | _BLOCKS:
            self._end()
        at = next((n for n in reversed(range(len(self._open))) if self._open[n][0] == tag), None)
        if at is not None:
            del self._open[at:]

    def handle_data(self, data: str) -> None:
        _, language, read = self._open[-1] if self._open else ("", self._language, True)
        if read and language.partition("-")[0] == self._language.partition("-")[0]:
            self._text += data

    def close(self) -> None:
        """Read what stands behind the last tag."""
        super().close()
        self._end()

    def _end(self) -> None:
        """End a piece: a sentence in a paragraph or an item, or words that stand alone."""
        text, self._text = " ".join(self._text.split()), ""
        words = len(WORD.findall(text))
        self.words += words
        inside = next((tag for tag, _, _ in reversed(self._open) if tag in _RUNNING | _BLOCKS), "p")
        sentence = text.rstrip('"”’»)').endswith((".", "!", "?", "…", ":"))
        long = inside in _ITEMS and words >= _FRAGMENT
        if words and inside in _RUNNING and (sentence or long):
            self.running.append(text)


def as_lines(measured: Iterable[Ease], words: Catalogue) -> Iterator[str]:
    """Write a line for each page below its language, the hardest first."""
    language = ""
    for each in measured:
        if each.language != language:
            if language:
                yield ""
            language = each.language
            yield _title(language, words)
        yield on_one_line(_line(each, words))


def _title(language: str, words: Catalogue) -> str:
    name = language_name(language, words.language)
    scale = SCALES.get(language.partition("-")[0])
    if scale is None:
        return words.text("status.unmeasured", language=name)
    key = "status.readability_least" if scale.higher_is_easier else "status.readability_most"
    limit = plain(scale.limit, words.language)
    return words.text(key, language=name, scale=scale.name, limit=limit)


def _line(each: Ease, words: Catalogue) -> str:
    figure = "–" if each.figure is None else plain(round(each.figure, 1), words.language)
    told = [words.text("status.words", count=each.words)]
    told += [words.text("status.hard")] if each.hard else []
    told += [words.text("status.short", count=ENOUGH)] if each.short else []
    mark = "✗" if each.hard or each.short else "✓"
    source = f" ({each.source})" if each.source else ""
    return f"  {mark} {figure:>6}  {each.page}{source} · {' · '.join(told)}"
