// Inspection: what is rejected is taken off what is accepted, and what was delivered sets both.
const number = (text) => Number(String(text).replaceAll(",", "").trim() || 0);
const told = (value) => String(Math.round(value * 10_000) / 10_000);

document.addEventListener("input", (event) => {
  const row = event.target.closest?.("[data-verdict]");
  if (!row || event.target.matches("[data-accepted], select, textarea")) return;
  const accepted = row.querySelector("[data-accepted]");
  const delivered = row.querySelector("[data-delivered]")?.value ?? row.querySelector("[data-came]")?.dataset.came;
  const rejected = row.querySelector("[data-rejected]").value;
  if (event.target.matches("[data-delivered], [data-rejected]")) accepted.value = told(Math.max(0, number(delivered) - number(rejected)));
});
