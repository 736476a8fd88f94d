"""The search of stamped profiles for confidential values: shells once and entries by slots.

    python benchmarks/scan.py [PAGES] [VALUES]

Stamps PAGES profiles (10,000) into a temporary folder, searches them for VALUES values (30,000:
names, telephone numbers and notes of people who are in none of them), and a hundredth of the
pages whole, as `--scan=full` does.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from pathlib import Path

from handbook import stamping
from handbook.leaks import Confidential, Kind
from handbook.leaks.search import StampedPages, search
from handbook.mkdocs_plugins.site_files import write_stamped
from handbook.outputs import EntryPage
from handbook.problems import Place

SHARE = 100
"""Of how many pages one is searched whole."""
AROUND = '<li class="menu__item"><a href="../../guides/">Guides for everybody</a></li>\n' * 150
CHANCE = random.Random(20261122)
WORDS = [
    "".join(CHANCE.choice("abcdefghilmnoprstuvz") for _ in range(CHANCE.randint(3, 10)))
    for _ in range(20_000)
]


# A sixth of the words of a page stand in values too.
OF_PAGES, OF_VALUES = WORDS[:12_000], WORDS[10_000:]


def some(count: int, words: list[str] = OF_PAGES) -> str:
    """Return words that mean nothing."""
    return " ".join(CHANCE.choices(words, k=count))


def value(number: int) -> Confidential:
    kind = (Kind.NAME, Kind.PHONE, Kind.TEXT)[number % 3]
    texts = {
        Kind.NAME: some(3, OF_VALUES).title(),
        Kind.PHONE: f"+34 6{CHANCE.randrange(10**8):08}",
        Kind.TEXT: some(15, OF_VALUES),
    }
    return Confidential(texts[kind], kind, Place("programme/mentors.csv", number), "field")


def entry(number: int) -> EntryPage:
    title = some(2).title()
    paragraphs = "\n".join(f"<p><b>{some(2)}</b> {some(20)} &amp; {some(10)}</p>" for _ in range(6))
    body = f"<div>\n<h1>{title}</h1>\n{paragraphs}\n<p>{number} 2026-03-01</p></div>"
    id = f"m{number}"
    return EntryPage("mentors", id, f"mentors/{id}.md", "en", title, some(6), body)


def page(exemplar: EntryPage) -> str:
    return (
        f"<html><head><title>{exemplar.title} - Site</title>\n"
        f'<meta name="description" content="{exemplar.description}"></head><body>\n{AROUND}'
        f'<a href="../{exemplar.id}/">{exemplar.title}</a>\n{AROUND}{exemplar.body}\n{AROUND}'
        "</body></html>"
    )


def measured(site: Path, values: list[Confidential], pages: StampedPages | None) -> str:
    begun = time.process_time()
    report = search(site, values, pages)
    assert not report.leaked
    return f"{report.files} pages, {report.values} values: {time.process_time() - begun:.2f} s CPU"


def main(count: int, sought: int) -> None:
    entries = [entry(number) for number in range(count)]
    values = [value(number) for number in range(sought)]
    shells = {key: stamping.cut(page(each)) for key, each in stamping.exemplars(entries).items()}
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder)
        print("by slots:", measured(site, values, write_stamped(site, entries, shells)))
        for each in entries[count // SHARE :]:
            shutil.rmtree(site / each.path.removesuffix(".md"))
        print("whole:   ", measured(site, values, None))


if __name__ == "__main__":
    main(*(int(number) for number in (*sys.argv[1:3], "10000", "30000")[:2]))
