// The stage: keys turn the pictures, F fills the screen. Pages are swapped in place, for leaving a page leaves the
// full screen; the next one is fetched while this one is talked about.
const fetched = new Map();
const button = () => document.querySelector("[data-fill]");
const filled = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());

function page(address) {
  if (!fetched.has(address))
    fetched.set(
      address,
      fetch(address, { headers: { Accept: "text/html" } }).then(async (answer) => {
        if (!answer.ok) throw new Error(answer.statusText);
        const read = new DOMParser().parseFromString(await answer.text(), "text/html");
        const picture = new Image();
        picture.src = read.querySelector("main img").getAttribute("src");
        await picture.decode().catch(() => null);
        return read;
      }),
    );
  return fetched.get(address);
}

async function turn(address, visit = true) {
  try {
    const next = await page(address);
    document.documentElement.className = next.documentElement.className;
    document.title = next.title;
    for (const part of ["main", "nav"]) document.querySelector(part).replaceWith(document.adoptNode(next.querySelector(part).cloneNode(true)));
    if (visit) history.pushState(null, "", address);
    ready();
  } catch {
    fetched.delete(address);
    location.href = address; // the browser says what is wrong, and can try again
  }
}

function ready() {
  if (document.fullscreenEnabled) {
    button().hidden = false;
    button().addEventListener("click", filled);
  }
  const next = document.querySelector("a[rel=next]");
  if (next) page(next.href).catch(() => fetched.delete(next.href));
}

function follow(link) {
  if (link.dataset.key === "Escape") location.href = link.href;
  else turn(link.href);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "f" || event.key === "F") return filled();
  const key = event.key === " " ? "Space" : event.key;
  if (key === "Escape" && document.fullscreenElement) return;
  const target = document.querySelector(`[data-key~="${CSS.escape(key)}"]`);
  if (!target || (key === "Space" && event.target.closest("a, button"))) return;
  event.preventDefault();
  follow(target);
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  const next = link ?? (event.target.closest("nav") ? null : document.querySelector("a[rel=next]"));
  if (!next || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  follow(next);
});
addEventListener("popstate", () => turn(location.href, false));
ready();
