// An engineer's telephone: steps carry their moment and place; each is kept here before anything is
// asked of the network, sent in its order, and forgotten once the server took it.
import { each, on, reason, toast, token } from "../kit/js/dom.js";

const PREFIX = "service.step:"; // a place of its own for each step: no tab overwrites another's
const REFUSED = "service.refused";
const LOCK = "service.steps";
const WAIT_MS = 8000;
const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 300_000;
const FINAL = [400, 404, 422]; // the server has looked at the step and will never take it
const typed = new Set(); // forms with something in them that a new page would wipe out
let isSending = false;
let pause = FIRST_PAUSE_MS;
let timer = 0;

const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).sort();
const kept = (key) => (key ? JSON.parse(localStorage.getItem(key) ?? "null") : null);
const line = () => document.querySelector("[data-queue]");

/** A name by which steps lie in the order in which they were made. */
const name = (at) => `${PREFIX}${at}-${Math.random().toString(36).slice(2)}`;

function keep(key, step) {
  localStorage.setItem(key, JSON.stringify(step));
  show();
}

function forget(key) {
  localStorage.removeItem(key);
  show();
}

function show() {
  const box = line();
  if (!box) return;
  const text = box.querySelector("[data-text]");
  const count = keys().length;
  box.hidden = count === 0;
  text.textContent = text.dataset.text.replace("%d", count);
}

/** Say beside the number of steps why they still wait. */
function why(cause) {
  const place = line()?.querySelector("[data-why]");
  if (place) place.textContent = line().dataset[cause] ?? "";
}

/** Nothing is lost: a session that is over, a server that is down, a network that is not there. */
function tryLater(status) {
  why(status === 401 || status === 403 ? "signIn" : "busy");
  clearTimeout(timer);
  timer = setTimeout(flush, pause);
  pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
}

/** Send one step. Its status, 0 when it was taken, null without an answer; and what was refused. */
async function send({ address, fields }) {
  const body = new URLSearchParams({ ...fields, csrfmiddlewaretoken: token() });
  const headers = { Accept: "application/json" };
  try {
    const answer = await fetch(address, { method: "POST", body, headers, redirect: "manual" });
    if (answer.ok || answer.type === "opaqueredirect") return { status: 0 };
    const said = answer.status === 422 ? await answer.text() : reason(answer.status);
    return { status: answer.status, said };
  } catch {
    return { status: null };
  }
}

/** Send what waits, in its order; only what the server took or refused for good is forgotten. */
async function sendAll() {
  const told = [];
  let isSent = false;
  let [key] = keys();
  for (; key; [key] = keys()) {
    const step = kept(key);
    const { status, said } = step ? await send(step) : { status: 0 };
    if (status !== 0 && !FINAL.includes(status)) {
      tryLater(status);
      break;
    }
    forget(key);
    if (status === 0) isSent = true;
    else told.push(said);
    pause = FIRST_PAUSE_MS;
  }
  if (isSent && !isTyped()) {
    sessionStorage.setItem(REFUSED, JSON.stringify(told));
    location.reload();
    return;
  }
  told.forEach((text) => toast(text, "bad"));
  if (isSent) toast(line()?.dataset.sent ?? "");
}

/** One tab sends at a time, so that no step goes out twice; the others wait for it. */
async function flush() {
  if (isSending || !keys().length || !navigator.onLine) return;
  isSending = true;
  try {
    await (navigator.locks ? navigator.locks.request(LOCK, sendAll) : sendAll());
  } finally {
    isSending = false;
  }
}

/** Whether a new page would wipe out something: typed, ticked, chosen, or signed. */
function isTyped() {
  const files = [...document.querySelectorAll("input[type=file]")];
  return typed.size > 0 || files.some((input) => input.files.length > 0);
}

// A question of the browser that nobody answers must not keep the step: the clock runs beside it.
const where = () => new Promise((answer) => {
  if (!navigator.geolocation) return answer(null);
  setTimeout(() => answer(null), WAIT_MS);
  navigator.geolocation.getCurrentPosition(({ coords }) => answer(coords), () => answer(null), { enableHighAccuracy: true, timeout: WAIT_MS });
});

each("form[data-step]", (form) => {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    typed.delete(form);
    if (kept(keys().at(-1))?.address === form.action) return flush(); // pressed twice
    const at = Date.now();
    const key = name(at);
    const fields = { ...Object.fromEntries(new FormData(form)), at_ms: at };
    delete fields.csrfmiddlewaretoken;
    keep(key, { address: form.action, fields });
    const coords = "locate" in form.dataset ? await where() : null;
    if (coords && kept(key)) {
      const place = { latitude: coords.latitude.toFixed(5), longitude: coords.longitude.toFixed(5) };
      keep(key, { address: form.action, fields: { ...fields, ...place } });
    }
    await flush();
    if (kept(key)) toast(form.dataset.kept, "warn");
  });
});

/** Whether the server answers: a telephone calls itself on line in a cellar too. */
async function answers() {
  const pulse = line()?.dataset.pulse;
  if (!navigator.onLine || !pulse) return navigator.onLine;
  try {
    const signal = AbortSignal.timeout(WAIT_MS);
    return (await fetch(pulse, { cache: "no-store", redirect: "manual", signal })).status < 500;
  } catch {
    return false;
  }
}

// Other forms, with what is typed and signed in them, stay on the page until the server answers.
each("form[data-offline]", (form) => {
  let stage = ""; // asking, whether the server answers; ready, it did; waiting, until it does
  let again = 0;
  const retry = () => stage === "waiting" && form.requestSubmit();
  form.addEventListener("submit", async (event) => {
    if (stage === "ready") {
      stage = "";
      return;
    }
    event.preventDefault();
    if (stage === "asking") return; // pressed twice
    clearTimeout(again);
    stage = "asking";
    const { submitter } = event;
    stage = (await answers()) ? "ready" : "waiting";
    if (stage === "ready") return form.requestSubmit(submitter);
    toast(form.dataset.offline, "warn");
    again = setTimeout(retry, FIRST_PAUSE_MS);
  });
  window.addEventListener("online", retry);
});

document.addEventListener("input", ({ target }) => target.form && typed.add(target.form));
on("change", "form[data-photo-form] input[type=file]", (event, input) => input.form.requestSubmit());
on("click", "[data-send-now]", () => { pause = FIRST_PAUSE_MS; flush(); });
on("click", "[data-forget-first]", () => { if (keys().length) forget(keys()[0]); why(""); flush(); });
window.addEventListener("online", flush);
window.addEventListener("storage", show);
for (const text of JSON.parse(sessionStorage.getItem(REFUSED) ?? "[]")) toast(text, "bad");
sessionStorage.removeItem(REFUSED);
show();
flush();
