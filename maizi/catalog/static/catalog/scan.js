// Scanners type fast and press Enter; phones look through the camera where the browser can read codes.
const FAST_MS = 60;
const SHORTEST = 6;
const FORMATS = ["ean_13", "ean_8", "upc_a", "upc_e", "code_128", "code_39", "itf", "qr_code"];
const form = document.querySelector("[data-scan]");
const box = form.elements.code;
const finder = document.querySelector("[data-viewfinder]");
const video = finder.querySelector("video");

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

let stream = null;
function stop() {
  stream?.getTracks().forEach((track) => track.stop());
  stream = null;
  finder.hidden = true;
}

async function look(reader) {
  while (stream) {
    const [found] = await reader.detect(video).catch(() => []);
    if (found) {
      stop();
      navigator.vibrate?.(60);
      open(found.rawValue);
      return;
    }
    await new Promise((done) => setTimeout(done, 150));
  }
}

async function start() {
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch {
    document.querySelector("[data-no-camera]").hidden = false;
    return;
  }
  const can = await BarcodeDetector.getSupportedFormats();
  const reader = new BarcodeDetector({ formats: FORMATS.filter((format) => can.includes(format)) });
  video.srcObject = stream;
  finder.hidden = false;
  await video.play();
  look(reader);
}

if ("BarcodeDetector" in window && navigator.mediaDevices) {
  const button = document.querySelector("[data-camera]");
  button.hidden = false;
  button.addEventListener("click", start);
  document.querySelector("[data-camera-off]").addEventListener("click", stop);
  window.addEventListener("pagehide", stop);
} else {
  document.querySelector("[data-no-camera]").hidden = false;
}
