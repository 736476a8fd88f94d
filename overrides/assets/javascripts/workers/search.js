/*
 * The search of one language: it finds the pages of that part of the site alone, whatever accents
 * and apostrophes are typed. The theme's own worker, from beside this file, does the rest.
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
  const fold = (text) => text.normalize("NFD").replace(marks, "$1").normalize("NFC").toLowerCase()
    .replace(/[łıøđðħþßæœ]/g, (letter) => plain[letter]).replace(/['’‘ʼ`´]/g, "");

  const here = ({ location }) => own ? location.startsWith(own)
    : !others.some((folder) => location.startsWith(folder));

  function narrowed(data) {
    const lang = data.config.lang.filter((code) => code === language);
    return {
      ...data,
      docs: data.docs.filter(here),
      config: { ...data.config, lang: lang.length ? lang : ["en"] },
    };
  }

  /* What is set up here are pages; what is asked later are words. */
  const changed = (message) => message.type === 0 ? { ...message, data: narrowed(message.data) }
    : typeof message.data === "string" ? { ...message, data: fold(message.data) } : message;

  const listen = self.addEventListener;
  self.addEventListener = (type, heard, ...rest) => listen.call(self, type,
    type === "message" ? (event) => heard({ data: changed(event.data) }) : heard, ...rest);
  importScripts(new URL(asked.get("worker"), location));
  self.addEventListener = listen;

  const { Token } = self.lunr;
  self.lunr.Token = function (text, metadata) {
    Token.call(this, fold(text), metadata);
  };
  self.lunr.Token.prototype = Token.prototype;
})();
