"""Reloading: a preview that is open in a browser is loaded again where something of it changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from handbook.cache import fingerprint

_INJECTS = "_inject_js_into_html"
"""What MkDocs' server calls the method by which its own script gets into a page."""
_ENDS = b"</body>"
_SHARED = "assets"
"""Folder of the site with what pages take in: their look, scripts and pictures."""
_SCRIPT = Path(__file__).with_suffix(".js").read_text("utf-8")


class Reloading:
    """Has pages of a preview look by themselves whether they are still what they were."""

    def __init__(self, site: Path) -> None:
        """Begin with a site that is built.

        Args:
            site: its folder, the same for every build.
        """
        self._site = site
        self._shared = (-1, "")

    def attend(self, server: LiveReloadServer) -> None:
        """Take the place of MkDocs' own script, which loads every page after every build."""
        if hasattr(server, _INJECTS):
            setattr(server, _INJECTS, self.with_script)

    def with_script(self, content: bytes, epoch: int) -> bytes:
        """Return a page with the script that looks for another version of it.

        Args:
            content: the page as it was built.
            epoch: the number of the build, as the server counts.
        """
        shown, end, rest = content.rpartition(_ENDS)
        mark = fingerprint(content.decode("utf-8", "replace"), self._of_shared(epoch))
        script = _SCRIPT.replace("EPOCH", str(epoch)).replace("MARK", mark)
        added = f"<script>{script}</script>".encode()
        return shown + added + end + rest if end else content + added

    def _of_shared(self, epoch: int) -> str:
        if self._shared[0] != epoch:
            files = sorted(path for path in (self._site / _SHARED).rglob("*") if path.is_file())
            told = (f"{path} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files)
            self._shared = (epoch, fingerprint(*told))
        return self._shared[1]
