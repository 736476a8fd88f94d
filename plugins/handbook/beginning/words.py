"""Words: what is written into the files of a new programme, in its languages."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from string import Template
from typing import Any

from handbook.beginning.answers import Answers
from handbook.languages import Languages
from handbook.reading.documents.yaml_text import parse_yaml


class Words:
    """Texts by their dotted key, with the names of an association filled in."""

    def __init__(self, answers: Answers) -> None:
        """Choose the languages, and the names."""
        self._answers = answers
        self._codes = answers.languages
        self._names = {"contact": answers.contact}
        self._names["association"] = answers.association or self.first("defaults.association")
        self._names["programme"] = answers.programme or self.first("defaults.programme")

    @property
    def association(self) -> str:
        """The association's name."""
        return self._names["association"]

    @property
    def programme(self) -> str:
        """The programme's name."""
        return self._names["programme"]

    def proposed(self, key: str) -> str:
        """Return what to propose as an answer: that of the answers, names from the texts."""
        names = {"association": self.association, "programme": self.programme}
        value = names.get(key) or getattr(self._answers, key)
        return "; ".join(value) if isinstance(value, tuple) else str(value)

    def first(self, key: str, **more: str) -> str:
        """Return a text in the first language, in English where it is not in that."""
        return self._in(self._codes[0], _at(key), more)

    def name(self, wording: str) -> str | dict[str, str]:
        """Return a name, which is the same in all languages, as YAML has a text."""
        return wording if len(self._codes) == 1 else dict.fromkeys(self._codes, wording)

    def text(self, key: str, **more: str) -> str | dict[str, str]:
        """Return a text as YAML has it: by language where there are several."""
        return self._text(_at(key), more)

    def plain(self, key: str) -> Any:
        """Return what stands at a key as it is."""
        return _at(key)

    def has(self, key: str) -> bool:
        """Say whether there is anything of a key."""
        try:
            return bool(_at(key))
        except (KeyError, ValueError):
            return False

    def texts(self, key: str) -> list[str | dict[str, str]]:
        """Return a list of texts."""
        return [self._text(each, {}) for each in _at(key)]

    def columns(self, name: str, versions: Any, **more: str) -> dict[str, str]:
        """Return a text as a table has it: a column for each language."""
        return {
            name if code == self._codes[0] else f"{name}_{code}": self._in(code, versions, more)
            for code in self._codes
        }

    def _text(self, versions: Any, more: dict[str, str]) -> str | dict[str, str]:
        if len(self._codes) == 1:
            return self._in(self._codes[0], versions, more)
        return {code: self._in(code, versions, more) for code in self._codes}

    def _in(self, code: str, versions: Any, more: dict[str, str]) -> str:
        order = Languages(tuple(self._codes)).order_for(code)
        stems = (part for each in order for part in (each, each.partition("-")[0]))
        known = next(versions[each] for each in stems if each in versions)
        return Template(known).substitute({**self._names, **more})


@cache
def _shipped() -> Any:
    text = files("handbook.beginning").joinpath("texts.yaml").read_text("utf-8")
    parsed = parse_yaml(text, "texts.yaml")
    assert not parsed.problems, parsed.problems
    return parsed.value


def _at(key: str) -> Any:
    node = _shipped()
    for part in key.split("."):
        node = node[int(part)] if isinstance(node, list) else node[part]
    return node
