() => {
  const svg = document.querySelector("svg");
  const found = [];
  const complain = (kind, what) => found.push(`${kind}: ${what}`);
  const child = (name) => [...svg.children].some((e) => e.localName === name && e.textContent.trim());
  if (svg.getAttribute("role") !== "img" || !svg.getAttribute("viewBox") || !child("title") || !child("desc"))
    complain("access", "role, viewBox, title and desc are needed");

  const frame = svg.getBoundingClientRect();
  const scale = Math.min(1280 / frame.width, 720 / frame.height);
  const all = [...svg.querySelectorAll("*")];
  const index = new Map(all.map((e, i) => [e, i]));
  const edgeOf = (e) => e.closest(".edge");
  const rect = (e) => e.getBoundingClientRect();
  const paint = (c) => { const m = /rgba?\(([\d.]+), ([\d.]+), ([\d.]+)/.exec(c); return m && m.slice(1, 4).map(Number); };
  const light = (c) => c.map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const meet = (a, b, by) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > by && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > by;
  const holds = (p, b, pad) => p.x > b.left + pad && p.x < b.right - pad && p.y > b.top + pad && p.y < b.bottom - pad;
  // The line box of Korean fonts is far taller than what is seen: 0.8 em above the baseline, 0.2 em below.
  const ink = (e) => {
    const b = rect(e), m = e.getScreenCTM(), size = parseFloat(getComputedStyle(e).fontSize) * Math.hypot(m.c, m.d);
    const base = new DOMPoint(0, e.getStartPositionOfChar(0).y).matrixTransform(m).y;
    return { left: b.left, right: b.right, top: base - 0.8 * size, bottom: base + 0.2 * size, size };
  };
  const walk = (line, steps) => {
    const m = line.getScreenCTM(), length = line.getTotalLength();
    return [...Array(steps + 1).keys()].map((k) => { const p = line.getPointAtLength((length * k) / steps); return new DOMPoint(p.x, p.y).matrixTransform(m); });
  };

  const shapes = all.filter((e) => ["rect", "circle"].includes(e.localName) && getComputedStyle(e).fill !== "none")
    .map((e) => ({ e, b: rect(e), i: index.get(e), fill: paint(getComputedStyle(e).fill) })).filter((s) => s.b.width > 8 && s.b.height > 8);
  const texts = all.filter((e) => e.localName === "text").map((e) => ({ e, b: ink(e), t: e.textContent, i: index.get(e) }));
  const lines = all.filter((e) => e.localName === "path" && edgeOf(e) && getComputedStyle(e).fill === "none");
  const leaves = shapes.filter((s) => !edgeOf(s.e) && !shapes.some((o) => o !== s && o.b.left >= s.b.left && o.b.right <= s.b.right
    && o.b.top >= s.b.top && o.b.bottom <= s.b.bottom && o.b.width * o.b.height < 0.9 * s.b.width * s.b.height));

  for (const t of texts) {
    const middle = { x: (t.b.left + t.b.right) / 2, y: (t.b.top + t.b.bottom) / 2 };
    const under = shapes.filter((s) => s.i < t.i && holds(middle, s.b, 0));
    const home = under.reduce((best, s) => (!best || s.b.width * s.b.height < best.b.width * best.b.height ? s : best), null);
    if (t.b.left < frame.left - 1 || t.b.right > frame.right + 1 || t.b.top < frame.top - 1 || t.b.bottom > frame.bottom + 1) complain("outside", t.t);
    if (home && (t.b.left < home.b.left - 1 || t.b.right > home.b.right + 1 || t.b.top < home.b.top - 2 || t.b.bottom > home.b.bottom + 2)) complain("overflow", t.t);
    if (t.b.size * scale < 11.99) complain("tiny", `${t.t} (${(t.b.size * scale).toFixed(1)} px)`);
    const ground = under.length ? under.reduce((a, s) => (s.i > a.i ? s : a)).fill : [255, 255, 255];
    const large = t.b.size * scale >= 24 || (t.b.size * scale >= 18.66 && +getComputedStyle(t.e).fontWeight >= 700);
    const ratio = contrast(paint(getComputedStyle(t.e).fill), ground);
    if (ratio < (large ? 3 : 4.5)) complain("contrast", `${t.t} (${ratio.toFixed(2)})`);
    for (const o of texts) if (o.i > t.i && meet(t.b, o.b, 1)) complain("collision", `${t.t} / ${o.t}`);
  }
  for (const line of lines) {
    const points = walk(line, 120), own = edgeOf(line);
    for (const t of texts) {
      const hidden = shapes.some((s) => s.i > index.get(line) && s.i < t.i && s.b.left <= t.b.left + 1 && s.b.right >= t.b.right - 1 && s.b.top <= t.b.top + 1 && s.b.bottom >= t.b.bottom - 1);
      if (!hidden && points.some((p) => holds(p, t.b, 1.5))) complain("struck", t.t);
    }
    for (const s of leaves) {
      if ([points[0], points.at(-1)].some((p) => holds(p, s.b, -14))) continue;
      if (points.filter((p) => holds(p, s.b, 4)).length > 1) complain("through", own.id);
    }
    for (const other of svg.querySelectorAll(".edge > rect")) {
      if (edgeOf(other) !== own && points.some((p) => holds(p, rect(other), 0))) complain("covering", `${edgeOf(other).id} hides ${own.id}`);
    }
  }
  for (const chip of svg.querySelectorAll(".edge > rect"))
    for (const s of leaves) if (meet(rect(chip), s.b, 1.5)) complain("covering", `${edgeOf(chip).id} on a box`);
  return found;
}
