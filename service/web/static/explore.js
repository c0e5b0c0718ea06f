// The map: a concept, its neighbours, and theirs as they are asked for. What is told beside it comes from the page
// of the chosen concept, so that links, languages and words are those of the page without scripts.
import cytoscape from "./cytoscape-3.34.4.js";
import { nearest } from "./direction.js";
import { apart, around, roomy, shaped } from "./map-layout.js";
import { looks } from "./map-looks.js";

const frame = document.querySelector("[data-explore]");
const stage = frame.querySelector("[data-stage]");
// Neighbours that one step adds, so that their names can be read; the list beside the map has all of them.
shaped(stage.clientWidth, stage.clientHeight);
const most = stage.clientWidth < 480 ? 7 : 11;
const about = frame.querySelector("[data-about]");
const said = document.querySelector("[data-said]");
const lang = frame.dataset.lang;
const pen = document.createElement("canvas").getContext("2d");
pen.font = `12px ${getComputedStyle(document.body).fontFamily}`;
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const pages = (id) => `/${lang}/explore/${id}`;
let cy;
let chosen = frame.dataset.explore;
let asked = 0;

async function neighbours(id) {
  const answer = await fetch(`/v1/concepts/${id}/graph?depth=1`);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

function grow(id, graph, before) {
  const named = new Map(graph.nodes.map((node) => [node.id, node]));
  const data = (one) => ({ id: one, label: named.get(one).label[lang] });
  const spokes = new Map(); // relation with the chosen one, by neighbour: relations of a kind stand side by side
  const degree = new Map();
  for (const { source, target, type } of graph.edges) {
    for (const end of [source, target]) degree.set(end, (degree.get(end) ?? 0) + 1);
    if (source === id || target === id) spokes.set(source === id ? target : source, type + (source === id));
  }
  const fresh = [...named.keys()].filter((one) => one !== id && cy.$id(one).empty());
  const added = fresh.sort((a, b) => degree.get(b) - degree.get(a)).slice(0, most);
  added.sort((a, b) => (spokes.get(a) < spokes.get(b) ? -1 : 1));
  const base = cy.$id(before).nonempty() ? cy.$id(before).position() : null;
  if (cy.$id(id).empty()) cy.add({ group: "nodes", data: data(id), position: base ? { x: base.x + 1, y: base.y } : { x: 0, y: 0 } });
  const here = cy.$id(id);
  if (base && before !== id && added.length) {
    const taken = cy.nodes().filter((node) => node.id() !== id).map((node) => node.position());
    here.position(roomy(base, here.position(), added.length, taken));
  }
  const standing = new Set(cy.nodes().map((node) => node.id()));
  const places = around(here.position(), added.length);
  added.forEach((one, place) => cy.add({ group: "nodes", data: data(one), position: places[place] }));
  join(graph.edges);
  here.addClass("open");
  for (const [one, position] of apart(cy.nodes().toArray(), standing)) cy.$id(one).position(position);
  const seen = added.length > 3 ? cy.collection(added.map((one) => cy.$id(one)[0])) : here.closedNeighborhood().nodes();
  show(seen.union(here).union(cy.$id(before)));
}

// One line between two boxes however many relations they have; its arrows and first words come from the relations.
function join(edges) {
  for (const { source, target, label } of edges) {
    if (cy.$id(source).empty() || cy.$id(target).empty()) continue;
    const [one, other] = [cy.$id(`${source}>${target}`), cy.$id(`${target}>${source}`)];
    if (other.nonempty()) other.addClass("both");
    else if (one.empty()) cy.add({ group: "edges", data: { id: `${source}>${target}`, source, target, label: label[lang] } });
  }
}

// Bring boxes into sight.
function show(boxes) {
  const seen = { fit: { eles: boxes, padding: 28 } };
  if (calm.matches || cy.$(".chosen").empty()) cy.fit(boxes, 28);
  else cy.stop().animate(seen, { duration: 350 });
}

// Put an edge's words at the end away from `node`, as far from the box there as its width and height ask for.
function word(edge, node) {
  const end = edge.source().same(node) ? "target" : "source";
  const [from, to] = [edge.sourceEndpoint(), edge.targetEndpoint()];
  const long = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const flat = Math.abs(to.x - from.x) / long;
  edge.data("offset", Math.min(long * 0.5, 22 + flat * pen.measureText(edge.data("label")).width * 0.55));
  edge.removeClass("to-source to-target").addClass(`to-${end}`);
}

function mark(id) {
  cy.elements().removeClass("chosen near far to-source to-target");
  const node = cy.$id(id).addClass("chosen");
  node.connectedEdges().forEach((edge) => word(edge.addClass("near"), node));
  cy.elements().difference(node.closedNeighborhood()).addClass("far");
  for (const link of about.querySelectorAll("[data-node]"))
    link.toggleAttribute("data-shown", cy.$id(link.dataset.node).nonempty());
}

async function tell(id) {
  const answer = await fetch(pages(id), { headers: { Accept: "text/html" } });
  if (!answer.ok) throw new Error(answer.statusText);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  about.replaceChildren(...page.querySelector("[data-about]").childNodes);
  document.title = page.title;
  for (const part of [".switch"]) document.querySelector(part).href = page.querySelector(part).getAttribute("href");
}

// Choose a concept: open it on the map, tell of it beside the map, and let the address say so.
export async function choose(id, { visit = true, focus = false } = {}) {
  const turn = ++asked;
  try {
    const [graph] = await Promise.all([neighbours(id), id === chosen && !visit ? null : tell(id)]);
    if (turn !== asked) return;
    const before = chosen;
    chosen = id;
    grow(id, graph, before);
    mark(id);
    said.textContent = about.querySelector("h2").textContent;
    if (visit) history.pushState({ id }, "", pages(id));
    if (focus) about.querySelector("h2").focus({ preventScroll: innerWidth > 832 });
  } catch {
    said.textContent = frame.dataset.failed;
    location.assign(pages(id));
  }
}

const keys = {
  "+": () => cy.zoom({ level: cy.zoom() * 1.25, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }),
  "-": () => cy.zoom({ level: cy.zoom() / 1.25, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }),
  0: () => cy.fit(undefined, 36),
  Enter: () => choose((cy.$(".pointed").nonempty() ? cy.$(".pointed") : cy.$id(chosen)).id()),
};
keys["="] = keys["+"];
keys[" "] = keys.Enter;

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const here = cy.$(".pointed").nonempty() ? cy.$(".pointed") : cy.$id(chosen);
  if (event.key.startsWith("Arrow")) {
    const next = nearest(event.key, here, cy.nodes());
    if (next) {
      cy.nodes().removeClass("pointed");
      next.addClass("pointed");
      if (!inSight(next)) cy.center(next);
      said.textContent = next.data("label");
    }
  } else if (keys[event.key]) keys[event.key]();
  else return;
  event.preventDefault();
}

function inSight(node) {
  const box = node.renderedBoundingBox();
  return box.x1 > 0 && box.y1 > 0 && box.x2 < cy.width() && box.y2 < cy.height();
}

function begin() {
  const canvas = document.createElement("div");
  canvas.className = "canvas";
  stage.replaceChildren(canvas);
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", frame.dataset.map);
  cy = cytoscape({ container: canvas, style: looks(), minZoom: 0.2, maxZoom: 2.5, selectionType: "single", boxSelectionEnabled: false });
  frame.map = cy;
  cy.on("tap", "node", (event) => choose(event.target.id()));
  cy.on("mouseover", "node", (event) => event.target.connectedEdges().forEach((edge) => word(edge.addClass("near"), event.target)));
  cy.on("mouseout", "node", (event) => event.target.id() === chosen || mark(chosen));
  canvas.addEventListener("keydown", pressed);
  canvas.addEventListener("blur", () => cy.nodes().removeClass("pointed"));
  about.addEventListener("click", (event) => {
    const link = event.target.closest("[data-node]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    choose(link.dataset.node, { focus: true });
  });
  addEventListener("popstate", () => choose(location.pathname.split("/").pop(), { visit: false }));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy.style(looks()));
  document.querySelector("[data-keys]").hidden = false;
  choose(chosen, { visit: false });
}

begin();
