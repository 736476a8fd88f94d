"""Resources: tables as Frictionless is given them, described and checked once in a process."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any


def made_resource(name: str, descriptor: Mapping[str, Any], data: Callable[[], list[Any]]) -> Any:
    """Make a resource whose description is checked once in a process, and not in each run.

    Args:
        name: what others refer to it by.
        descriptor: its schema's.
        data: gives the names of the columns, and the rows.

    Raises:
        FrictionlessException: the schema is not one that it understands.
    """
    from frictionless.resources import TableResource  # noqa: PLC0415

    schema = json.dumps(descriptor)
    resource = TableResource(name=name, data=data, schema=_schema(schema))
    vars(resource)["to_descriptor"] = partial(_told, resource.to_descriptor, name, schema)
    return resource


def _told(describe: Callable[..., Any], name: str, schema: str, *, validate: bool = False) -> Any:
    if validate:
        _validated(name, schema)
    return describe()


@lru_cache(maxsize=1024)
def _validated(name: str, schema: str) -> None:
    from frictionless.resources import TableResource  # noqa: PLC0415

    TableResource(name=name, data=list, schema=_schema(schema)).to_descriptor(validate=True)


@lru_cache(maxsize=256)
def _schema(descriptor: str) -> Any:
    """Make a schema of its descriptor, once in a process: checking it takes most of the time.

    Its fields stand for their own copies, which Frictionless makes of each for each table, and
    checks anew, lest somebody change them; here nobody does. So it is also described once.
    """
    from frictionless import Schema  # noqa: PLC0415

    schema = Schema.from_descriptor(json.loads(descriptor))
    for field in schema.fields:
        vars(field)["to_copy"] = partial(_itself, field)
    vars(schema)["to_descriptor"] = partial(_itself, schema.to_descriptor())
    return schema


def _itself(one: Any, **_: Any) -> Any:
    return one
