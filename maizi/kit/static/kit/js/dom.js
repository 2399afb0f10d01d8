// What every part needs: events, words of the page in its language, requests, cookies, toasts.

/** Listen on the document for events inside elements that match. */
export function on(type, selector, act, options) {
  document.addEventListener(type, (event) => {
    const found = event.target instanceof Element && event.target.closest(selector);
    if (found) act(event, found);
  }, options);
}

/** Do something with every matching element, now and whenever htmx or we bring new ones. */
export function each(selector, act) {
  const look = (root) => {
    if (root.matches?.(selector)) act(root);
    root.querySelectorAll?.(selector).forEach(act);
  };
  look(document);
  document.addEventListener("htmx:load", (event) => event.target !== document.body && look(event.target));
}

/** A word of the page; %d is replaced by the number. */
export function word(name, number) {
  const text = document.getElementById("words")?.dataset[name] ?? "";
  return number === undefined ? text : text.replace("%d", number);
}

export const token = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";

/** Ask the server for a fragment, or send it a form; refusals become toasts, the answer is returned. */
export async function ask(address, body) {
  const headers = { "HX-Request": "true", "HX-Current-URL": location.href };
  if (body) headers["X-CSRFToken"] = token();
  let answer;
  try {
    answer = await fetch(address, { method: body ? "POST" : "GET", body, headers });
  } catch {
    toast(word("offline"), "bad");
    return null;
  }
  const next = answer.headers.get("HX-Redirect");
  if (next) {
    location.assign(next);
    return null;
  }
  if (answer.headers.get("HX-Retarget") === "#toasts") {
    addToast(await answer.text());
    return null;
  }
  if (answer.ok || answer.status === 422) return answer;
  toast(reason(answer.status), "bad");
  return null;
}

/** Why a request failed, in words. */
export function reason(status) {
  return word({ 0: "offline", 403: "forbidden", 404: "gone" }[status] ?? "failed");
}

/** Put a toast the server wrote into the corner. */
export function addToast(html) {
  const corner = document.getElementById("toasts");
  corner?.insertAdjacentHTML("beforeend", html);
  if (corner?.lastElementChild) window.htmx?.process(corner.lastElementChild);
}

/** Say something short in the corner. */
export function toast(text, tone = "good") {
  const box = document.createElement("div");
  box.className = `toast ${tone}`;
  box.dataset.toast = "";
  box.setAttribute("role", tone === "bad" ? "alert" : "status");
  const words = box.appendChild(document.createElement("div"));
  words.textContent = text;
  const close = box.appendChild(document.createElement("button"));
  Object.assign(close, { type: "button", className: "btn quiet only small", textContent: "×" });
  close.dataset.dismiss = "";
  close.setAttribute("aria-label", word("close"));
  document.getElementById("toasts")?.append(box);
}

/** Remember something small for a year where the server can see it. */
export function remember(name, value, path = "/") {
  const age = value === "" ? 0 : 365 * 24 * 3600;
  document.cookie = `${name}=${value}; path=${path}; max-age=${age}; samesite=lax`;
}

/** True while somebody is typing, when single keys mean letters. */
export function isTyping(target) {
  return target instanceof Element && target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") !== null;
}

export const isDialogOpen = () => document.querySelector("dialog[open]") !== null;
