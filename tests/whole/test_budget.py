"""Prose that would never end, or would fill the memory, is told at its line before it does."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable

import pytest

from handbook.problems import Problem
from handbook.rendering.budget import BudgetedSandbox
from handbook.rendering.renderer import Renderer

RANGE = "range(100000)"
DOUBLED = "{% set n = namespace(x=START) %}{% for i in range(64) %}{% set n.x = MORE %}{% endfor %}"


def doubled(start: str, more: str) -> str:
    return DOUBLED.replace("START", start).replace("MORE", more)


ENDLESS = {
    "nested loops": f"{{% for a in {RANGE} %}}{{% for b in {RANGE} %}}{{% endfor %}}{{% endfor %}}",
    "three loops": "{% for a in range(999) %}{% for b in range(999) %}{% for c in range(999) %}"
    "{% endfor %}{% endfor %}{% endfor %}",
    "a filter in a loop": f"{{% set r = {RANGE} | list %}}{{% for a in r %}}"
    "{% set x = r | sum %}{% endfor %}",
    "a search in a loop": f"{{% set r = {RANGE} | list %}}{{% for a in r %}}"
    "{% if -1 in r %}x{% endif %}{% endfor %}",
    "comparisons in a loop": f"{{% set r = {RANGE} | list %}}{{% set s = {RANGE} | list %}}"
    "{% for a in r %}{% if r == s %}{% endif %}{% endfor %}",
    "a method of a list in a loop": f"{{% set r = {RANGE} | list %}}{{% for a in r %}}"
    "{% set x = r.index(99999) %}{% endfor %}",
    "a slice in a loop": f"{{% set r = {RANGE} | list %}}{{% for a in r %}}"
    "{% set x = r[1:] %}{% endfor %}",
    "wide lists in wide lists": "{{ ([[[0] * 1000] * 1000] * 1000) | length }}",
    "a macro of itself": "{% macro f(n) %}{{ f(n) }}{% endmacro %}{{ f(1) }}",
    "a macro of two": "{% macro f(n) %}{% if n %}{{ f(n - 1) }}{{ f(n - 1) }}{% endif %}"
    "{% endmacro %}{{ f(60) }}",
    "a loop of itself": "{% set t = [[[1] * 99] * 99] * 99 %}{% for a in t recursive %}"
    "{% if a is iterable %}{{ loop(a) }}{% endif %}{% endfor %}",
}
HUGE = {
    "power": "{{ 9 ** (9 ** 9) }}",
    "power of a power": "{{ 2 ** (2 ** (2 ** (2 ** (2 ** 2)))) }}",
    "text times": "{{ 'x' * 10**9 }}",
    "times text": "{{ 10**9 * 'x' }}",
    "list times": "{{ ([0] * 10**9) | length }}",
    "numbers": doubled("9", "n.x * n.x"),
    "plus": doubled("'x'", "n.x + n.x"),
    "tilde": doubled("'x'", "n.x ~ n.x"),
    "lists": doubled("[1]", "n.x + n.x"),
    "lists in lists": doubled("[1]", "[n.x, n.x]"),
    "batches": doubled("[1]", "(n.x | batch(1) | list) * 2"),
    "tables": doubled("1", "{1: n.x, 2: n.x}"),
    "dict": doubled("1", "dict(a=n.x, b=n.x)"),
    "per cent": "{{ '%999999999d' % 1 }}",
    "per cent by star": "{{ '%*d' % (999999999, 1) }}",
    "digits": "{{ '%.999999999f' % 1 }}",
    "format": "{{ '%999999999d' | format(1) }}",
    "format of a text": "{{ '{:999999999}'.format(1) }}",
    "format by name": "{{ '{:{w}}'.format(1, w=999999999) }}",
    "format of a map": "{{ '{a:>99999999}'.format_map({'a': 1}) }}",
    "center": "{{ 'x' | center(999999999) }}",
    "center by name": "{{ 'x' | center(width=999999999) }}",
    "method": "{{ 'x'.ljust(999999999) }}",
    "zeros": "{{ 'x'.zfill(999999999) }}",
    "tabs": "{{ 'a\tb'.expandtabs(999999999) }}",
    "bytes": "{{ 'x'.encode().rjust(999999999) }}",
    "bytes of a number": "{{ (5).to_bytes(999999999, 'big') }}",
    "indent": "{{ 'x\ny' | indent(999999999) }}",
    "batch": "{{ [1] | batch(999999999, 'x') | list }}",
    "replace": "{{ ('x' * 9999) | replace('x', 'y' * 9999) }}",
    "method replace": "{{ ('x' * 9999).replace('x', 'y' * 9999) }}",
    "between letters": "{{ ('x' * 9999).replace('', 'y' * 9999) }}",
    "join": "{{ range(9999) | join('x' * 9999) }}",
    "joined": "{{ (['x' * 9999] * 9999) | join }}",
    "method join": "{{ ('x' * 9999).join(['y'] * 9999) }}",
    "a method of a text in a loop": f"{{% set x = 'ab' * 400000 %}}{{% for i in {RANGE} %}}"
    "{% set y = x.count('b') %}{% endfor %}",
    "a slice of a text in a loop": f"{{% set x = 'ab' * 400000 %}}{{% for i in {RANGE} %}}"
    "{% set y = x[::-1] %}{% endfor %}",
    "fields of a format": "{{ ('{0}' * 5000).format('x' * 900000) }}",
    "fields by name": "{{ ('%(a)s' * 5000) % {'a': 'x' * 900000} }}",
    "fields of a filter": "{{ ('%(a)s' * 5000) | format(a='x' * 900000) }}",
    "wide fields": "{{ ('{0:9999}' * 90000).format(1) }}",
    "wide places": "{{ ('%9999d' * 90000) % ((1,) * 90000) }}",
    "lines moved in": "{{ ('x\n' * 400000) | indent(9999) }}",
    "lines moved in by a text": "{{ ('x\n' * 90000) | indent(99) }}",
    "a list of texts": "{% set b = ('x' * 900000,) * 500 %}{{ b }}",
    "a list of tables": "{% set b = [{'a': 'x' * 900000}] * 1000 %}{{ b }}",
    "a list put together": "{% set b = ('x' * 900000,) * 500 %}{{ (b ~ '') | length }}",
    "a list as a text": "{% set b = ('x' * 900000,) * 500 %}{{ b | string | length }}",
    "a list in a format": "{% set b = ('x' * 900000,) * 500 %}{{ '%s' | format(b) | length }}",
    "a list of places": "{{ '%s' % ([('x' * 900000,) * 500]) }}",
    "much text": "{% for i in range(9999) %}" + "lorem ipsum " * 999 + "{% endfor %}",
    "much data": "{% set x = 'x' * 9999 %}{% for i in range(9999) %}{{ x }}{% endfor %}",
    "much kept": "{% set x = 'x' * 9999 %}{% for i in range(9999) %}{% set y %}{{ x }}{% endset %}"
    "{% endfor %}",
}


@pytest.mark.parametrize("body", ENDLESS.values(), ids=ENDLESS)
def test_what_never_ends_is_told(fault: Callable[..., Problem], body: str) -> None:
    problem = fault(f"# Purpose\n\n{body}\n", 5)
    assert (problem.place.line, problem.code) == (7, "template-endless")


@pytest.mark.parametrize("body", HUGE.values(), ids=HUGE)
def test_what_fills_the_memory_is_told(fault: Callable[..., Problem], body: str) -> None:
    tracemalloc.start()
    try:
        problem = fault(f"# Purpose\n\n{body}\n", 5)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert problem.code == "template-huge"
    assert problem.place.line in {7, 8}
    assert peak < 150_000_000


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("{{ 2 ** 10 }} {{ 7 * 6 }} {{ 10 ** 6 }} {{ 2 ** -1 }} {{ (-1) ** 3 }}", None),
        ("{{ 'ab' * 3 }} {{ '-' * 40 }}", None),
        ("{{ 'a' ~ 1 ~ 'b' }}", "a1b"),
        ("{{ '%05.1f' % 2.25 }} {{ '%s of %d' % ('a', 12345) }}", None),
        ("{{ '{:03}{}'.format(1, 123456) }}", "001123456"),
        ("{{ '{0}{1}{0}' .format('a', 'b') }}{{ '%(a)s' % {'a': 1} }}", "aba1"),
        ("{{ ('x\ny' | indent(2)) | length }}", "5"),
        ("{{ ['a', 'b', 1] | length }}{{ {'a': 'b'}.a }}", "3b"),
        ("{{ 'x' | center(5) }}{{ 'a' | default(2000000) }}", None),
        ("{{ nothing | default(2000000) }}", "2000000"),
        ("{{ nothing is defined }}", "False"),
        ("{{ [1, [2, [3, [4]]]] | length }}", "2"),
        ("{{ range(9999) | join(', ') | length }}", None),
        ("{% for a in range(9999) %}{{ loop.last and a or '' }}{% endfor %}", "9998"),
        ("{% for a in range(3) %}{{ loop.length }}{{ loop.revindex }}{% endfor %}", "333231"),
        ("{% for a, b in {'x': 1}.items() %}{{ a }}{{ b }}{% endfor %}", "x1"),
        ("{% set a, b = (1, 2) %}{{ a + b }}", "3"),
        ("{% set n = namespace(x=0) %}{% for i in range(9) %}{% set n.x = n.x + i %}{% endfor %}"
         "{{ n.x }}", "36"),
        ("{{ 'x' in 'xyz' }} {{ 2 in [1, 2] }} {{ 1 == 1.0 }}", "True True True"),
        ("{% macro f(n) %}{{ n }}{% if n %}{{ f(n - 1) }}{% endif %}{% endmacro %}{{ f(3) }}",
         "3210"),
    ],
)  # fmt: skip
def test_what_a_page_needs_it_may(
    said: Callable[..., str], body: str, expected: str | None
) -> None:
    page = said(body)
    assert page if expected is None else page.strip().lower() == expected.lower()


def test_each_page_has_a_budget_of_its_own(said: Callable[..., str]) -> None:
    half = "{% for a in range(90000) %}{% endfor %}x"
    for _ in range(5):
        assert said(half) == "x"


def test_nothing_that_differs_from_build_to_build_is_there(renderer: Renderer) -> None:
    prose = renderer._prose
    assert isinstance(prose, BudgetedSandbox)
    assert "lipsum" not in prose.globals
    assert "random" not in prose.filters
