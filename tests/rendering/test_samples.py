from __future__ import annotations

from dataclasses import dataclass

import pytest

from handbook.rendering.library import FEW, sample

MANY = FEW + 30


@dataclass(frozen=True)
class Person:
    name: str
    place: str = ""
    words: tuple[str, ...] = ()


def test_few_records_are_all_looked_at():
    people = [Person(str(number)) for number in range(FEW)]
    assert sample(people) == tuple(people)
    assert sample([]) == ()


def test_of_many_one_of_each_shape_is_looked_at():
    plain = [Person(str(number)) for number in range(MANY)]
    placed = [Person("a", "Quay"), Person("b", "Pier"), Person("c", "Quay", ("x",))]
    assert sample([*plain, *placed]) == (*plain[:FEW], placed[0], placed[2])


@pytest.mark.parametrize(("count", "kept"), [(FEW - 1, FEW - 1), (FEW, FEW), (FEW + 1, FEW)])
def test_up_to_a_few_all_are_looked_at(count, kept):
    assert len(sample([Person("x")] * count)) == kept


@dataclass(frozen=True)
class Named:
    name: str


def test_records_of_one_attribute_have_shapes_too():
    people = [Named("x")] * MANY + [Named(""), Named("")]
    assert sample(people) == (*people[:FEW], Named(""))
