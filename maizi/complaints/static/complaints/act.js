// Templates go into the text by a click; the cursor stays behind them.
document.addEventListener("click", (event) => {
  const chip = event.target.closest("[data-fill]");
  const area = chip && document.querySelector('form.form textarea[name="text"]');
  if (!area) return;
  area.value = chip.dataset.fill + (area.value ? `\n${area.value}` : "");
  area.focus();
});
