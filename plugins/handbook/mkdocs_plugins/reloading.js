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
})(EPOCH, "MARK");
