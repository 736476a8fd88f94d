/*
 * A number in the text opens its note where it stands; without this script it leads to the list at
 * the end of the page. Whoever prints gets that list.
 */
"use strict";

(() => {
  if (!document.querySelector(".hb-notes")) return;

  const box = document.createElement("div");
  const opens = "popover" in box;
  box.className = "hb-notebox md-typeset";
  box.tabIndex = -1;
  if (opens) {
    box.setAttribute("popover", "");
    document.body.append(box);
  }

  function place(mark) {
    const at = mark.getBoundingClientRect();
    const widest = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(at.left - 16, widest - box.offsetWidth - 8));
    const below = at.bottom + 6 + box.offsetHeight < innerHeight || at.top < box.offsetHeight;
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${scrollY + (below ? at.bottom + 6 : at.top - box.offsetHeight - 6)}px`;
  }

  function show(mark) {
    const note = document.querySelector(mark.hash);
    box.replaceChildren(...[...note.querySelector("div").childNodes].map((node) => node.cloneNode(true)));
    box.setAttribute("aria-label", mark.getAttribute("aria-label"));
    box.setAttribute("role", "note");
    box.showPopover();
    place(mark);
    box.focus({ preventScroll: true });
  }

  document.addEventListener("click", (event) => {
    const mark = event.target.closest(".hb-cite a");
    if (!mark || !opens || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(mark);
  });
})();
