// A list by keyboard: j and k walk, Enter opens, x picks; picked rows bring the bar of verbs.
import { each, isDialogOpen, isTyping, on, word } from "./dom.js";
import { isOpen, step } from "./drawer.js";

const table = () => document.querySelector("table.list");
const rows = () => [...document.querySelectorAll("table.list tbody tr[data-row]")];
const here = () => document.querySelector("table.list tr.here");
let last = null;

export function stand(row) {
  here()?.classList.remove("here");
  row?.classList.add("here");
  row?.scrollIntoView({ block: "nearest" });
}

function walk(by) {
  const all = rows();
  stand(all[Math.min(Math.max(all.indexOf(here()) + by, 0), all.length - 1)]);
}

const boxOf = (row) => row?.querySelector(".pick-one");

function pick(row, isPicked, toRow = null) {
  const all = rows();
  const [from, to] = [all.indexOf(toRow ?? row), all.indexOf(row)].sort((a, b) => a - b);
  for (const one of all.slice(from, to + 1)) if (boxOf(one)) boxOf(one).checked = isPicked;
  last = row;
  tell();
}

/** Rows picked now. */
export const picked = () => rows().filter((row) => boxOf(row)?.checked);

function tell() {
  const all = rows(), chosen = picked();
  all.forEach((row) => row.classList.toggle("picked", Boolean(boxOf(row)?.checked)));
  const whole = document.querySelector(".pick-all");
  if (whole) {
    whole.checked = chosen.length > 0 && chosen.length === all.length;
    whole.indeterminate = chosen.length > 0 && chosen.length < all.length;
  }
  const bulk = document.querySelector(".bulk");
  if (!bulk) return;
  bulk.hidden = chosen.length === 0;
  bulk.querySelector("[data-chosen]").textContent = word("chosen", chosen.length);
}

on("click", ".pick-one", (event, box) => {
  pick(box.closest("tr"), box.checked, event.shiftKey && last?.isConnected ? last : null);
});
on("change", ".pick-all", (event, box) => {
  rows().forEach((row) => { if (boxOf(row)) boxOf(row).checked = box.checked; });
  tell();
});
on("click", "[data-unpick]", () => {
  rows().forEach((row) => { if (boxOf(row)) boxOf(row).checked = false; });
  tell();
});
each("table.list", tell);
addEventListener("pageshow", tell);

document.addEventListener("keydown", (event) => {
  if (!table() || isDialogOpen() || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("td.editable, details, .menu")) return;
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") {
    const by = key === "j" ? 1 : -1;
    if (isOpen()) step(by);
    else walk(by);
  } else if (key === "x" && here()) {
    pick(here(), event.shiftKey ? true : !boxOf(here())?.checked, event.shiftKey && last?.isConnected ? last : null);
  } else if (event.key === "Enter" && here() && !event.target.closest?.("a, button, input, summary")) {
    here().querySelector("a[data-drawer], .name a")?.click();
  } else if (key === "e" && here()) {
    event.preventDefault();
    here().querySelector("td.editable")?.focus();
  } else if (event.key === "Escape" && picked().length && !isOpen()) {
    document.querySelector("[data-unpick]")?.click();
  }
});
