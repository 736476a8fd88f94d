"""What somebody might write into a table to have it run on the site, and what runs there."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

PAYLOADS = (
    "[call me](javascript:alert(1))",
    "Ana [x](  JaVaScRiPt:alert(1) 'y')",
    "[x][y] [y]: javascript:alert(1)",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "<javascript:alert(1)>",
    "javascript:alert(1)",
    "java\u200bscript:alert(1) data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "Ana {: onclick=alert(1) }",
    "Ana{: style='x:expression(alert(1))' onmouseover=\"alert(1)\" #top .hidden }",
    "*Ana*{: onclick=alert(1)} **b**{onclick=alert(1)}",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><a xlink:href='javascript:alert(1)'>x</a>",
    "</p></div></script><script>alert(1)</script>",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    '" onfocus="alert(1)" autofocus="',
    "` onclick=alert(1) x=`",
    "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x onerror=alert(1)&#62;",
    "&colon; &#x6A;avascript&#58;alert(1) [x](&#106;avascript:alert(1))",
    "<!-- --><script>alert(1)</script> --!><b>",
    "<iframe src=javascript:alert(1)> <object data=data:text/html,x> <base href=//evil.example/>",
    "<a href=//evil.example/ style=position:fixed>x</a> <link rel=stylesheet href=//evil.example>",
    "![pixel](https://evil.example/p.png) <https://evil.example/>",
    "*[Ana]: alert [^1]: <b>x</b> [^1] ==x== ~~x~~ ^x^",
    ":smile: :octocat: :material-account: :fontawesome-solid-user:",
    "{{ 7*7 }} {% include '/etc/passwd' %} {%# x #%} {# x #}",
    "| a | b | --- || ``` ~~~ === ---",
    '!!! danger "x" ??? tip === "tab" --8<-- \'x\' $x$ \\(x\\)',
    "hbslotbodyq7x2z hbkeptqa klzzwxh:0000 wzxhzdk:0",
)
"""Each is one line, as a cell of a table is."""

_NO_SCRIPT = re.compile(r"[\x00-\x20\x7f-\x9f]+")
_RUNS = re.compile(r"(?:javascript|vbscript|data|livescript|blob|file):", re.IGNORECASE)
_LOADS = re.compile(r"(?:https?:)?//evil\b", re.IGNORECASE)
_HANDLER = re.compile(r"on[a-z]+|autofocus")
_ADDRESSES = ("href", "src", "action", "data", "poster", "srcset", "background", "ping", "content")
_FORBIDDEN = {"script", "iframe", "object", "embed", "base", "meta", "link", "frame", "style"}


class _Finder(HTMLParser):
    """Reads HTML as a browser does, and notes whatever could do something."""

    def __init__(self, allowed: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._allowed = allowed

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        text = self.get_starttag_text() or ""
        if text in self._allowed:
            return
        if tag in _FORBIDDEN:
            self.found.append(text)
        for name, given in attrs:
            value = _NO_SCRIPT.sub("", html.unescape(given or ""))
            runs = _HANDLER.fullmatch(name) or name in {"srcdoc", "style", "http-equiv"}
            leads = name.endswith(_ADDRESSES) and (
                _RUNS.match(value) or (tag != "a" and _LOADS.match(value))
            )
            if (runs and "text-align" not in value) or leads:
                self.found.append(text)


def dangers(page: str, allowed: frozenset[str] = frozenset()) -> list[str]:
    """List the tags of a page that could run, load or hide something.

    >>> dangers('<p title="javascript:x">a</p><a href="java&#10;script:x">b</a><b onclick=x>')
    ['<a href="java&#10;script:x">', '<b onclick=x>']

    Args:
        page: HTML.
        allowed: tags that the theme has, as they are written.
    """
    finder = _Finder(allowed)
    finder.feed(page)
    finder.close()
    return finder.found


def tags(page: str) -> frozenset[str]:
    """Return the start tags of a page, as they are written."""
    return frozenset(re.findall(r"<[a-zA-Z][^<>]*>", page))
