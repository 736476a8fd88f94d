"""Plain Markdown: paragraphs and lists of words, some of them emphasised, as most people write.

What is more than that is for the library, which takes many times as long for either.
"""

from __future__ import annotations

import re

_EMPHASISED = re.compile(r"(?<![\w*])(\*\*?)(?=[^\s*])([^*\n]*?[^*\s])\1(?![\w*])")
"""Words between stars, where nothing stands close to them that could belong to these."""
_SAYING_MORE = re.compile(r"[\\`*_{}\[\]<>&|#]")
"""What may mean more in a line that begins with a letter, wherever it stands there."""
_ITEM = "- "


def plain_html(text: str) -> str | None:
    r"""Turn Markdown into HTML, as the library would; None where that is for it to say.

    >>> plain_html("Ana *rows*.\n\n- far\n- often"), plain_html("# Ana")
    ('<p>Ana <em>rows</em>.</p>\n<ul>\n<li>far</li>\n<li>often</li>\n</ul>', None)
    """
    written: list[str] = []
    follows_list = False
    for block in text.strip("\n").split("\n\n"):
        lines = block.split("\n")
        is_list = lines[0].startswith(_ITEM)
        if is_list:
            if follows_list or not all(line.startswith(_ITEM) for line in lines):
                return None
            lines = [line.removeprefix(_ITEM) for line in lines]
        made = [_line(line) for line in lines]
        if None in made:
            return None
        follows_list = is_list
        said = "</li>\n<li>" if is_list else "\n"
        inner = said.join(filter(None, made))
        written.append(f"<ul>\n<li>{inner}</li>\n</ul>" if is_list else f"<p>{inner}</p>")
    return "\n".join(written)


def _line(line: str) -> str | None:
    """Write one line of words; None where there is more in it."""
    words = _EMPHASISED.sub(r"\2", line) if "*" in line else line
    if not words[:1].isalpha() or words[-1] == " " or not words.isprintable():
        return None
    if _SAYING_MORE.search(words):
        return None
    return line if words is line else _EMPHASISED.sub(_emphasised, line)


def _emphasised(found: re.Match[str]) -> str:
    tag = "em" if found[1] == "*" else "strong"
    return f"<{tag}>{found[2]}</{tag}>"
