// The panel of a slide: what is chosen is seen at once, what is copied says so.
const DEFAULTS = { theme: "light", aspect: "16:9", background: "solid", scale: "1" };

export function copyOnClick(button) {
  button.hidden = false;
  const text = document.getElementById(button.dataset.copy);
  const said = document.querySelector("[data-said]");
  const label = button.textContent;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text.value);
    } catch {
      text.select();
      document.execCommand("copy");
    }
    button.textContent = said.textContent = button.dataset.copied;
    setTimeout(() => (button.textContent = label), 1600);
  });
}

const escaped = (text) => text.replaceAll("&", "&amp;");

export function previewLive(form) {
  form.querySelector("[data-apply]").hidden = true;
  const image = form.querySelector("[data-preview]");
  const first = form.querySelector("[data-form=svg]").href;
  // Each snippet without its address, and how the address is written there.
  const snippets = [...document.querySelectorAll("[data-snippet]")].map((text) => {
    const write = "escaped" in text.dataset ? escaped : String;
    return { text, write, parts: text.value.split(write(first)) };
  });
  const encoded = (value) => encodeURIComponent(value).replace(/%3A/g, ":").replace(/%2B/g, "+");
  const query = (names) => names.map(([name, value]) => `${name}=${encoded(value)}`).join("&");
  form.addEventListener("change", () => {
    const chosen = [...new FormData(form)].filter(([name, value]) => value && DEFAULTS[name] !== value);
    const without = (...names) => chosen.filter(([name]) => !names.includes(name));
    const address = `${form.dataset.path}.svg?${query(without("scale"))}`;
    image.src = new URL(address).pathname + new URL(address).search;
    for (const { text, write, parts } of snippets) text.value = parts.join(write(address));
    for (const link of form.querySelectorAll("[data-form]")) {
      const options = "steps" in link.dataset ? [...without("scale", "step"), ["steps", "all"]] : without(link.dataset.form === "png" ? "" : "scale");
      link.href = `${form.dataset.path}.${link.dataset.form}?${query(options)}`;
    }
    const stage = form.querySelector("[data-present]");
    const built = form.querySelector("[name=step]") ? [["step", "0"]] : [];
    stage.href = stage.href.replace(/\?.*/, "") + "?" + query([...without("scale", "step", "aspect", "background"), ...built]);
    history.replaceState(null, "", "?" + query(chosen));
  });
}
