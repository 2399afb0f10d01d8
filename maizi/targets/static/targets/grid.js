// The grid of targets: a copied range fills it, arrows and Enter walk it, sums follow.
const grid = document.querySelector("[data-target-grid]");
const number = (text) => Number(String(text).replaceAll(",", "").trim() || 0);
const told = (value) => (value ? value.toLocaleString("zh-CN", { maximumFractionDigits: 2 }) : "");
const cells = (row) => [...row.querySelectorAll("input")];

function sum() {
  const columns = [];
  let all = 0;
  for (const row of grid.tBodies[0].rows) {
    const values = cells(row).map((input) => number(input.value));
    const total = values.reduce((a, b) => a + b, 0);
    row.querySelector("[data-row-total]").textContent = told(total);
    values.forEach((value, at) => (columns[at] = (columns[at] ?? 0) + value));
    all += total;
  }
  grid.querySelectorAll("[data-column-total]").forEach((cell, at) => (cell.textContent = told(columns[at])));
  grid.querySelector("[data-total]").textContent = told(all);
}

function walk(input, down, right) {
  const rows = [...grid.tBodies[0].rows];
  const row = input.closest("tr");
  const at = cells(row).indexOf(input) + right;
  const next = rows[rows.indexOf(row) + down];
  const target = next && cells(next)[at];
  target?.focus();
  target?.select();
  return Boolean(target);
}

if (grid) {
  grid.addEventListener("input", sum);
  grid.addEventListener("keydown", (event) => {
    const move = { Enter: [1, 0], ArrowDown: [1, 0], ArrowUp: [-1, 0] }[event.key];
    if (!move || event.isComposing || !event.target.matches("input")) return;
    event.preventDefault();
    walk(event.target, ...move);
  });
  grid.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    if (!event.target.matches("input") || !/[\t\n]/.test(text.trim())) return;
    event.preventDefault();
    const rows = [...grid.tBodies[0].rows];
    const first = rows.indexOf(event.target.closest("tr"));
    const column = cells(rows[first]).indexOf(event.target);
    text.replace(/\r/g, "").split("\n").filter((line) => line.trim()).forEach((line, n) => {
      const targets = rows[first + n] ? cells(rows[first + n]).slice(column) : [];
      line.split("\t").slice(0, targets.length).forEach((value, at) => (targets[at].value = value.trim()));
    });
    sum();
  });
  sum();
}
