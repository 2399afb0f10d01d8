// Scanners type fast and press Enter; phones look through the camera (kit/js/camera.js).
const FAST_MS = 60;
const SHORTEST = 6;
const form = document.querySelector("[data-scan]");
const box = form.elements.code;

function open(code) {
  box.value = code.trim();
  form.requestSubmit();
}

// A code that arrives while nobody is in a field: keys in quick succession, Enter at the end.
let typed = "";
let last = 0;
document.addEventListener("keydown", (event) => {
  if (event.target.closest?.("input, textarea, select")) return;
  const now = performance.now();
  if (now - last > FAST_MS) typed = "";
  last = now;
  if (event.key === "Enter" && typed.length >= SHORTEST) {
    event.preventDefault();
    open(typed);
    typed = "";
  } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
    typed += event.key;
    if (typed.length > 1) event.stopPropagation();
  }
}, true);
