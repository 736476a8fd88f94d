/*
 * The directory: filters and words narrow the list, an order can be chosen, and the address keeps
 * it all. A page that shows only some of the people gets the others from their file, once somebody
 * looks for one; the cards that it came with stay as they are until then.
 */
"use strict";

(() => {
  const hb = (globalThis.handbookPeople ??= {});
  /* What is seen after a letter is there at once; more only when it is asked for. */
  const FIRST = 24;
  const STEP = 100;
  const TYPING = 80;

  function directory(root) {
    const form = root.querySelector("form");
    if (!form) return;
    const list = root.querySelector(".hb-people");
    const more = root.querySelector(".hb-more");
    const leaves = root.querySelector(".hb-leaves");
    const status = form.querySelector("[role=status]");
    const clear = form.querySelector("[type=reset]");
    const chips = form.querySelector(".hb-filter__chosen");
    const { words, order } = form.elements;
    const own = [...list.children];
    const whole = !("leaved" in root.dataset);
    const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

    let known = null;
    let all = null;
    /* Everybody: those in the page until those in the file are known, which say more. */
    const everybody = () => known ??= whole ? hb.indexed(own.map(hb.shown), facets) : null;
    const load = () => all ??= hb.load(root.dataset.file).then((loaded) => {
      known = hb.indexed(loaded.people, facets);
      meet(loaded.people);
      show();
      setTimeout(() => { if (!touched) rehearse(); });
      return loaded;
    }).catch((failure) => {
      all = null;
      throw failure;
    });
    /* What has been run is run faster: a first letter, and a first box, take half of the time. */
    function rehearse() {
      const first = facets[0]?.options[0]?.box.value;
      for (const ticked of [[first], []]) hb.sift(known, [" "], facets.map((_, index) => new Set(index ? [] : ticked)));
    }
    /* Whoever stands in the page, where they come first as in the file, keeps a card that is laid
       out already. */
    function meet(people) {
      const cards = own.map(hb.shown);
      let at = 0;
      for (const person of people) {
        if (at === cards.length) return;
        if (!hb.same(person, cards[at])) continue;
        person.item ??= own[at];
        at += 1;
      }
    }
    const failed = () => { status.textContent = status.dataset.failed; };
    const rest = (name) => load().then(({ options }) => options[name]);
    const facets = [...form.querySelectorAll("[data-facet]")]
      .map((details) => hb.facet(details, rest, () => show(), failed));

    /* Those who take mentees come first, in the order of that filter; else all by their names. */
    function ordered(found) {
      if (order.value !== "taking") return found;
      const ranks = facets.find(({ name }) => name === "availability").options.map(({ box }) => box.value);
      const groups = [...ranks, null].map(() => []);
      for (const person of found) groups.at(ranks.indexOf(person.values.availability?.[0])).push(person);
      return groups.flat();
    }

    let found = [];
    let shown = own;
    function put(items) {
      if (items.length === shown.length && items.every((item, at) => item === shown[at])) return;
      const kept = new Set(items);
      for (const item of shown) if (!kept.has(item)) item.remove();
      let next = list.firstElementChild;
      for (const item of items) {
        if (item === next) next = next.nextElementSibling;
        else list.insertBefore(item, next);
      }
      shown = items;
    }
    function grow() {
      put(hb.items(found.slice(0, shown.length + STEP)));
      left();
    }
    function left() {
      const number = Math.min(STEP, found.length - shown.length);
      more.hidden = number <= 0 || shown === own;
      more.textContent = fill(more.dataset.more, { number });
    }
    more.addEventListener("click", () => {
      const next = shown.length;
      grow();
      shown[next]?.querySelector("a")?.focus();
    });

    let touched = false;
    function show() {
      const query = hb.words(words.value);
      const ticked = facets.map((facet) => facet.ticked());
      const narrowed = query.length > 0 || ticked.some((boxes) => boxes.length);
      const asked = narrowed || order.value !== "";
      clear.hidden = !narrowed;
      chips.replaceChildren(...ticked.flat().map(chip));
      chips.hidden = !chips.children.length;
      /* The page comes with its people shown and counted. */
      if (!asked && !touched) return;
      if (asked && (query.length || !whole)) load().catch(() => { if (!whole) failed(); });
      if (!everybody()) {
        if (asked) status.textContent = status.dataset.loading;
        return;
      }
      touched = true;
      const sifted = hb.sift(known, query, ticked.map((boxes) => new Set(boxes.map(({ box }) => box.value))));
      facets.forEach((facet, index) => facet.say(sifted.counts[index], ticked[index].length));
      found = asked ? ordered(sifted.shown) : [];
      put(asked ? hb.items(whole ? found : found.slice(0, FIRST)) : own);
      left();
      if (leaves) leaves.hidden = asked;
      const { length } = sifted.shown;
      status.textContent = !narrowed ? status.dataset.all : length === 0 ? status.dataset.none
        : length === 1 ? status.dataset.one : fill(status.dataset.some, { shown: length });
    }

    function chip({ box, text }) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = text;
      button.setAttribute("aria-label", fill(chips.dataset.remove, { what: text }));
      button.addEventListener("click", () => {
        box.checked = false;
        changed();
        (chips.querySelector("button") || words).focus();
      });
      const item = document.createElement("li");
      item.append(button);
      return item;
    }

    function read() {
      const query = new URLSearchParams(location.search);
      words.value = query.get("words") || "";
      order.value = query.get("order") || "";
      if (order.selectedIndex < 0) order.value = "";
      for (const facet of facets) {
        const listed = new Set(query.getAll(facet.name));
        for (const { box } of facet.options) box.checked = listed.delete(box.value);
        if (listed.size && facet.folded()) facet.unfold().then(() => { if (!facet.folded()) read(); });
      }
      show();
    }

    function address() {
      const query = new URLSearchParams(new FormData(form));
      if (!words.value.trim()) query.delete("words");
      if (!order.value) query.delete("order");
      return location.pathname + (query.size ? `?${query}` : "") + location.hash;
    }

    /* A box makes a step that the back button undoes; typing does not. */
    function changed(step = true) {
      show();
      const next = address();
      if (next !== location.pathname + location.search + location.hash) {
        history[step ? "pushState" : "replaceState"](null, "", next);
      }
    }

    /* Typing waits until the fingers rest. */
    let typing;
    form.addEventListener("input", (event) => {
      clearTimeout(typing);
      if (event.target === words) typing = setTimeout(changed, TYPING, false);
      else changed();
    });
    /* Whoever comes near a filter is about to use it. */
    form.addEventListener("focusin", () => load().catch(() => {}), { once: true });
    form.addEventListener("reset", () => setTimeout(() => { changed(); words.focus(); }));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      list.focus();
    });
    form.addEventListener("keydown", (event) => {
      const open = event.key === "Escape" && event.target.closest("details[open]");
      if (!open) return;
      open.open = false;
      open.querySelector("summary").focus();
    });
    document.addEventListener("click", (event) => {
      for (const { details } of facets) if (!details.contains(event.target)) details.open = false;
    });
    addEventListener("popstate", read);
    read();
  }

  document.querySelectorAll("[data-hb-directory]").forEach(directory);
})();
