// Alt and an arrow move the line in which one stands, as its two buttons do.

document.addEventListener("keydown", (event) => {
  if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  const line = event.target instanceof Element && event.target.closest("[data-line]");
  const own = (button) => button.closest("[data-line]") === line;
  const button = line && [...line.querySelectorAll(`[data-move=${event.key}]`)].find(own);
  if (!button || button.disabled) return;
  event.preventDefault();
  button.click();
});
