/*
 * What stays on this device, and only because somebody asked for it: one record under one name.
 * Whoever wrote the record last is known, so that no tab overwrites what another has kept.
 */
"use strict";

(() => {
  const hb = (globalThis.handbookForms ??= {});
  const VERSION = 1;

  /* The page's address without what differs for one and the same page. */
  const page = () => location.pathname.replace(/index\.html$/, "");

  /* A place for one record; `kind` says of what. A browser may refuse any of this, when a window is
     private for instance, which is an answer and no fault. */
  function place(kind) {
    const name = `handbook:${kind}:${page()}`;
    let known = null;
    const stored = () => {
      try {
        return localStorage.getItem(name);
      } catch {
        return null;
      }
    };
    const kept = () => stored() !== null;
    const changed = () => stored() !== known;

    /* What is kept, or nothing; `values` lack where it cannot be read. */
    function take() {
      known = stored();
      if (known === null) return null;
      try {
        const { version, saved, values } = JSON.parse(known);
        if (version === VERSION && values && typeof values === "object") return { saved, values };
      } catch { /* told by the lack of values */ }
      return {};
    }

    /* Keep values; false where the browser refuses. */
    function keep(values) {
      const text = JSON.stringify({ version: VERSION, saved: new Date().toISOString(), values });
      try {
        localStorage.setItem(name, text);
      } catch {
        return false;
      }
      known = text;
      return stored() === text;
    }

    function forget() {
      try {
        localStorage.removeItem(name);
      } catch { /* nothing could be kept there either */ }
      known = null;
    }

    /* Call when another tab or window changes the record. */
    const watch = (tell) => addEventListener("storage", (event) => {
      if ((event.key === name || event.key === null) && changed()) tell();
    });
    return { changed, forget, keep, kept, take, watch };
  }

  hb.place = place;
})();
