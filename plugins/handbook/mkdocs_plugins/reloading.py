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
_SCRIPT = """<script>
(function (epoch, mark) {
  "use strict";
  let asking = null;
  async function look() {
    asking = new AbortController();
    const told = { signal: asking.signal, cache: "no-store" };
    try {
      const latest = Number(await (await fetch(`/livereload/${epoch}/${Date.now()}`, told)).text());
      if (latest > epoch) {
        const page = await (await fetch(location.href, told)).text();
        if (!page.includes(mark)) {
          location.reload();
          return;
        }
        epoch = latest;
      }
      look();
    } catch {
      if (!asking.signal.aborted) setTimeout(look, 1000);
    }
  }
  /* A browser has few connections to one host; a tab that nobody sees takes none. */
  document.addEventListener("visibilitychange", () => {
    asking?.abort();
    if (!document.hidden) look();
  });
  window.addEventListener("beforeunload", () => asking?.abort());
  if (!document.hidden) look();
})(%d, "%s");
</script>"""


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
        script = (_SCRIPT % (epoch, mark)).encode()
        return shown + script + end + rest if end else content + script

    def _of_shared(self, epoch: int) -> str:
        if self._shared[0] != epoch:
            files = sorted(path for path in (self._site / _SHARED).rglob("*") if path.is_file())
            told = (f"{path} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files)
            self._shared = (epoch, fingerprint(*told))
        return self._shared[1]
