// Rows of a document by keyboard and scanner: Enter goes on, Ctrl + Enter posts, a code fills a row.
import { ask, word } from "../kit/js/dom.js";

const form = document.querySelector("[data-entry]");
const body = form.querySelector("[data-rows]");
const blank = form.querySelector("[data-blank]");
const sum = form.querySelector("[data-sum]");
const scan = form.querySelector("[data-scan-box]");

const rows = () => [...body.querySelectorAll("tr[data-row-entry]")];
const part = (row, name) => row.querySelector(`[name="${name}"]`);
const isFree = (row) => !part(row, "product").value && !part(row, "quantity").value;

function settle() {
  let pieces = 0;
  let filled = 0;
  rows().forEach((row, at) => {
    row.querySelector("[data-number]").textContent = at + 1;
    const quantity = Number(part(row, "quantity").value.replaceAll(",", ""));
    if (!isFree(row)) filled += 1;
    if (quantity) pieces += quantity;
  });
  sum.textContent = filled ? `${filled} / ${Math.round(pieces * 1e4) / 1e4}` : "";
}

function more() {
  const row = blank.content.querySelector("tr").cloneNode(true);
  row.querySelectorAll("[data-drop]").forEach((button) => { button.hidden = false; });
  body.append(row);
  row.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
  settle();
  return row;
}

const boxes = (row) => [...row.querySelectorAll("input:not([type=hidden]), select.control")]
  .filter((box) => box.offsetParent && !box.disabled && box.tabIndex >= 0);

function next(box) {
  const row = box.closest("tr");
  const here = boxes(row);
  const after = here[here.indexOf(box) + 1];
  if (after) return after.focus();
  const below = rows()[rows().indexOf(row) + 1] ?? more();
  boxes(below)[0]?.focus();
}

form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    form.requestSubmit();
  } else if (event.target.closest("tr[data-row-entry]") && !event.target.matches("button")) {
    if (event.target.getAttribute("aria-expanded") === "true") return; // the list is choosing
    event.preventDefault();
    next(event.target);
  }
});
form.addEventListener("input", settle);
form.addEventListener("change", settle);
form.addEventListener("click", (event) => {
  const drop = event.target.closest("[data-drop]");
  if (drop) {
    drop.closest("tr").remove();
    if (!rows().length) more();
    settle();
  }
  if (event.target.closest("[data-more]")) boxes(more())[0]?.focus();
});

let last = null; // the row of the product that was scanned last, with its pieces to come

/** A code that is no product is a piece of the product before it; whether it could be one. */
function addPiece(code) {
  if (!last?.isConnected || last.dataset.tracking !== "serial") return false;
  const box = part(last, "serials");
  const pieces = box.value.split(/\s+/).filter(Boolean);
  if (!pieces.includes(code)) pieces.push(code);
  box.value = pieces.join(" ");
  part(last, "quantity").value = pieces.length;
  settle();
  return true;
}

function put(found) {
  const known = rows().find((row) => part(row, "product").value === found.id);
  if (known && found.tracking === "serial") {
    last = known;
    known.dataset.tracking = found.tracking;
    return settle();
  }
  if (known && found.tracking === "none") {
    const box = part(known, "quantity");
    box.value = Number(box.value || 0) + 1;
    return settle();
  }
  const row = rows().find(isFree) ?? more();
  last = row;
  const select = part(row, "product");
  select.add(new Option(`${found.name} ${found.no}`, found.id, true, true));
  select.dispatchEvent(new Event("change", { bubbles: true }));
  part(row, "unit").placeholder = found.unit;
  row.dataset.tracking = found.tracking;
  if (found.tracking === "none") part(row, "quantity").value = 1;
  settle();
}

if (scan) {
  const box = scan.querySelector("input");
  const said = scan.querySelector("[data-said]");
  scan.hidden = false;
  async function read() {
    const code = box.value.trim();
    box.value = "";
    const answer = await ask(`${form.dataset.find}?code=${encodeURIComponent(code)}`);
    const found = answer ? (await answer.json()).found : [];
    if (found.length) put(found[0]);
    if (found.length) said.textContent = `${found[0].name}: ${found[0].free} ${found[0].unit}`;
    else said.textContent = addPiece(code) ? code : `${code}: ${word("none")}`;
  }

  box.addEventListener("scanned", read);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.ctrlKey || !box.value.trim()) return;
    event.preventDefault();
    event.stopPropagation();
    read();
  });
}

form.querySelectorAll("[data-more], [data-drop]").forEach((button) => { button.hidden = false; });
settle();
