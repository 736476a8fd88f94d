/*
 * People among what the site's search finds, where they are too many for its index: they are looked
 * for in the file of their directory, once somebody types.
 */
"use strict";

(() => {
  const hb = (globalThis.handbookPeople ??= {});
  const MOST = 6;
  const SHORTEST = 2;
  const field = document.querySelector(".md-search__input");
  const results = document.querySelector(".md-search__scrollwrap");
  const said = document.querySelector("[data-hb-people]");
  if (!field || !results || !said) return;
  const file = new URL(said.dataset.hbPeople, location);

  const title = document.createElement("p");
  title.className = "hb-found__title";
  title.textContent = said.dataset.title;
  const list = document.createElement("ul");
  const box = document.createElement("div");
  box.className = "hb-found";
  box.hidden = true;
  box.append(title, list);
  results.prepend(box);

  function item(person) {
    const card = person.cloneNode(true);
    const link = card.querySelector("a");
    link.href = new URL(link.getAttribute("href"), file);
    const post = document.createElement("span");
    const lines = card.querySelector(".hb-person__post");
    lines?.querySelectorAll("br").forEach((end) => end.replaceWith(", "));
    post.textContent = lines?.textContent ?? "";
    const made = document.createElement("li");
    made.append(link, post);
    return made;
  }
  function link(query, number) {
    const all = document.createElement("a");
    all.href = new URL(`./?${new URLSearchParams({ words: query })}`, file);
    all.textContent = said.dataset.all.replace("{number}", number);
    const made = document.createElement("li");
    made.append(all);
    return made;
  }

  async function look() {
    const query = hb.words(field.value);
    if (!query.some((word) => word.length >= SHORTEST)) {
      box.hidden = true;
      return;
    }
    const { people } = await hb.load(file.href);
    /* Somebody may have typed on meanwhile. */
    if (hb.words(field.value).join(" ") !== query.join(" ")) return;
    const found = people.filter(({ words }) => query.every((word) => words.includes(word)));
    const named = ({ name }) => query.every((word) => name.includes(word));
    const first = [...found.filter(named), ...found.filter((person) => !named(person))].slice(0, MOST);
    list.replaceChildren(...hb.items(first).map(item));
    if (found.length > MOST) list.append(link(field.value.trim(), found.length));
    box.hidden = !found.length;
  }
  field.addEventListener("input", () => { look().catch(() => { box.hidden = true; }); });
})();
