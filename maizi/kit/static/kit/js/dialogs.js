// Dialogs open and close by attributes; dangerous forms and links ask first.
import { on } from "./dom.js";

on("click", "[data-open]", (event, button) => {
  event.preventDefault();
  const dialog = document.getElementById(button.dataset.open);
  if (dialog) openDialog(dialog);
});

/** Open a dialog with the work at hand in focus: its first field, else its main button. */
export function openDialog(dialog) {
  dialog.showModal();
  const field = dialog.querySelector(".inside :is(input:not([type=hidden]), select:not([data-combo]), textarea)");
  dialog.tabIndex = -1;
  (field ?? dialog.querySelector("footer .primary") ?? dialog).focus();
}
on("click", "[data-close]", (event, button) => button.closest("dialog").close());
on("pointerdown", "dialog", (event, dialog) => {
  if (event.target !== dialog || dialog.querySelector("form[data-guard]")) return;
  const box = dialog.getBoundingClientRect();
  const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  if (!inside) dialog.close();
});

/** Ask a question in our own dialog; true for yes. */
export function confirmed(question, label) {
  const dialog = document.getElementById("ask");
  const yes = dialog.querySelector("[data-yes]");
  const usual = yes.dataset.usual ?? (yes.dataset.usual = yes.textContent);
  yes.textContent = label || usual;
  dialog.querySelector("[data-question]").textContent = question;
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((tell) => {
    dialog.addEventListener("close", () => tell(dialog.returnValue === "yes"), { once: true });
  });
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const question = event.submitter?.dataset.confirm ?? form.dataset.confirm;
  if (!question || form.dataset.agreed) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!(await confirmed(question, event.submitter?.textContent.trim()))) return;
  form.dataset.agreed = "1";
  form.requestSubmit(event.submitter);
  delete form.dataset.agreed;
}, true);
document.addEventListener("htmx:confirm", async (event) => {
  if (!event.detail.question) return;
  event.preventDefault();
  if (await confirmed(event.detail.question)) event.detail.issueRequest(true);
});
