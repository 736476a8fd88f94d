/*
 * A form as a Word file: the published blank one, with its content controls filled in. A control is
 * tagged with the name that the input has on the page. A DOCX is a zip of XML files; only the one
 * that holds the text is written anew, the others go over as they are.
 */
"use strict";

(() => {
  const hb = (globalThis.handbookForms ??= {});
  const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const W14 = "http://schemas.microsoft.com/office/word/2010/wordml";
  const XML = "http://www.w3.org/XML/1998/namespace";
  const TEXT = "word/document.xml";
  const NO_XML = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

  /* Zip ------------------------------------------------------------------------------------- */

  const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
    let sum = byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
    return sum;
  });
  const crc = (bytes) => ~bytes.reduce((sum, byte) => CRC[(sum ^ byte) & 255] ^ (sum >>> 8), -1) >>> 0;

  /* The entries of a zip, each with its bytes as they are packed. */
  function unzip(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const short = (at) => view.getUint16(at, true);
    const long = (at) => view.getUint32(at, true);
    let end = bytes.length - 22;
    while (long(end) !== 0x06054b50) end -= 1;
    const entries = [];
    let at = long(end + 16);
    for (let left = short(end + 10); left > 0; left -= 1) {
      if (long(at) !== 0x02014b50) throw new Error("zip");
      const local = long(at + 42);
      const begins = local + 30 + short(local + 26) + short(local + 28);
      entries.push({
        name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + short(at + 28))),
        method: short(at + 10), time: long(at + 12), sum: long(at + 16), size: long(at + 24),
        packed: bytes.subarray(begins, begins + long(at + 20)),
      });
      at += 46 + short(at + 28) + short(at + 30) + short(at + 32);
    }
    return entries;
  }

  function zip(entries) {
    const parts = [];
    const index = [];
    let at = 0;
    for (const { name, method, time, sum, size, packed } of entries) {
      const called = new TextEncoder().encode(name);
      const common = (view, begin) => {
        const numbers = [[20, 2], [0x800, 2], [method, 2], [time, 4], [sum, 4], [packed.length, 4], [size, 4], [called.length, 2], [0, 2]];
        for (const [number, width] of numbers) {
          if (width === 2) view.setUint16(begin, number, true);
          else view.setUint32(begin, number, true);
          begin += width;
        }
      };
      const local = new DataView(new ArrayBuffer(30));
      local.setUint32(0, 0x04034b50, true);
      common(local, 4);
      const central = new DataView(new ArrayBuffer(46));
      central.setUint32(0, 0x02014b50, true);
      central.setUint16(4, 20, true);
      common(central, 6);
      central.setUint32(42, at, true);
      parts.push(local, called, packed);
      index.push(central, called);
      at += 30 + called.length + packed.length;
    }
    const end = new DataView(new ArrayBuffer(22));
    end.setUint32(0, 0x06054b50, true);
    end.setUint16(8, entries.length, true);
    end.setUint16(10, entries.length, true);
    end.setUint32(12, index.reduce((sum, part) => sum + part.byteLength, 0), true);
    end.setUint32(16, at, true);
    return new Blob([...parts, ...index, end]);
  }

  async function content({ method, packed }) {
    if (method === 0) return packed;
    if (method !== 8) throw new Error("zip");
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  /* Content controls ------------------------------------------------------------------------- */

  const under = (root, name, space = W) => [...root.getElementsByTagNameNS(space, name)];
  const child = (root, name) => [...root.children].find((each) => each.namespaceURI === W && each.localName === name);
  const about = (control) => child(control, "sdtPr");
  const tagOf = (control) => {
    const tag = about(control) && child(about(control), "tag");
    return tag ? tag.getAttributeNS(W, "val") : "";
  };
  const controls = (root) => under(root, "sdt").filter(tagOf);
  /* Word takes a tag of 64 letters; of a longer name the end is written as a sum. */
  const LONGEST = 64;
  function tag(...parts) {
    const name = parts.join(".");
    if (name.length <= LONGEST) return name;
    return `${name.slice(0, LONGEST - 9)}~${crc(new TextEncoder().encode(name)).toString(16).padStart(8, "0")}`;
  }
  const made = (root, name) => root.ownerDocument.createElementNS(W, `w:${name}`);

  function setText(control, text) {
    const [properties, inside] = [about(control), child(control, "sdtContent")];
    const run = under(inside, "r")[0] ?? (under(inside, "p")[0] ?? inside).appendChild(made(control, "r"));
    for (const other of under(inside, "r")) if (other !== run) other.remove();
    for (const other of under(inside, "p")) if (!other.contains(run)) other.remove();
    const hint = child(properties, "showingPlcHdr");
    const looks = (hint && child(properties, "rPr")?.cloneNode(true)) || child(run, "rPr");
    if (hint && looks) child(looks, "rStyle")?.remove();
    hint?.remove();
    run.replaceChildren(...(looks ? [looks] : []));
    text.replace(NO_XML, "").split(/\r\n|\r|\n/).forEach((line, at) => {
      if (at) run.append(made(control, "br"));
      const said = made(control, "t");
      said.setAttributeNS(XML, "xml:space", "preserve");
      said.textContent = line;
      run.append(said);
    });
  }

  function setTick(control, box) {
    const state = (name) => under(box, name, W14)[0];
    const checked = state("checked") ?? box.appendChild(control.ownerDocument.createElementNS(W14, "w14:checked"));
    checked.setAttributeNS(W14, "w14:val", "1");
    const sign = state("checkedState")?.getAttributeNS(W14, "val") ?? "2612";
    under(control, "t")[0].textContent = String.fromCodePoint(parseInt(sign, 16));
  }

  /* Write a day as the control writes days: MMMM and MMM by name, MM, M, dd, d, yyyy. */
  function dayAs(day, pattern, language) {
    const [year, month, date] = day.split("-");
    const named = (style) => new Date(`${day}T00:00:00Z`).toLocaleDateString(language || undefined, { month: style, timeZone: "UTC" });
    const forms = { yyyy: year, MMMM: () => named("long"), MMM: () => named("short"), MM: month, M: Number(month), dd: date, d: Number(date) };
    return pattern.replace(/'([^']*)'|yyyy|M{1,4}|dd?/g, (found, quoted) => {
      const form = forms[found];
      return quoted ?? (typeof form === "function" ? form() : form);
    });
  }

  function setDay(control, kind, day) {
    kind.setAttributeNS(W, "w:fullDate", `${day}T00:00:00Z`);
    const pattern = child(kind, "dateFormat")?.getAttributeNS(W, "val") || "yyyy-MM-dd";
    setText(control, dayAs(day, pattern, child(kind, "lid")?.getAttributeNS(W, "val")));
  }

  function set(control, { text, option }) {
    const properties = about(control);
    const [box] = under(properties, "checkbox", W14);
    const list = child(properties, "dropDownList") ?? child(properties, "comboBox");
    const kind = child(properties, "date");
    if (box) setTick(control, box);
    else if (list) {
      const item = under(list, "listItem").find((each) => each.getAttributeNS(W, "value") === text);
      setText(control, item?.getAttributeNS(W, "displayText") ?? option ?? text);
    } else if (kind && /^\d{4}-\d\d-\d\d$/.test(text)) setDay(control, kind, text);
    else setText(control, option ?? text);
  }

  /* The row of a table that a control stands in, with what wraps it to be repeated, or its line. */
  function rowOf(control) {
    let row = control;
    while (row && !(row.namespaceURI === W && row.localName === "tr")) row = row.parentElement;
    if (!row) {
      row = control;
      while (row.parentElement && row.localName !== "p") row = row.parentElement;
      return row.localName === "p" ? row : control;
    }
    const wrap = row.parentElement.parentElement;
    return row.parentElement.localName === "sdtContent" && row.parentElement.children.length === 1 ? wrap : row;
  }

  /* Give a list the rows that it lacks, each a copy of its last. */
  function addRows(text, field, wanted) {
    const id = field.dataset.hbField;
    const columns = [...hb.values.rows(field)[0].querySelectorAll("[data-hb-column]")].map((cell) => cell.dataset.hbColumn);
    const tagged = (row) => new Map(columns.map((column) => [tag(id, row, column), column]));
    const ofRow = (row) => controls(text).filter((control) => tagged(row).has(tagOf(control)));
    let last = 0;
    while (ofRow(last + 1).length) last += 1;
    const ends = [...new Set(ofRow(last).map(rowOf))];
    let free = Math.max(0, ...under(text, "id").map((each) => Number(each.getAttributeNS(W, "val")) || 0));
    for (const end of ends) {
      let before = end;
      for (let row = last + 1; row <= wanted; row += 1) {
        const copy = end.cloneNode(true);
        for (const control of [copy, ...under(copy, "sdt")].filter((each) => each.localName === "sdt" && about(each))) {
          free += 1;
          child(about(control), "id")?.setAttributeNS(W, "w:val", String(free));
          const column = tagged(last).get(tagOf(control));
          if (!column) continue;
          child(about(control), "tag").setAttributeNS(W, "w:val", tag(id, row, column));
          const called = child(about(control), "alias");
          called?.setAttributeNS(W, "w:val", called.getAttributeNS(W, "val").replace(`(${last})`, `(${row})`));
        }
        before.after(copy);
        before = copy;
      }
    }
  }

  /* What is to stand in which control: the text, or which answer of a choice. */
  function tagged(form) {
    const found = new Map();
    const values = hb.values.read(form);
    for (const field of hb.values.fields(form)) {
      const { hbField: id, hbKind: kind } = field.dataset;
      const value = values[id];
      const name = hb.files.title(field);
      const words = (number) => [...field.querySelectorAll("input")].find((input) => input.value === number)?.nextElementSibling?.textContent.trim();
      const add = (text, option, ...parts) => found.set(tag(id, ...parts), { text, option, name, box: kind === "choice" && tag(id, text) });
      if (value === undefined) continue;
      if (hb.values.isList(field)) value.forEach((row, at) => Object.entries(row).forEach(([column, text]) => add(text, undefined, at + 1, column)));
      else if (Array.isArray(value)) value.forEach((number) => add(number, words(number), number));
      else if (typeof value === "object") Object.entries(value).forEach(([party, given]) => Object.entries(given).forEach(([part, text]) => add(text, undefined, party, part)));
      else add(value === true ? "1" : value, kind === "choice" ? words(value) : undefined);
    }
    return found;
  }

  /* Fill the blank file in: the new one, and the titles of fields that it has no place for. */
  async function fill(blank, form) {
    const entries = unzip(blank);
    const entry = entries.find(({ name }) => name === TEXT);
    const text = new DOMParser().parseFromString(new TextDecoder().decode(await content(entry)), "application/xml");
    if (text.querySelector("parsererror")) throw new Error("xml");
    const wanted = tagged(form);
    for (const field of hb.values.fields(form).filter(hb.values.isList)) {
      const rows = hb.values.readField(field).length;
      if (rows) addRows(text, field, rows);
    }
    /* An answer of a choice may have a box of its own. */
    const boxes = new Map([...wanted.values()].map((given) => [given.box, given]));
    const written = new Set();
    for (const control of controls(text)) {
      const given = wanted.get(tagOf(control)) ?? boxes.get(tagOf(control));
      if (!given) continue;
      set(control, given);
      written.add(given);
    }
    const xml = new XMLSerializer().serializeToString(text);
    const head = xml.startsWith("<?xml") ? "" : '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
    const packed = new TextEncoder().encode(head + xml);
    Object.assign(entry, { method: 0, sum: crc(packed), size: packed.length, packed });
    const left = [...wanted.values()].filter((given) => !written.has(given)).map(({ name }) => name);
    return { file: zip(entries), left: [...new Set(left)] };
  }

  hb.docx = { fill, type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" };
})();
