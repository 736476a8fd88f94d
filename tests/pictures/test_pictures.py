from __future__ import annotations

import warnings
import zlib
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from handbook.content_types import REGISTRY
from handbook.content_types.mentors import Mentor
from handbook.outputs import OutputFile
from handbook.pages.assets import assets
from handbook.pictures import PictureFault, Role, cleaning, raster
from handbook.pictures.cleaning import cleaned, examine
from handbook.problems import Place, Problem
from handbook.reading.programme import published
from tests.support.programmes import replaced
from tests.support.small_builds import fault, made, worded

GPS, ORIENTATION = 0x8825, 0x0112
SECRET = "Nightingale Lane 7"
XMP = (
    f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-'
    f'syntax-ns#"><dc:creator xmlns:dc="d">{SECRET}</dc:creator></rdf:RDF></x:xmpmeta>'
).encode()
FORMATS = {"jpg": "JPEG", "png": "PNG", "webp": "WEBP"}
every_format = pytest.mark.parametrize("ending", list(FORMATS))


def corners(size: tuple[int, int] = (80, 40), mode: str = "RGB") -> Image.Image:
    """A picture whose four corners tell how it stands: red, green, blue, white."""
    image = Image.new("RGB", size)
    width, height = size[0] // 2, size[1] // 2
    for number, colour in enumerate(("red", "lime", "blue", "white")):
        left, top = number % 2 * width, number // 2 * height
        image.paste(colour, (left, top, left + width, top + height))
    return image.convert(mode)


def saved(image: Image.Image, ending: str = "jpg", **options: Any) -> bytes:
    stream = BytesIO()
    image.save(stream, FORMATS[ending], **options)
    return stream.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    data = Image.Exif()
    data[ORIENTATION] = orientation
    data[0x010E] = SECRET
    data[0x9C9D] = SECRET.encode("utf-16-le")
    data.get_ifd(GPS)[2] = (51.0, 30.0, 26.0)
    return data


def telling(ending: str, orientation: int = 1) -> bytes:
    """A picture that carries all that its format can."""
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", SECRET)
    text.add_text("Comment", SECRET, zip=True)
    text.add_itxt("XML:com.adobe.xmp", XMP.decode())
    known: dict[str, dict[str, Any]] = {
        "jpg": {"xmp": XMP, "comment": SECRET.encode(), "quality": 95, "subsampling": 0},
        "png": {"pnginfo": text},
        "webp": {"xmp": XMP, "lossless": True},
    }
    content = saved(
        corners(),
        ending,
        exif=exif(orientation),
        icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
        **known[ending],
    )
    if ending == "jpg":
        resource = f"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x16\x1c\x02\x50\0\x12{SECRET}".encode()
        content = (
            content[:2] + b"\xff\xed" + (len(resource) + 2).to_bytes(2) + resource + content[2:]
        )
    return content + SECRET.encode()


def clean(content: bytes, name: str = "ana.jpg", role: Role = Role.PHOTO) -> bytes:
    result = cleaned({name: content}, role)[name]
    assert isinstance(result, bytes), result
    return result


def refused(content: bytes, name: str = "ana.jpg", role: Role = Role.PHOTO) -> PictureFault:
    result = cleaned({name: content}, role)[name]
    assert isinstance(result, PictureFault)
    return result


def seen(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    image.load()
    return image


def colours(image: Image.Image) -> list[tuple[int, ...]]:
    """The colours of the corners, to the nearest pure one."""
    width, height = image.size
    spots = [(x, y) for y in (height // 4, height * 3 // 4) for x in (width // 4, width * 3 // 4)]
    pixels = image.convert("RGB")
    return [tuple(255 * (part > 127) for part in pixels.getpixel(spot)) for spot in spots]  # type: ignore[union-attr]


RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


@every_format
def test_nothing_is_left_of_what_stood_beside_the_picture(ending):
    source = telling(ending)
    before = seen(source)
    assert before.getexif().get_ifd(GPS)
    assert SECRET.encode() in source
    result = clean(source, f"ana.{ending}")
    after = seen(result)
    assert not after.getexif()
    assert not {"exif", "xmp", "comment", "icc_profile", "photoshop", "Author"} & set(after.info)
    for trace in (SECRET.encode(), SECRET.encode("utf-16-le"), b"Exif", b"xmp", b"8BIM", b"ICC"):
        assert trace.lower() not in result.lower()
    assert after.format == FORMATS[ending]
    assert colours(after) == [RED, GREEN, BLUE, WHITE]


@every_format
def test_a_photo_taken_sideways_stands_upright(ending):
    image = seen(clean(telling(ending, orientation=6), f"ana.{ending}"))
    assert image.size == (40, 80)
    assert colours(image) == [BLUE, RED, WHITE, GREEN]


@pytest.mark.parametrize(
    ("orientation", "order"),
    [
        (2, [GREEN, RED, WHITE, BLUE]),
        (3, [WHITE, BLUE, GREEN, RED]),
        (4, [BLUE, WHITE, RED, GREEN]),
        (5, [RED, BLUE, GREEN, WHITE]),
        (7, [WHITE, GREEN, BLUE, RED]),
        (8, [GREEN, WHITE, RED, BLUE]),
    ],
)
def test_every_orientation_is_applied(orientation, order):
    assert colours(seen(clean(telling("png", orientation), "ana.png"))) == order


def test_a_large_photo_is_no_larger_than_shown():
    image = seen(clean(saved(corners((1800, 900)))))
    assert image.size == (512, 256)
    assert colours(image) == [RED, GREEN, BLUE, WHITE]
    small = seen(clean(saved(corners((64, 48)))))
    assert small.size == (64, 48)
    wide = saved(corners((1800, 900)))
    assert seen(clean(wide, "party.jpg", Role.ILLUSTRATION)).size == (1600, 800)


def test_a_colour_profile_is_applied_before_it_is_dropped():
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    plain = saved(Image.new("RGB", (8, 8), (200, 100, 50)), "png")
    same = saved(Image.new("RGB", (8, 8), (200, 100, 50)), "png", icc_profile=srgb.tobytes())
    assert clean(same, "a.png") == clean(plain, "a.png")
    swapped = _swapped_red_and_green(srgb.tobytes())
    other = saved(Image.new("RGB", (8, 8), (200, 100, 50)), "png", icc_profile=swapped)
    red, green, _ = seen(clean(other, "a.png")).getpixel((4, 4))  # type: ignore[misc]
    assert (red < 120, green > 180) == (True, True)
    broken = saved(Image.new("RGB", (8, 8), (200, 100, 50)), "png", icc_profile=b"no profile")
    assert clean(broken, "a.png") == clean(plain, "a.png")


def _swapped_red_and_green(profile: bytes) -> bytes:
    """Make the profile of a device that takes green for red."""
    return profile.replace(b"rXYZ", b"?XYZ").replace(b"gXYZ", b"rXYZ").replace(b"?XYZ", b"gXYZ")


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_png_can_be_shown(mode):
    image = corners(mode="L").convert("I;16") if mode == "I;16" else corners().convert(mode)
    if mode == "I;16":
        image = image.point(lambda value: value * 257)
    result = seen(clean(saved(image, "png"), "ana.png"))
    assert result.mode in {"RGB", "RGBA"}
    assert colours(result)[3] == WHITE
    assert colours(result)[2] == (BLUE if mode in {"P", "RGBA"} else (0, 0, 0))


def test_what_cannot_be_seen_through_any_more_is_white():
    glass = corners(mode="RGBA")
    glass.putalpha(Image.new("L", glass.size, 0))
    assert seen(clean(saved(glass, "png"), "logo.png", Role.LOGO)).getpixel((1, 1))[3] == 0  # type: ignore[index]
    assert colours(seen(clean(saved(glass, "png"), "logo.jpg", Role.LOGO))) == [WHITE] * 4


def test_what_cannot_be_seen_through_keeps_its_colour():
    solid = saved(corners(mode="RGBA"), "png")
    assert colours(seen(clean(solid, "logo.jpg", Role.LOGO))) == [RED, GREEN, BLUE, WHITE]


def test_ink_is_turned_into_light():
    assert colours(seen(clean(saved(corners(mode="CMYK"), quality=95)))) == [
        RED,
        GREEN,
        BLUE,
        WHITE,
    ]


def test_of_a_moving_picture_the_first_is_kept():
    frames = [corners(), Image.new("RGB", (80, 40), "black")]
    moving = saved(frames[0], "webp", save_all=True, append_images=frames[1:], lossless=True)
    assert seen(moving).n_frames == 2  # type: ignore[attr-defined]
    image = seen(clean(moving, "ana.webp"))
    assert getattr(image, "n_frames", 1) == 1
    assert colours(image) == [RED, GREEN, BLUE, WHITE]


def test_the_picture_behind_the_first_is_dropped():
    stream = BytesIO()
    corners().save(stream, "MPO", save_all=True, append_images=[Image.new("RGB", (80, 40))])
    assert examine(stream.getvalue(), "ana.jpg") is None
    image = seen(clean(stream.getvalue()))
    assert (image.format, colours(image)) == ("JPEG", [RED, GREEN, BLUE, WHITE])


@every_format
def test_a_picture_is_written_the_same_every_time(ending):
    first = clean(telling(ending), f"ana.{ending}")
    cleaning._done.clear()
    assert clean(telling(ending), f"ben.{ending}") == first


def test_a_picture_is_cleaned_once(monkeypatch):
    content = saved(corners((33, 33)))
    first = clean(content)
    monkeypatch.setattr(raster, "rewritten", None)
    assert clean(content, "other.jpg") is first


def test_many_pictures_do_not_pile_up(monkeypatch):
    cleaning._done.clear()
    monkeypatch.setattr(cleaning, "_KEPT", 3)
    many = {f"{side}.jpg": saved(corners((side, side))) for side in (8, 10, 12, 14)}
    assert all(isinstance(one, bytes) for one in cleaned(many, Role.PHOTO).values())
    clean(saved(corners((16, 16))))
    assert len(cleaning._done) == 1


def huge_png() -> bytes:
    """A few bytes that claim to be 400 million points."""
    head = (20_000).to_bytes(4) * 2 + b"\x08\x02\0\0\0"
    chunk = b"IHDR" + head
    return (
        b"\x89PNG\r\n\x1a\n"
        + len(head).to_bytes(4)
        + chunk
        + zlib.crc32(chunk).to_bytes(4)
        + b"\0\0\0\0IEND\xaeB`\x82"
    )


def test_a_small_file_cannot_fill_the_memory():
    assert len(huge_png()) < 100
    assert refused(huge_png(), "a.png") == PictureFault("picture-points", {"limit": 50})
    assert examine(huge_png(), "a.png") == PictureFault("picture-points", {"limit": 50})


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no picture",
        b"\xff\xd8\xff",
        saved(corners(), "png")[:60],
        telling("jpg")[:400],
    ],
)
def test_what_is_no_picture_is_refused(content):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert refused(content).code == "picture-unreadable"


@pytest.mark.parametrize(
    ("content", "actual"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0", "HEIC"),
        (b"\0\0\0\x1cftypavif\0\0\0\0", "AVIF"),
        (b"GIF89a", "GIF"),
        (b"II*\0\x08\0\0\0", "TIFF"),
        (b"<svg/>", "SVG"),
        (b"%PDF-1.7", "PDF"),
    ],
)
def test_a_picture_of_another_format_is_called_by_it(content, actual):
    assert examine(content, "ana.jpg") == PictureFault("picture-foreign", {"actual": actual})


def test_half_a_picture_is_refused():
    half = saved(corners((300, 300)), "jpg", quality=95)
    assert refused(half[: len(half) // 2]) == PictureFault("picture-unreadable")


def test_what_the_header_tells_is_examined():
    jpeg = saved(corners())
    assert examine(jpeg, "Ana.JPG") is None
    assert examine(jpeg, "ana.jpeg", Role.LOGO) is None
    assert examine(jpeg, "ana.png") is None
    assert examine(saved(corners(), "webp"), "ana.jpg") is None
    assert examine(b"text", "ana.png") == PictureFault("picture-unreadable")
    heavy = jpeg + bytes(2_000_000)
    assert examine(heavy, "ana.jpg") == PictureFault("picture-large", {"megabytes": "2.0"})
    kinds = {"allowed": ".jpg, .jpeg, .png, .webp"}
    assert examine(jpeg, "ana.gif") == PictureFault("picture-ending", {**kinds, "actual": "GIF"})
    drawing = PictureFault("picture-ending", {**kinds, "actual": "SVG"})
    assert examine(b"<svg/>", "ana.svg") == drawing
    assert examine(b"<svg/>", "acme.svg", Role.LOGO) == PictureFault("svg-empty")


def test_a_wrong_ending_is_mended_in_what_is_published():
    assert seen(clean(saved(corners(), "png"), "ana.jpg")).format == "JPEG"


def test_published_pictures_are_clean_and_others_stay_at_home(everything):
    ana = everything.find(Mentor, "ana")
    allowed = replace(ana, consent=replace(ana.consent, scope=frozenset({"photo"})))
    kinds = {**everything.kinds, "mentors": (allowed, everything.find(Mentor, "ben"))}
    photo = telling("jpg", orientation=6)
    files = {"photos/ana.jpg": photo, "photos/ben.jpg": photo}
    shown = published(replace(everything, kinds=kinds, files=files), REGISTRY)
    beside = [
        OutputFile("party/Quay.JPG", photo, "content/en/party/Quay.JPG"),
        OutputFile("plan.svg", b"<svg/>", "content/en/plan.svg"),
        OutputFile("form.txt", b"text"),
    ]
    found, problems = assets(shown, beside)
    assert problems == ()
    assert [file.path for file in found] == [
        "plan.svg",
        "form.txt",
        "assets/photos/ana.jpg",
        "party/Quay.JPG",
    ]
    assert found[:2] == tuple(beside[1:])
    for file in found[2:]:
        assert SECRET.encode() not in file.content
        assert seen(file.content).size == (40, 80)


@pytest.mark.parametrize(
    ("path", "content", "told"),
    [
        ("content/en/quay.png", "no picture", (0, 0, "picture-unreadable")),
        ("content/en/quay.heic", "\0\0\0\x18ftypheic Exif\0\0", (0, 0, "metadata-left")),
        (
            "programme/logos/acme.svg",
            '<svg>\n<path d="M0 0"/>\n<use href="x#a"/></svg>',
            (3, 1, "svg-reference"),
        ),
    ],
)
def test_a_picture_that_cannot_be_shown_is_told_in_its_place(tmp_path, path, content, told):
    named = replaced("programme/organisations.csv", "people.,,,", "people.,,acme.svg,")
    build = made(tmp_path, {path: content, **(named if path.endswith(".svg") else {})})
    assert build.failed
    assert [fault(problem)[:4] for problem in build.problems] == [(path, *told)]
    assert f"{path}:" in worded(build.problems[0])


def test_every_fault_of_a_picture_has_words():
    faults = [
        examine(b"", "a.gif"),
        examine(b"GIF89a", "a.png"),
        examine(bytes(3_000_000), "a.jpg"),
        examine(huge_png(), "a.png"),
    ]
    for each in faults:
        assert each is not None
        worded(Problem(Place("programme/photos/a"), each.code, details=each.details))
