// Where the boxes of the map stand: neighbours around their concept, further ones opening outwards. What stands, stays.
const GAP = 16;
let wide = 1.75; // how much wider than high the map is, and so its boxes

// Words on flat lines need room: only a narrow map is as high as it is wide.
export const shaped = (width, height) => (wide = Math.min(1.75, Math.max(width < 480 ? 0.8 : 1.5, width / height)));

// How far neighbours stand from their concept, upwards; sideways it is `wide` times as much.
export const reach = (count) => Math.max(wide < 1.2 ? 140 : 190, (count * (wide < 1.2 ? 62 : 110)) / (Math.PI * 2));

// Places for `count` new boxes all around `from`.
export function around(from, count) {
  return Array.from({ length: count }, (_, place) => {
    const turn = (Math.PI * 2 * place) / count - Math.PI / 2;
    return { x: from.x + Math.cos(turn) * reach(count) * wide, y: from.y + Math.sin(turn) * reach(count) };
  });
}

// The place nearest to `base`, as far as possible in the direction of `wish`, where a concept with `count` new
// neighbours finds room among the boxes that stand at `taken`.
export function roomy(base, wish, count, taken) {
  const start = Math.atan2((wish.y - base.y) * wide, wish.x - base.x);
  const radius = reach(count) + 60;
  for (let far = radius + 150; far < 12000; far += 60)
    for (let side = 0; side < 7; side++) {
      const turn = start + (Math.ceil(side / 2) * (side % 2 ? 1 : -1) * Math.PI) / 6;
      const place = { x: base.x + Math.cos(turn) * far * wide, y: base.y + Math.sin(turn) * far };
      if (taken.every(({ x, y }) => Math.hypot((x - place.x) / wide, y - place.y) > radius)) return place;
    }
  return wish;
}

// Push boxes apart until none covers another; those in `fixed` stay.
export function apart(nodes, fixed) {
  const boxes = nodes.map((node) => {
    const { w, h } = node.layoutDimensions({ nodeDimensionsIncludeLabels: true });
    return { node, ...node.position(), w: w + GAP * 2, h: h + GAP, still: fixed.has(node.id()) };
  });
  for (let round = 0; round < 120; round++) {
    let moved = false;
    for (let i = 0; i < boxes.length; i++)
      for (let k = i + 1; k < boxes.length; k++) {
        const [a, b] = [boxes[i], boxes[k]];
        const dx = (a.w + b.w) / 2 - Math.abs(a.x - b.x);
        const dy = (a.h + b.h) / 2 - Math.abs(a.y - b.y);
        if (dx <= 0 || dy <= 0 || (a.still && b.still)) continue;
        moved = true;
        const axis = dx < dy ? "x" : "y";
        const way = (a[axis] <= b[axis] ? -1 : 1) * ((axis === "x" ? dx : dy) + 0.5);
        if (b.still) a[axis] += way;
        else if (a.still) b[axis] -= way;
        else {
          a[axis] += way / 2;
          b[axis] -= way / 2;
        }
      }
    if (!moved) break;
  }
  return new Map(boxes.map(({ node, x, y }) => [node.id(), { x, y }]));
}
