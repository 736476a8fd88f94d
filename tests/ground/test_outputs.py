"""Pages of records are the same whether their bodies are in memory or not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handbook import memory
from handbook.outputs import EntryPage, EntryPages

ANA = EntryPage("mentors", "ana", "mentors/ana.md", "en", "Ana", "Pilot", "<p>Ahoy – ¡ñ!</p>")
MANY = tuple(replace(ANA, id=f"m{number}", body=f"{number}<br>" * number) for number in range(40))


@pytest.mark.parametrize("few", [memory._FEW, 100])
def test_what_is_set_aside_is_read_as_it_was(few: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_FEW", few)
    pages = EntryPages(MANY)
    assert (len(pages), tuple(pages), pages[7], pages[-1]) == (40, MANY, MANY[7], MANY[-1])
    assert (pages[3:5], next(reversed(pages))) == (MANY[3:5], MANY[-1])
    assert tuple(EntryPages.joined([pages, EntryPages(), EntryPages([ANA])])) == (*MANY, ANA)


def test_nothing_keeps_a_body_but_its_file() -> None:
    pages = EntryPages([ANA])
    assert [page.body for page, _ in pages.unread] == [""]
