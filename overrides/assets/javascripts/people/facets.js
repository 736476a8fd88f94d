/*
 * The filters of a directory: boxes, the choices that are folded away, and the search among them.
 */
"use strict";

(() => {
  const hb = (globalThis.handbookPeople ??= {});

  /* One filter. `rest` gives the choices that the page leaves out; `unfolded` is told when they are
     there, `failed` when they cannot be had. */
  function facet(details, rest, unfolded, failed) {
    const { facet: name } = details.dataset;
    const find = details.querySelector(".hb-facet__find");
    const fold = details.querySelector(".hb-facet__rest");
    const chosen = details.querySelector(".hb-facet__chosen");
    const option = (label) => ({
      label,
      box: label.querySelector("input"),
      text: label.querySelector(".hb-check__label").textContent,
      count: label.querySelector(".hb-check__count"),
    });
    const options = [...details.querySelectorAll("label")].map(option);

    function another([text, value, count]) {
      const label = options[0].label.cloneNode(true);
      label.hidden = false;
      label.querySelector(".hb-check__label").textContent = text;
      label.querySelector(".hb-check__count").textContent = count;
      const made = option(label);
      Object.assign(made.box, { value, checked: false });
      return made;
    }
    let folded = Boolean(fold);
    async function unfold() {
      if (!folded) return;
      try {
        const others = ((await rest(name)) ?? []).map(another);
        if (!folded) return;
        folded = false;
        options.push(...others);
        fold.before(...others.map(({ label }) => label));
        fold.hidden = true;
        unfolded();
      } catch {
        failed();
      }
    }

    const narrow = () => {
      const words = hb.words(find.value);
      for (const { label, text } of options) {
        const said = hb.fold(text);
        label.hidden = !words.every((word) => said.includes(word));
      }
    };
    find?.addEventListener("input", async (event) => {
      event.stopPropagation();
      await unfold();
      narrow();
    });
    find?.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    find?.form.addEventListener("reset", () => setTimeout(narrow));
    fold?.addEventListener("click", async () => {
      const before = options.length;
      await unfold();
      options[before]?.box.focus();
    });

    return {
      name,
      details,
      options,
      unfold,
      folded: () => folded,
      ticked: () => options.filter(({ box }) => box.checked),
      say(found, number) {
        for (const { box, count } of options) count.textContent = found.get(box.value) || 0;
        chosen.textContent = number || "";
      },
    };
  }

  /* One pass over all people: a box counts who would be shown by the other filters and it. Plain
     loops, since a letter should be answered before the next one. */
  function sift(people, facets, query, chosen) {
    const names = facets.map(({ name }) => name);
    const found = names.map(() => new Map());
    const narrowing = [...chosen.keys()].filter((index) => chosen[index].size);
    const shown = [];
    for (const person of people) {
      if (!query.every((word) => person.words.includes(word))) continue;
      let outside = 0;
      let only = -1;
      for (const index of narrowing) {
        if (person.values[names[index]]?.some((value) => chosen[index].has(value))) continue;
        outside += 1;
        only = index;
      }
      if (outside > 1) continue;
      if (!outside) shown.push(person);
      for (let index = outside ? only : 0; index < (outside ? only + 1 : names.length); index += 1) {
        const counts = found[index];
        for (const value of person.values[names[index]] ?? []) counts.set(value, (counts.get(value) || 0) + 1);
      }
    }
    return { shown, found };
  }

  Object.assign(hb, { facet, sift });
})();
