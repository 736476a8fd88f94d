"""A consent that ends takes the person off the site, whoever names them still, and nothing else."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from pathlib import Path

import pytest

from handbook.masking.markup import MARK
from tests.site.commands import Result, handbook, with_config
from tests.support import planting
from tests.support.programmes import FILES, write_programme

LAST, AFTER = "2026-05-12", "2026-05-13"
MENTORS = "programme/mentors.csv"
PAGE = """---
title: Asked of Mara Tidewell
description: Mara Tidewell answers.
---

# Asked

Ask **Mara** *Tidewell*, or Tidewell, Mara; or M<b>ar</b>a Tid&eacute;well; or mara&nbsp;tidewell.

## Why Mara Tidewell?

See <a href="../mentors/mara-tidewell/">her page</a>, [a form](form.pdf), ![Mara Tidewell](boat.jpg)
and [above](#why-mara-tidewell). Write to <mara@tidewell.example>.

{{ listing("faq") }}

Ma**ra** Tide_w_ell wrote; [M*ar*a Tidewell](mentors/mara-tidewell.md) too, and
{{ link(related("mentors", id="mara-tidewell") | first, "her page again") }}.

By label: [what she did][her], [Mara Tidewell][], [her] and [ours][else]; [neither].

[HER]: mentors/mara-tidewell.md "Mara Tidewell"
[mara tidewell]: <mentors/mara-tidewell.md#top>
[else]: index.md
"""
NAVIGATION = """pages:
- index.md
- title: {en: Asked}
  pages: [asked.md]
"""


def with_mara(root: Path, **changes: str) -> Path:
    """Write the small programme with Mara in it, whose consent ends on a day of May."""
    rows = list(csv.DictReader(io.StringIO(FILES[MENTORS])))
    mara = {
        "id": "mara-tidewell",
        "name": "Mara Tidéwell",
        "organisation": "beta",
        "expertise": "steering",
        "languages": "en",
        "availability": "open",
        "email": "mara@tidewell.example",
        "consent": "yes",
        "consent_date": "2025-05-12",
        "consent_scope": "biography;contact",
        "consent_wording": "1",
        "consent_expiry": LAST,
        **changes,
    }
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, rows[0].keys(), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows([*rows, mara])
    return with_config(write_programme(root, {MENTORS: text.getvalue()}))


def written(root: Path, files: dict[str, bytes]) -> Path:
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content)
    return root


def build(root: Path, day: str, *options: str | Path) -> Result:
    return handbook("build", "--root", root, "--today", day, *options, cwd=root)


EVERYWHERE = {
    "content/en/faq.md": PAGE.encode(),
    "content/en/form.pdf": planting.pdf("Mara Tidewell"),
    "content/en/boat.jpg": planting.picture("JPEG"),
    "content/en/mara-tidewell.md": b"---\ntitle: Ours\ndescription: Hers.\n---\n\n# Ours\n",
    "content/en/people.json": b'{"all": [{"first": "Mara", "last": "Tidewell"}, {"a": 1}]}',
    "overrides/assets/people.csv": b"who,what\nMara Tidewell,rows\n",
}


def said(site: Path) -> str:
    """Return all text of a site, the names of its files included."""
    files = [path for path in site.rglob("*") if path.is_file()]
    texts = [path.read_bytes().decode("utf-8", "replace") for path in files]
    return "\n".join([*map(str, files), *texts])


@pytest.fixture(scope="module")
def everywhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(with_mara(tmp_path_factory.mktemp("ending") / "project"), EVERYWHERE)


def test_on_the_last_day_the_person_is_named_and_the_places_are_told(everywhere: Path) -> None:
    result = build(everywhere, LAST, "--masked", everywhere / "said.txt")
    assert result.returncode == 0, result.stderr
    assert "ATTENTION" not in result.stdout + result.stderr
    assert (everywhere / "said.txt").read_text() == "masked=0\n"
    assert (everywhere / "site/mentors/mara-tidewell/index.html").is_file()
    page = (everywhere / "site/faq/index.html").read_text("utf-8")
    assert "Mara Tidewell" in page
    assert '<a href="../mentors/mara-tidewell/">what she did</a>' in page
    assert '<a href="../mentors/mara-tidewell/#top">Mara Tidewell</a>' in page
    for place in (
        *("content/en/faq.md:2:", "content/en/faq.md:8:", "content/en/form.pdf:"),
        "overrides/assets/people.csv:2:",
    ):
        line = next(line for line in result.stdout.splitlines() if line.startswith(place))
        assert "warning: this names the person in programme/mentors.csv:5" in line
        assert LAST in line


def test_the_day_after_the_rest_is_published_without_the_person(everywhere: Path) -> None:
    site = everywhere / "site"
    result = build(everywhere, AFTER, "--masked", everywhere / "said-after.txt")
    assert result.returncode == 0, result.stderr
    assert "ATTENTION" in result.stderr.splitlines()[-1]
    assert (everywhere / "said-after.txt").read_text() != "masked=0\n"
    told = f"{result.stdout}\n{result.stderr}".casefold()
    assert "tidewell" not in told
    assert "tidéwell" not in told
    whole = said(site).casefold()
    assert "tidewell" not in whole
    assert "tidéwell" not in whole
    page = (site / "faq/index.html").read_text("utf-8")
    assert f"Ask <strong>{MARK}</strong>" in page
    assert "See <a>her page</a>, <a>a form</a>" in page
    assert f"Why {MARK}?" in page
    assert f"By label: what she did, {MARK}, her and <a href=" in page
    assert "[neither]" in page
    assert not (site / "form.pdf").exists()
    assert not (site / "mara-tidewell").exists()
    assert json.loads((site / "people.json").read_text()) == {"all": [{"a": 1}]}
    assert (site / "assets/people.csv").read_text() == f"who,what\n{MARK},rows\n"
    assert json.loads((site / "search/search_index.json").read_text("utf-8"))["docs"]
    package = json.loads((site / "data/datapackage.json").read_text("utf-8"))
    for each in package["resources"]:
        content = (site / "data" / each["path"]).read_bytes()
        assert each["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert each["bytes"] == len(content)


def test_an_export_leaves_the_person_out_too(everywhere: Path, tmp_path: Path) -> None:
    options = ("--root", everywhere, "--today", AFTER, tmp_path / "plain")
    result = handbook("export", *options, cwd=everywhere)
    assert result.returncode == 0, result.stderr
    assert "ATTENTION" in result.stderr
    plain = said(tmp_path / "plain").casefold()
    assert "tidewell" not in plain
    assert MARK in plain


HEAD = "---\ntitle: Asked\ndescription: Ours.\n---\n\n# Asked\n\n"


@pytest.mark.parametrize(
    "changes",
    [
        {"content/en/faq.md": f"{HEAD}Ask B**e**n No there.\n"},
        {"content/en/faq.md": f"{HEAD}Ring 01632 960001.\n"},
        {"content/en/ben-no.txt": "x"},
    ],
    ids=["name", "number", "file"],
)
def test_an_export_refuses_what_a_build_refuses(tmp_path: Path, changes: dict[str, str]) -> None:
    root = with_config(write_programme(tmp_path / "project", changes))
    options = ("--root", root, "--today", "2026-03-01", tmp_path / "plain")
    result = handbook("export", *options, cwd=root)
    assert result.returncode == 1
    assert not list((tmp_path / "plain").rglob("*"))
    told = f"{result.stdout}\n{result.stderr}".casefold()
    assert not any(value in told for value in ("ben no", "960001", "traceback"))
