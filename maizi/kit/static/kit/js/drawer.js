// A record beside its list. The address says which (?drawer=id), so it can be sent to somebody.
import { ask, isDialogOpen, isTyping, on } from "./dom.js";
import { mayLeave } from "./forms.js";

const drawer = document.getElementById("drawer");
let opener = null;

const links = () => [...document.querySelectorAll("a[data-drawer]")];
const shown = () => new URLSearchParams(location.search).get("drawer");
const addressFor = (id) => {
  const here = new URL(location.href);
  if (id) here.searchParams.set("drawer", id);
  else here.searchParams.delete("drawer");
  return here;
};

on("click", "a[data-drawer]", (event, link) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || isNarrow() || wholes().has(location.pathname)) return;
  event.preventDefault();
  opener = link;
  show(link.dataset.drawer, link.href);
});
on("click", "[data-drawer-close]", () => hide());
on("click", "[data-drawer-go]", (event, button) => go(Number(button.dataset.drawerGo)));
document.addEventListener("keydown", (event) => {
  if (drawer?.hidden || isDialogOpen() || isTyping(event.target) || event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape") hide();
});
addEventListener("popstate", () => {
  const id = shown();
  if (id) load(addressOf(id), id);
  else shut();
});

/** On a phone a record is a page of its own. */
const isNarrow = () => matchMedia("(max-width: 640px)").matches;

/** Where a record lives, also when it is not on this page of the list. */
function addressOf(id) {
  const link = links().find((a) => a.dataset.drawer === id);
  return link?.href ?? document.querySelector("[data-record]")?.dataset.record.replace("/0/", `/${encodeURIComponent(id)}/`);
}

export async function show(id, address = addressOf(id)) {
  if (!address || !(await mayLeave(drawer))) return;
  if (shown() === id && !drawer.hidden) return;
  history[shown() ? "replaceState" : "pushState"](null, "", addressFor(id));
  await load(address, id);
}

async function load(address, id) {
  drawer.hidden = false;
  document.body.classList.add("has-drawer");
  mark(id);
  frame(address, links().find((a) => a.dataset.drawer === id));
  drawer.setAttribute("aria-busy", "true");
  const answer = await ask(address);
  drawer.removeAttribute("aria-busy");
  if (shown() !== id) return;
  if (!answer) return hide();
  const html = await answer.text();
  if (isPage(html)) {
    if (!answer.redirected) sessionStorage.setItem(WHOLE, [...wholes().add(location.pathname)].join(" "));
    return location.replace(address); // takes the place of the opened drawer: back leads to the list
  }
  fill(html);
}

/** Lists whose records turned out to have pages of their own: asked for once, not twice each time. */
const WHOLE = "maizi-whole";
const wholes = () => new Set((sessionStorage.getItem(WHOLE) ?? "").split(" "));

/** Some records have a page of their own and nothing for a drawer. */
const isPage = (html) => /^\s*<!doctype html/i.test(html);

/** Put a fragment under the drawer's head, alive. */
function fill(html) {
  const inside = drawer.querySelector(".inside");
  inside.innerHTML = html;
  inside.scrollTop = 0;
  const title = inside.querySelector("[data-title]")?.dataset.title;
  if (title) name(title);
  alive(inside);
  if (!drawer.contains(document.activeElement)) drawer.focus({ preventScroll: true });
}

function alive(root) {
  root.querySelectorAll('input[name="next_page"]').forEach((f) => { f.value = location.pathname + location.search; });
  window.htmx?.process(root);
  root.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
}

function name(title) {
  const head = drawer.querySelector("h2");
  head.textContent = head.title = title;
}

/** The head with its buttons, and grey bones until the record is here. */
function frame(address, link) {
  drawer.replaceChildren(document.getElementById("drawer-frame").content.cloneNode(true));
  drawer.querySelector("[data-whole]").href = address;
  if (link) name(link.textContent.trim());
}

// Editing stays in the drawer.
on("click", ".drawer a[data-stay]", async (event, link) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (!(await mayLeave(drawer))) return;
  const answer = await ask(link.href);
  const html = answer && (await answer.text());
  if (html && isPage(html)) return location.assign(link.href);
  if (html) fill(html);
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (drawer?.contains(event.target)) drawer.querySelectorAll('input[name="next_page"]').forEach((f) => { f.value = location.pathname + location.search; });
});

function mark(id) {
  for (const link of links()) link.closest("tr")?.classList.toggle("open", link.dataset.drawer === id);
}

async function go(by) {
  const all = links();
  const next = all[all.findIndex((a) => a.dataset.drawer === shown()) + by];
  if (!next) return;
  next.scrollIntoView({ block: "nearest" });
  await show(next.dataset.drawer, next.href);
}
export const step = go;
export const isOpen = () => drawer && !drawer.hidden;

export async function hide() {
  if (!(await mayLeave(drawer))) return;
  if (shown()) history.replaceState(null, "", addressFor(null));
  shut();
}

function shut() {
  if (!drawer || drawer.hidden) return;
  drawer.hidden = true;
  drawer.replaceChildren();
  document.body.classList.remove("has-drawer");
  mark(null);
  if (opener?.isConnected) opener.focus({ preventScroll: true });
}

if (shown() && drawer) load(addressOf(shown()), shown());
