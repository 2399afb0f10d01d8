// The composer of a follow-up: phrases go where the cursor stands, files are named as they are
// chosen, and a voice note is recorded into the same files. Without this file files still go.
const KINDS = [["audio/ogg;codecs=opus", "ogg"], ["audio/webm;codecs=opus", "webm"], ["audio/mp4", "m4a"]];
const canRecord = Boolean(navigator.mediaDevices?.getUserMedia && window.MediaRecorder && window.DataTransfer);
let running = null;

const clock = (seconds) => `${Math.floor(seconds / 60)}′${String(seconds % 60).padStart(2, "0")}″`;
const seconds = () => Math.max(1, Math.round((Date.now() - running.began) / 1000));

function tellFiles(form) {
  const names = [...form.querySelector("[data-files]").files].map((file) => file.name);
  form.querySelector("[data-chosen]").textContent = names.join("、");
}

function insert(text, area) {
  const { selectionStart: start, selectionEnd: end, value } = area;
  area.value = value.slice(0, start) + text + value.slice(end);
  area.focus();
  area.setSelectionRange(start + text.length, start + text.length);
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

function addFile(form, file) {
  const field = form.querySelector("[data-files]");
  const all = new DataTransfer();
  [...field.files, file].forEach((one) => all.items.add(one));
  field.files = all.files;
  tellFiles(form);
}

async function record(button) {
  const form = button.closest("form");
  const [type, ending] = KINDS.find(([kind]) => MediaRecorder.isTypeSupported(kind)) ?? ["", "webm"];
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    form.querySelector("[data-chosen]").textContent = button.dataset.refused;
    return;
  }
  const label = button.querySelector("span");
  const word = label.textContent;
  const recorder = new MediaRecorder(stream, type ? { mimeType: type } : undefined);
  const parts = [];
  running = { recorder, began: Date.now() };
  const timer = setInterval(() => { label.textContent = `${button.dataset.stop} ${clock(seconds())}`; }, 250);
  recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
  recorder.addEventListener("stop", () => {
    clearInterval(timer);
    stream.getTracks().forEach((track) => track.stop());
    label.textContent = word;
    button.removeAttribute("aria-pressed");
    const name = `${button.dataset.name} ${clock(seconds())}.${ending}`;
    running = null;
    addFile(form, new File(parts, name, { type: recorder.mimeType }));
  });
  button.setAttribute("aria-pressed", "true");
  recorder.start();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-record]");
  if (button) {
    if (running) running.recorder.stop();
    else record(button);
  }
  const phrase = event.target.closest?.("[data-phrase]");
  if (phrase) {
    insert(phrase.dataset.phrase, phrase.closest("form").elements.content);
    phrase.closest("details").open = false;
  }
});
document.addEventListener("change", (event) => event.target.matches?.("[data-files]") && tellFiles(event.target.form));

function offer(root) {
  if (canRecord) root.querySelectorAll("[data-record]").forEach((button) => { button.hidden = false; });
}
offer(document);
document.addEventListener("htmx:load", (event) => offer(event.target));
