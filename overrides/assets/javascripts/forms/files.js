/*
 * A form as a file: text to be read, JSON by which it is filled in again or the next one begun.
 * Files are made here and handed to the browser; none is sent anywhere.
 */
"use strict";

(() => {
  const hb = (globalThis.handbookForms ??= {});
  const { fields, isList, read, rows, tidied } = hb.values;
  const VERSION = 1;
  const LONGEST = 1_000_000;
  const all = (selector, root) => [...root.querySelectorAll(selector)];
  const said = (element) => (element ? element.textContent.replace(/\s+/g, " ").trim() : "");

  const title = (field) => said(field.querySelector("legend") ?? field.querySelector(":scope > .hb-field__label:not(:has(label))")
    ?? field.querySelector("label"));

  /* What stands behind a title: on its line, or below it where it has several lines. */
  function behind(name, value) {
    return value.includes("\n") ? [`${name}:`, ...value.split("\n").map((line) => `  ${line}`)] : [`${name}: ${value}`.trimEnd()];
  }

  /* The cells of a row, or of a signature; one that stands alone needs no name. */
  function cells(root) {
    const alone = all(".hb-field input, .hb-field textarea", root);
    if (alone.length === 1) return alone[0].value;
    const parts = all(".hb-field", root).map((cell) => behind(said(cell.querySelector("label")), cell.querySelector("input, textarea").value).join("\n"));
    return parts.join(parts.some((each) => each.includes("\n")) ? "\n" : "; ");
  }

  function lines(field, words) {
    const kind = field.dataset.hbKind;
    const name = title(field);
    const boxes = all("input[type=radio], input[type=checkbox]", field);
    const ticked = (box, label) => `${box.checked ? "[x]" : "[ ]"} ${label}`;
    if (kind === "checkbox") return [ticked(boxes[0], name)];
    if (kind === "choice") return [`${name}:`, ...boxes.map((box) => `  ${ticked(box, said(box.nextElementSibling))}`)];
    if (kind === "scale") {
      const ends = [boxes[0], boxes.at(-1)].map((box) => said(box.nextElementSibling)).join(" – ");
      return behind(`${name} (${ends})`, boxes.find((box) => box.checked)?.value ?? "");
    }
    if (kind === "signature") {
      const parties = all("[data-hb-party]", field).map((party) => `  ${cells(party)}; ${words.signature}:`);
      return [`${name}:`, ...parties];
    }
    if (!isList(field)) return behind(name, field.querySelector("input, textarea").value);
    const listed = rows(field).filter((row) => !hb.values.blank(row)).map((row, at) => `  ${at + 1}. ${cells(row).replace(/\n/g, "\n     ")}`);
    return [`${name}:`, ...listed];
  }

  /* Everything that the form says and what was filled in, in its order. */
  function asText(form, words) {
    const numbered = Boolean(form.querySelector(".hb-clauses--numbered"));
    const [heading, of] = form.querySelector(".hb-letterhead").children;
    const parts = all(".hb-clause", form).map((clause, at) => {
      const name = `${numbered ? `${at + 1}. ` : ""}${said(clause.querySelector(".hb-clause__title"))}`;
      const text = all(".hb-clause__text :is(p, li, h1, h2, h3, h4, h5, h6)", clause).filter((each) => !each.querySelector("p, li"))
        .map((each) => `${each.localName === "li" || each.closest("li") ? "- " : ""}${said(each)}`);
      const filled = fields(clause).flatMap((field) => lines(field, words));
      return [`${name}\n${"-".repeat(name.length)}`, ...(text.length ? [text.join("\n")] : []), ...(filled.length ? [filled.join("\n")] : [])].join("\n\n");
    });
    const whole = [`${said(of)}\n\n${said(heading)}\n${"=".repeat(said(heading).length)}`, said(form.querySelector(".hb-sheet__introduction")), ...parts,
      said(form.querySelector(".hb-sheet__closing"))];
    return `${whole.filter(Boolean).join("\n\n")}\n`;
  }

  function asJson(form, values) {
    const { hbSheet, programme, edition } = form.dataset;
    return `${JSON.stringify({ form: hbSheet, version: VERSION, programme, edition, values }, null, 1)}\n`;
  }

  /* Read what `asJson` wrote: its values, or which fault it has (a name of one of our words). */
  function fromJson(form, text) {
    let given = null;
    try {
      given = text.length > LONGEST ? null : JSON.parse(text);
    } catch { /* the same fault as what follows */ }
    const values = given?.values;
    if (typeof given?.form !== "string" || !values || typeof values !== "object" || Array.isArray(values)) return { fault: "noForm" };
    if (given.form !== form.dataset.hbSheet) return { fault: "other", form: given.form.slice(0, 60) };
    if (typeof given.version !== "number" || given.version < VERSION) return { fault: "noForm" };
    return given.version > VERSION ? { fault: "newer" } : { values };
  }

  /* The values with which the next of these papers begins, after the last. */
  function following(form, values) {
    const last = tidied(values);
    const begun = {};
    for (const field of fields(form)) {
      const { hbField, hbCarried = "", hbCounted } = field.dataset;
      const carried = hbCarried.split(" ").filter((id) => id && Object.hasOwn(last, id)).map((id) => last[id]);
      if (carried.length) begun[hbField] = isList(field) ? carried.flat() : carried[0];
      if (hbCounted !== undefined && /^\d{1,6}$/.test(last[hbField])) begun[hbField] = String(Number(last[hbField]) + 1);
    }
    return begun;
  }

  /* Hand a file over: named by the form and the day, never by a person. */
  function hand(form, kind, type, content) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type }));
    link.download = `${form.dataset.hbSheet}-${hb.today()}.${kind}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    return link.download;
  }

  hb.files = { asJson, asText, following, fromJson, hand, read, title };
})();
