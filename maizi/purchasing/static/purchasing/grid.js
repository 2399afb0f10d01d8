// Lines of an order: Enter goes on, a copied range of a spreadsheet fills cells, products are
// looked up while typing, amounts are summed. Without this file the rows are a plain form.
import { ask } from "../kit/js/dom.js";

const PAUSE = 200;
const grid = document.querySelector("[data-grid]");
const offers = document.getElementById("found-products");
const cells = (row) => [...row.querySelectorAll('input:not([type="hidden"])')];
const number = (text) => Number(String(text).replaceAll(",", "").trim() || NaN);
let timer;

function supplier() {
  return document.querySelector('[name="supplier"]')?.value ?? "";
}

function newRow() {
  const rows = grid.tBodies[0].rows;
  const row = rows[rows.length - 1].cloneNode(true);
  row.classList.remove("wrong");
  row.querySelectorAll("input").forEach((input) => (input.value = ""));
  row.querySelectorAll("small.error").forEach((error) => error.remove());
  row.querySelectorAll("[data-name], [data-unit], [data-amount]").forEach((part) => (part.textContent = ""));
  grid.tBodies[0].append(row);
  return row;
}

function nextRow(row) {
  return row.nextElementSibling ?? newRow();
}

async function lookUp(input, settled) {
  const text = input.value.trim();
  if (!text) return;
  const address = `${grid.dataset.lookup}?q=${encodeURIComponent(text)}&supplier=${encodeURIComponent(supplier())}`;
  const answer = await ask(address);
  if (!answer) return;
  const found = new DOMParser().parseFromString(`<datalist>${await answer.text()}</datalist>`, "text/html");
  const options = [...found.querySelectorAll("option")];
  if (document.activeElement === input) offers.replaceChildren(...options.map((o) => o.cloneNode(true)));
  const exact = options.find((o) => o.value.toUpperCase() === text.toUpperCase());
  if (exact || (settled && options.length === 1)) take(input, exact ?? options[0]);
}

function take(input, option) {
  const row = input.closest("tr");
  input.value = option.value;
  row.querySelector("[data-name]").textContent = option.dataset.name;
  row.querySelector("[data-unit]").textContent = option.dataset.unit;
  const price = row.querySelector('[name="price"]');
  if (price && !price.value) price.value = option.dataset.price;
  sum();
}

function sum() {
  let total = 0;
  for (const row of grid.tBodies[0].rows) {
    const price = row.querySelector('[name="price"]');
    if (!price) return;
    const amount = number(row.querySelector('[name="quantity"]').value) * number(price.value);
    const shown = Number.isFinite(amount) ? Math.round(amount * 100) / 100 : null;
    row.querySelector("[data-amount]").textContent = shown === null ? "" : shown.toLocaleString("zh-CN", { minimumFractionDigits: 2 });
    total += shown ?? 0;
  }
  const place = grid.querySelector("[data-total]");
  if (place) place.textContent = total ? total.toLocaleString("zh-CN", { minimumFractionDigits: 2, maximumFractionDigits: 2 }) : "";
}

function paste(event, input) {
  const text = event.clipboardData.getData("text/plain");
  if (!text.includes("\t") && !text.trim().includes("\n")) return;
  event.preventDefault();
  const first = cells(input.closest("tr")).indexOf(input);
  let row = input.closest("tr");
  const lines = text.replace(/\r/g, "").split("\n").filter((line) => line.trim());
  lines.forEach((line, at) => {
    const targets = cells(row).slice(first);
    line.split("\t").slice(0, targets.length).forEach((value, n) => {
      const date = targets[n].type === "date" && /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})/.exec(value.trim());
      targets[n].value = date ? `${date[1]}-${date[2].padStart(2, "0")}-${date[3].padStart(2, "0")}` : value.trim();
    });
    if (first === 0) lookUp(targets[0], true);
    if (at < lines.length - 1) row = nextRow(row);
  });
  sum();
}

if (grid) {
  grid.addEventListener("input", (event) => {
    if (event.target.name === "product") {
      clearTimeout(timer);
      timer = setTimeout(() => lookUp(event.target, false), PAUSE);
    } else sum();
  });
  grid.addEventListener("change", (event) => event.target.name === "product" && lookUp(event.target, true));
  grid.addEventListener("paste", (event) => event.target.matches("input") && paste(event, event.target));
  grid.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches("input")) return;
    event.preventDefault();
    const row = event.target.closest("tr");
    const here = cells(row);
    const next = here[here.indexOf(event.target) + 1] ?? cells(nextRow(row))[0];
    next.focus();
    next.select?.();
  });
  grid.addEventListener("click", (event) => {
    const button = event.target.closest("[data-drop-row]");
    if (!button) return;
    const row = button.closest("tr");
    if (grid.tBodies[0].rows.length === 1) newRow();
    row.remove();
    sum();
  });
  sum();
}
