// Parts of a board are dragged to their place; the arrows do the same without this script.
import { ask } from "../kit/js/dom.js";

const list = document.querySelector("[data-arranged]");
let held = null;

list?.addEventListener("dragstart", (event) => {
  held = event.target.closest?.("[data-part]");
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", held.dataset.part);
  held.classList.add("dragged");
});

list?.addEventListener("dragend", () => {
  held?.classList.remove("dragged");
  clear();
  held = null;
});

list?.addEventListener("dragover", (event) => {
  if (!held) return;
  event.preventDefault();
  clear();
  const next = nextAt(event.clientY);
  if (next) next.classList.add("over");
  else list.classList.add("over-end");
});

list?.addEventListener("drop", async (event) => {
  const part = held;
  if (!part) return;
  event.preventDefault();
  const from = part.nextElementSibling;
  const next = nextAt(event.clientY);
  if (next === from) return;
  list.insertBefore(part, next);
  const body = new FormData();
  body.set("part", part.dataset.part);
  body.set("verb", "before");
  body.set("before", next?.dataset.part ?? "");
  const answer = await ask(list.dataset.move, body);
  if (!answer?.ok) list.insertBefore(part, from);
});

// The row before which the pointer stands, rows counted from their middle: a gap between two rows
// is no end of the list, and what comes from above can be put below the last one it passed.
function nextAt(y) {
  const others = [...list.querySelectorAll("[data-part]")].filter((row) => row !== held);
  const middle = (row) => row.getBoundingClientRect().top + row.offsetHeight / 2;
  return others.find((row) => y < middle(row)) ?? null;
}

function clear() {
  list.classList.remove("over-end");
  list.querySelectorAll(".over").forEach((row) => row.classList.remove("over"));
}
