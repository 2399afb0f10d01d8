// Edit in the list: double click, Enter or typing opens the cell; with rows picked all of them change.
import { openDialog } from "./dialogs.js";
import { ask, each, on, token } from "./dom.js";
import { picked, stand } from "./rows.js";

const head = (cell) => cell.closest("table").tHead.rows[0].cells[cell.cellIndex];
const nameOf = (cell) => head(cell)?.dataset.edit;
const recordOf = (row) => row.querySelector("a[data-drawer]")?.href;

each("table.list", (table) => {
  const places = [...(table.tHead?.rows[0].cells ?? [])].map((th, n) => (th.dataset.edit ? n : -1)).filter((n) => n >= 0);
  for (const row of table.tBodies[0]?.querySelectorAll("tr[data-row]") ?? []) {
    for (const n of places) {
      row.cells[n].classList.add("editable");
      row.cells[n].tabIndex = -1;
    }
  }
});

on("dblclick", "td.editable", (event, cell) => edit(cell));
on("keydown", "td.editable", (event, cell) => {
  if (cell.classList.contains("editing")) return inside(event, cell);
  const row = cell.parentElement;
  const cells = [...row.querySelectorAll("td.editable")];
  const at = cells.indexOf(cell);
  const to = { ArrowRight: cells[at + 1], ArrowLeft: cells[at - 1], ArrowDown: beside(row, 1)?.cells[cell.cellIndex], ArrowUp: beside(row, -1)?.cells[cell.cellIndex] }[event.key];
  if (to) {
    event.preventDefault();
    stand(to.parentElement);
    to.focus();
  } else if (event.key === "Enter" || event.key === "e" || event.key === "F2") {
    event.preventDefault();
    edit(cell);
  } else if (event.key === "Escape") {
    event.stopPropagation();
    cell.blur();
  }
});

function beside(row, by) {
  let next = row;
  do next = by > 0 ? next.nextElementSibling : next.previousElementSibling;
  while (next && !("row" in next.dataset));
  return next;
}

function inside(event, cell) {
  if (event.key === "Escape" && !event.defaultPrevented) {
    event.stopPropagation();
    close(cell);
    cell.focus();
  }
}

async function edit(cell) {
  if (cell.classList.contains("editing")) return;
  const answer = await ask(`${recordOf(cell.parentElement)}cell/${nameOf(cell)}/`);
  if (!answer?.ok) return;
  cell.before_edit = [...cell.childNodes];
  open(cell, await answer.text());
}

function open(cell, html) {
  cell.classList.add("editing");
  cell.innerHTML = html;
  cell.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
  const field = cell.querySelector(".combo input, .control, input:not([type=hidden])");
  field?.focus();
  if (field?.matches("input:not([type=date], [type=checkbox])")) field.select();
}

function close(cell) {
  cell.replaceChildren(...(cell.before_edit ?? []));
  cell.classList.remove("editing");
}

on("click", "[data-cell-cancel]", (event, button) => close(button.closest("td")));
on("submit", "td.editing form", async (event, form) => {
  event.preventDefault();
  event.stopPropagation();
  const cell = form.closest("td");
  const row = cell.parentElement;
  const body = new FormData(form);
  const chosen = picked();
  if (chosen.length > 1 && chosen.includes(row)) for (const one of chosen) body.append("pks", one.dataset.row);
  body.set("csrfmiddlewaretoken", token());
  form.querySelectorAll("button").forEach((b) => { b.disabled = true; });
  const answer = await ask(form.action, body);
  if (!answer) return form.querySelectorAll("button").forEach((b) => { b.disabled = false; });
  const html = await answer.text();
  if (answer.status === 422) return open(cell, html);
  const made = document.createElement("template");
  made.innerHTML = html.trim();
  const fresh = made.content.querySelector("td");
  fresh.classList.add("editable");
  fresh.tabIndex = -1;
  cell.replaceWith(fresh);
  row.classList.add("saved");
  setTimeout(() => row.classList.remove("saved"), 1300);
  return fresh.focus();
});

// One field for all picked rows, from the bar below the list.
on("click", "[data-bulk-field]", async (event, button) => {
  const first = picked()[0];
  if (!first) return;
  const answer = await ask(`${recordOf(first)}cell/${button.dataset.bulkField}/`);
  if (!answer?.ok) return;
  const dialog = document.getElementById("bulk-edit");
  const place = dialog.querySelector("[data-place]");
  const made = document.createElement("template");
  made.innerHTML = await answer.text();
  place.replaceChildren(...(made.content.querySelector("[data-control]")?.childNodes ?? []));
  dialog.querySelector("[data-title]").textContent = button.textContent.trim();
  dialog.querySelector('[name="field"]').value = button.dataset.bulkField;
  place.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
  openDialog(dialog);
});
on("submit", "#bulk-edit form", async (event, form) => {
  event.preventDefault();
  event.stopPropagation();
  const body = new FormData(form);
  for (const row of picked()) body.append("pk", row.dataset.row);
  await ask(form.action, body);
});
