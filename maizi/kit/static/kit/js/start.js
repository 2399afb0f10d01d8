// Requests carry the CSRF token; failures are told; theme and menu are kept.
import { ask, on, reason, remember, toast } from "./dom.js";

const root = document.documentElement;
root.classList.add("js");

document.addEventListener("htmx:configRequest", (event) => {
  const field = document.querySelector('meta[name="csrf-token"]');
  if (event.detail.verb !== "get" && field) event.detail.headers["X-CSRFToken"] = field.content;
  // What looks again by itself keeps nobody signed in who has left.
  if (!event.detail.triggeringEvent) event.detail.headers["X-Asked-By"] = "page";
});
// What a page asks by itself fails without a word: the next try comes anyway.
const isQuiet = (event) => event.target.closest?.("[data-quiet]");
document.addEventListener("htmx:responseError", (event) => {
  if (!saysItself(event) && !isQuiet(event)) toast(reason(event.detail.xhr.status), "bad");
});
for (const cut of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(cut, (event) => saysItself(event) || isQuiet(event) || toast(reason(0), "bad"));
}
// A part that comes later says in its own place that it did not come, and is asked for again there.
function turn(place, hasFailed) {
  place.setAttribute("aria-busy", String(!hasFailed));
  place.querySelector("[data-waiting]").hidden = hasFailed;
  place.querySelector("[data-failed]").hidden = !hasFailed;
}
function saysItself(event) {
  const place = event.target.closest?.("[data-later]");
  if (place) turn(place, true);
  return Boolean(place);
}
on("click", "[data-again]", (event, button) => {
  const place = button.closest("[data-later]");
  turn(place, false);
  window.htmx.trigger(place, "again");
});

// Theme: shown at once, kept by the server with the person.
const media = { dark: "screen", light: "not all", auto: "screen and (prefers-color-scheme: dark)" };
on("submit", "[data-theme-form]", (event, form) => {
  event.preventDefault();
  const theme = event.submitter.value;
  root.dataset.bsTheme = theme;
  document.getElementById("dark").media = media[theme];
  form.querySelectorAll(".option").forEach((b) => b.toggleAttribute("aria-current", b.value === theme));
  form.closest("details").open = false;
  remember("theme", theme);
  const body = new FormData(form);
  body.set("theme", theme);
  fetch(form.action, { method: "POST", body, redirect: "manual" });
});

// The menu at the left: folded on a desk, sliding in on a phone.
on("click", "[data-fold]", () => {
  const folded = root.dataset.menu !== "folded";
  if (folded) root.dataset.menu = "folded";
  else delete root.dataset.menu;
  remember("menu", folded ? "folded" : "open");
});
// Its sections: what a person folds or opens is so on the next page. The section of the page he is
// on opens by itself, which is not remembered. (A click is the keyboard's press too.)
on("click", "[data-section] > summary", (event, title) => {
  const section = title.parentElement;
  section.toggleAttribute("data-kept", !section.open); // it is about to turn
  const kept = [...document.querySelectorAll("[data-section][data-kept]")];
  remember("menu-open", kept.map((one) => one.dataset.section).join(".") || "none");
});
const side = document.getElementById("menu");
on("click", "[data-side-open]", (event) => {
  event.preventDefault();
  side.classList.add("open");
  side.querySelector("a")?.focus();
});
const closeSide = () => side?.classList.remove("open");
on("click", "[data-side-close]", (event) => {
  event.preventDefault();
  closeSide();
  if (location.hash === "#menu") history.replaceState(null, "", location.pathname + location.search);
});
document.addEventListener("click", (event) => {
  if (side?.classList.contains("open") && !event.target.closest("#menu, [data-side-open]")) closeSide();
});
document.addEventListener("keydown", (event) => event.key === "Escape" && closeSide());

// A number asked for: the exact count of a long list.
on("click", "[data-count-from]", async (event, button) => {
  button.disabled = true;
  const answer = await ask(button.dataset.countFrom);
  if (!answer) return;
  button.parentElement.querySelector("[data-count]").textContent = await answer.text();
  button.remove();
});
