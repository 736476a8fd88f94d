"""Papers as plain text, to be filled in in an e-mail or anywhere else."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from handbook.languages import Catalogue
from handbook.papers.blocks import Block
from handbook.papers.paper import Paper, PaperField, PaperSection
from handbook.text.decoding import CONTROL

_WIDTH = 76
_LINE = "_" * 40


def as_text(paper: Paper, words: Catalogue) -> bytes:
    """Write a paper as text in UTF-8, its lines ended as every program knows (CRLF).

    Args:
        paper: the form in one language.
        words: of that language.
    """
    lines = [*_head(paper), *_body(paper, words), *_foot(paper)]
    text = "".join(CONTROL.sub("", line).rstrip() + "\r\n" for line in lines)
    return text.encode("utf-8", "replace")


def _head(paper: Paper) -> Iterator[str]:
    yield from _wrapped(" · ".join(filter(None, (paper.programme, paper.edition, paper.dates))))
    yield ""
    yield from _wrapped(paper.title)
    yield "=" * min(len(paper.title), _WIDTH)
    yield from _wrapped(". ".join(filter(None, (paper.who, paper.when))))
    yield ""
    yield from _wrapped(paper.introduction)


def _body(paper: Paper, words: Catalogue) -> Iterator[str]:
    for number, section in enumerate(paper.sections, 1):
        title = f"{number}. {section.title}" if paper.numbered else section.title
        yield from ("", "", *_wrapped(title), "-" * min(len(title), _WIDTH))
        yield from _said(section)
        for field in section.fields:
            yield from ("", *_wrapped(field.title), *_wrapped(field.hint, "  "))
            yield from _room(field, words)


def _foot(paper: Paper) -> Iterator[str]:
    if paper.closing:
        yield from ("", "", *_wrapped(paper.closing))
    yield from ("", "", "-" * _WIDTH)
    for title, address in paper.contacts:
        yield from _wrapped(f"{title}: {address}")


def _said(section: PaperSection) -> Iterator[str]:
    for block in section.text:
        yield from _wrapped(_with_addresses(block), "  " * block.depth, f"{block.mark} ".lstrip())


def _with_addresses(block: Block) -> str:
    return "".join(
        f"{run.text} ({run.href})" if run.href and run.href != run.text else run.text
        for run in block.runs
    )


def _room(field: PaperField, words: Catalogue) -> Iterator[str]:
    """Leave room for what is filled in."""
    if field.options:
        yield f"  {words.text('paper.several' if field.several else 'paper.one')}"
        yield from (line for each in field.options for line in _wrapped(each, "  ", "[ ] "))
    elif field.marks:
        ends = (field.lowest_title, field.highest_title)
        marks = "  ".join(f"{mark} [ ]" for mark in field.marks)
        yield from _wrapped("  ".join(filter(None, (ends[0], marks, ends[1]))), "  ")
    elif field.kind == "checkbox":
        yield "  [ ]"
    elif field.columns:
        for number in range(1, field.rows + 1):
            if len(field.columns) == 1:
                yield f"  {number}. {_LINE}"
                continue
            yield f"  {number}."
            yield from (line for each in field.columns for line in _asked(each.title, "     "))
    elif field.parties:
        signed = words.text("form.signature"), words.text("form.date")
        for _, party in field.parties:
            yield from (line for each in (party, *signed) for line in _asked(each, "  "))
    elif field.value:
        yield from _wrapped(field.value, "  ")
    else:
        yield from (f"  {_LINE}" for _ in range(field.rows))


def _asked(title: str, indent: str) -> Iterator[str]:
    """Leave a line behind what it is for, or below where that is long."""
    line = f"{indent}{title}: {_LINE}"
    if len(line) <= _WIDTH and "\n" not in title:
        yield line
    else:
        yield from (*_wrapped(f"{title}:", indent), f"{indent}  {_LINE}")


def _wrapped(text: str, indent: str = "", first: str = "") -> Iterator[str]:
    """Break text into lines; a break of its own stays."""
    for number, line in enumerate(text.split("\n")):
        mark = first if number == 0 else " " * len(first)
        yield from textwrap.wrap(
            line,
            _WIDTH,
            initial_indent=indent + mark,
            subsequent_indent=indent + " " * len(first),
            break_long_words=False,
            break_on_hyphens=False,
        )
