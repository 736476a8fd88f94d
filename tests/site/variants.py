"""Variants of the small programme: one in two languages, one with texts that look like markup."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from tests.site.commands import REPOSITORY, with_config
from tests.support.hostile import PAYLOADS
from tests.support.programmes import FILES, write_programme

HOSTILE = "[x](javascript:alert(1)) a|b {{ 7*7 }} {% if %} *s* __u__ `c` #h &amp; {#i} <Á>"
"""What Markdown, Jinja or HTML would take for their own; for people it is text."""

SPANISH_PURPOSE = """\
---
title: Por qué lo hacemos
description: "Para qué existe {{ programme.name }}."
---

# Por qué existe {{ programme.name }}

{{ programme.purpose.statement }}

{{ programme.purpose.vision }}
"""


def _spanish_purpose() -> str:
    """Return the page with the anchors of the English one, which other pages link."""
    english = (REPOSITORY / "content" / "en" / "purpose.md").read_text("utf-8")
    anchors = re.findall(r"\{#([\w-]+)", english)
    return SPANISH_PURPOSE + "".join(f'\n<p id="{anchor}"></p>\n' for anchor in anchors)


def swapped(path: str, changes: list[tuple[str, str]]) -> dict[str, str]:
    """Return the change that replaces texts in one file; each must stand in it."""
    text = FILES[path]
    for old, new in changes:
        assert old in text, f"{old!r} is not in {path}"
        text = text.replace(old, new, 1)
    return {path: text}


def with_column(path: str, column: str, values: dict[str, str]) -> dict[str, str]:
    """Return the change that adds a column to a table, with values by id."""
    rows = list(csv.DictReader(io.StringIO(FILES[path])))
    out = io.StringIO()
    writer = csv.DictWriter(out, [*rows[0], column], lineterminator="\n")
    writer.writeheader()
    writer.writerows({**row, column: values.get(row["id"], "")} for row in rows)
    return {path: out.getvalue()}


_ENGLISH_ONLY = """\
---
title: Harbour
nav_title: The harbour
description: A page that nobody has translated.
---

# The harbour

We begin {{ edition.timeline[0].date | on_day }}, with {{ 12.5 }} metres,
{{ 3 | in_words }} of us, and {{ mentors[0].position }}.

## All dates

{{ component("timeline", edition=edition) }}

{{ listing("mentors") }}
"""
"""A page with words, numbers, dates and components, in English alone."""


def write_bilingual(root: Path) -> Path:
    """Write the small programme in English and, as far as it goes, in Spanish."""
    changes: dict[str, str] = {
        **swapped(
            "programme/programme.yaml",
            [
                ("languages: [en]", "languages: [en, es]"),
                (
                    "statement: We bring people of different employers together.",
                    "statement: {en: We bring people together., es: Unimos a las personas.}",
                ),
            ],
        ),
        **swapped("programme/training.yaml", [("title: Roles", "title: {en: Roles, es: Papeles}")]),
        **swapped(
            "programme/faq.yaml",
            [
                (
                    "question: How long is a session?",
                    "question: {en: How long is a session?, es: ¿Cuánto dura una sesión?}",
                )
            ],
        ),
        **swapped(
            "programme/vocabulary.yaml", [("title: Rowing", "title: {en: Rowing, es: Remo}")]
        ),
        **with_column("programme/editions/2026/timeline.csv", "title_es", {"kick-off": "Arranque"}),
        **with_column("programme/mentors.csv", "position_es", {"ana": "Práctica de puerto"}),
        "programme/mentors/ana.es.md": "Ana *rema*.\n",
        "content/es/purpose.md": _spanish_purpose(),
        "content/en/harbour.md": _ENGLISH_ONLY,
    }
    return with_config(write_programme(root, changes))


# HTML in a cell is refused; a biography shows it as text.
_ALL = " ¦ ".join(payload for payload in PAYLOADS if "<" not in payload)
_CELL = '"{}"'.format(_ALL.replace('"', '""'))
_QUOTED = f"'{HOSTILE}'"
_WRITTEN = f"'{{% raw %}}{HOSTILE}{{% endraw %}}'"
"""Where texts have placeholders, who means braces says so."""
_HOSTILE_TEXTS: dict[str, dict[str, str]] = {
    "programme.yaml": {
        "name: Ferry Mentoring": f"name: {_WRITTEN}",
        "statement: We bring people of different employers together.": f"statement: {_WRITTEN}",
        "title: Build skills": f"title: {_WRITTEN}",
    },
    "mentors.csv": {
        "Ana <Á> & Sons": HOSTILE,
        "Pilot": HOSTILE,
        "Ten years at sea": HOSTILE,
        "Listens": _CELL,
        "New ideas": "javascript:alert(1)",
    },
    "organisations.csv": {"Acme Ferries": HOSTILE, "Carries people.": f"Summary {HOSTILE}"},
    "committee.csv": {"Ann Chair": HOSTILE},
    "training.yaml": {
        "title: Roles": f"title: {_WRITTEN}",
        "summary: Who does what.": f"summary: {_WRITTEN}",
    },
    "faq.yaml": {"question: How long is a session?": f"question: {_WRITTEN}"},
    "vocabulary.yaml": {"title: Rowing": f"title: {_QUOTED}"},
    "forms/agreement.yaml": {"title: Purpose": f"title: {_WRITTEN}"},
    "forms/minutes.yaml": {"title: Topics": f"title: {_WRITTEN}"},
    "recognition.yaml": {"title: Thanks": f"title: {_WRITTEN}"},
    "editions/2026/edition.yaml": {"title: Edition 2026": f"title: {_WRITTEN}"},
    "editions/2026/timeline.csv": {"Kick-off": HOSTILE, "Bring a pen": HOSTILE},
    "editions/2025/testimonials.yaml": {"quote: It helped.": f"quote: {_QUOTED}"},
}
"""By file: texts of the small programme, and what stands in their place."""


_EVERYWHERE = """\
---
title: "{{ mentors[0].name }} {{ link(edition) }}"
description: "{{ mentors[0].strengths }}"
---

# {{ link(mentors[0]) }} {{ edition.title }}

Ask {{ link(mentors[0]) }}, **{{ link(edition) }}** or [{{ mentors[0].name }}](../faq.md).

- {{ link(mentors[0], mentors[0].strengths) }}
- {{ listing("mentors") }}

    {{ listing("faq") }}

> {{ listing("committee") }} {{ mentors[0].strengths | markdown }}

| {{ link(mentors[0]) }} | {{ photo(mentors[0]) }} |
|---|---|
| {{ listing("organisations") }} | {{ mentors[0].strengths | e }} |

!!! note "{{ mentors[0].name }}"

    {{ component("timeline", edition=edition) }}

## {{ page_link("faq.md", mentors[0].strengths) }}

<p title="{{ mentors[0].strengths | markdown }}">{{ mentors[0].strengths }}</p>

`{{ link(mentors[0]) }}`{: title="{{ mentors[0].strengths }}" }

```python
x = "{{ link(mentors[0]) }}"
```

{% filter markdown %}{{ mentors[0].strengths }}{% endfilter %} :smile: :octocat:

<a id="addresses" href="{{ mentors[0].gain }}">{{ mentors[0].gain }}</a>
"""
"""A page on which data stands wherever it can."""


def write_hostile(root: Path) -> Path:
    """Write the small programme with hostile text wherever a text can stand."""
    changes = {
        "programme/mentors/ana.en.md": "<b>bold</b> [x](javascript:alert(1)) {{ 7*7 }} *rows*\n\n"
        + "\n\n".join(PAYLOADS),
        "content/en/guides/everywhere.md": _EVERYWHERE,
    }
    for path, texts in _HOSTILE_TEXTS.items():
        changes |= swapped(f"programme/{path}", list(texts.items()))
    return with_config(write_programme(root, changes))
