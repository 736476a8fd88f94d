"""Drawings: SVG taken apart by an XML parser, and only what draws put together again.

A browser opens an SVG file as a page of its own, with scripts; and editors leave names, paths and
addresses in it. So what is not known to draw is left out. Where that would change what is seen,
the drawing is refused instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType
from xml.sax.saxutils import escape, quoteattr

from handbook.pictures import PictureFault

_SVG = "http://www.w3.org/2000/svg"
_XLINK_HREF = "http://www.w3.org/1999/xlink href"
_XML_SPACE = "http://www.w3.org/XML/1998/namespace space"
_MAX_ELEMENTS = 20_000
_MAX_DEPTH = 100
_INSIDE = re.compile(r"#[^\s\"'()<>]+")
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_URL = re.compile(r"url\(\s*(?P<quote>[\"']?)(?P<address>[^\"')]*)(?P=quote)\s*\)", re.IGNORECASE)
_OUTSIDE = re.compile(
    r"//|\\|@import|(?:javascript|data|expression|image-set|src)\s*[:(]", re.IGNORECASE
)

_DRAWN = frozenset(
    ("circle", "ellipse", "line", "path", "polygon", "polyline", "rect", "text", "use")
)
"""Elements that put something on the page."""
_TEXT = frozenset(("text", "tspan", "textPath"))
"""Elements whose text is seen."""
_GROUPS = "clipPath defs g marker mask pattern style svg switch symbol tspan textPath"
_PAINT = "linearGradient radialGradient stop filter"
_EFFECTS = """
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
    feSpotLight feTile feTurbulence
"""
_ELEMENTS = _DRAWN | frozenset(f"{_GROUPS} {_PAINT} {_EFFECTS}".split())
"""Elements that may stay; `a` makes way for what it holds."""

_GEOMETRY = """
    cx cy d dx dy fx fy fr height lengthAdjust method offset orient pathLength points
    preserveAspectRatio r refX refY rotate rx ry side spacing startOffset textLength transform
    viewBox width x x1 x2 y y1 y2 z
"""
_UNITS = """
    clipPathUnits filterUnits gradientTransform gradientUnits markerHeight markerUnits
    markerWidth maskContentUnits maskUnits patternContentUnits patternTransform patternUnits
    primitiveUnits spreadMethod
"""
_LOOK = """
    alignment-baseline baseline-shift clip clip-path clip-rule color color-interpolation
    color-interpolation-filters color-rendering direction display dominant-baseline
    enable-background fill fill-opacity fill-rule filter flood-color flood-opacity font
    font-family font-feature-settings font-kerning font-size font-size-adjust font-stretch
    font-style font-variant font-weight image-rendering isolation letter-spacing lighting-color
    marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow
    paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray
    stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
    stroke-width text-anchor text-decoration text-rendering transform-origin unicode-bidi
    vector-effect visibility word-spacing writing-mode
"""
_EFFECT_SETTINGS = """
    amplitude azimuth baseFrequency bias diffuseConstant divisor edgeMode elevation exponent in
    in2 intercept k1 k2 k3 k4 kernelMatrix kernelUnitLength limitingConeAngle mode numOctaves
    operator order pointsAtX pointsAtY pointsAtZ preserveAlpha radius result scale seed slope
    specularConstant specularExponent stdDeviation stitchTiles surfaceScale tableValues targetX
    targetY type values xChannelSelector yChannelSelector
"""
_ATTRIBUTES = frozenset(
    f"class id systemLanguage version {_GEOMETRY} {_UNITS} {_LOOK} {_EFFECT_SETTINGS}".split()
)
"""Attributes that may stay; `href` and `style` are looked into besides."""


class _RefusedError(Exception):
    """The drawing cannot be shown without something that is not allowed."""


def sanitised(content: bytes) -> bytes | PictureFault:
    """Return a drawing with nothing in it but what draws.

    Args:
        content: the bytes of an SVG file.

    Returns:
        The new file in UTF-8, or why it is refused.
    """
    parser = ParserCreate(namespace_separator=" ")
    drawing = _Drawing(parser)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = drawing.doctype
    parser.StartElementHandler = drawing.start
    parser.EndElementHandler = drawing.end
    parser.CharacterDataHandler = drawing.text
    try:
        parser.Parse(content, True)
        drawing.finish()
    except ExpatError as error:
        return PictureFault("svg-broken", {}, error.lineno, error.offset + 1)
    except _RefusedError as error:
        (code,) = error.args
        return PictureFault(code, {}, *drawing.place)
    except (ValueError, LookupError):  # an encoding that nobody knows
        return PictureFault("svg-broken")
    return "".join(drawing.parts).encode()


class _Drawing:
    """Hears what the parser finds, and writes what may stay."""

    def __init__(self, parser: XMLParserType) -> None:
        self.parts: list[str] = []
        self.place = (0, 0)
        """Line and column of the element that was begun last."""
        self._parser = parser
        self._open: list[str] = []
        """Elements around, an empty name for those whose tags are left out."""
        self._skipped = 0
        """How deep inside an element that is left out with all it holds."""
        self._style: list[str] | None = None
        self._count = 0
        self._drawn = False

    def doctype(self, name: str, system: str | None, public: str | None, declares: bool) -> None:
        """Pass over the type of the document; declarations of its own could be anything."""
        if declares:
            raise _RefusedError("svg-declarations")

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        self.place = (self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)
        self._count += 1
        if self._count > _MAX_ELEMENTS or len(self._open) + self._skipped > _MAX_DEPTH:
            raise _RefusedError("svg-large")
        space, _, local = name.rpartition(" ")
        if not self._open and (local != "svg" or space not in {_SVG, ""}):
            raise _RefusedError("picture-unreadable")
        if self._skipped or space not in {_SVG, ""} or not self._allowed(local):
            self._skipped += 1
            return
        if local == "a":
            self._open.append("")
            return
        first = not self._open
        self._open.append(local)
        self._drawn |= local in _DRAWN
        if local == "style":
            self._style = []
        written = "".join(f" {key}={quoteattr(value)}" for key, value in _attributes(attributes))
        self.parts.append(f"<{local}" + (f' xmlns="{_SVG}"' if first else "") + f"{written}>")

    def _allowed(self, local: str) -> bool:
        if local in {"image", "feImage"}:
            raise _RefusedError("svg-picture")
        # Where a drawing offers a choice, browsers take another part of it.
        if local == "foreignObject" and "switch" not in self._open:
            raise _RefusedError("svg-foreign")
        return local in _ELEMENTS or local == "a"

    def end(self, name: str) -> None:
        """End an element."""
        if self._skipped:
            self._skipped -= 1
            return
        if local := self._open.pop():
            if self._style is not None:
                self.parts.append(escape(_style("".join(self._style))))
                self._style = None
            self.parts.append(f"</{local}>")

    def text(self, text: str) -> None:
        """Keep the text that is seen, and style sheets."""
        if self._skipped:
            return
        if self._style is not None:
            self._style.append(text)
        elif any(name in _TEXT for name in self._open):
            self.parts.append(escape(text))

    def finish(self) -> None:
        """Refuse a drawing of which nothing is left."""
        self.place = (0, 0)
        if not self._drawn:
            raise _RefusedError("svg-empty")
        self.parts.append("\n")


def _attributes(given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in given.items():
        if name in {_XLINK_HREF, "href"}:
            if not _INSIDE.fullmatch(value.strip()):
                raise _RefusedError("svg-reference")
            yield "href", value.strip()
        elif name == _XML_SPACE:
            yield "xml:space", value
        elif name == "style" or name in _ATTRIBUTES:
            yield name, _style(value)


def _style(value: str) -> str:
    """Return a style or attribute without comments, refusing one that asks for something else."""
    value = _COMMENT.sub("", value)
    addresses = [match["address"].strip() for match in _URL.finditer(value)]
    rest = _URL.sub("", value)
    if any(not _INSIDE.fullmatch(address) for address in addresses):
        raise _RefusedError("svg-reference")
    if "url(" in rest.lower() or _OUTSIDE.search(rest):
        raise _RefusedError("svg-reference")
    return value
