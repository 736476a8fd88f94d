/*
 * The cards of a directory, from the file in which they are told by their shapes and by what
 * differs; and what words and filters find of each. That file is a script, so that a page opened
 * from a folder can load it too.
 */
"use strict";

(() => {
  const hb = (globalThis.handbookPeople ??= {});
  const AT_ONCE = 400;

  /* Letters that no accent makes: what a keyboard without them types instead. */
  const plain = { "ł": "l", "ı": "i", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe" };
  /* Whoever types an apostrophe, of whatever kind, or none, means the same name. */
  const accents = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/[łıøđðħþßæœ]/g, (letter) => plain[letter]);
  hb.fold = (text) => (/[^\0-\x7f]/.test(text) ? accents(text) : text.toLowerCase()).replace(/['’‘ʼ`´]/g, "");
  hb.words = (text) => hb.fold(text).split(/\s+/).filter(Boolean);

  const signs = { amp: "&", lt: "<", gt: ">", quot: "\"" };
  const read = (html) => html.replace(/<[^>]*>/g, " ")
    .replace(/&(?:#(\d+)|(\w+));/g, (whole, code, name) => code ? String.fromCodePoint(code) : signs[name] ?? whole);

  /* What a card says, and by which values filters find it. */
  function known(html, says = "") {
    const values = {};
    for (const [, name, listed] of html.slice(0, html.indexOf(">")).matchAll(/ data-([\w-]+)="([^"]*)"/g)) {
      values[name] = listed ? read(listed).split("|") : [];
    }
    const text = hb.fold(read(html));
    const link = /<a\s[^>]*?\bhref="([^"]*)"/.exec(html)?.[1];
    return { link, name: hb.fold(read(/<a\s[^>]*>(.*?)<\/a>/s.exec(html)?.[1] ?? "")), words: says ? `${text} ${hb.fold(says)}` : text, values };
  }

  /* Somebody whose card stands in the page. */
  hb.shown = (item) => ({ item, html: () => item.outerHTML, ...known(item.outerHTML) });

  /* Whether somebody of the file is who stands in the page: the browser may have written tags of
     that card in another way. */
  const tight = (text) => text.replace(/\s+/g, " ");
  hb.same = (person, card) => person.link === card.link && tight(person.words).startsWith(tight(card.words));

  const pause = () => new Promise((go) => { setTimeout(go); });

  /* Everybody in a file; in pieces, so that the page answers meanwhile. */
  async function everybody({ shapes, people }) {
    const all = [];
    for (const [shape, says, ...values] of people) {
      const parts = shapes[shape];
      /* Whoever was taken out of the file in part is left out. */
      if (values.length !== parts?.length - 1) continue;
      const html = () => parts.reduce((made, part, at) => made + values[at - 1] + part);
      all.push({ item: null, html, ...known(html(), says) });
      if (all.length % AT_ONCE === 0) await pause();
    }
    return all;
  }

  const files = new Map();
  /* Load a file, once: everybody in it, and the choices that the page leaves out. */
  hb.load = (from) => {
    const address = new URL(from, location).href;
    if (!files.has(address)) files.set(address, fetched(address));
    return files.get(address);
  };
  async function fetched(address) {
    try {
      const data = await new Promise((done, failed) => {
        const script = document.createElement("script");
        script.src = address;
        script.addEventListener("load", () => done(hb.data));
        script.addEventListener("error", failed);
        document.head.append(script);
      });
      return { people: await everybody(data), options: data.options };
    } catch (failure) {
      files.delete(address);
      throw failure;
    }
  }

  /* Elements of some people's cards; what was made once is kept. */
  hb.items = (people) => {
    const made = document.createElement("template");
    made.innerHTML = people.filter(({ item }) => !item).map(({ html }) => html()).join("");
    const fresh = [...made.content.children].values();
    return people.map((person) => (person.item ??= fresh.next().value));
  };
})();
