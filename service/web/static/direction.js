// Which node lies next in the direction of an arrow key: near, and rather ahead than aside.
const AHEAD = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function nearest(key, from, nodes) {
  const [dx, dy] = AHEAD[key];
  const here = from.position();
  let best = null;
  let least = Infinity;
  nodes.forEach((node) => {
    const { x, y } = node.position();
    const ahead = (x - here.x) * dx + (y - here.y) * dy;
    const aside = Math.abs((x - here.x) * dy) + Math.abs((y - here.y) * dx);
    const cost = ahead + aside * 2;
    if (ahead > 1 && cost < least) [best, least] = [node, cost];
  });
  return best;
}
