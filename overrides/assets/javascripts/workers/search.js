/*
 * The search of one language: it finds the pages of that part of the site alone, whatever accents
 * and apostrophes are typed, by any word in any script, whatever signs stand around it. The theme's
 * own worker, from beside this file, does the rest.
 */
"use strict";

(() => {
  const asked = new URLSearchParams(location.search);
  const language = asked.get("language");
  /* Folders of the other languages; or, where this one has a folder, that. */
  const own = asked.get("own");
  const others = asked.getAll("other");

  /* Letters that no accent makes: what a keyboard without them types instead. */
  const plain = { "ł": "l", "ı": "i", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe" };
  /* Marks of other scripts are letters. */
  const marks = /([\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}\p{sc=Arab}\p{sc=Hebr}])\p{M}+/gu;
  /* Joiners and marks of direction, which nobody sees; and the stroke that makes Arabic words longer. */
  const unseen = /[\u00ad\u0640\u200c-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
  const fold = (text) => text.normalize("NFKD").replace(marks, "$1").normalize("NFC").toLowerCase()
    .replace(/[łıøđðħþßæœ]/g, (letter) => plain[letter]).replace(/ς/g, "σ").replace(unseen, "");

  const apostrophes = /['’‘ʼ`´]/g;
  const signs = { amp: "&", lt: "<", gt: ">", quot: "\"" };
  const read = (text) => text.replace(/&(?:#(\d+)|#x([\da-f]+)|(\w+));/gi, (whole, code, hex, name) =>
    name ? signs[name.toLowerCase()] ?? whole : String.fromCodePoint(code ? Number(code) : parseInt(hex, 16)));
  /* Signs around words that are asked for; those that the theme knows (+ - * ~ ^ : ") stay. */
  const around = /(?<![^\s"+-])[^\p{L}\p{N}\p{M}\s"+\-*~^:]+|[^\p{L}\p{N}\p{M}\s"+\-*~^:]+(?![^\s"*])/gu;
  const asking = (text) => fold(text).replace(apostrophes, "").replace(around, "");

  /* Scripts that write words, or a name's parts, without spaces between: there a word may begin at any letter. */
  const joined = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;
  /* Letters of what is known from its middle on: whole names are short, sentences are not. */
  const LONGEST = 6;
  function within(word) {
    if (!joined.test(word)) return [];
    const letters = word.match(/.\p{M}*/gsu);
    return letters.slice(1).map((_, at) => letters.slice(at + 1, at + 1 + LONGEST).join(""))
      .filter((rest) => joined.test(rest[0]));
  }

  /* What a text between two spaces is found by: the whole, and each word of it. */
  function words(text) {
    const clean = fold(read(text));
    const whole = clean.replace(apostrophes, "").replace(/^[^\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+$/gu, "");
    const parts = clean.split(/[^\p{L}\p{N}\p{M}]+/u);
    return new Set([whole, ...parts.filter((part) => part.length > 1), ...parts.flatMap(within)].filter(Boolean));
  }

  const here = ({ location }) => own ? location.startsWith(own)
    : !others.some((folder) => location.startsWith(folder));

  function narrowed(data) {
    const lang = data.config.lang.filter((code) => code === language);
    return {
      ...data,
      docs: data.docs.filter(here),
      config: {
        ...data.config,
        lang: lang.length ? lang : ["en"],
        /* It would empty words of other scripts than the language's, and has nothing left to trim. */
        pipeline: data.config.pipeline.filter((name) => name !== "trimmer"),
      },
    };
  }

  /* What is set up here are pages; what is asked later are words. */
  const changed = (message) => message.type === 0 ? { ...message, data: narrowed(message.data) }
    : typeof message.data === "string" ? { ...message, data: asking(message.data) } : message;

  const listen = self.addEventListener;
  self.addEventListener = (type, heard, ...rest) => listen.call(self, type,
    type === "message" ? (event) => heard({ data: changed(event.data) }) : heard, ...rest);
  importScripts(new URL(asked.get("worker"), location));
  self.addEventListener = listen;

  const { Builder, Index, Pipeline, Token } = self.lunr;
  const { add } = Builder.prototype;
  Builder.prototype.add = function (page, ...rest) {
    const { tokenizer, pipeline } = this;
    this.tokenizer = (...text) => tokenizer(...text)
      .flatMap((token) => [...words(token.str)].map((word) => new Token(word, token.metadata)));
    /* Names are no words to leave out, though some are spelt like one. */
    if (page.person) this.pipeline = new Pipeline();
    try {
      return add.call(this, page, ...rest);
    } finally {
      Object.assign(this, { tokenizer, pipeline });
    }
  };

  /* Words of one text stand in one place, which the theme would mark as often as it is told. */
  const { search } = Index.prototype;
  Index.prototype.search = function (...asked) {
    const found = search.apply(this, asked);
    for (const { matchData } of found) {
      const marked = {};
      for (const fields of Object.values(matchData.metadata)) {
        for (const [field, told] of Object.entries(fields)) {
          const before = (marked[field] ??= new Set());
          told.position = told.position.filter((place) => !before.has(place) && before.add(place));
        }
      }
    }
    return found;
  };
})();
