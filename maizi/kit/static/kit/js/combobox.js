// A select that is searched by typing. The select stays the field of the form; without this file
// it is an ordinary select. `data-combo` is where the server answers ?q=, or "here" for its options.
import { ask, each, word } from "./dom.js";

const PAUSE = 180;
const MOST_SHOWN = 80;
let made = 0;

class Combobox {
  constructor(select) {
    this.select = select;
    this.key = `combo-${++made}`;
    this.remote = select.dataset.combo === "here" ? "" : select.dataset.combo;
    this.build();
    this.show();
    this.input.addEventListener("input", () => {
      this.isBehind = true;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.open(), this.remote ? PAUSE : 0);
    });
    this.input.addEventListener("keydown", (event) => this.press(event));
    this.input.addEventListener("focus", () => this.input.select());
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 120));
    this.box.addEventListener("click", (event) => {
      if (event.target.closest(".chip")) return;
      this.input.focus();
      if (this.list.hidden) this.open(true);
    });
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.choose(event.target.closest('[role="option"]')));
    select.addEventListener("change", () => this.show());
  }

  build() {
    const { select, key } = this;
    const wrap = document.createElement("div");
    wrap.className = "combo";
    select.replaceWith(wrap);
    this.box = wrap.appendChild(document.createElement("div"));
    this.box.className = "control box";
    this.input = this.box.appendChild(document.createElement("input"));
    Object.assign(this.input, { type: "text", id: select.id, autocomplete: "off", disabled: select.disabled });
    select.removeAttribute("id");
    for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list", "aria-controls": key })) this.input.setAttribute(name, value);
    for (const name of ["aria-describedby", "aria-invalid", "aria-label"]) if (select.hasAttribute(name)) this.input.setAttribute(name, select.getAttribute(name));
    const label = document.querySelector(`label[for="${CSS.escape(this.input.id)}"]`)?.textContent.trim() ?? "";
    this.list = wrap.appendChild(document.createElement("ul"));
    Object.assign(this.list, { id: key, className: "list", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", label || this.input.getAttribute("aria-label") || word("none"));
    select.tabIndex = -1;
    wrap.append(select);
  }

  get chosen() {
    return [...this.select.selectedOptions].filter((o) => o.value !== "");
  }

  /** What is chosen now, as text or as chips. */
  show() {
    if (!this.select.multiple) {
      this.input.value = this.chosen[0]?.text ?? "";
      return;
    }
    this.box.querySelectorAll(".chip").forEach((chip) => chip.remove());
    for (const option of this.chosen) {
      const chip = document.createElement("span");
      chip.className = "chip";
      chip.append(Object.assign(document.createElement("span"), { textContent: option.text }));
      const away = chip.appendChild(Object.assign(document.createElement("button"), { type: "button", textContent: "×" }));
      away.setAttribute("aria-label", `${word("clear")} ${option.text}`);
      away.addEventListener("click", () => this.drop(option));
      this.input.before(chip);
    }
    this.input.value = "";
  }

  drop(option) {
    option.selected = false;
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  async open(all = false) {
    clearTimeout(this.timer);
    const text = all ? "" : this.input.value.trim();
    const mine = (this.asked = (this.asked ?? 0) + 1);
    const options = this.remote ? await this.fetch(text) : this.search(text);
    if (!options || mine !== this.asked || document.activeElement !== this.input) return;
    this.isBehind = false;
    const empty = this.select.multiple || this.select.required || text ? [] : [["", "—"]];
    this.list.replaceChildren(...[...empty, ...options].map(([code, label], n) => this.row(code, label, n)));
    if (!options.length) this.list.append(Object.assign(document.createElement("li"), { className: "none", textContent: word("none") }));
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.point(text ? 0 : -1);
  }

  row(code, label, n) {
    const item = document.createElement("li");
    item.id = `${this.key}-${n}`;
    item.dataset.value = code;
    item.textContent = label;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", String(code !== "" && this.chosen.some((o) => o.value === code)));
    return item;
  }

  /** Options of the select itself: by text, or by the pinyin in data-key. */
  search(text) {
    const wanted = text.toLowerCase();
    const fits = (o) => o.value !== "" && (o.text.toLowerCase().includes(wanted) || (o.dataset.key ?? "").includes(wanted));
    return [...this.select.options].filter(fits).slice(0, MOST_SHOWN).map((o) => [o.value, o.text]);
  }

  async fetch(text) {
    const join = this.remote.includes("?") ? "&" : "?";
    const answer = await ask(`${this.remote}${join}q=${encodeURIComponent(text)}`);
    if (!answer) return null;
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    return [...found.querySelectorAll("[data-value]")].map((e) => [e.dataset.value, e.textContent.trim()]);
  }

  /** What was typed last decides, also when the list still answers what was typed before. */
  async pick() {
    if (this.isBehind) await this.open();
    if (!this.isBehind) this.choose(this.list.children[this.at]);
  }

  press(event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.open(true);
      else this.point(this.at + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && !this.list.hidden) {
      event.preventDefault();
      this.pick();
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.stopPropagation();
      event.preventDefault();
      this.close();
    } else if (event.key === "Backspace" && !this.input.value && this.select.multiple && this.chosen.length) {
      this.drop(this.chosen.at(-1));
    }
  }

  point(to) {
    const rows = this.list.querySelectorAll('[role="option"]');
    this.at = rows.length ? Math.min(Math.max(to, -1), rows.length - 1) : -1;
    rows.forEach((row, n) => row.classList.toggle("here", n === this.at));
    rows[this.at]?.scrollIntoView({ block: "nearest" });
    if (this.at < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", rows[this.at].id);
  }

  choose(row) {
    if (!row?.dataset || row.dataset.value === undefined) return;
    const { value } = row.dataset;
    let option = [...this.select.options].find((o) => o.value === value);
    option ??= this.select.appendChild(new Option(row.textContent, value));
    option.selected = this.select.multiple ? !option.selected : true;
    for (const type of ["input", "change"]) this.select.dispatchEvent(new Event(type, { bubbles: true }));
    this.close();
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
    if (!this.select.multiple && !this.input.value.trim() && this.chosen.length && !this.select.required) this.select.value = "";
    this.show();
  }
}

each("select[data-combo]", (select) => {
  if (!select.closest(".combo")) new Combobox(select);
});
