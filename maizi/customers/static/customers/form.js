// The customer form: province, city and district suggest each other; sections follow the kind.
const places = document.querySelector("[data-places]");
const field = (name) => document.querySelector(`form.form [name="${name}"]`);
const CHAIN = ["province", "city", "district"];

/** Names below the places chosen so far become the suggestions of one field. */
async function suggest(name) {
  const control = field(name);
  if (!control) return;
  const above = CHAIN.slice(0, CHAIN.indexOf(name));
  if (above.some((one) => !field(one)?.value)) return;
  const query = new URLSearchParams(above.map((one) => [one, field(one).value]));
  const answer = await fetch(`${places.dataset.places}?${query}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) return;
  const { names } = await answer.json();
  let list = document.getElementById(`places-${name}`);
  if (!list) {
    list = document.createElement("datalist");
    list.id = `places-${name}`;
    control.after(list);
    control.setAttribute("list", list.id);
  }
  list.replaceChildren(...names.map((text) => new Option(text, text)));
  if (names.length === 1 && !control.value) control.value = names[0];
}

/** Fields of people are of no use for companies, and the other way round. */
function follow() {
  const isPerson = field("party_type")?.value === "individual";
  for (const [name, person] of [["gender", true], ["legal_representative", false]]) {
    const section = field(name)?.closest(".section");
    if (section) section.hidden = isPerson !== person;
  }
  const code = field("usc_code")?.closest(".field");
  if (code) code.hidden = isPerson;
}

if (places) {
  for (const name of CHAIN) {
    suggest(name);
    field(name)?.addEventListener("change", () => CHAIN.slice(CHAIN.indexOf(name) + 1).forEach(suggest));
  }
  field("party_type")?.addEventListener("change", follow);
  follow();
}
