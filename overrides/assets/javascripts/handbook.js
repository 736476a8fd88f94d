/*
 * What the pages do beyond being read: the timeline keeps up with the calendar; forms, checklists,
 * notes and directories bring files of their own. Everything can be read without it.
 */
"use strict";

(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  /* Today in the reader's calendar, written as the pages write dates. Only lists that are
     `data-live` go by it: an example stays at the date it was made for. */
  const today = () => {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  };

  /* Timeline: a date that has passed since the page was made joins the past; roles can be chosen. */
  function timeline(root) {
    const upcoming = root.querySelector("[data-hb-upcoming]");
    const past = root.querySelector("[data-hb-past]");
    const status = root.querySelector("[role=status]");
    if (upcoming && "live" in root.dataset) {
      for (const step of all("li", upcoming)) {
        if (step.dataset.date >= today()) continue;
        step.classList.add("is-past");
        past.append(step);
        past.closest("details").hidden = false;
      }
    }
    const follow = (role) => {
      const steps = all(".hb-step", root);
      let next = null;
      for (const step of steps) {
        const roles = step.dataset.roles;
        step.hidden = Boolean(role && roles && !roles.split(" ").includes(role));
        if (!next && !step.hidden && step.parentElement === upcoming) next = step;
      }
      for (const step of steps) mark(step, step === next);
      return steps.filter((step) => !step.hidden).length;
    };
    follow("");
    root.querySelector("form")?.addEventListener("change", (event) => {
      const number = follow(event.target.value);
      status.textContent = fill(number === 1 ? status.dataset.one : status.dataset.other, { number });
    });
  }

  function mark(step, next) {
    step.classList.toggle("is-next", next);
    if (next) step.setAttribute("aria-current", "step");
    else step.removeAttribute("aria-current");
  }

  /* Short lists of dates only dim what has passed, and mark what is next. */
  function dates(list) {
    if (!("live" in list.dataset)) return;
    let next = null;
    for (const item of list.children) {
      const over = item.dataset.date < today();
      item.classList.toggle("is-past", over);
      if (!over) next ??= item;
    }
    if (list.hasAttribute("data-hb-rail")) for (const item of list.children) mark(item, item === next);
  }

  /* The reader's own time beside that of the programme, where their clock shows another one. */
  function ownTime(time) {
    const moment = new Date(time.dateTime);
    const there = /([+-])(\d\d):(\d\d)$/.exec(time.dateTime);
    if (!there || isNaN(moment)) return;
    const ahead = Number(`${there[1]}1`) * (there[2] * 60 + Number(there[3]));
    if (-moment.getTimezoneOffset() === ahead) return;
    const clock = { hour: "numeric", minute: "2-digit", hour12: /[^\d:.\s]/.test(time.textContent) };
    const sameDay = moment.getDate() === Number(time.dateTime.slice(8, 10));
    const day = sameDay ? {} : { weekday: "short", day: "numeric", month: "short" };
    /* English is British here, as dates on the pages are. */
    const language = document.documentElement.lang.replace(/^en$/, "en-GB") || undefined;
    const own = document.createElement("span");
    own.className = "hb-own";
    own.textContent = fill(time.dataset.hbOwn, {
      time: new Intl.DateTimeFormat(language, { ...day, ...clock }).format(moment),
    });
    time.parentElement.append(" ", own);
  }

  /* An address beside a button is copied by it; where a browser does not allow that, it is chosen. */
  function copying(code) {
    const button = code.parentElement.querySelector("button");
    const status = code.parentElement.querySelector("[role=status]");
    button.addEventListener("click", async () => {
      getSelection().selectAllChildren(code);
      try {
        await navigator.clipboard.writeText(code.textContent);
        status.textContent = button.dataset.copied;
        button.firstChild.textContent = button.dataset.copied;
      } catch {
        status.textContent = "";
      }
    });
  }

  /* An address that points into something folded away, or at what one presses to open it, opens it. */
  function unfold() {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let fold = target && target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
      target.scrollIntoView();
    }
  }

  /* A link to where one is already changes no address. */
  function again(event) {
    const link = event.target.closest?.("a[href]");
    if (link && link.hash && link.href === location.href) setTimeout(unfold);
  }

  /* One button for all parts of a page: it opens them while one is closed. */
  function allParts(button) {
    const parts = all("details.hb-part");
    const words = { true: button.dataset.hbUnfold, false: button.textContent };
    const opened = () => parts.every((part) => part.open);
    const say = () => { button.textContent = words[opened()]; };
    button.addEventListener("click", () => {
      const open = !opened();
      for (const part of parts) part.open = open;
    });
    for (const part of parts) part.addEventListener("toggle", say);
    say();
  }

  /* What the theme leaves out: a way for keys into wide tables, and searching without keys. */
  function mend() {
    for (const wide of all(".md-typeset__scrollwrap")) {
      if (wide.scrollWidth <= wide.clientWidth) continue;
      wide.tabIndex = 0;
      wide.setAttribute("role", "region");
      const heads = all("th", wide).slice(0, 2).map((cell) => cell.textContent.trim());
      wide.setAttribute("aria-label", heads.join(", "));
    }
    document.querySelector(".md-search[role=dialog]")?.removeAttribute("role");
    /* It looks when a key is let go: what is pasted, told or put together of several strokes has none. */
    const asked = document.querySelector(".md-search__input");
    asked?.addEventListener("input", () => asked.dispatchEvent(new Event("keyup")));
  }

  /* Another language of a page begins where this one is: with the same filters and at the same heading. */
  function sameElsewhere({ target }) {
    const link = target.closest?.("a[hreflang]");
    if (link && link.origin === location.origin) Object.assign(link, { search: location.search, hash: location.hash });
  }

  /* What only some pages need comes as they do, from beside this file. */
  const beside = document.currentScript.src;
  function bring(...names) {
    for (const name of names) {
      const script = document.createElement("script");
      script.async = false;
      script.src = new URL(name, beside);
      document.head.append(script);
    }
  }

  function start() {
    all("[data-hb-timeline]").forEach(timeline);
    all("[data-hb-rail], [data-hb-dates]").forEach(dates);
    all("[data-hb-own]").forEach(ownTime);
    all("[data-hb-copy]").forEach(copying);
    const forms = document.querySelector("[data-hb-sheet]");
    const checklists = document.querySelector(".task-list-item");
    if (forms || checklists) bring("forms/kept.js");
    if (forms) bring("forms/values.js", "forms/files.js", "forms/docx.js", "forms/sheet.js");
    if (checklists) bring("checklists.js");
    if (document.querySelector(".hb-cite")) bring("notes.js");
    const people = document.querySelector("[data-hb-directory]");
    const searched = document.querySelector("[data-hb-people]");
    if (people || searched) bring("people/cards.js");
    if (people) bring("people/facets.js", "people/directory.js");
    if (searched) bring("people/search.js");
    all("[data-hb-unfold]").forEach(allParts);
    unfold();
    addEventListener("hashchange", unfold);
    document.addEventListener("click", again);
    for (const when of ["pointerdown", "focusin", "click"]) document.addEventListener(when, sameElsewhere);
    /* The theme wraps tables once it has started. */
    setTimeout(mend);
    addEventListener("load", () => setTimeout(mend, 200));
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
