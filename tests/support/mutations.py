"""Mutations of the small programme: each does damage that must be told, or none at all.

A mutation that only changes one sound value into another sound one would prove nothing, so there
is none here: whatever is made is either no programme any more, or still the same one.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from handbook.content_types import REGISTRY
from handbook.reading.sheets.schemas import load_schema
from handbook.schema import Field
from tests.support.programmes import FILES

TABLES = {
    path: kind
    for kind in REGISTRY
    for path in FILES
    if path.endswith(".csv") and re.fullmatch(kind.file.replace("*", "[^/]+"), path)
}
"""The content type of each table of the small programme."""
DOCUMENTS = [path for path in FILES if path.endswith(".yaml")]
_PLAIN = re.compile(r"(?P<key> *(?:- )?[a-z_]+): (?P<value>[A-Za-z][A-Za-z ]*[a-z])\n")


@dataclass(frozen=True)
class Mutation:
    """What became of one file."""

    name: str
    path: str
    content: bytes
    lines: range = range(10**6)
    """Where a fault may be told, besides of the file as a whole."""


Draw = Callable[..., object]


def _table(path: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(FILES[path], newline="")))


def _written(rows: list[list[str]], delimiter: str = ",") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _fields(path: str) -> dict[str, Field]:
    return {field.name: field for field in load_schema(TABLES[path].schema).fields}


PADDING = (" ", "\u00a0", "\u200b", "\t", " \ufeff ")
REFUSED = (
    "=1+1",
    "#WERT!",
    "#NV",
    "3.46e+10",
    "Cargando…",
    "@SUM(A1)",
    "<script>x</script>",
    "a\x07b",
    "Jos\ufffd",
    "a\x00b",
)
WRONG = {
    "date": ("2026-02-30", "31.12.26", "soon", "20260101", "45000"),
    "integer": ("12.5", "1_000", "NaN", "1e3", "twelve", "1 000"),
    "number": ("1.234,5", "1_000", "NaN", "INF", "1e5", "12,5"),
    "boolean": ("perhaps", "1", "y", "-"),
    "uri": ("javascript:alert(1)", "file:///etc/passwd", "https://", "www"),
    "email": ("a@b@c.example", "a@b.example, c@d.example", "nobody"),
    "month": ("2026-13", "2026-00", "March 2026", "2026-3x", "kick-off + soon"),
    "range": ("few", "9-", "3 to", "2026-03-06", "-4"),
    "link": ("Film", "https://x.example", "Film: http://x.example", "Film: javascript:alert(1)"),
    "time_zone": ("Madrid", "CET+1", "Europe/Nowhere"),
}
"""Values that no cell of a type may hold."""


LOOK_ALIKES = str.maketrans("aceo", "\u0430\u0441\u0435\u043e")


def _keys(path: str) -> set[str]:
    """Name the columns that hold ids, of the table's own records or of others."""
    schema = load_schema(TABLES[path].schema)
    return {*schema.descriptor["primaryKey"], *schema.references}


def _references(path: str) -> set[str]:
    """Name the columns that hold ids of other tables."""
    return set(load_schema(TABLES[path].schema).references)


def _only_right_to_see(field: Field, value: str, keys: set[str]) -> list[tuple[str, str]]:
    """Write a value so that it looks the same: a dash in a date means nothing, all else is told."""
    choices = []
    if value and field.descriptor.get("format") in {"email", "uri"}:
        choices.append(("unseen", f"{value[:-3]}\u00ad{value[-3:]}"))
    if len(value) > 1 and (field.type == "boolean" or field.name in keys):
        choices.append(("unseen", f"{value[:1]}\u200b{value[1:]}"))
        choices.append(("look-alike", value.translate(LOOK_ALIKES)))
    if field.type == "date" or field.descriptor.get("date") == "true":
        choices.append(("dashes", value.replace("-", "\u2011")))
    return choices


@st.composite
def cells(draw: Draw) -> Mutation:
    """One cell is padded, quoted, decomposed, emptied, or filled with what it cannot hold."""
    path = draw(st.sampled_from(sorted(TABLES)))
    rows = _table(path)
    fields = _fields(path)
    at = draw(st.integers(1, len(rows) - 1))
    column = draw(st.integers(0, len(rows[0]) - 1))
    field, value = fields[rows[0][column]], rows[at][column]
    wrong = [*WRONG.get(field.type, ()), *WRONG.get(field.descriptor.get("format", ""), ())]
    if field.descriptor.get("date") == "true":
        wrong += WRONG["month"]
    if field.name in _references(path):
        wrong.append("nobody-of-that-id")
    if field.vocabulary or field.descriptor.get("constraints", {}).get("enum"):
        wrong.append("qwertyuiop")
    choices = [("pad", f"{pad}{value}{pad}") for pad in PADDING]
    choices += [("refused", text) for text in REFUSED]
    choices += [("wrong", text) for text in wrong]
    choices += _only_right_to_see(field, value, keys=_keys(path))
    if field.required:
        choices += [("emptied", ""), ("emptied", " \u00a0")]
    name, text = draw(st.sampled_from(choices))
    rows[at][column] = text
    return Mutation(f"{name} {field.name}", path, _written(rows).encode(), range(at + 1, at + 2))


WIDENED = {
    ("programme/mentors.csv", "hours_a_month"): WRONG["range"],
    ("programme/mentors.csv", "months_offered"): ("0", "0 to 0", *WRONG["range"]),
    ("programme/mentors.csv", "links"): WRONG["link"],
    ("programme/mentors.csv", "time_zone"): WRONG["time_zone"],
    ("programme/editions/2026/timeline.csv", "provisional"): WRONG["boolean"],
    ("programme/editions/2025/timeline.csv", "provisional"): ("perhaps",),
    ("programme/editions/2025/mentors.csv", "organisation"): ("nobody-of-that-id", "acme; nobody"),
}
"""Columns that the small programme has not, and what they may not hold."""


@st.composite
def widened(draw: Draw) -> Mutation:
    """A table has a further column, in which one row says what it may not."""
    path, column = draw(st.sampled_from(sorted(WIDENED)))
    rows = _table(path)
    at = draw(st.integers(1, len(rows) - 1))
    value = draw(st.sampled_from(WIDENED[path, column]))
    table = [[*row, value if number == at else ""] for number, row in enumerate(rows)]
    table[0][-1] = column
    return Mutation(f"widened {column}", path, _written(table).encode(), range(at + 1, at + 2))


@st.composite
def rows(draw: Draw) -> Mutation:
    """A row is doubled, cut, lengthened, or a blank one stands between two."""
    path = draw(st.sampled_from(sorted(TABLES)))
    lines = FILES[path].splitlines(keepends=True)
    at = draw(st.integers(1, len(lines) - 1))
    row = lines[at].rstrip("\n")
    name = draw(st.sampled_from(("doubled", "cut", "longer", "blank", "quote", "conflict")))
    changed = {
        "doubled": [row, row],
        "cut": [row.rpartition(",")[0]],
        "longer": [f"{row},more"],
        "blank": [draw(st.sampled_from(("", ",", " , ,", "\t"))), row],
        "quote": [f'"{row}'],
        "conflict": ["<<<<<<< HEAD", row, "=======", row, ">>>>>>> branch"],
    }[name]
    content = "".join([*lines[:at], *(f"{line}\n" for line in changed), *lines[at + 1 :]])
    return Mutation(f"{name} row", path, content.encode(), range(at + 1, at + 1 + len(changed)))


@st.composite
def headers(draw: Draw) -> Mutation:
    """The header is shouted, padded, shuffled, or a name in it is lost, doubled or misspelt."""
    path = draw(st.sampled_from(sorted(TABLES)))
    table = _table(path)
    width = len(table[0])
    column = draw(st.integers(0, width - 1))
    name = draw(
        st.sampled_from(
            ("case", "padded", "shuffled", "misspelt", "doubled", "title", "lost", "low", "titled")
        )
    )
    if name == "case":
        table[0] = [label.upper() for label in table[0]]
    elif name == "padded":
        table[0] = [f" {label}\u00a0" for label in table[0]]
    elif name == "shuffled":
        order = draw(st.permutations(range(width)))
        table = [[row[index] for index in order] for row in table]
    elif name == "misspelt":
        table[0][column] = f"qq{table[0][column]}zz"
    elif name == "doubled":
        table = [[*row, row[column]] for row in table]
    elif name == "low":
        table[:2] = [table[1], table[0]]
    elif name == "titled":
        table[0][column] = _fields(path)[table[0][column]].title
    elif name == "title":
        table.insert(0, ["Our list", *[""] * (width - 1)])
    else:
        del table[0]
    return Mutation(f"{name} header", path, _written(table).encode(), range(1, 3))


@st.composite
def files(draw: Draw) -> Mutation:
    """A file is saved in another way, as another program does, or is another file altogether."""
    path = draw(st.sampled_from([*sorted(TABLES), *DOCUMENTS]))
    text = FILES[path]
    saved: dict[str, bytes] = {
        "bom": text.encode("utf-8-sig"),
        "utf-16": text.encode("utf-16"),
        "crlf": text.replace("\n", "\r\n").encode(),
        "no end": text.rstrip("\n").encode(),
        "empty": b"",
        "spaces": b"  \n\n",
        "web page": b"<!DOCTYPE html>\n<html>" + text.encode(),
        "zip": b"PK\x03\x04" + text.encode(),
        "cp1252": f"{text}# Núñez\n".encode("cp1252"),
    }
    if path in TABLES:
        saved |= {
            "cr": text.replace("\n", "\r").encode(),
            "quoted": "".join(
                '"{}"\n'.format(line.replace('"', '""')) for line in text.splitlines()
            ).encode(),
            "semicolons": _written(_table(path), ";").encode(),
            "tabs": _written(_table(path), "\t").encode(),
            "sep line": f"sep=;\n{_written(_table(path), ';')}".encode(),
        }
    name = draw(st.sampled_from(sorted(saved)))
    return Mutation(f"{name} file", path, saved[name])


@st.composite
def bytes_(draw: Draw) -> Mutation:
    """A byte that no text of ours may hold stands anywhere."""
    path = draw(st.sampled_from([*sorted(TABLES), *DOCUMENTS]))
    text = FILES[path]
    at = len(text[: draw(st.integers(0, len(text)))].encode())
    content = text.encode()
    byte = draw(st.sampled_from((b"\x00", b"\x01", b"\x07", b"\x1b", b"\x7f", b"\xff", b"\xe9")))
    line = content[:at].count(b"\n") + 1
    return Mutation(
        f"byte {byte!r}", path, content[:at] + byte + content[at:], range(line, line + 2)
    )


def _continued(lines: list[str], number: int) -> bool:
    """Say whether the next line goes on with the value of this one, or belongs to it."""
    following = lines[number + 1] if number + 1 < len(lines) else ""
    indent = len(lines[number]) - len(lines[number].lstrip(" -"))
    return bool(following.strip()) and len(following) - len(following.lstrip(" ")) > indent


def _plain_lines(path: str) -> list[int]:
    """Number the lines that hold a key and one plain value, from 0."""
    lines = FILES[path].splitlines(keepends=True)
    return [
        number
        for number, line in enumerate(lines)
        if _PLAIN.fullmatch(line) and not _continued(lines, number)
    ]


_PLAIN_LINES = {path: lines for path in DOCUMENTS if (lines := _plain_lines(path))}


@st.composite
def keys(draw: Draw) -> Mutation:
    """A line of YAML is dressed otherwise, or its key, value or indentation is damaged."""
    path = draw(st.sampled_from(sorted(_PLAIN_LINES)))
    lines = FILES[path].splitlines(keepends=True)
    at = draw(st.sampled_from(_PLAIN_LINES[path]))
    match = _PLAIN.fullmatch(lines[at])
    assert match
    key, value = match["key"], match["value"]
    changed = {
        "comment": f"{key}: {value}  # said twice\n",
        "trailing space": f"{key}: {value}   \n",
        "double quotes": f'{key}: "{value}"\n',
        "single quotes": f"{key}: '{value}'\n",
        "comment above": f"# nothing\n{key}: {value}\n",
        "misspelt": f"{key}qq: {value}\n",
        "doubled": f"{key}: {value}\n{key.replace('- ', '  ')}: {value}\n",
        "anchor": f"{key}: &a {value}\n",
        "alias": f"{key}: *a\n",
        "tag": f"{key}: !!str {value}\n",
        "tab": f"\t{key}: {value}\n",
        "quote": f'{key}: "{value}\n',
        "html": f"{key}: <script>{value}</script>\n",
        "backslash": f'{key}: "C:\\Users {value}"\n',
        "after quotes": f'{key}: "{value}" more\n',
        "quotes within": f'{key}: "{value} "more" more"\n',
        "apostrophe": f"{key}: '{value}'s more'\n",
        "comma between braces": f"{key}: {{en: {value}, more}}\n",
        "blank unknown": f"{key}: {value}\n{key.replace('- ', '  ')}qq:\n",
        "colon within": f"{key}: {value}: more\n",
        "no colon": f"{key} {value}\n",
        "no space": f"{key}:{value}\n",
        "odd indent": f"\u00a0{key}: {value}\n",
        "odd space": f"{key}:\u00a0{value}\n",
        "separator": f"{key}: {value}\u2028more\n",
        "braces": f"{key}: {{{{ {value} }}}}\n",
        "second document": f"---\n{key}: {value}\n",
        "conflict": f"<<<<<<< HEAD\n{key}: {value}\n=======\n>>>>>>> branch\n",
    }
    name = draw(st.sampled_from(sorted(changed)))
    content = "".join([*lines[:at], changed[name], *lines[at + 1 :]])
    return Mutation(f"{name} key", path, content.encode(), range(max(at, 1), len(lines) + 9))


ANY = st.one_of(cells(), widened(), rows(), headers(), files(), bytes_(), keys())
