"""The codes of problems that the package can tell, read from its source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import handbook

PACKAGE = Path(handbook.__file__).parent
CODE = re.compile(r"[a-z]+(?:-[a-z]+)*")
WARNINGS = {"warning": 1, "warning_at": 1, "warning_of": 1}
"""What warns, with details by name; and which argument is the code."""
POSITION = {"Problem": 1, "Fault": 0, "TemplateFaultError": 0, "ValueError": 0, **WARNINGS}
"""Which argument of what is called is the code."""
NO_CODES = {
    *("action-plan", "future-actions", "mentee-needs", "mentor-experience", "no-fault-termination"),
    *("ongoing-actions", "programme-objectives", "not-met"),
    *("inter-organisational", "intra-organisational", "call-open", "call-close", "kick-off"),
    *("first-meeting", "follow-up", "benefits-and-costs", "round-table"),
    *(
        "mid-term",
        "in-programme",
        "gh-deploy",
        "hb-avatar",
        "hb-cite",
        "hb-notes",
        "hb-part",
        "hb-source",
        "doc-noteref",
        "hb-trouble",
        "x-default",
    ),
    *(
        "check-ignore",
        "cat-file",
        "commit-tree",
        "hash-object",
        "ls-files",
        "ls-remote",
        "ls-tree",
        "pre-push",
        "read-tree",
    ),
    *(
        "for-each-ref",
        "merge-base",
        "rev-list",
        "rev-parse",
        "symbolic-ref",
        "update-index",
        "update-ref",
        "write-tree",
        *("rebase-apply", "rebase-merge", "get-url", "check-ignore"),
    ),
    "uoted-printable",
    *("pairs-active", "relationship-months", "relationship-both", "sessions-mean"),
    *("session-minutes", "events-attended", "objectives-progress"),
    *("blank-row", "constraint-error", "foreign-key", "primary-key", "type-error", "unique-error"),
}
"""Words with hyphens that the source holds besides codes."""


@dataclass(frozen=True)
class Told:
    """One place of the source that tells a problem with a code that stands there."""

    place: str
    code: str
    details: frozenset[str] | None
    """The names its wording can use besides `field` and `value`; None where they are made."""


def told() -> list[Told]:
    """Find every such place."""
    return [
        found
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        for found in _told(node, path.relative_to(PACKAGE).as_posix())
    ]


def hyphenated(folder: str = "") -> set[str]:
    """Find every word with hyphens in quotation marks that must be a code."""
    words = re.compile(r"""["']([a-z]+(?:-[a-z]+)+)(?::\{[^"']*)?["']""")
    sources = [path.read_text("utf-8") for path in PACKAGE.joinpath(folder).rglob("*.py")]
    return {word for source in sources for word in words.findall(source)} - NO_CODES


def words() -> set[str]:
    """Return all that stands in quotation marks and might be a code."""
    return {
        node.value.partition(":")[0]
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    } | {f"{size}-{unit}" for size in ("min", "max") for unit in ("items", "length")}


def _told(call: ast.Call, path: str) -> Iterator[Told]:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    if name not in POSITION or len(call.args) <= POSITION[name]:
        return
    for code in _codes(call.args[POSITION[name]]):
        if name == "ValueError":
            details = frozenset({"detail"})
            details |= (
                {"language", "allowed"} if code in {"text-language", "text-default"} else set()
            )
        elif name in WARNINGS:
            names = [each.arg for each in call.keywords]
            details = None if None in names else frozenset(each for each in names if each)
        else:
            given = call.args[1:2] if name == "Fault" else call.args[5:6]
            given += [each.value for each in call.keywords if each.arg == "details"]
            details = _keys(given[0]) if given else frozenset()
            details = details if name != "TemplateFaultError" else frozenset({"suggestion"})
        yield Told(f"{path}:{call.lineno}", code, details)


def _codes(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from (*_codes(node.body), *_codes(node.orelse))
    elif isinstance(node, ast.JoinedStr):
        yield from _codes(node.values[0])
    elif isinstance(node, ast.Constant) and CODE.fullmatch(str(node.value).partition(":")[0]):
        yield str(node.value).partition(":")[0]


def _keys(node: ast.expr) -> frozenset[str] | None:
    if not isinstance(node, ast.Dict):
        return None
    return frozenset(key.value for key in node.keys if isinstance(key, ast.Constant))
