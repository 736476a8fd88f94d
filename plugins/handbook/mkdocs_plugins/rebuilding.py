"""Rebuilding: a preview that cannot be made anew says why in one line, and shows what it had."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mkdocs.exceptions import Abort, BuildError, ConfigurationError, PluginError

from handbook.languages import Catalogue
from handbook.mkdocs_plugins.faults import in_one_line
from handbook.mkdocs_plugins.sayings import in_our_words


def told_in_one_line(
    rebuild: Callable[[], None], root: Path, words: Catalogue
) -> Callable[[], None]:
    """Have a rebuild stop with one line, where MkDocs would print a traceback.

    Args:
        rebuild: makes the preview anew.
        root: the project's folder.
        words: to tell in why that cannot be done.
    """

    def told() -> None:
        try:
            with in_one_line(root):
                try:
                    rebuild()
                except ConfigurationError as error:
                    raise PluginError(str(error)) from error
        except BuildError as error:
            said = in_our_words(str(error), words, root / "mkdocs.yml")
            # What the server prints as it is, and goes on.
            raise Abort(said) from error

    return told
