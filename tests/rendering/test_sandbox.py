"""What a template must not reach, however it asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

import handbook
from handbook.content_types.mentors import Mentor
from handbook.leaks import Confidential
from handbook.problems import Problem
from handbook.rendering.library import Library
from handbook.rendering.renderer import Renderer
from handbook.row import Row
from handbook.settings import Settings
from handbook.site.built import Build
from tests.support.programmes import HIDDEN


@pytest.mark.parametrize(
    "body",
    [
        "{{ programme.parse_raw('{}') }}",
        "{{ programme.model_dump() }}",
        "{{ programme.model_construct }}",
        "{{ edition.parse_raw('{}') }}",
        "{{ edition.settings.copy() }}",
        "{{ library.content_types }}",
        "{{ library.content_types.mentors.folder.joinpath('/etc/hostname').read_text() }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ mentors.__len__ }}",
        "{{ edition.__init__ }}",
    ],
)
def test_a_template_reaches_no_more_than_it_shows(fault: Callable[..., Problem], body: str) -> None:
    problem = fault(f"# Purpose\n\n{body}\n", 5)
    assert problem.place.line == 7
    assert problem.code in {"template-forbidden", "template-undefined"}


def test_what_it_shows_it_reaches(said: Callable[..., str]) -> None:
    assert said("{{ programme.name }} {{ edition.sessions.count }}").strip()


def test_a_misspelling_is_told_with_what_was_meant(fault: Callable[..., Problem]) -> None:
    problem = fault("x\n{{ editon.title }}", 6)
    assert (problem.place.line, problem.details["suggestion"]) == (7, "edition")


def reached(renderer: Renderer, depth: int) -> Iterator[object]:
    """Walk all that prose can read of what it is given, as far as the sandbox lets it."""
    env = renderer._prose
    names = {**env.globals, **renderer._names}
    seen: set[int] = set()
    left = [(value, depth) for name, value in names.items() if name.isidentifier()]
    while left:
        each, further = left.pop()
        if id(each) in seen or not further:
            continue
        seen.add(id(each))
        yield each
        if isinstance(each, str | int | float):
            continue
        if isinstance(each, Mapping):
            left += [(inner, further - 1) for inner in each.values()]
        elif isinstance(each, list | tuple | set | frozenset):
            left += [(inner, further - 1) for inner in each]
        for name in dir(each):
            if not name.startswith("_") and env.is_safe_attribute(each, name, None):
                left.append((getattr(each, name, None), further - 1))


def test_no_walk_from_what_prose_sees_leads_out_of_it(renderer: Renderer, root: Path) -> None:
    """Neither to people who may not be shown, nor to a path of this machine."""
    found = list(reached(renderer, 6))
    assert len(found) > 500
    forbidden = (Build, Settings, Library, Renderer, Confidential, Path, Mentor, Row)
    assert [each for each in found if isinstance(each, forbidden)] == []
    printed = "".join(repr(each) for each in found if not callable(each))
    for path in (root, Path(handbook.__file__).parent, Path.cwd()):
        assert str(path) not in printed
    for hidden in HIDDEN:
        assert hidden not in printed


@pytest.mark.parametrize("name", ["library", "render_template", "config", "settings", "root"])
def test_what_helpers_need_has_no_name(fault: Callable[..., Problem], name: str) -> None:
    assert fault(f"{{{{ {name} }}}}").code == "template-undefined"


def test_a_block_of_a_call_cannot_print_past_the_sandbox(fault: Callable[..., Problem]) -> None:
    problem = fault("x\n{% call listing('mentors') %}a{% endcall %}")
    assert (problem.code, problem.place.line) == ("template-forbidden", 2)
