// The stage: keys turn the pictures, F fills the screen.
const fill = document.querySelector("[data-fill]");
const filled = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
if (fill && document.fullscreenEnabled) {
  fill.hidden = false;
  fill.addEventListener("click", filled);
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "f" || event.key === "F") return filled();
  const key = event.key === " " ? "Space" : event.key;
  if (key === "Escape" && document.fullscreenElement) return;
  const target = document.querySelector(`[data-key~="${CSS.escape(key)}"]`);
  if (!target || (key === "Space" && event.target.closest("a, button"))) return;
  event.preventDefault();
  location.href = target.href;
});
document.addEventListener("click", (event) => {
  if (!event.target.closest("nav")) document.querySelector("a[rel=next]")?.click();
});
