/*
 * A form on its page: what its buttons do, and that nothing typed is lost without a question.
 * No request is made while it is filled in; the blank Word file is fetched as the page comes.
 */
"use strict";

(() => {
  const hb = (globalThis.handbookForms ??= {});
  const { values, files } = hb;
  const PAUSE = 300;

  hb.today = () => {
    const now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  };

  class Sheet {
    constructor(form) {
      this.form = form;
      this.words = form.querySelector("[data-hb-words]").dataset;
      this.keeping = this.one("[data-hb-keep]");
      this.place = hb.place(`form:${form.dataset.hbSheet}`);
      this.left = {};
      /* Somebody may have begun before this came: what they wrote stays. */
      const blank = form.cloneNode(true);
      blank.reset();
      this.blank = values.read(blank);
      /* What stands somewhere else too, as it stands there: blank, in a file, on this device. */
      this.safe = { blank: values.written(this.blank) };
    }

    one(selector) {
      return this.form.querySelector(selector);
    }

    all() {
      return values.joined(this.left, values.read(this.form));
    }

    /* Whether something stands here alone; half a date is something as well. */
    unsafe(...safe) {
      return Boolean(this.one("[data-hb-field] :invalid")) || !safe.includes(values.written(this.all()));
    }

    say(text, filled = {}) {
      const said = text.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(filled, name) ? filled[name] : whole));
      for (const status of this.form.querySelectorAll("[data-hb-status]")) status.textContent = said;
    }

    write(given) {
      this.left = values.write(this.form, given);
      return Object.keys(this.left);
    }

    /* Say what was done, and what found no place while it was. */
    tell(text, filled, homeless) {
      this.say(text + this.named(this.words.homeless, homeless), filled);
    }

    /* A further sentence that names fields by their titles, those that there are. */
    named(text, ids) {
      const fields = new Map(values.fields(this.form).map((field) => [field.dataset.hbField, `“${files.title(field)}”`]));
      return ids.length ? ` ${text.replace("{names}", () => ids.map((id) => fields.get(id) ?? id).join(", "))}` : "";
    }

    mayReplace() {
      return !this.unsafe(this.safe.blank, this.safe.file) || confirm(this.words.replace);
    }

    /* Keeping on this device --------------------------------------------------------------- */

    restore() {
      const record = this.place.take();
      this.choose(false);
      this.keeping.checked = Boolean(record?.values);
      this.one("[data-hb-forget]").hidden = !record;
      if (record && !record.values) this.say(this.words.unreadable);
      if (!record?.values) return Boolean(record);
      const homeless = this.write(record.values);
      this.safe.device = values.written(this.all());
      const when = new Date(record.saved);
      const day = { dateStyle: "medium", timeStyle: "short" };
      const said = Number.isNaN(when.getTime()) ? "?" : when.toLocaleString(values.language(), day);
      this.tell(this.words.restored, { when: said }, homeless);
      return true;
    }

    keep() {
      clearTimeout(this.waiting);
      if (!this.keeping.checked) return false;
      if (this.place.changed()) return this.choose(true);
      if (!this.place.keep(this.all())) {
        this.keeping.checked = false;
        this.safe.device = undefined;
        this.say(this.words.denied);
        return false;
      }
      this.safe.device = values.written(this.all());
      this.one("[data-hb-forget]").hidden = false;
      return true;
    }

    /* Another tab has kept something else: nothing is written until one of the two is chosen. */
    choose(open) {
      this.one("[data-hb-conflict]").hidden = !open;
      if (open) {
        this.safe.device = undefined;
        this.say(this.words.elsewhere);
      }
      return false;
    }

    forget(say = true) {
      this.place.forget();
      this.choose(false);
      this.safe.device = undefined;
      this.keeping.checked = false;
      this.one("[data-hb-forget]").hidden = true;
      if (say) this.say(this.words.forgotten);
    }

    otherTab() {
      if (!this.keeping.checked) return;
      if (this.place.kept()) this.choose(true);
      else this.forget();
    }

    /* Files ---------------------------------------------------------------------------------- */

    async fetchBlank() {
      const name = `/${this.form.dataset.hbSheet}.docx`;
      const link = [...document.querySelectorAll("a[href$='.docx']")].find((each) => each.pathname.endsWith(name));
      if (!link || !location.protocol.startsWith("http")) return;
      try {
        const answer = await fetch(link.href);
        if (!answer.ok) return;
        this.word = new Uint8Array(await answer.arrayBuffer());
        this.one("[data-hb-save=docx]").hidden = false;
      } catch { /* no Word file, no button */ }
    }

    async save(kind) {
      if (!this.form.reportValidity()) return;
      const whole = values.written(this.all());
      let left = Object.keys(this.left);
      let file = "";
      if (kind === "json") {
        left = [];
        file = files.hand(this.form, kind, "application/json", files.asJson(this.form, this.all()));
      } else if (kind === "txt") {
        file = files.hand(this.form, kind, "text/plain;charset=utf-8", files.asText(this.form, this.words));
      } else {
        try {
          const made = await hb.docx.fill(this.word, this.form);
          left = [...left, ...made.left];
          file = files.hand(this.form, kind, hb.docx.type, made.file);
        } catch {
          this.say(this.words.unmade);
          return;
        }
      }
      if (!left.length) this.safe.file = whole;
      this.say(this.words.saved + this.named(this.words.unwritten, left), { file });
    }

    async open(file, next) {
      const text = await file.text().catch(() => "");
      const { fault, form, values: given } = files.fromJson(this.form, text);
      if (fault) this.say(this.words[fault], { file: file.name, form });
      else if (next) this.begin(given);
      else if (this.mayReplace()) {
        const homeless = this.write(given);
        this.safe.file = values.written(this.all());
        this.keep();
        this.tell(this.words.opened, { file: file.name }, homeless);
      }
    }

    /* The next paper: what was agreed in the last one is where it begins. */
    begin(last) {
      if (!this.mayReplace()) return;
      this.write({ ...this.blank, ...files.following(this.form, last) });
      this.safe.file = values.written(this.all());
      this.keep();
      this.say(this.words.begun);
    }

    clear() {
      if (this.unsafe(this.safe.blank) && !confirm(this.words.clear)) return;
      this.write(this.blank);
      this.keep();
      this.say("");
      this.one("[data-hb-field] :is(input, textarea)").focus();
    }

    /* Buttons -------------------------------------------------------------------------------- */

    add(button) {
      const row = values.addRow(button.closest("[data-hb-field]"));
      row.querySelector("input, textarea").focus();
      this.say(this.words.added, { number: row.dataset.hbRow });
    }

    remove(button) {
      const near = values.removeRow(button.closest("[data-hb-row]"));
      near.querySelector("input, textarea").focus();
      this.say(this.words.removed);
    }

    press(button) {
      const pressed = button.dataset;
      const chooser = this.one("[data-hb-file]");
      if ("hbAdd" in pressed) this.add(button);
      else if ("hbRemove" in pressed) this.remove(button);
      else if ("hbPrint" in pressed) this.form.reportValidity() && print();
      else if ("hbClear" in pressed) this.clear();
      else if ("hbForget" in pressed) this.forget();
      else if ("hbTake" in pressed) this.restore() || this.forget();
      else if ("hbMine" in pressed) {
        this.place.take();
        this.choose(false);
        if (this.keep()) this.say(this.words.kept);
      } else if ("hbFollow" in pressed) this.begin(this.all());
      else if ("hbSave" in pressed) this.save(pressed.hbSave);
      else if ("hbOpen" in pressed || "hbNext" in pressed) {
        this.next = "hbNext" in pressed;
        chooser.click();
      }
    }

    changed(target) {
      if (target === this.keeping) {
        if (!target.checked) this.forget();
        else if (this.keep()) this.say(this.words.kept);
      } else if (target.matches("[data-hb-file]")) {
        const [file] = target.files;
        if (file) this.open(file, this.next).finally(() => { target.value = ""; });
      }
    }

    typed(target) {
      const field = target.closest("[data-hb-field]");
      if (!field) return;
      values.grow(target);
      if (values.isList(field)) values.tend(field);
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.keep(), PAUSE);
    }

    start() {
      const { form } = this;
      values.fields(form).filter(values.isList).forEach(values.begin);
      form.querySelectorAll("[data-hb-field] :is(input, textarea)").forEach(values.grow);
      if (!this.unsafe(this.safe.blank)) this.restore();
      else if (this.place.kept()) this.choose(true);
      form.addEventListener("submit", (event) => event.preventDefault());
      form.addEventListener("input", (event) => this.typed(event.target));
      form.addEventListener("change", (event) => this.changed(event.target));
      form.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (button) this.press(button);
      });
      this.place.watch(() => this.otherTab());
      addEventListener("pagehide", () => this.keep());
      document.addEventListener("visibilitychange", () => document.hidden && this.keep());
      addEventListener("beforeunload", (event) => {
        this.keep();
        if (this.unsafe(this.safe.blank, this.safe.file, this.safe.device)) event.preventDefault();
      });
      const idle = globalThis.requestIdleCallback ?? setTimeout;
      idle(() => this.fetchBlank());
    }
  }

  for (const form of document.querySelectorAll("[data-hb-sheet]")) new Sheet(form).start();
})();
