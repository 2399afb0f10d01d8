// The customer that was chosen stays chosen when the list beside the form is renewed.
let chosen = "";
document.addEventListener("change", (event) => {
  if (event.target.name === "customer") chosen = event.target.value;
});
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id !== "found" || !chosen) return;
  const again = event.target.querySelector(`[name="customer"][value="${CSS.escape(chosen)}"]`);
  if (again) again.checked = true;
});
