// Toasts go by themselves, unless somebody is on them or they tell of a failure.
import { each, on } from "./dom.js";

const SECONDS = 6;
const SECONDS_TO_UNDO = 12;

each("[data-toast]", wait);
new MutationObserver((changes) => {
  for (const change of changes) for (const node of change.addedNodes) if (node.matches?.("[data-toast]")) wait(node);
}).observe(document.getElementById("toasts") ?? document.body, { childList: true });
on("click", "[data-dismiss]", (event, button) => button.closest("[data-toast]").remove());

function wait(toast) {
  if (toast.dataset.waits || toast.classList.contains("bad")) return;
  toast.dataset.waits = "1";
  const seconds = toast.querySelector("form") ? SECONDS_TO_UNDO : SECONDS;
  let timer;
  const start = () => { timer = setTimeout(() => toast.remove(), seconds * 1000); };
  toast.addEventListener("pointerenter", () => clearTimeout(timer));
  toast.addEventListener("pointerleave", start);
  toast.addEventListener("focusin", () => clearTimeout(timer));
  start();
}
