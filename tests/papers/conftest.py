"""What the tests of papers share: one built programme, with all the forms that there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from handbook.site.built import Build
from tests.support.programmes import replaced
from tests.support.small_builds import made

OWN = """\
title: {en: Travel costs, es: Gastos de viaje}
introduction: {en: We pay., es: Pagamos.}
filled_in_by: [mentee]
when: {en: After a journey, es: Tras un viaje}
stage: meeting
numbered: yes
sections:
  - id: journey
    title: {en: The journey & what it cost, es: El viaje y su coste}
    text: {en: "Keep *every* ticket.", es: "Guarda *todos* los billetes."}
    fields:
      - {id: day, title: {en: On which day, es: Qué día}, kind: date}
      - {id: sum, title: {en: How much, es: Cuánto}, kind: number}
      - {id: why, title: {en: "What for, in <brief>", es: "Para qué, en <breve>"}, kind: long}
      - id: how
        title: {en: By what you came, es: En qué viniste}
        kind: choice
        several: yes
        options: [{en: By train, es: En tren}, {en: By ferry, es: En ferri}]
  - id: promise
    title: {en: The promise, es: La promesa}
    fields:
      - {id: fine, title: {en: Was it worth it?, es: ¿Valió la pena?}, kind: scale, highest: 5}
      - {id: true, title: {en: All of this is true, es: Todo esto es cierto}, kind: checkbox}
      - {id: next, title: {en: What comes next, es: Qué viene ahora}, kind: actions}
      - {id: sign, title: {en: Your signature, es: Tu firma}, kind: signature, signed_by: [mentee]}
"""
CHANGES = {
    **replaced("programme/programme.yaml", "languages: [en]", "languages: [en, es]"),
    "programme/forms/travel-costs.yaml": OWN,
    "programme/forms/minutes.yaml": None,
}


@pytest.fixture(scope="session")
def bilingual_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bilingual")


@pytest.fixture(scope="session")
def bilingual(bilingual_root: Path) -> Build:
    """The small programme in two languages, with forms of its own and all others that are shipped.

    No documents are made: the tests make those that they look at.
    """
    return made(bilingual_root, CHANGES)
