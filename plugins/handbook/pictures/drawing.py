"""What an SVG drawing is made of: the elements and attributes that draw."""

from __future__ import annotations

DRAWN = frozenset(
    ("circle", "ellipse", "line", "path", "polygon", "polyline", "rect", "text", "use")
)
"""Elements that put something on the page."""
TEXT = frozenset(("text", "tspan", "textPath"))
"""Elements whose text is seen."""
_GROUPS = "clipPath defs g marker mask pattern style svg switch symbol tspan textPath"
_PAINT = "linearGradient radialGradient stop filter"
_EFFECTS = """
    feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
    feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
    feSpotLight feTile feTurbulence
"""
ELEMENTS = DRAWN | frozenset(f"{_GROUPS} {_PAINT} {_EFFECTS}".split())
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
ATTRIBUTES = frozenset(
    f"class id systemLanguage version {_GEOMETRY} {_UNITS} {_LOOK} {_EFFECT_SETTINGS}".split()
)
"""Attributes that may stay; `href` and `style` are looked into besides."""
