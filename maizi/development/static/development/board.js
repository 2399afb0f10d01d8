// The board: cards are dragged, or moved by keys; what the server refuses stays where it was.
import { ask, on } from "../kit/js/dom.js";

let held = null;
const ends = document.querySelector("[data-ends]");

on("change", "select[data-now]", (event, select) => select.form.requestSubmit());

document.addEventListener("dragstart", (event) => {
  held = event.target.closest?.("[data-deal][draggable]");
  if (!held) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", held.dataset.deal);
  held.classList.add("dragged");
  ends?.classList.add("open");
});

document.addEventListener("dragend", () => {
  held?.classList.remove("dragged");
  ends?.classList.remove("open");
  document.querySelectorAll(".over").forEach((place) => place.classList.remove("over"));
  held = null;
});

document.addEventListener("dragover", (event) => {
  const place = held && event.target.closest?.("[data-stage], [data-end]");
  if (!place) return;
  event.preventDefault();
  document.querySelectorAll(".over").forEach((other) => other !== place && other.classList.remove("over"));
  place.classList.add("over");
});

document.addEventListener("drop", (event) => {
  const card = held;
  const place = card && event.target.closest?.("[data-stage], [data-end]");
  if (!place) return;
  event.preventDefault();
  if (place.dataset.end) location.assign(card.dataset.move.replace("/move/", "/close/") + `?state=${place.dataset.end}`);
  else move(card, place);
});

/** Ask the server; the card goes over when it says yes. */
async function move(card, lane) {
  const from = card.closest("[data-stage]");
  if (!lane || lane === from) return;
  const body = new FormData();
  body.set("stage", lane.dataset.stage);
  card.classList.add("waits");
  const answer = await ask(card.dataset.move, body);
  card.classList.remove("waits");
  if (!answer?.ok) return card.focus();
  const box = document.createElement("div");
  box.innerHTML = await answer.text();
  const fresh = box.firstElementChild;
  card.remove();
  lane.querySelector(".cards").append(fresh);
  window.htmx?.process(fresh);
  recount(from, -1);
  recount(lane, 1);
  fresh.focus();
}

function recount(lane, by) {
  const shown = lane.querySelector("header .count");
  const number = Number(shown?.textContent);
  if (shown && !Number.isNaN(number)) shown.textContent = number + by;
}

document.addEventListener("keydown", (event) => {
  const card = event.target.closest?.("[data-deal]");
  if (!card || event.target !== card) return;
  const lanes = [...document.querySelectorAll("[data-stage]")];
  const here = lanes.indexOf(card.closest("[data-stage]"));
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (step && event.shiftKey) {
    event.preventDefault();
    if (card.draggable) move(card, lanes[here + step]);
  } else if (step) {
    event.preventDefault();
    lanes[here + step]?.querySelector("[data-deal]")?.focus();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const next = event.key === "ArrowDown" ? card.nextElementSibling : card.previousElementSibling;
    next?.focus();
  } else if (event.key === "Enter") {
    event.preventDefault();
    card.querySelector("a.name").click();
  }
});
