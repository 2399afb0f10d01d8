// A visit on a phone: the place at check-in, the photo's name, the checklist, and a record that waits for the network.
import { each, on, toast } from "../kit/js/dom.js";

const WAIT_MS = 8000;

each("form[data-check-in]", (form) => {
  const told = form.querySelector("[data-place]");
  let isPlaced = false;
  form.elements.photo.addEventListener("change", () => {
    form.querySelector("[data-photo]").textContent = form.elements.photo.files[0]?.name ?? "";
  });
  form.addEventListener("submit", (event) => {
    if (isPlaced || !navigator.geolocation) return;
    event.preventDefault();
    told.textContent = told.dataset.wait;
    const send = () => { isPlaced = true; form.requestSubmit(); };
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      form.elements.latitude.value = coords.latitude.toFixed(6);
      form.elements.longitude.value = coords.longitude.toFixed(6);
      form.elements.accuracy_m.value = Math.round(coords.accuracy);
      told.textContent = told.dataset.found.replace("%d", Math.round(coords.accuracy));
      send();
    }, () => { told.textContent = told.dataset.none; send(); }, { enableHighAccuracy: true, timeout: WAIT_MS });
  });
});

on("click", "[data-all]", (event, button) => {
  button.closest("fieldset").querySelectorAll("select").forEach((select) => {
    if (select.value === "open") select.value = "done";
  });
});

// Without a network the draft stays in this browser; once there is one, the form is sent.
each("form[data-offline]", (form) => {
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    toast(form.dataset.offline, "warn");
    window.addEventListener("online", () => form.requestSubmit(), { once: true });
  });
});
