// The product form: how a bundle is put together is asked of bundles only.
const field = (name) => document.querySelector(`form.form [name="${name}"]`);

function follow() {
  const way = field("bundle_sort")?.closest(".field");
  if (way) way.hidden = field("sort")?.value !== "bundle";
}

field("sort")?.addEventListener("change", follow);
follow();
