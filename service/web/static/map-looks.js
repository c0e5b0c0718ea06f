// The map in the page's own colours and type.
const WIDEST = 150;
const SIZE = 15;
const pen = document.createElement("canvas").getContext("2d");

// The size of a box: its label in lines of at most WIDEST pixels, and room around it.
function measured(node) {
  pen.font = `${SIZE}px ${getComputedStyle(document.body).fontFamily}`;
  const words = node.data("label").split(" ").map((word) => pen.measureText(word).width);
  const space = pen.measureText(" ").width;
  let [lines, line, widest] = [1, 0, 0];
  for (const word of words) {
    if (line && line + space + word > WIDEST) [lines, line] = [lines + 1, word];
    else line += (line ? space : 0) + word;
    widest = Math.max(widest, line);
  }
  return { width: widest + 24, height: lines * SIZE * 1.2 + 20 };
}

export function looks() {
  const page = getComputedStyle(document.documentElement);
  const colour = (name) => page.getPropertyValue(`--${name}`).trim();
  const face = getComputedStyle(document.body).fontFamily;
  return [
    {
      selector: "node",
      style: {
        shape: "round-rectangle", width: (node) => measured(node).width, height: (node) => measured(node).height, label: "data(label)",
        "text-valign": "center", "text-halign": "center", "text-wrap": "wrap", "text-max-width": `${WIDEST}px`,
        "font-family": face, "font-size": SIZE, color: colour("ink"), "background-color": colour("soft"),
        "border-width": 1, "border-color": colour("line"), "overlay-opacity": 0,
      },
    },
    { selector: "node.open", style: { "border-color": colour("accent"), "border-width": 2 } },
    { selector: "node.chosen", style: { "background-color": colour("accent"), color: colour("on-accent"), "font-weight": 700 } },
    { selector: "node.far", style: { opacity: 0.55 } },
    { selector: "edge.far", style: { opacity: 0.5 } },
    { selector: "node.pointed", style: { "border-color": colour("accent"), "border-width": 5, opacity: 1 } },
    {
      selector: "edge",
      style: {
        width: 1.5, "line-color": colour("line"), "target-arrow-color": colour("line"), "target-arrow-shape": "triangle",
        "arrow-scale": 0.9, "curve-style": "straight", "font-family": face, "font-size": 12, "overlay-opacity": 0,
      },
    },
    { selector: "edge.both", style: { "source-arrow-color": colour("line"), "source-arrow-shape": "triangle" } },
    { selector: "edge.both.near", style: { "source-arrow-color": colour("quiet") } },
    // Words stand towards the neighbour, where the lines have spread: in the middle they would lie on each other.
    ...(innerWidth > 640 ? ["source", "target"] : []).map((end) => ({
      selector: `edge.near.to-${end}`,
      style: { [`${end}-label`]: "data(label)", [`${end}-text-offset`]: "data(offset)" },
    })),
    {
      selector: "edge.near",
      style: {
        width: 2, "line-color": colour("quiet"), "target-arrow-color": colour("quiet"), color: colour("quiet"),
        "text-background-color": colour("ground"), "text-background-opacity": 1, "text-background-padding": "3px", "z-index": 9,
      },
    },
  ];
}
