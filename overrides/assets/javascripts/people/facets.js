/*
 * The filters of a directory: boxes, the choices that are folded away, and the search among them.
 */
"use strict";

(() => {
  const hb = (globalThis.handbookPeople ??= {});

  function write(element, said) {
    if (element.textContent !== String(said)) element.textContent = said;
  }

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
      /* What already stands there is left: writing it would lay it out anew. */
      say(counted, number) {
        for (const { box, count } of options) write(count, counted(box.value));
        write(chosen, number || "");
      },
    };
  }

  /* By which values people are found, as numbers: those of somebody stand in `listed` from
     `starts[person]` on. To add in a typed array takes a tenth of the time that a map takes. */
  function column(people, name) {
    const numbers = new Map();
    const starts = new Uint32Array(people.length + 1);
    const listed = [];
    people.forEach(({ values }, at) => {
      for (const value of values[name] ?? []) {
        if (!numbers.has(value)) numbers.set(value, numbers.size);
        listed.push(numbers.get(value));
      }
      starts[at + 1] = listed.length;
    });
    return { numbers, starts, listed: Uint32Array.from(listed) };
  }
  const indexed = (people, facets) => ({ people, columns: facets.map(({ name }) => column(people, name)) });

  /* Who is left out: 0 stands for whoever is shown, the number of a filter, from 1, for whom it
     alone leaves out. Each step is a loop over all people with nothing else in it, which the
     browser makes fast before it has ended: a letter should be answered before the next one. */
  const OUT = 255;
  function narrow({ numbers, starts, listed }, chosen, left, number) {
    const marks = new Uint8Array(numbers.size);
    for (const value of chosen) if (numbers.has(value)) marks[numbers.get(value)] = 1;
    for (let person = 0; person < left.length; person += 1) {
      let has = 0;
      for (let at = starts[person]; at < starts[person + 1]; at += 1) has |= marks[listed[at]];
      if (!has) left[person] = left[person] ? OUT : number;
    }
  }
  function search(people, query, left) {
    for (const word of query) {
      for (let person = 0; person < left.length; person += 1) {
        if (left[person] !== OUT && !people[person].words.includes(word)) left[person] = OUT;
      }
    }
  }
  function tally({ numbers, starts, listed }, left, number) {
    const counts = new Uint32Array(numbers.size);
    for (let person = 0; person < left.length; person += 1) {
      if (left[person] && left[person] !== number) continue;
      for (let at = starts[person]; at < starts[person + 1]; at += 1) counts[listed[at]] += 1;
    }
    return (value) => counts[numbers.get(value)] ?? 0;
  }

  /* Whom words and filters leave; and of each filter by value how many would be shown by it and
     the others. */
  function sift({ people, columns }, query, chosen) {
    const left = new Uint8Array(people.length);
    columns.forEach((each, index) => { if (chosen[index].size) narrow(each, chosen[index], left, index + 1); });
    search(people, query, left);
    return {
      shown: people.filter((_, person) => !left[person]),
      counts: columns.map((each, index) => tally(each, left, index + 1)),
    };
  }

  Object.assign(hb, { facet, indexed, sift });
})();
