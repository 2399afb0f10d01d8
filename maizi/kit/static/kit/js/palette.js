// Search everything: Ctrl K or / opens it, the server answers while typing, arrows choose.
import { ask, isDialogOpen, isTyping, on, word } from "./dom.js";

const palette = document.getElementById("palette");
const input = palette?.querySelector("input");
const found = palette?.querySelector(".found");
const PAUSE = 120;
let timer, latest = 0, isBehind = false;

export function openPalette(text = "") {
  if (!palette || palette.open) return;
  palette.showModal();
  input.value = text;
  input.select();
  look();
}

document.addEventListener("keydown", (event) => {
  const isPalette = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
  if (!isPalette && (event.key !== "/" || isTyping(event.target) || isDialogOpen())) return;
  event.preventDefault();
  openPalette(document.querySelector("[data-search]")?.value);
});
on("focusin", "[data-search]", (event, box) => {
  if (box.value) return;
  box.blur();
  openPalette();
});
input?.addEventListener("input", () => {
  isBehind = true;
  clearTimeout(timer);
  timer = setTimeout(look, PAUSE);
});
input?.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  }
  if (event.key === "Enter" && (isBehind || chosen())) {
    event.preventDefault();
    go();
  }
});
const chosen = () => found.querySelector('[aria-selected="true"]');

/** What was typed last decides, also when what is found still answers what was typed before. */
async function go() {
  if (isBehind) await look();
  if (chosen() && !isBehind) chosen().click();
  else input.form?.requestSubmit();
}

async function look() {
  clearTimeout(timer);
  const text = input.value.trim();
  const mine = ++latest;
  if (!text) isBehind = false;
  if (!text) return found.replaceChildren();
  const answer = await ask(`${palette.dataset.source}?q=${encodeURIComponent(text)}`);
  if (!answer || mine !== latest) return;
  isBehind = false;
  found.innerHTML = await answer.text();
  const options = found.querySelectorAll("a");
  options.forEach((link, n) => {
    link.setAttribute("role", "option");
    link.id = `found-${n}`;
    link.tabIndex = -1;
    link.classList.add("option");
  });
  if (!options.length && !found.textContent.trim()) found.textContent = word("none");
  choose(options[0]);
}

function step(by) {
  const options = [...found.querySelectorAll('[role="option"]')];
  const at = options.findIndex((o) => o.getAttribute("aria-selected") === "true");
  choose(options[(at + by + options.length) % options.length]);
}

function choose(option) {
  found.querySelector('[aria-selected="true"]')?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) input.setAttribute("aria-activedescendant", option.id);
  else input.removeAttribute("aria-activedescendant");
}
