"""Tags: what of an HTML text is markup, as a browser takes it apart."""

from __future__ import annotations

import re

_RAW = "script|style|title|textarea|iframe|noembed|noframes|xmp"
"""Elements whose content is text, whatever it looks like."""
_WHITE = r"[\t\n\f\r ]"
_ATTRIBUTE = rf"""
    [^\t\n\f\r />] [^\t\n\f\r />=]*+
    (?: {_WHITE}*+ = {_WHITE}*+
        (?: "[^"]*+(?:"|\Z) | '[^']*+(?:'|\Z) | [^\t\n\f\r >"'][^\t\n\f\r >]*+ | (?=>) ) )?+
"""
TAG = re.compile(
    rf"""
    <!--(?: -?> | .*?(?:--!?>|\Z) )
    | <(?: [!?] | /[^a-z] ) [^>]*+
    | (<(?: ({_RAW})(?=[\t\n\f\r />]) | /?[a-z][^\t\n\f\r />]*+ )
      (?: [\t\n\f\r /]++ | {_ATTRIBUTE} )*+ >)
      # Where it is closed at once, or never, reading on misses least.
      (?(2) (?: (?<!/>) .*? (?=</\2[\t\n\f\r />]) )? )
    | </?[a-z].*
    """,
    re.ASCII | re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
"""A comment, a declaration, a tag (the group) with the text in it if that is raw, or a tag that
nothing ends, which swallows the rest of the page."""
