// The worklist by keys: 1–5 fill credibility, then usefulness; D, I, N relevance; Enter decides.
import { isDialogOpen, isTyping } from "../kit/js/dom.js";

const lines = [...document.querySelectorAll("[data-waiting]")];
const present = () => lines.findIndex((line) => line.hasAttribute("aria-current"));
const RELEVANCE = { d: "direct", i: "indirect", n: "none" };

/** Make another line the present one and bring it into sight. */
function move(step) {
  const at = Math.min(Math.max(present() + step, 0), lines.length - 1);
  lines.forEach((line, n) => line.toggleAttribute("aria-current", n === at));
  lines[at]?.setAttribute("aria-current", "true");
  lines[at]?.scrollIntoView({ block: "nearest" });
  lines[at]?.focus({ preventScroll: true });
}

function pick(form, name, value) {
  const found = form.querySelector(`[name="${name}"][value="${value}"]`);
  if (found) found.checked = true;
}

document.addEventListener("keydown", (event) => {
  const line = lines[present()];
  if (!line || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isDialogOpen()) return;
  const form = line.querySelector("form"), key = event.key.toLowerCase();
  if (/^[1-5]$/.test(key)) {
    const first = !form.querySelector("[name=credibility]:checked") || form.dataset.rated === "usefulness";
    form.dataset.rated = first ? "credibility" : "usefulness";
    pick(form, form.dataset.rated, key);
  } else if (RELEVANCE[key]) {
    event.stopImmediatePropagation();
    pick(form, "relevance", RELEVANCE[key]);
  } else if (key === "j" || key === "k") move(key === "j" ? 1 : -1);
  else if (key === "enter" && !event.target.closest("a, button, select")) form.requestSubmit();
  else return;
  event.preventDefault();
}, true);
document.addEventListener("focusin", (event) => {
  const at = lines.indexOf(event.target.closest("[data-waiting]"));
  if (at >= 0) lines.forEach((line, n) => (n === at ? line.setAttribute("aria-current", "true") : line.removeAttribute("aria-current")));
});
