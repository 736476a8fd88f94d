"""What stands in a picture beside what is seen is taken out, and what is seen stays as it is."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pytest
from PIL import Image, PngImagePlugin

from handbook.pictures.metadata import without_metadata
from tests.support.planting import jpeg_with_iptc

GPS, ORIENTATION, ARTIST = 0x8825, 0x0112, 0x013B
SECRET = "Nightingale Lane 7"
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator>{SECRET}</dc:creator></x:xmpmeta>".encode()
MARKS = (SECRET.encode(), b"Nightingale", b"xmpmeta", b"GIMP")


def image(mode: str = "RGB") -> Image.Image:
    """A picture of which every corner is another."""
    one = Image.new("RGB", (24, 16))
    for number, colour in enumerate(("red", "lime", "blue", "white")):
        one.paste(
            colour, (number % 2 * 12, number // 2 * 8, number % 2 * 12 + 12, number // 2 * 8 + 8)
        )
    return one.convert(mode)


def exif(orientation: int = 1) -> Image.Exif:
    data = Image.Exif()
    data[ORIENTATION] = orientation
    data[ARTIST] = SECRET
    data.get_ifd(GPS)[2] = (51.0, 30.0, 26.0)
    return data


def saved(kind: str, mode: str = "RGB", **options: object) -> bytes:
    file = io.BytesIO()
    image(mode).save(file, kind, **options)
    return file.getvalue()


def text() -> PngImagePlugin.PngInfo:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", SECRET)
    info.add_itxt("Comment", SECRET, zip=True)
    return info


def moving(kind: str, **options: object) -> bytes:
    frames = [image(), image().rotate(90, expand=False), image().rotate(180)]
    file = io.BytesIO()
    frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=80, **options)
    return file.getvalue()


def seen(content: bytes) -> list[bytes]:
    """Return the points of all pictures of a file, and how it is turned."""
    with Image.open(io.BytesIO(content)) as one:
        turned = one.getexif().get(ORIENTATION, 1)
        frames = []
        for number in range(getattr(one, "n_frames", 1)):
            one.seek(number)
            frames.append(one.convert("RGBA").tobytes())
        return [*frames, bytes([turned])]


PLAIN: Mapping[str, bytes] = {
    "jpeg": saved("JPEG"),
    "progressive": saved("JPEG", progressive=True),
    "grey": saved("JPEG", "L"),
    "cmyk": saved("JPEG", "CMYK"),
    "png": saved("PNG"),
    "palette": saved("PNG", "P"),
    "alpha": saved("PNG", "RGBA"),
    "gif": saved("GIF", "P"),
    "webp": saved("WEBP"),
    "webp-lossless": saved("WEBP", lossless=True),
    "apng": moving("PNG"),
    "moving-gif": moving("GIF", loop=0),
    "moving-webp": moving("WEBP"),
    "bmp": saved("BMP"),
    "icon": saved("ICO"),
    "tiff": saved("TIFF"),
    "text": b"Exif\0\0 is what cameras write",
    "svg": b"<svg><path d='M0 0'/></svg>",
    "empty": b"",
    "short": b"\xff\xd8\xff",
}
TELLING: Mapping[str, bytes] = {
    "jpeg-exif": saved("JPEG", exif=exif()),
    "jpeg-xmp": saved("JPEG", xmp=XMP),
    "jpeg-comment": saved("JPEG", comment=SECRET.encode()),
    "jpeg-iptc": jpeg_with_iptc(SECRET),
    "jpeg-progressive": saved("JPEG", progressive=True, exif=exif(), comment=SECRET.encode()),
    "jpeg-behind": PLAIN["jpeg"] + saved("JPEG", exif=exif()),
    "jpeg-turned": saved("JPEG", exif=exif(6)),
    "jpeg-restart": saved("JPEG", exif=exif(), restart_marker_blocks=1),
    "png-text": saved("PNG", pnginfo=text()),
    "png-exif": saved("PNG", exif=exif()),
    "png-turned": saved("PNG", exif=exif(8)),
    "png-behind": PLAIN["png"] + SECRET.encode(),
    "apng": moving("PNG", pnginfo=text()),
    "gif-comment": saved("GIF", "P", comment=SECRET.encode()),
    "gif-moving": moving("GIF", comment=SECRET.encode(), loop=0),
    "gif-behind": PLAIN["gif"] + SECRET.encode(),
    "webp-exif": saved("WEBP", exif=exif()),
    "webp-xmp": saved("WEBP", xmp=XMP),
    "webp-turned": saved("WEBP", exif=exif(3), xmp=XMP),
    "webp-moving": moving("WEBP", xmp=XMP, exif=exif()),
    "webp-behind": PLAIN["webp"] + SECRET.encode(),
}
LEFT: Mapping[str, bytes] = {
    "tiff-artist": saved("TIFF", tiffinfo={ARTIST: SECRET}),
    "tiff-exif": saved("TIFF", exif=exif()),
    "tiff-big-endian": b"MM\0*\0\0\0\x08\0\1\x88\x25\0\4\0\0\0\1\0\0\0\x1a\0\0\0\0",
    "avif": b"\0\0\0\x1cftypavif\0\0\0\0mif1\0\0\0\x15infe\2\0\0\0\0\1\0\0Exif\0",
    "heic": b"\0\0\0\x18ftypheic\0\0\0\0mif1\0\0\0\x15infe\2\0\0\1\0\2\0\0mimeXMP\0",
    "heic-xmp": b"\0\0\0\x18ftypheic\0\0\0\0mif1" + XMP,
    "jpeg-xl": b"\0\0\0\x0cJXL \r\n\x87\n\0\0\0\x40Exif\0\0\0\0Exif\0\0MM\0*",
    "film": b"\0\0\0\x18ftypqt  \0\0\0\0" + b"\0\0\0\x1a\xa9xyz+51.5-0.12/",
    "photoshop": b"8BPS\0\1" + XMP,
    "damaged-jpeg": saved("JPEG", exif=exif()).replace(b"\xff\xdb", b"\0\0", 1),
    "damaged-png": saved("PNG")[:40] + b"Exif\0\0" + b"x" * 30,
}


@pytest.mark.parametrize("name", PLAIN)
def test_what_has_nothing_beside_the_picture_is_left_alone(name: str):
    assert (
        without_metadata(PLAIN[name]) is PLAIN[name] or without_metadata(PLAIN[name]) == PLAIN[name]
    )


@pytest.mark.parametrize("name", TELLING)
def test_what_is_beside_the_picture_is_taken_out(name: str):
    content = TELLING[name]
    shorter = without_metadata(content)
    assert shorter is not None
    assert len(shorter) < len(content)
    assert not any(mark in shorter for mark in MARKS)
    assert seen(shorter) == seen(content)
    assert without_metadata(shorter) == shorter


@pytest.mark.parametrize("name", ["jpeg-turned", "png-turned", "webp-turned"])
def test_a_turned_picture_stays_turned_and_tells_nothing_else(name: str):
    shorter = without_metadata(TELLING[name])
    assert shorter is not None
    with Image.open(io.BytesIO(shorter)) as one:
        assert list(one.getexif()) == [ORIENTATION]


def test_colours_stay():
    profile = b"\0\0\2\x0cnot a real profile of colours" + bytes(200)
    for kind in ("JPEG", "PNG", "WEBP"):
        shorter = without_metadata(saved(kind, icc_profile=profile, exif=exif()))
        assert shorter is not None
        with Image.open(io.BytesIO(shorter)) as one:
            assert one.info["icc_profile"] == profile


def test_the_small_picture_of_jfif_goes():
    content = PLAIN["jpeg"]
    thumb = content[:4] + (16 + 12).to_bytes(2) + content[6:18] + b"\2\2" + b"x" * 12 + content[20:]
    assert without_metadata(thumb) == content


@pytest.mark.parametrize("name", LEFT)
def test_what_cannot_be_taken_out_is_told(name: str):
    assert without_metadata(LEFT[name]) is None


@pytest.mark.parametrize("name", sorted(TELLING))
def test_a_damaged_picture_raises_nothing(name: str):
    content = TELLING[name]
    for cut in range(1, len(content), max(len(content) // 40, 1)):
        shorter = without_metadata(content[:cut])
        assert shorter is None or len(shorter) <= len(content) + 40
