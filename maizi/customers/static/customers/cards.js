// Typing cards: a click brings the picture nearer and back again.
import { on } from "../kit/js/dom.js";

on("click", "[data-zoom]", (event, box) => {
  const near = box.classList.toggle("near");
  if (!near) return;
  const place = box.getBoundingClientRect();
  box.scrollTo((event.clientX - place.left) * 2 - box.clientWidth / 2, (event.clientY - place.top) * 2 - box.clientHeight / 2);
});
