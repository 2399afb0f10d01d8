// The grid of lines: Enter goes on to the next box, a changed box is stored, a scanned code is one line.
import { ask, each, on } from "../kit/js/dom.js";

const grid = () => document.getElementById("grid");
const box = (name) => grid()?.querySelector(`.entry-row [name="${name}"]`);
const typed = () => grid()?.querySelector(".entry-row .combo input");

/** What the price lists say of the chosen product, beside the box for the price. */
async function showPrice() {
  const product = box("product")?.value;
  const place = grid()?.querySelector("[data-usual]");
  if (!product || !place) return;
  const quantity = encodeURIComponent(box("quantity").value || "1");
  const answer = await ask(`${grid().dataset.price}?product=${product}&quantity=${quantity}`);
  if (!answer) return;
  place.innerHTML = await answer.text();
  box("price").placeholder = place.querySelector("[data-price]")?.textContent ?? "";
}

each("#grid", () => setTimeout(() => {
  if (document.activeElement === document.body) typed()?.focus();
}));

on("change", ".entry-row [name=product]", () => {
  box("quantity").focus();
  showPrice();
});
on("change", ".entry-row [name=quantity]", showPrice);
on("change", "[data-line]", (event, field) => field.form?.requestSubmit());

// A scanner types the code and Enter at once: no time for a list, so the code itself is sent.
on("keydown", ".entry-row .combo input", (event, field) => {
  const list = field.closest(".combo").querySelector(".list");
  if (event.key !== "Enter" || event.isComposing || event.defaultPrevented) return; // it picked
  if (!list.hidden || !field.value.trim()) return;
  event.preventDefault();
  document.getElementById("new-line").requestSubmit();
});
on("submit", "#new-line", (event, form) => {
  if (!box("product").value) form.elements.code.value = typed()?.value ?? "";
}, true);
document.addEventListener("htmx:configRequest", (event) => {
  if (event.target.id !== "new-line") return;
  if (!box("product").value) event.detail.parameters.code = typed()?.value ?? "";
});
