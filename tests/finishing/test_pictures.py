"""No picture of the finished site tells more than is seen, whoever put it there."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Mapping
from pathlib import Path

import pytest

from handbook.finishing.pictures import clean_pictures
from tests.pictures.test_metadata import LEFT, PLAIN, SECRET, TELLING
from tests.support import planting
from tests.support.planting import zipped

JPEG = TELLING["jpeg-exif"]
CODE = base64.b64encode(JPEG)
XMP_CODE = base64.b64encode(TELLING["png-text"])


def wrapped(code: bytes, end: bytes) -> bytes:
    return end.join(code[start : start + 60] for start in range(0, len(code), 60))


def put(site: Path, files: Mapping[str, bytes]) -> Path:
    for name, content in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return site


def told(site: Path) -> list[tuple[str, str]]:
    return [(str(each.place), each.code) for each in clean_pictures(site)]


INLINE: Mapping[str, bytes] = {
    "svg": b'<svg><image xlink:href="data:image/jpeg;base64,' + CODE + b'"/></svg>',
    "svg-lines": b'<svg><image href="data:image/jpeg;base64,'
    + wrapped(CODE, b"\n  ")
    + b'"/></svg>',
    "svg-entities": b'<image href="data:image/jpeg;base64,' + wrapped(CODE, b"&#10;") + b'"/>',
    "svg-percent": b"<image href='data:image/jpeg;base64," + CODE.replace(b"+", b"%2B") + b"'/>",
    "page": b'<img src="data:image/png;base64,' + XMP_CODE + b'"><p>Text</p>',
    "unquoted": b"<img src=data:image/png;base64," + XMP_CODE + b">",
    "no-type": b'<img src="data:;base64,' + CODE + b'">',
    "wrong-type": b'<img src="data:image/png;charset=x;base64,' + CODE + b'">',
    "capitals": b'<img src="DATA:image/jpeg;BASE64,' + CODE + b'">',
    "style": b"a{background:url(data:image/jpeg;base64," + CODE + b") no-repeat}",
    "script": b'var a="data:image/jpeg;base64,' + CODE + b'";',
    "two": b'<img src="data:image/jpeg;base64,%s"><img src="data:image/png;base64,%s">'
    % (CODE, XMP_CODE),
}


@pytest.mark.parametrize("name", INLINE)
def test_a_picture_within_a_text_is_cleaned(tmp_path: Path, name: str):
    site = put(tmp_path / "site", {"a.txt": INLINE[name]})
    assert told(site) == []
    content = (site / "a.txt").read_bytes()
    assert len(content) < len(INLINE[name])
    assert content[:20] == INLINE[name][:20]
    assert content[-2:] == INLINE[name][-2:]
    codes = content.split(b"ase64,")[1:] or content.split(b"ASE64,")[1:]
    for code in codes:
        picture = base64.b64decode(code[: code.find(b"=") + 2].rstrip(b"\">)';") + b"==")
        assert SECRET.encode() not in picture
    again = told(site)
    assert ((site / "a.txt").read_bytes(), again) == (content, [])


@pytest.mark.parametrize("name", TELLING)
@pytest.mark.parametrize("ending", ["jfif", "bin"])
def test_a_picture_is_known_whatever_it_is_called(tmp_path: Path, name: str, ending: str):
    site = put(tmp_path / "site", {f"assets/{name}.{ending}": TELLING[name]})
    assert told(site) == []
    assert SECRET.encode() not in (site / f"assets/{name}.{ending}").read_bytes()


@pytest.mark.parametrize("name", LEFT)
def test_what_cannot_be_cleaned_is_an_error_that_names_the_file(tmp_path: Path, name: str):
    site = put(tmp_path / "site", {"deep/a": LEFT[name], "b.jpg": JPEG})
    (problem,) = clean_pictures(site)
    assert (str(problem.place), problem.code, problem.severity) == (
        "site/deep/a",
        "metadata-left",
        "error",
    )
    assert (site / "deep/a").read_bytes() == LEFT[name]


def test_a_packed_drawing_is_cleaned_and_stays_what_it_was(tmp_path: Path):
    site = put(tmp_path / "site", {"a.svgz": gzip.compress(INLINE["svg"], mtime=7)})
    assert told(site) == []
    content = (site / "a.svgz").read_bytes()
    assert content[4:8] == (7).to_bytes(4, "little")
    assert len(gzip.decompress(content)) < len(INLINE["svg"])


def test_pictures_that_cannot_be_cleaned_within_a_text_are_told(tmp_path: Path):
    code = base64.b64encode(LEFT["avif"])
    site = put(tmp_path / "site", {"a.html": b'<img src="data:image/avif;base64,' + code + b'">'})
    assert told(site) == [("site/a.html", "metadata-left")]


def test_pictures_within_documents_are_a_warning(tmp_path: Path):
    documents = {
        "a.docx": zipped({"word/document.xml": b"<a/>", "word/media/image1.jpeg": JPEG}),
        "b.docx": zipped({"word/document.xml": b"<a/>", "word/media/image1.jpeg": PLAIN["jpeg"]}),
        "c.pdf": planting.pdf(SECRET, "photo"),
        "d.pdf": planting.pdf("Nobody"),
        "e.zip": planting.encrypted_zip(),
        "f.zip": zipped({"a.txt": b"x"})[:-9],
    }
    site = put(tmp_path / "site", documents)
    assert told(site) == [("site/a.docx", "metadata-within"), ("site/c.pdf", "metadata-within")]


def test_nothing_else_is_touched(tmp_path: Path):
    files = {
        **{f"{name}.x": content for name, content in PLAIN.items()},
        "a.html": b'<img src="data:image/png;base64,' + base64.b64encode(PLAIN["png"]) + b'">',
        "odd.js": b'x=";base64,"+y; z="data:image/png;base64,"',
        "bad.css": b"a{b:url(data:image/png;base64,A)}",
        ".git/a.jpg": JPEG,
        "a.gz": gzip.compress(b"<p>", mtime=0),
        "cut.gz": gzip.compress(b"<p>")[:-6],
    }
    site = put(tmp_path / "site", files)
    (site / "lost").symlink_to("nowhere")
    times = {name: (site / name).stat().st_mtime_ns for name in files}
    assert told(site) == []
    assert {name: (site / name).read_bytes() for name in files} == files
    assert {name: (site / name).stat().st_mtime_ns for name in files} == times
