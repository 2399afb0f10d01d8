// Forms: a changed one asks before it is left, a sent one is not sent twice, files can be dropped.
import { each, on, word } from "./dom.js";
import { confirmed } from "./dialogs.js";

const start = new WeakMap();

/** A form's fields as one text, to see whether anything was changed. */
export function written(form) {
  const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "next_page");
  return JSON.stringify(fields.map(([name, value]) => [name, value instanceof File ? value.name : value]));
}

export const isChanged = (form) => start.has(form) && !form.dataset.sent && start.get(form) !== written(form);

const changedForms = (root = document) => [...root.querySelectorAll("form[data-guard]")].filter(isChanged);

/** True when nothing inside is changed, or the person lets it go. */
export async function mayLeave(root) {
  return changedForms(root).length === 0 || confirmed(word("leave"));
}

each("form[data-guard]", (form) => setTimeout(() => start.set(form, form.dataset.restored ? "" : written(form))));
addEventListener("beforeunload", (event) => {
  if (changedForms().length) event.preventDefault();
});
addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  const form = event.target;
  if (form.dataset.sent && form.method === "post") return event.preventDefault();
  if (form.method !== "post" || form.hasAttribute("hx-post")) return;
  form.dataset.sent = "1";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => {
    delete form.dataset.sent;
    event.submitter?.removeAttribute("aria-busy");
  }, 4000);
});
document.addEventListener("htmx:beforeRequest", (event) => { if (event.target.matches("form")) event.target.dataset.sent = "1"; });
document.addEventListener("htmx:afterRequest", (event) => { if (event.target.matches("form") && !event.detail.xhr.getResponseHeader("HX-Redirect")) delete event.target.dataset.sent; });

// The first field with an error is where work goes on.
each("form", (form) => form.querySelector('[aria-invalid="true"]')?.focus());

on("change", "[data-drop-file] input", (event, input) => {
  input.parentElement.querySelector("output").textContent = [...input.files].map((f) => f.name).join("、");
});
for (const type of ["dragover", "dragleave", "drop"]) {
  on(type, "[data-drop-file]", (event, place) => {
    event.preventDefault();
    place.classList.toggle("over", type === "dragover");
    if (type !== "drop" || !event.dataTransfer.files.length) return;
    const input = place.querySelector("input");
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
