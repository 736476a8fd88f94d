"""What pages said of links is known again by the next build, and is what reading them says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.finishing import kept_reader
from handbook.finishing.html_pages import Document, HtmlReader
from handbook.finishing.kept_reader import NAME, KeptReader
from tests.finishing.test_links import PIECES

PAGE = '<a href="x/" id="here">x</a>\n<a href="ü\u2028/&amp;" name="b">x</a>'
BASED = '<base href="/elsewhere/"><a href="x/">x</a>'
ANOTHER = Document(frozenset({"y/"}), frozenset())
UNSOUND = "<a href='x/'>x</a><!-- begins"


def kept(file: Path, *pages: str, parts: tuple[str, ...] = ()) -> KeptReader:
    """Read some pages, and keep what they say."""
    reader = KeptReader(file)
    for page in pages:
        reader.read(page)
    for part in parts:
        reader.read_part(part)
    reader.keep()
    return reader


@given(st.lists(st.lists(st.sampled_from(PIECES)).map("".join), max_size=3))
def test_what_is_known_is_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, pages: list[str]
) -> None:
    file = tmp_path_factory.mktemp("kept") / NAME
    kept(file, *pages, parts=tuple(pages))
    again = KeptReader(file)
    # Each twice: what was known is known for the rest of the build.
    for page in pages * 2:
        assert again.read(page) == HtmlReader().read(page)
        assert again.read_part(page) == HtmlReader().read_part(page)


def test_what_is_known_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(tmp_path / NAME, PAGE, BASED, parts=(PAGE, UNSOUND))
    monkeypatch.setattr(HtmlReader, "read_tags", lambda *_: pytest.fail("read once more"))
    again = KeptReader(tmp_path / NAME)
    assert again.read(PAGE).addresses == {"x/", "ü\u2028/&"}
    assert again.read(PAGE).anchors == {"here", "b"}
    assert again.read(BASED).base == "/elsewhere/"
    assert again.read_part(UNSOUND) is None


def test_only_what_was_asked_for_is_kept(tmp_path: Path) -> None:
    file = tmp_path / NAME
    kept(file, PAGE, '<a href="https://left.example/">x</a>')
    assert "left.example" in file.read_text("ascii")
    kept(file, PAGE)
    assert "left.example" not in file.read_text("ascii")
    whole = file.read_bytes()
    kept(file, PAGE)
    assert file.read_bytes() == whole


@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: kept[: len(kept) // 2],
        lambda kept: kept.replace('"x/"', '["x/"]'),
        lambda kept: kept.replace("[[", "[["[:1]),
        lambda kept: kept.replace(" [", " "),
        lambda kept: "\n".join([kept.splitlines()[0], "x", "", " ", *kept.splitlines()[1:]]),
        lambda kept: re.sub(r"(?m) .*$", " 5", kept),
        lambda kept: re.sub(r"(?m) .*$", " null", kept),
        lambda kept: kept.replace('"x/"', "7"),
        lambda kept: kept.replace('""]', "null]"),
        lambda kept: kept + "\udcff",
        lambda _: "",
    ],
)
def test_what_is_damaged_is_read_again(tmp_path: Path, damage: object) -> None:
    file = tmp_path / NAME
    kept(file, PAGE, BASED)
    assert callable(damage)
    file.write_bytes(damage(file.read_text("ascii")).encode("utf-8", "surrogateescape"))
    again = kept(file, PAGE, BASED)
    assert again.read(PAGE) == HtmlReader().read(PAGE)
    assert again.read(BASED) == HtmlReader().read(BASED)
    assert KeptReader(file).read(PAGE) == HtmlReader().read(PAGE)


def test_another_version_knows_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept(tmp_path / NAME, PAGE)
    monkeypatch.setattr(kept_reader, "maker", lambda _: "another")
    monkeypatch.setattr(HtmlReader, "read_tags", lambda *_: ANOTHER)
    assert KeptReader(tmp_path / NAME).read(PAGE) == ANOTHER


def test_without_a_file_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    reader = KeptReader(None)
    assert reader.read(PAGE) == HtmlReader().read(PAGE)
    reader.keep()
    assert list(tmp_path.iterdir()) == []
