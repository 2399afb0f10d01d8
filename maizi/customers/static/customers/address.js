// The point of an address: where whoever stands there says he is.
import { each, on } from "../kit/js/dom.js";

const WAIT_MS = 8000;

each("[data-locate]", (button) => { button.hidden = !navigator.geolocation; });

on("click", "[data-locate]", (event, button) => {
  const form = button.closest("form");
  const told = form.querySelector("[data-located]");
  told.textContent = told.dataset.wait;
  navigator.geolocation.getCurrentPosition(({ coords }) => {
    form.elements.latitude.value = coords.latitude.toFixed(6);
    form.elements.longitude.value = coords.longitude.toFixed(6);
    told.textContent = told.dataset.found.replace("%d", Math.round(coords.accuracy));
  }, () => { told.textContent = told.dataset.none; }, { enableHighAccuracy: true, timeout: WAIT_MS });
});
