// What was typed survives a crash: kept in this browser, for this person and this page, three days,
// only the fields that were changed, and never one marked data-private.
import { each, on, word } from "./dom.js";

const DAYS = 3;
const PAUSE = 400;
const who = document.body.dataset.user;
const prefix = "draft:";

for (const key of Object.keys(localStorage).filter((k) => k.startsWith(prefix))) {
  const draft = JSON.parse(localStorage.getItem(key) ?? "{}");
  const isOld = Date.now() - draft.at > DAYS * 24 * 3600 * 1000;
  const isSent = draft.sent && draft.page !== location.pathname;
  if (!key.startsWith(`${prefix}${who}:`) || isOld || isSent) localStorage.removeItem(key);
}

on("submit", 'form[action$="/sign-out/"]', () => {
  Object.keys(localStorage).filter((k) => k.startsWith(prefix)).forEach((k) => localStorage.removeItem(k));
});

each("form[data-keep-draft]", (form) => {
  const key = `${prefix}${who}:${form.getAttribute("action") || location.pathname}`;
  const before = Object.fromEntries(fields(form).map((field) => [field.name, value(field)]));
  if ("draftDone" in form.dataset) localStorage.removeItem(key); // what was sent is stored
  restore(form, key, before);
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => keep(form, key, before), PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    keep(form, key, before, true);
  });
});

/** Fields worth keeping: named, not private, not hidden, no password, no file. */
function fields(form) {
  const shut = ["hidden", "password", "file", "submit", "button"];
  return [...form.elements].filter((f) => f.name && !shut.includes(f.type) && !("private" in f.dataset));
}

function value(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked ? field.value : "";
  if (field.type === "select-multiple") return [...field.selectedOptions].map((o) => [o.value, o.text]);
  if (field.type === "select-one") return [[field.value, field.selectedOptions[0]?.text ?? ""]];
  return field.value;
}

function keep(form, key, before, sent = false) {
  const changed = fields(form).filter((f) => f.type !== "radio" && JSON.stringify(value(f)) !== JSON.stringify(before[f.name]));
  if (!changed.length) return localStorage.removeItem(key);
  const values = Object.fromEntries(changed.map((f) => [f.name, value(f)]));
  return localStorage.setItem(key, JSON.stringify({ at: Date.now(), page: location.pathname, sent, values }));
}

function restore(form, key, before) {
  const { values } = JSON.parse(localStorage.getItem(key) ?? "{}");
  if (!values) return;
  const lost = fields(form).filter((f) => f.name in values && JSON.stringify(values[f.name]) !== JSON.stringify(before[f.name]));
  lost.forEach((field) => put(field, values[field.name]));
  if (!lost.length) return;
  form.dataset.restored = "1";
  const note = document.createElement("div");
  note.className = "alert cool";
  note.append(Object.assign(document.createElement("div"), { textContent: word("draft") }));
  const discard = Object.assign(document.createElement("button"), { type: "button", className: "btn small", textContent: word("discard") });
  discard.addEventListener("click", () => {
    localStorage.removeItem(key);
    lost.forEach((field) => put(field, before[field.name]));
    note.remove();
  });
  note.append(discard);
  form.prepend(note);
}

function put(field, kept) {
  if (field.type === "checkbox") field.checked = kept !== "";
  else if (Array.isArray(kept)) {
    for (const option of field.options) option.selected = false;
    for (const [code, text] of kept) {
      const option = [...field.options].find((o) => o.value === code) ?? field.appendChild(new Option(text, code));
      option.selected = true;
    }
  } else field.value = kept;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}
