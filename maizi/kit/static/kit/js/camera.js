// A phone reads bar and QR codes through its camera into the box they stand by, where the browser can.
import { each, toast } from "./dom.js";

const FORMATS = ["ean_13", "ean_8", "upc_a", "upc_e", "code_128", "code_39", "itf", "qr_code"];
const PAUSE_MS = 150;

/** What to type for what was read; nothing once it was told why. */
async function meant(place, text) {
  if (!place.dataset.ask) return text;
  const address = `${place.dataset.ask}?code=${encodeURIComponent(text)}`;
  const answer = await fetch(address, { redirect: "manual" }).catch(() => null);
  if (answer?.ok) return (await answer.json()).serial;
  toast(place.dataset.unknown, "bad");
  return "";
}

/** What a box holds and one piece more; the same piece twice is once. */
function added(held, value) {
  const pieces = held.split(/[\s,，、;；]+/).filter(Boolean);
  return pieces.includes(value) ? held : [...pieces, value].join(" ");
}

async function fill(place, text) {
  const name = place.dataset.camera;
  const box = place.parentElement.querySelector(`[name="${CSS.escape(name)}"]`) ?? place.closest("form").elements[name];
  const value = await meant(place, text.trim());
  if (!value) return;
  box.value = "adds" in place.dataset ? added(box.value, value) : value;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.dispatchEvent(new Event("scanned", { bubbles: true }));
  if ("sends" in place.dataset) box.form.requestSubmit();
  else box.focus();
}

/** Something that reads codes off a picture; null where the browser has nothing of the kind. */
async function reader() {
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return null;
  const can = await BarcodeDetector.getSupportedFormats();
  const formats = FORMATS.filter((format) => can.includes(format));
  return formats.length ? new BarcodeDetector({ formats }) : null;
}

each("[data-camera]", async (place) => {
  const part = (name) => place.querySelector(`[data-${name}]`);
  const video = part("viewfinder").querySelector("video");
  let stream = null;

  function stop() {
    stream?.getTracks().forEach((track) => track.stop());
    stream = null;
    part("viewfinder").hidden = true;
  }

  async function look(eyes) {
    while (stream) {
      const [found] = await eyes.detect(video).catch(() => []);
      if (found && stream) {
        stop();
        navigator.vibrate?.(60);
        return fill(place, found.rawValue);
      }
      await new Promise((done) => { setTimeout(done, PAUSE_MS); });
    }
  }

  const eyes = await reader();
  if (!eyes) {
    const isAsked = "always" in place.dataset || matchMedia("(pointer: coarse)").matches;
    part(window.isSecureContext ? "no-camera" : "denied").hidden = !isAsked;
    return;
  }
  part("camera-on").hidden = false;
  part("camera-on").addEventListener("click", async () => {
    if (stream) return;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      part("denied").hidden = false;
      return;
    }
    part("denied").hidden = true;
    video.srcObject = stream;
    part("viewfinder").hidden = false;
    await video.play();
    look(eyes);
  });
  part("camera-off").addEventListener("click", stop);
  window.addEventListener("pagehide", stop);
});
