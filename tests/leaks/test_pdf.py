"""PDFs as programs write them today, with lists of packed objects: what is read of them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.leaks import Confidential, Kind
from handbook.leaks import search as searching
from handbook.leaks.matcher import Matcher
from handbook.leaks.pdf.syntax import meant, written
from handbook.leaks.reader import Reader
from handbook.leaks.search import search
from handbook.leaks.streams import mark_of, without_streams
from handbook.leaks.unread import Unread
from handbook.problems import Place
from tests.support.planting import NAME, zipped

SOUGHT = tuple(
    Confidential(name, Kind.NAME, Place("programme/mentors.csv", 2), "name")
    for name in (NAME, "Иван Петрович")
)
MATCHER = Matcher(SOUGHT)


def read(content: bytes) -> tuple[bool, set[Unread]]:
    one = Reader()
    return bool(MATCHER.found_in(one.texts(content))), one.unread


def saved(change: Callable[[pikepdf.Pdf], None], *, lists: bool = True) -> bytes:
    """Make a PDF of one page, with its objects in packed lists or by themselves."""
    document = pikepdf.new()
    document.add_blank_page()
    change(document)
    file = io.BytesIO()
    mode = pikepdf.ObjectStreamMode
    document.save(file, object_stream_mode=mode.generate if lists else mode.disable)
    return file.getvalue()


def kept(value: object) -> Callable[[pikepdf.Pdf], None]:
    """Put a value into an object that no page leads to."""

    def change(document: pikepdf.Pdf) -> None:
        document.Root.Lost = document.make_indirect(pikepdf.Dictionary(Value=value))

    return change


def drawn(content: bytes) -> Callable[[pikepdf.Pdf], None]:
    def change(document: pikepdf.Pdf) -> None:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1)
        font.BaseFont, font.Encoding = pikepdf.Name.Helvetica, pikepdf.Name.WinAnsiEncoding
        page = document.pages[0]
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        page.Contents = document.make_stream(content)

    return change


def as_list(objects: bytes) -> Callable[[pikepdf.Pdf], None]:
    """Put a list of objects into a document, as it is left over from a former version of it."""

    def change(document: pikepdf.Pdf) -> None:
        data = b"90 0 " + objects
        stream = document.make_stream(data, Type=pikepdf.Name.ObjStm, N=1, First=5)
        document.Root.Lost = stream

    return change


FOUND: Mapping[str, Callable[[pikepdf.Pdf], None]] = {
    "text": kept(pikepdf.String(NAME)),
    "wide": kept(pikepdf.String(f"{NAME} 王")),
    "bytes": kept(pikepdf.String(NAME.encode("latin-1"))),
    "marked-unicode": kept(pikepdf.String(b"\xef\xbb\xbf" + NAME.encode())),
    "unmarked-unicode": kept(pikepdf.String(NAME.encode())),
    "of-windows": kept(pikepdf.String("Иван Петрович".encode("cp1251"))),
    "of-russia": kept(pikepdf.String("Иван Петрович".encode("koi8-r"))),
    "in-an-array": kept(pikepdf.Array([pikepdf.Array([pikepdf.String(NAME)])])),
    "as-a-key": kept(pikepdf.Dictionary({f"/{NAME}": True})),
    "as-a-name": kept(pikepdf.Name(f"/{NAME}")),
    "in-parentheses": kept(pikepdf.String(f"(a (b (c ({NAME}) d) e) f")),
    "packed-within": kept(pikepdf.String("data:a/b;base64,Wm/DqSBIYWxsbcOhcms=")),
    "list": as_list(b"<</A (Zo\\351 Hall) /B (Zo\\351 Hall\\\nm\\341rk)>>"),
    "list-of-digits": as_list(b"<</A <5a6Fe9 2048616C 6C6De1726b>>>"),
    "list-of-wide-digits": as_list(b"[<feff" + NAME.encode("utf-16-be").hex().encode() + b">]"),
    "list-of-nested": as_list(b"[(a (Zo\\351 (no) \\) (Zo\\351 Hallm\\341rk) b) c)]"),
    "list-with-a-comment": as_list(b"[1] % By Zo\xc3\xa9 Hallm\xc3\xa1rk\n"),
    "list-of-names": as_list(b"<</Zo#e9#20Hallm#E1rk 1>>"),
    "list-without-end": as_list(b"[(Zo\xc3\xa9 Hallm\xc3\xa1rk"),
    "drawn": drawn(b"BT /F1 9 Tf 5 5 Td (Zo\\351 Hallm\\341rk) Tj ET"),
    "drawn-in-digits": drawn(b"BT /F1 9 Tf 5 5 Td <5a6Fe9 2048616C 6C6De1726b> Tj ET"),
    "drawn-in-pieces": drawn(b"BT /F1 9 Tf 5 5 Td [(Zo\\351 H) -5 (allm\\341) 3 (rk)] TJ ET"),
    "told-beside": drawn(b"/Span <</ActualText (Zo\\351 Hallm\\341rk)>> BDC 0 0 m 9 9 l S EMC"),
    "told-in-wide": drawn(
        b"/Span <</Alt <feff" + NAME.encode("utf-16-be").hex().encode() + b">>> BDC EMC"
    ),
    "told-in-a-comment": drawn(b"0 0 m 9 9 l S % Zo\xc3\xa9 Hallm\xc3\xa1rk\n"),
    "told-before-a-picture": drawn(
        b"/Span <</Alt (Zo\xc3\xa9 Hallm\xc3\xa1rk)>> BDC BI /W 1 /H 1 ID ( EI EMC"
    ),
}


@pytest.mark.parametrize("lists", [True, False], ids=["in-lists", "by-themselves"])
@pytest.mark.parametrize("case", FOUND)
def test_the_name_is_found(case: str, lists: bool):
    assert read(saved(FOUND[case], lists=lists))[0]


def test_where_it_stands_nowhere_it_is_not_found():
    content = saved(kept(pikepdf.String("Zoé and Hallmárk Lines")))
    assert read(content) == (False, set())


BY = f"\nBy {NAME}.\n".encode()


@pytest.mark.parametrize("packed", [zlib.compress(BY, 0), zlib.compress(b"x") + BY])
def test_what_no_object_lists_is_read_as_it_stands(packed: bytes):
    content = saved(kept(1))
    at = content.rindex(b"startxref")
    stray = b"\nstream\n" + packed + b"\nendstream\n"
    assert read(content[:at] + stray + content[at:])[0]


@given(st.binary(max_size=200))
def test_the_strings_of_anything_are_told_or_it_is_said_that_they_are_not(data: bytes):
    said = written(data)
    assert said is None or all(each in said.whole for each in said.strings)


@given(st.text(max_size=30).filter(lambda text: text.isprintable()), st.booleans())
def test_a_string_is_read_as_it_was_written(text: str, named: bool):
    value = pikepdf.Array([pikepdf.String(text), pikepdf.Name(f"/a{text}") if named else 1])
    said = written(value.unparse())
    assert said is not None
    assert said.strings == (bytes(pikepdf.String(text)),)


ESCAPES = (
    rb"\n",
    rb"\r",
    rb"\t",
    rb"\b",
    rb"\f",
    rb"\\",
    rb"\(",
    rb"\)",
    rb"\a",
    rb"\x41",
    b"\\\n",
)
ESCAPES += (
    rb"\0",
    rb"\7",
    rb"\12",
    rb"\101",
    rb"\377",
    b"a",
    b"\n",
    b"1",
    b"'",
    b"\xe9",
    b"\0",
    b" ",
)


@given(st.lists(st.sampled_from(ESCAPES), max_size=9))
def test_escapes_are_read_as_another_library_reads_them(parts: list[bytes]):
    string = b"(" + b"".join(parts) + b")"
    assert meant(string) == bytes(pikepdf.Object.parse(string))


def test_of_a_file_that_which_was_unpacked_is_left_out():
    streams = [zlib.compress(each) for each in (b"seen" * 9, b"unseen" * 9)]
    content = b"".join(b"stream\n" + each + b"\nendstream " for each in streams)
    seen = {mark_of(b"seen" * 9)}
    rest = b"stream\n\x01\nendstream stream\n" + streams[1] + b"\nendstream "
    assert without_streams(content, (set(), seen), 1000) == (rest, 910)
    assert without_streams(content, (seen,), 35) == (content, 0)
    assert without_streams(content, ({mark_of("seen" * 9)},), 1000) == (content, 910)
    cut = content[:20]
    assert without_streams(cut, (seen,), 1000)[0] == cut


def test_of_an_archive_that_which_was_unpacked_is_left_out():
    content = zipped({"a.txt": b"seen" * 9, "b.txt": b"unseen" * 9})
    packed = zlib.compress(b"seen" * 9)[2:-4]
    rest, left = without_streams(content, ({mark_of(b"seen" * 9)},), 1000)
    assert (rest, left) == (content.replace(packed, b"\x01"), 910)
    assert rest != content


def test_what_several_files_hold_is_looked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    said: list[str] = []

    class Watched(Reader):
        def texts(self, content):
            for text in super().texts(content):
                said.append(text)
                yield text

    monkeypatch.setattr(searching, "Reader", Watched)
    for name in ("a", "b"):
        content = zipped({"common.txt": b"Common to both", f"{name}.txt": f"Of {name}".encode()})
        (tmp_path / f"{name}.zip").write_bytes(content)
    (tmp_path / "common.html").write_bytes(b"Common to both")
    assert not search(tmp_path, SOUGHT).leaked
    assert said.count("Common to both") == 1
    assert {"Of a", "Of b"} <= {*said}


def test_what_several_files_hold_is_found_in_each(tmp_path: Path):
    for name in ("a", "b", "c"):
        content = zipped({"common.txt": BY, "clean.txt": b"Nothing", f"{name}.txt": b"Of it"})
        (tmp_path / f"{name}.zip").write_bytes(content)
    (tmp_path / "common.html").write_bytes(BY)
    (tmp_path / "nothing.html").write_bytes(b"Nothing")
    found = {leak.file for leak in search(tmp_path, SOUGHT).leaks}
    assert found == {"a.zip", "b.zip", "c.zip", "common.html"}


@pytest.mark.parametrize("open_for_ever", [b"(", rb"(\(", b"(a", b"((a", b"(()", b"(x(y)"])
def test_a_string_without_end_is_left_to_a_parser(open_for_ever: bytes):
    assert written(b"(whole) Tj " + open_for_ever * 50_000) is None
