/*
 * Checklists: what is to be done can be ticked off, and how much is done is said. The ticks are gone
 * with the page, unless they are to be remembered on this device.
 */
"use strict";

(() => {
  const hb = globalThis.handbookForms;
  const words = document.querySelector("[data-hb-checklists]")?.dataset;
  const boxes = [...document.querySelectorAll(".task-list-item input[type=checkbox]")];

  const own = (item) => [...item.childNodes].filter((node) => !(node.matches?.("ul, ol"))).map((node) => node.textContent)
    .join("").replace(/\s+/g, " ").trim();
  for (const box of boxes) box.setAttribute("aria-label", own(box.closest("li")));
  if (!words) return;

  /* A tick is remembered by the words beside it and above it, so that it stays with them when a list changes. */
  const whole = (item) => {
    const above = item.parentElement.closest(".task-list-item");
    return above ? `${whole(above)} › ${own(item)}` : own(item);
  };
  const seen = new Map();
  const names = new Map(boxes.map((box) => {
    const text = whole(box.closest("li"));
    seen.set(text, (seen.get(text) ?? 0) + 1);
    return [box, seen.get(text) > 1 ? `${text} (${seen.get(text)})` : text];
  }));
  const place = hb.place("ticks");

  const lists = [...document.querySelectorAll(".task-list")].filter((list) => !list.parentElement.closest(".task-list"))
    .map((list) => ({ own: [...list.querySelectorAll(".task-list-item input[type=checkbox]")], status: before(list) }));

  function before(list) {
    const status = document.createElement("p");
    status.className = "hb-done";
    status.setAttribute("role", "status");
    list.before(status);
    return status;
  }

  function count() {
    for (const { own: listed, status } of lists) {
      const done = listed.filter((box) => box.checked).length;
      const text = words.done.replace("{done}", done).replace("{total}", listed.length);
      if (status.textContent !== text) status.textContent = text;
    }
  }

  const label = document.createElement("label");
  label.className = "hb-option";
  const remember = document.createElement("input");
  remember.type = "checkbox";
  const text = document.createElement("span");
  text.textContent = words.remember;
  label.append(remember, " ", text);
  const choice = document.createElement("p");
  choice.className = "hb-remember";
  const refused = document.createElement("span");
  refused.setAttribute("role", "status");
  choice.append(label, refused);

  /* Only what differs from the page as it came. */
  const ticks = () => Object.fromEntries(boxes.filter((box) => box.checked !== box.defaultChecked).map((box) => [names.get(box), box.checked]));

  function keep() {
    if (!remember.checked) return;
    remember.checked = place.keep(ticks());
    refused.textContent = remember.checked ? "" : words.denied;
  }

  function restore() {
    const record = place.take();
    remember.checked = Boolean(record?.values);
    for (const box of boxes) {
      const tick = record?.values && Object.hasOwn(record.values, names.get(box)) ? record.values[names.get(box)] : box.defaultChecked;
      box.checked = tick === true;
    }
    count();
  }

  lists[0].status.before(choice);
  for (const box of boxes) {
    box.disabled = false;
    box.addEventListener("change", () => {
      count();
      keep();
    });
    box.closest("li").classList.add("is-live");
    box.closest("li").addEventListener("click", (event) => {
      const pressed = event.target.closest("a, button, input, summary, li");
      if (pressed === box.closest("li") && !String(getSelection())) box.click();
    });
  }
  remember.addEventListener("change", () => {
    if (remember.checked) return keep();
    place.forget();
    refused.textContent = "";
  });
  place.watch(restore);
  restore();
})();
