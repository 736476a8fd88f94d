"""Pictures made of points: JPEG, PNG and WebP, by Pillow."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from handbook.pictures import MAX_POINTS, PictureFault

if TYPE_CHECKING:
    from PIL import Image

_FORMATS: Mapping[str, str] = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
_READ = ("JPEG", "PNG", "WEBP")
_FOREIGN = (
    (4, b"ftyphe", "HEIC"),
    (4, b"ftypmif1", "HEIC"),
    (4, b"ftypmsf1", "HEIC"),
    (4, b"ftypavi", "AVIF"),
    (0, b"GIF8", "GIF"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"BM", "BMP"),
    (0, b"8BPS", "PSD"),
    (0, b"%PDF", "PDF"),
    (0, b"<svg", "SVG"),
    (0, b"<?xml", "SVG"),
    (4, b"JXL ", "JPEG XL"),
)
"""How pictures begin that are not read, from which byte on, and what they are called."""
_ORIENTATION = 0x0112
_QUALITY = 85


@contextmanager
def quietly() -> Iterator[None]:
    """Keep Pillow's warnings about damaged headers from whoever runs the command."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def examine(content: bytes) -> PictureFault | None:
    """Say what is wrong with a picture by its header, whatever its name ends in.

    Which of the formats it has that are read does not matter: it is written anew.
    """
    with quietly():
        image = _opened(content)
    return image if isinstance(image, PictureFault) else None


def rewritten(
    content: bytes, ending: str, long_side: int, *, lossless: bool
) -> bytes | PictureFault:
    """Decode a picture and write what is seen of it anew.

    Args:
        content: the bytes of its file.
        ending: of its name, in small letters; tells the format that is written.
        long_side: most points along a side.
        lossless: whether to keep sharp edges sharp, at the cost of size, where the format can.
    """
    image = _opened(content)
    if isinstance(image, PictureFault):
        return image
    try:
        return _written(_upright(image, long_side), _FORMATS[ending], lossless)
    except Exception:  # noqa: BLE001 - a damaged picture can raise anything
        return PictureFault("picture-unreadable")


def _opened(content: bytes) -> Image.Image | PictureFault:
    from PIL import Image  # noqa: PLC0415 - most programmes have no pictures

    try:
        image = Image.open(BytesIO(content), formats=_READ)
    except Image.DecompressionBombError:
        return _too_many_points()
    except Exception:  # noqa: BLE001 - a damaged picture can raise anything
        return _unreadable(content)
    return _too_many_points() if image.width * image.height > MAX_POINTS else image


def _unreadable(content: bytes) -> PictureFault:
    """Name the format of a picture that is not read, where it is known."""
    for at, begin, actual in _FOREIGN:
        if content.startswith(begin, at):
            return PictureFault("picture-foreign", {"actual": actual})
    return PictureFault("picture-unreadable")


def _too_many_points() -> PictureFault:
    return PictureFault("picture-points", {"limit": MAX_POINTS // 1_000_000})


def _upright(image: Image.Image, long_side: int) -> Image.Image:
    """Return the first picture of a file as it is to be seen: upright, in sRGB, not too large."""
    from PIL.Image import Resampling  # noqa: PLC0415

    transposition = _transposition(image)
    profile = image.info.get("icc_profile")
    mode = "RGBA" if image.has_transparency_data else "RGB"
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256, "L")
    if image.mode not in {"L", "LA", "RGB", "RGBA", "CMYK"}:
        image = image.convert(mode)
    image.thumbnail((long_side, long_side), Resampling.BICUBIC, reducing_gap=1.1)
    image = _in_srgb(image, profile)
    if image.mode != mode:
        image = image.convert(mode)
    return image if transposition is None else image.transpose(transposition)


def _transposition(image: Image.Image) -> Any:
    from PIL.Image import Transpose  # noqa: PLC0415

    try:
        orientation = int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # noqa: BLE001 - a damaged header can raise anything, and says nothing then
        return None
    return {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }.get(orientation)


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Convert the colours of a picture with a profile; one that cannot be used is left aside."""
    from PIL import ImageCms  # noqa: PLC0415

    if not profile:
        return image
    try:
        converted = ImageCms.profileToProfile(
            image,
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGBA" if image.mode == "RGBA" else "RGB",
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return converted or image


def _written(image: Image.Image, format_: str, lossless: bool) -> bytes:
    from PIL import Image  # noqa: PLC0415

    # A new picture, since some formats write what the old one still carries beside its points.
    if format_ == "JPEG" and image.mode == "RGBA":
        plain = Image.new("RGB", image.size, "white")
        plain.paste(image, mask=image.getchannel("A"))
    else:
        plain = Image.new(image.mode, image.size)
        plain.paste(image)
    options: Mapping[str, Mapping[str, Any]] = {
        "JPEG": {"quality": _QUALITY},
        "PNG": {"compress_level": 6},
        "WEBP": {"quality": _QUALITY, "lossless": lossless, "method": 2},
    }
    stream = BytesIO()
    plain.save(stream, format_, **options[format_])
    return stream.getvalue()
