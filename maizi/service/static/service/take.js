// The customer and the piece that were chosen stay chosen when the list beside the form is renewed.
const chosen = {};
document.addEventListener("change", (event) => {
  if (["customer", "unit"].includes(event.target.name)) chosen[event.target.name] = event.target.value;
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id !== "found") return;
  for (const [name, value] of Object.entries(chosen)) {
    const again = event.target.querySelector(`[name="${name}"][value="${CSS.escape(value)}"]`);
    if (again) again.checked = true;
  }
});
