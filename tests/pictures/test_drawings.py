from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from handbook.pictures import PictureFault, Role
from handbook.pictures.cleaning import cleaned

SHAPE = '<path d="M0 0h10v10z"/>'
NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def svg(inside: str, attributes: str = "") -> bytes:
    return f"<svg {NAMESPACE} {attributes}>{inside}</svg>".encode()


def clean(content: bytes) -> bytes:
    result = cleaned({"acme.svg": content}, Role.LOGO)["acme.svg"]
    assert isinstance(result, bytes), result
    return result


def refused(content: bytes) -> PictureFault:
    result = cleaned({"acme.svg": content}, Role.LOGO)["acme.svg"]
    assert isinstance(result, PictureFault)
    return result


def drawn(inside: str, attributes: str = "") -> str:
    text = clean(svg(inside, attributes)).decode()
    ET.fromstring(text)
    return text.removeprefix(f"<svg {NAMESPACE}").removesuffix("</svg>\n").partition(">")[2]


def test_a_drawing_keeps_what_draws():
    inside = (
        '<defs><linearGradient id="a" x1="0"><stop offset="0" stop-color="#fff"></stop>'
        '</linearGradient><clipPath id="c"><circle cx="5" cy="5" r="4"></circle></clipPath>'
        "</defs><style>.b{fill:url(#a);clip-path:url( '#c' )}</style>"
        '<g class="b" style="opacity:.5" transform="scale(2)"><path d="M0 0h10v10z"></path></g>'
        '<use href="#c" x="3"></use><text x="1">Acme &amp; <tspan dy="1">Söhne</tspan></text>'
        '<filter id="f"><feGaussianBlur stdDeviation="2"></feGaussianBlur></filter>'
    )
    assert drawn(inside) == inside
    whole = clean(svg(SHAPE, 'viewBox="0 0 10 10" width="10"')).decode()
    assert (
        whole
        == f'<svg {NAMESPACE} viewBox="0 0 10 10" width="10"><path d="M0 0h10v10z"></path></svg>\n'
    )


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<script href='https://x.example/x.js'/>",
        "<metadata><creator>Ana</creator></metadata>",
        "<title>Drawn by Ana</title><desc>In /home/ana</desc>",
        "<!-- by Ana -->",
        "<?php echo 1 ?>",
        '<i:pgf xmlns:i="http://ns.adobe.com/AdobeIllustrator/10.0/"><path/></i:pgf>',
        '<sodipodi:namedview xmlns:sodipodi="http://s.sourceforge.net/x" a="b"/>',
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<set attributeName="onload" to="alert(1)"/>',
        '<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
        '<switch><foreignObject requiredExtensions="x"><p/></foreignObject></switch>',
    ],
)
def test_what_does_not_draw_is_left_out(inside):
    rest = drawn(f"{inside}{SHAPE}").replace("<switch></switch>", "")
    assert rest == '<path d="M0 0h10v10z"></path>'


@pytest.mark.parametrize(
    "attribute",
    [
        'onload="alert(1)"',
        'ONCLICK="alert(1)"',
        'data-author="Ana"',
        'xml:base="https://x.example/"',
        'inkscape:label="Ana" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"',
        'style="/* Ana */"',
        'tabindex="0"',
    ],
)
def test_attributes_that_do_not_draw_are_left_out(attribute):
    result = drawn(f'<path d="M0 0h9" {attribute}/>')
    assert result.replace(' style=""', "") == '<path d="M0 0h9"></path>'


def test_a_link_makes_way_for_what_it_holds():
    inside = f'<a {XLINK} xlink:href="javascript:alert(1)" href="https://x.example">{SHAPE}</a>'
    assert drawn(inside) == '<path d="M0 0h10v10z"></path>'


def test_old_references_are_written_the_new_way():
    assert drawn(f'<use {XLINK} xlink:href=" #a "/>') == '<use href="#a"></use>'


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ('<use href="https://x.example/a.svg#a"/>', "svg-reference"),
        ('<use href="other.svg#a"/>', "svg-reference"),
        ('<use href="data:image/svg+xml,x#a"/>', "svg-reference"),
        ('<linearGradient href="//x.example/#a"/>', "svg-reference"),
        ('<path fill="url(https://x.example/#a)"/>', "svg-reference"),
        ('<path fill="URL( &quot;x.svg#a&quot; )"/>', "svg-reference"),
        ('<path style="fill:url(x.png)"/>', "svg-reference"),
        ('<path style="fill:ur\\6c(x.png)"/>', "svg-reference"),
        ('<path style="fill:url(x.png"/>', "svg-reference"),
        ("<path style=\"background:image-set('x.png' 1x)\"/>", "svg-reference"),
        ("<style>@import 'x.css';</style>", "svg-reference"),
        ("<style>@im/**/port 'x.css'; a{b:u/**/rl(x)}</style>", "svg-reference"),
        ("<style><![CDATA[ a{background:url(//x.example/y)} ]]></style>", "svg-reference"),
        ("<style>@font-face{src:url(data:font/woff2;base64,AA)}</style>", "svg-reference"),
        ('<image href="data:image/png;base64,AAAA"/>', "svg-picture"),
        ('<filter><feImage href="#a"/></filter>', "svg-picture"),
        ("<foreignObject><p/></foreignObject>", "svg-foreign"),
        ("<g>" * 120 + "</g>" * 120, "svg-large"),
        ("<g/>" * 20_001, "svg-large"),
        ("<p>", "svg-broken"),
    ],
)
def test_a_drawing_that_would_look_otherwise_is_refused(inside, code):
    assert refused(svg(f"\n{SHAPE}\n {inside}")).code == code


def test_the_place_in_the_drawing_is_told():
    fault = refused(svg(f'{SHAPE}\n  <use href="x.svg#a"/>'))
    assert fault == PictureFault("svg-reference", {}, 2, 3)
    assert refused(svg(SHAPE + "\n</g>")).line == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (svg(""), "svg-empty"),
        (svg("<g><title>Acme</title></g>"), "svg-empty"),
        (b"", "svg-broken"),
        (b"plain", "svg-broken"),
        (b"<html/>", "picture-unreadable"),
        (b'<svg xmlns="http://example.org/"><path/></svg>', "picture-unreadable"),
        (b'<?xml version="1.0" encoding="none-such"?><svg/>', "svg-broken"),
        (b"\x89PNG\r\n", "svg-broken"),
    ],
)
def test_what_is_no_drawing_is_refused(content, code):
    assert refused(content).code == code


def test_a_document_type_is_dropped_and_declarations_are_refused():
    plain = svg(SHAPE)
    known = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/svg11.dtd">'
    assert clean(known + plain) == clean(plain)
    laughs = b'<!DOCTYPE svg [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    outside = b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    for declared in (laughs, outside):
        text = plain.replace(b"<path", b"<text>&b;</text><path")
        assert refused(declared + text).code == "svg-declarations"


def test_a_drawing_may_be_in_any_encoding():
    text = f'<?xml version="1.0" encoding="UTF-16"?><svg {NAMESPACE}><text>Ñ</text></svg>'
    assert "<text>Ñ</text>" in clean(text.encode("utf-16")).decode()
    text = text.replace("UTF-16", "windows-1252")
    assert "<text>Ñ</text>" in clean(text.encode("cp1252")).decode()
