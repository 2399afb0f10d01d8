// Copy a value; show a masked one; print.
import { ask, on, toast, word } from "./dom.js";

on("click", "[data-copy]", async (event, button) => {
  event.preventDefault();
  await navigator.clipboard?.writeText(button.dataset.copy).catch(() => copyOldWay(button.dataset.copy));
  if (!navigator.clipboard) copyOldWay(button.dataset.copy);
  toast(word("copied"));
});
on("click", "[data-reveal]", async (event, button) => {
  button.disabled = true;
  const answer = await ask(button.dataset.reveal, new FormData());
  button.disabled = false;
  if (!answer?.ok) return;
  const text = await answer.text();
  button.previousElementSibling.textContent = text;
  delete button.dataset.reveal;
  button.dataset.copy = text;
  button.querySelector("use").setAttribute("href", button.querySelector("use").getAttribute("href").replace("#eye", "#copy"));
});

on("click", "[data-print]", () => print());

/** Where the page is not served over https the clipboard needs a selection. */
function copyOldWay(text) {
  const box = document.body.appendChild(document.createElement("textarea"));
  box.value = text;
  box.select();
  document.execCommand("copy");
  box.remove();
}
