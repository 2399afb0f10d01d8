// Above the list: conditions, columns and their order, widths.
import { each, on, remember, word } from "./dom.js";

/** Go to this list with some parameters changed; null removes one. */
function go(changes) {
  const here = new URL(location.href);
  for (const name of ["after", "before", "drawer"]) here.searchParams.delete(name);
  for (const [name, value] of Object.entries(changes)) {
    here.searchParams.delete(name);
    for (const one of value === null ? [] : [value].flat()) here.searchParams.append(name, one);
  }
  location.assign(here);
}

// A condition is one text, name.operator.values; the conditions in force are in data-now.
on("submit", "form[data-condition]", (event, form) => {
  event.preventDefault();
  const given = new FormData(form);
  const values = given.getAll("value").map((v) => v.trim()).filter(Boolean);
  const operator = given.get("operator");
  const needs = form.querySelector(`option[value="${CSS.escape(operator)}"]`)?.dataset.bare === undefined;
  if (needs && !values.length) return form.querySelector('[name="value"]:not([disabled])')?.focus();
  const made = [form.dataset.condition, operator, ...(needs ? [values.join(",")] : [])].join(".");
  const now = JSON.parse(form.closest("[data-now]").dataset.now);
  return go({ f: [...now, made] });
});
on("change", "form[data-condition] [name=operator]", (event, select) => fit(select));
each("form[data-condition] [name=operator]", fit);

/** Show the fields the chosen operator needs: none, days, a period or the usual ones. */
function fit(select) {
  const option = select.selectedOptions[0];
  const wanted = option.dataset.bare !== undefined ? "" : option.dataset.value ?? "usual";
  for (const place of select.form.querySelectorAll("[data-value]")) {
    if (place === option || place.tagName === "OPTION") continue;
    const fits = place.dataset.value === wanted;
    place.hidden = !fits;
    place.querySelectorAll("[name=value]").forEach((f) => { f.disabled = !fits; });
  }
}

on("click", "[data-add-condition]", (event, button) => {
  const drop = button.closest("[data-now]");
  drop.querySelectorAll("[data-condition-of]").forEach((f) => { f.hidden = f.dataset.conditionOf !== button.dataset.addCondition; });
  drop.querySelectorAll("[data-conditions]").forEach((l) => { l.hidden = true; });
  drop.querySelector(`[data-condition-of="${CSS.escape(button.dataset.addCondition)}"] :is(select, input:not([hidden]))`)?.focus();
});
on("click", "[data-back-to-conditions]", (event, button) => {
  const drop = button.closest("[data-now]");
  drop.querySelectorAll("[data-condition-of]").forEach((f) => { f.hidden = true; });
  drop.querySelectorAll("[data-conditions]").forEach((l) => { l.hidden = false; });
});

// Columns: which, and in what order; dragged, or moved with Alt and an arrow.
on("submit", "form[data-columns]", (event, form) => {
  event.preventDefault();
  const names = [...form.querySelectorAll('[name="cols"]:checked')].map((box) => box.value);
  go({ cols: names.length ? names.join(",") : null });
});
let lifted = null;
on("pointerdown", ".chooser .handle", (event, handle) => {
  lifted = handle.closest("li");
  lifted.classList.add("lifted");
  handle.setPointerCapture(event.pointerId);
});
on("pointermove", ".chooser", (event, list) => {
  const over = lifted && document.elementFromPoint(event.clientX, event.clientY)?.closest(".chooser li");
  if (!over || over === lifted || !list.contains(over)) return;
  const box = over.getBoundingClientRect();
  over[event.clientY > box.top + box.height / 2 ? "after" : "before"](lifted);
});
document.addEventListener("pointerup", () => {
  lifted?.classList.remove("lifted");
  lifted = null;
});
on("keydown", ".chooser li", (event, row) => {
  if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  event.preventDefault();
  event.stopPropagation();
  if (event.key === "ArrowUp") row.previousElementSibling?.before(row);
  else row.nextElementSibling?.after(row);
  event.target.focus();
}, true);

// Widths are kept in a cookie of this list, so that the server draws them.
each("table.list", (table) => {
  for (const th of table.tHead?.rows[0].cells ?? []) {
    if (!th.dataset.name) continue;
    const grip = th.appendChild(document.createElement("span"));
    grip.className = "grip";
    grip.title = word("width");
  }
});
on("pointerdown", "table.list .grip", (event, grip) => {
  event.preventDefault();
  const table = grip.closest("table");
  const cols = fixed(table);
  const col = cols[grip.parentElement.cellIndex];
  const from = event.clientX, width = Number(col.width), whole = table.offsetWidth;
  grip.setPointerCapture(event.pointerId);
  grip.classList.add("held");
  grip.onpointermove = (move) => {
    col.width = Math.max(56, width + move.clientX - from);
    table.style.width = `${whole + Number(col.width) - width}px`;
  };
  grip.onpointerup = () => {
    grip.onpointermove = grip.onpointerup = null;
    grip.classList.remove("held");
    keep(table, cols);
  };
});
on("dblclick", "table.list .grip", (event, grip) => {
  event.stopPropagation();
  remember(grip.closest("table").dataset.widths, "", location.pathname);
  location.reload();
});

/** Turn the present widths into fixed ones. */
function fixed(table) {
  const cols = [...table.querySelectorAll("col")];
  const widths = [...table.tHead.rows[0].cells].map((th) => th.offsetWidth);
  cols.forEach((col, n) => { col.width = widths[n]; });
  table.style.width = `${widths.reduce((a, b) => a + b, 0)}px`;
  table.classList.add("sized");
  return cols;
}

function keep(table, cols) {
  const named = [...table.tHead.rows[0].cells].map((th, n) => [th.dataset.name, cols[n].width]);
  const text = named.filter(([name]) => name).map(([name, width]) => `${name}:${Math.round(width)}`).join("|");
  remember(table.dataset.widths, text, location.pathname);
}
