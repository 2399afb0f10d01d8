// Dropped sheets close on a click elsewhere, on Esc, and when another opens; arrows walk in them.
import { on } from "./dom.js";

const open = () => document.querySelectorAll("details.drop[open]");

document.addEventListener("click", (event) => {
  for (const drop of open()) if (!drop.contains(event.target)) drop.open = false;
});
on("toggle", "details.drop", (event, drop) => {
  if (drop !== event.target || !drop.open) return;
  for (const other of open()) if (other !== drop && !other.contains(drop)) other.open = false;
  fit(drop.querySelector(":scope > .sheet"));
}, true);
on("keydown", "details.drop[open]", (event, drop) => {
  if (event.key === "Escape") {
    event.stopPropagation();
    drop.open = false;
    drop.querySelector("summary").focus();
  }
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  if (event.target.matches("input:not([type=checkbox], [type=radio]), select, textarea")) return;
  event.preventDefault();
  const choices = [...drop.querySelectorAll(".option, .sheet input")];
  const step = event.key === "ArrowDown" ? 1 : -1;
  const at = choices.indexOf(document.activeElement);
  choices.at((at + step + (at < 0 && step < 0 ? 1 : 0)) % choices.length)?.focus();
});
on("click", ".sheet a.option, .sheet button[data-open]", (event, entry) => {
  entry.closest("details.drop").open = false;
});

/** Keep a sheet inside the window. */
function fit(sheet) {
  sheet.style.marginLeft = sheet.style.marginRight = "";
  const box = sheet.getBoundingClientRect();
  if (box.left < 8) sheet.style.marginRight = `${box.left - 8}px`;
  const over = box.right - document.documentElement.clientWidth + 8;
  if (over > 0) sheet.style.marginLeft = `${-over}px`;
}
