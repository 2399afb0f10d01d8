// Keys that work on every page; those of a list are in rows.js.
import { openDialog } from "./dialogs.js";
import { isDialogOpen, isTyping } from "./dom.js";

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    const form = (document.activeElement?.closest("form[data-guard]")) ?? document.querySelector("form[data-guard]");
    if (!form) return;
    event.preventDefault();
    form.requestSubmit();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isDialogOpen()) return;
  if (event.key === "?") {
    event.preventDefault();
    openDialog(document.getElementById("shortcuts"));
  }
  if (event.key === "n") document.querySelector("[data-new]")?.click();
});
