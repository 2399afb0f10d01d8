// The form of an important day: a festival is chosen, every other day is written.
const form = document.querySelector("[data-days]");
const kind = form?.elements.kind;

function follow() {
  const isFestival = kind.value === "festival";
  for (const [name, isShown] of [["festival", isFestival], ["written", !isFestival], ["title", !isFestival]]) {
    form.elements[name].closest(".field").hidden = !isShown;
  }
}

if (kind) {
  kind.addEventListener("change", follow);
  follow();
}
