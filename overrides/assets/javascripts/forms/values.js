/*
 * What a form holds: its fields, read from the page and written to it, and rows that come and go.
 * The name of an input is FIELD, FIELD.ROW.COLUMN in a list, FIELD.PARTY.PART in signatures.
 */
"use strict";

(() => {
  const hb = (globalThis.handbookForms ??= {});
  const all = (selector, root) => [...root.querySelectorAll(selector)];
  /* More rows than anybody writes, so that a file cannot make a page without end. */
  const MOST_ROWS = 200;

  const fields = (form) => all("[data-hb-field]", form);
  const inputs = (root) => all("input, textarea", root);
  const isList = (field) => ["list", "actions"].includes(field.dataset.hbKind);
  const rows = (field) => all("[data-hb-row]", field);
  const ticks = (input) => input.type === "radio" || input.type === "checkbox";
  const blank = (root) => inputs(root).every((input) => (ticks(input) ? !input.checked : !input.value.trim() && !input.validity.badInput));

  /* The language in which the page writes days: its English is British. */
  const language = () => ({ en: "en-GB" })[document.documentElement.lang] ?? (document.documentElement.lang || undefined);
  const inWords = (day) => new Date(`${day}T00:00:00Z`).toLocaleDateString(language(),
    { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

  /* The copy of a text beside its input makes room for all of it, and is what paper shows. */
  function grow(input) {
    const around = input.closest(".hb-grow");
    if (!around) return;
    if (input.value) around.dataset.value = input.type === "date" ? inWords(input.value) : input.value;
    else delete around.dataset.value;
  }

  /* What each input of a row, or of a signature, is called behind the last dot. */
  const parts = (root) => inputs(root).map((input) => [input.name.split(".").pop(), input]);
  const filled = (root) => Object.fromEntries(parts(root).filter(([, input]) => input.value.trim())
    .map(([name, input]) => [name, input.value]));

  function readField(field) {
    if (isList(field)) return rows(field).map(filled).filter((row) => Object.keys(row).length);
    if (field.dataset.hbKind === "signature") {
      const parties = all("[data-hb-party]", field).map((party) => [party.dataset.hbParty, filled(party)]);
      return Object.fromEntries(parties.filter(([, given]) => Object.keys(given).length));
    }
    const own = inputs(field);
    if (!ticks(own[0])) return own[0].value.trim() ? own[0].value : "";
    const chosen = own.filter((input) => input.checked).map((input) => input.value);
    if (own[0].type === "radio") return chosen[0] ?? "";
    return field.dataset.hbKind === "checkbox" ? chosen.length > 0 : chosen;
  }

  const isEmpty = (value) => !value || (typeof value === "object" && !Object.keys(value).length);

  /* All that is filled in, by the ids of its fields. */
  function read(form) {
    const found = fields(form).map((field) => [field.dataset.hbField, readField(field)]);
    return Object.fromEntries(found.filter(([, value]) => !isEmpty(value)));
  }

  /* What a file gives, in the shape that `read` gives: texts, without what is empty. */
  function tidied(value) {
    if (value === true) return true;
    if (typeof value === "string") return value.trim() ? value.replace(/\r\n?/g, "\n") : "";
    if (typeof value === "number") return String(value);
    if (Array.isArray(value)) return value.map(tidied).filter((each) => !isEmpty(each));
    if (value === null || typeof value !== "object") return "";
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, tidied(each)]).filter(([, each]) => !isEmpty(each)));
  }

  const text = (value) => (typeof value === "string" ? value : "");
  const own = (object, name) => (object && typeof object === "object" && Object.hasOwn(object, name) ? object[name] : "");

  function put(root, given) {
    for (const [name, input] of parts(root)) input.value = text(own(given, name));
  }

  function writeField(field, value) {
    const listed = Array.isArray(value) ? value : [];
    if (isList(field)) {
      setRows(field, Math.min(listed.length, MOST_ROWS));
      rows(field).forEach((row, at) => put(row, listed[at]));
    } else if (field.dataset.hbKind === "signature") {
      for (const party of all("[data-hb-party]", field)) put(party, own(value, party.dataset.hbParty));
    } else {
      for (const input of inputs(field)) {
        if (!ticks(input)) input.value = text(value);
        else if (field.dataset.hbKind === "checkbox") input.checked = value === true;
        else input.checked = input.type === "radio" ? value === input.value : listed.includes(input.value);
      }
    }
    inputs(field).forEach(grow);
  }

  /* The same whatever the order of names. */
  const written = (value) => JSON.stringify(value, (_, each) => (each && typeof each === "object" && !Array.isArray(each)
    ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1))) : each));

  /* Fill a form with values; what it has no place for is returned, by id. */
  function write(form, values) {
    const left = tidied(values);
    for (const field of fields(form)) {
      const id = field.dataset.hbField;
      const given = own(left, id);
      writeField(field, given);
      if (isEmpty(given) || written(readField(field)) === written(given)) delete left[id];
    }
    return left;
  }

  /* What stands in a form and in no field of it goes along, until its field says something else. */
  const joined = (left, values) => ({ ...left, ...values });

  function renumber(field) {
    const listed = rows(field);
    listed.forEach((row, at) => {
      const number = at + 1;
      for (const input of inputs(row)) {
        const [id, , column] = input.name.split(".");
        const label = row.querySelector(`label[for="${CSS.escape(input.id)}"]`);
        input.name = `${id}.${number}.${column}`;
        input.id = `${field.closest("form").dataset.hbSheet}-${id}-${number}-${column}`;
        if (label) label.htmlFor = input.id;
      }
      row.dataset.hbRow = number;
      for (const named of [row, row.querySelector("[data-hb-remove]")]) {
        named.setAttribute("aria-label", named.dataset.label.replace("{number}", number));
      }
    });
    tend(field);
  }

  /* Know how many rows there are to begin with. */
  function begin(field) {
    field.dataset.hbRows = rows(field).length;
    tend(field);
  }

  /* A row can be taken away where nothing stands in it and another is left. */
  function tend(field) {
    const listed = rows(field);
    for (const row of listed) row.querySelector("[data-hb-remove]").hidden = listed.length < 2 || !blank(row);
    field.querySelector("[data-hb-add]").disabled = listed.length >= MOST_ROWS;
  }

  function addRow(field) {
    const last = rows(field).at(-1);
    const row = last.cloneNode(true);
    for (const input of inputs(row)) {
      input.value = "";
      grow(input);
    }
    last.after(row);
    renumber(field);
    return row;
  }

  function removeRow(row) {
    const field = row.closest("[data-hb-field]");
    const next = row.nextElementSibling?.matches("[data-hb-row]") ? row.nextElementSibling : row.previousElementSibling;
    row.remove();
    renumber(field);
    return next;
  }

  /* As many rows as there were when the page came, and more where more are needed. */
  function setRows(field, needed) {
    const wanted = Math.max(Number(field.dataset.hbRows), needed);
    while (rows(field).length < wanted) addRow(field);
    rows(field).slice(wanted).forEach((row) => row.remove());
    renumber(field);
  }

  hb.values = { addRow, begin, blank, fields, grow, inputs, isList, joined, language, read, readField, removeRow, rows, tend, tidied, write, written };
})();
