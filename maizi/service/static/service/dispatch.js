// The board of dispatch: a card dropped on an engineer's hour is given to him; the server says why not.
import { ask } from "../kit/js/dom.js";

let held = null;
const form = document.getElementById("place");

document.addEventListener("dragstart", (event) => {
  held = event.target.closest?.("[data-ticket][draggable]");
  if (!held) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", held.dataset.ticket);
  held.classList.add("dragged");
});

document.addEventListener("dragend", () => {
  held?.classList.remove("dragged");
  document.querySelectorAll("td.over").forEach((place) => place.classList.remove("over"));
  held = null;
});

document.addEventListener("dragover", (event) => {
  const place = held && event.target.closest?.("td[data-engineer]");
  if (!place) return;
  event.preventDefault();
  document.querySelectorAll("td.over").forEach((other) => other !== place && other.classList.remove("over"));
  place.classList.add("over");
});

document.addEventListener("drop", async (event) => {
  const card = held;
  const place = card && event.target.closest?.("td[data-engineer]");
  if (!place) return;
  event.preventDefault();
  form.elements.ticket.value = card.dataset.ticket;
  form.elements.engineer.value = place.dataset.engineer;
  form.elements.hour.value = place.dataset.hour;
  await ask(form.action, new FormData(form));
});
