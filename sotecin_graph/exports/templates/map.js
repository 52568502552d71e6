// Draws the map of a stand-alone page. People's text reaches the page by textContent and the canvas only.
"use strict";
const drawing = JSON.parse(document.getElementById("drawing").textContent);
const FACE = "Commissioner, system-ui, sans-serif";
const INK = "#212435", PAPER = "#FBF8F2", EMBER = "#B32717", TIDE = "#0B5C66";
const CORNERS = {
  industry: [[-1, 0], [-0.5, -1], [0.5, -1], [1, 0], [0.5, 1], [-0.5, 1]],
  research: [[0, -1], [1, 0], [0, 1], [-1, 0]],
  government: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
  nature: [[0, -1], [1, 1], [-1, 1]],
  intermediary: [[-1, -1], [1, -1], [0.72, 0], [1, 1], [-1, 1], [-0.72, 0]],
};

/** Lay the outline of a kind's silhouette on a context. */
function outline(context, kind, x, y, wide, high) {
  context.beginPath();
  const corners = CORNERS[kind];
  if (!corners) context.ellipse(x, y, wide / 2, high / 2, 0, 0, 2 * Math.PI);
  else corners.forEach(([dx, dy], i) => context[i ? "lineTo" : "moveTo"](x + dx * wide / 2, y + dy * high / 2));
  context.closePath();
}

/** Text in lines that fit a width; at most `most`, the last one cut. */
function lines(context, text, width, most) {
  const found = [];
  for (const word of text.split(/\s+/)) {
    const joined = found.length ? `${found.at(-1)} ${word}` : word;
    if (found.length && context.measureText(joined).width <= width) found[found.length - 1] = joined;
    else found.push(...pieces(context, word, width));
  }
  if (found.length > most) { found.length = most; found[most - 1] += "…"; }
  return found;
}

/** A word that is wider than a line, in pieces that fit. */
function pieces(context, word, width) {
  const found = [""];
  for (const letter of word) {
    if (found.at(-1) && context.measureText(found.at(-1) + letter).width > width) found.push("");
    found[found.length - 1] += letter;
  }
  return found;
}

/** A stakeholder: silhouette, and its name below. */
function drawStakeholder(context, x, y, node, isChosen) {
  outline(context, node.kind, x, y, node.wide, node.high);
  context.lineJoin = "round";
  context.lineWidth = isChosen ? 8 : 5;
  context.strokeStyle = isChosen ? TIDE : PAPER;
  context.stroke();
  context.fillStyle = node.kind === "unsorted" ? "#FFFFFF" : node.tint;
  context.fill();
  context.lineWidth = 2;
  context.strokeStyle = node.tint;
  context.stroke();
}

function drawName(context, x, y, node) {
  context.font = `500 16.5px ${FACE}`;
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineWidth = 6;
  context.strokeStyle = PAPER;
  context.fillStyle = INK;
  lines(context, node.words, 130, 3).forEach((line, i) => {
    context.strokeText(line, x, y + node.high / 2 + 6 + i * 19);
    context.fillText(line, x, y + node.high / 2 + 6 + i * 19);
  });
}

/** A challenge: a card with an ember bar, its text, and a dot a vote (a number from 13 on). */
function drawCard(context, x, y, node, isChosen) {
  context.font = `600 16px ${FACE}`;
  const text = lines(context, node.words, 142, 4);
  const high = Math.max(node.high, text.length * 18.5 + 32), left = x - node.wide / 2, top = y - high / 2;
  context.beginPath();
  context.roundRect(left, top, node.wide, high, 9);
  context.fillStyle = "#FFFFFF";
  context.fill();
  context.lineWidth = isChosen ? 4 : 1.5;
  context.strokeStyle = isChosen ? TIDE : EMBER;
  context.stroke();
  context.beginPath();
  context.moveTo(left + 10, top + 11);
  context.lineTo(left + 10, top + high - 11);
  context.lineCap = "round";
  context.lineWidth = 3.2;
  context.strokeStyle = EMBER;
  context.stroke();
  context.fillStyle = INK;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const first = y - (text.length - 1) * 9.25 - (node.votes ? 7 : 0);
  text.forEach((line, i) => context.fillText(line, x + 5, first + i * 18.5));
  drawVotes(context, left + 24, top + high - 12, node.votes);
  return { width: node.wide, height: high };
}

function drawVotes(context, x, y, votes) {
  context.fillStyle = EMBER;
  for (let i = 0; i < (votes > 12 ? 1 : votes); i++) {
    context.beginPath();
    context.arc(x + i * 10, y, 3.2, 0, 2 * Math.PI);
    context.fill();
  }
  if (votes > 12) {
    context.font = `600 13.5px ${FACE}`;
    context.textAlign = "left";
    context.fillText(String(votes), x + 9, y);
  }
}

/** vis-network's way to draw a point of our own. */
function renderer({ ctx, x, y, state, style }) {
  const node = style.map;
  if (node.kind === "challenge") {
    let size = { width: node.wide, height: node.high };
    return { drawNode: () => { size = drawCard(ctx, x, y, node, state.selected); }, nodeDimensions: size };
  }
  return {
    drawNode: () => drawStakeholder(ctx, x, y, node, state.selected),
    drawExternalLabel: () => drawName(ctx, x, y, node),
    nodeDimensions: { width: node.wide, height: node.high },
  };
}

const points = drawing.nodes.map(({ label, color, kind, wide, high, votes, ...node }) => {
  const map = { words: label, tint: color, kind, wide, high, votes };
  return { ...node, shape: "custom", ctxRenderer: (given) => renderer({ ...given, style: { map } }) };
});
const holder = document.getElementById("map");
const network = new vis.Network(holder, { nodes: new vis.DataSet(points), edges: new vis.DataSet(drawing.edges) }, {
  physics: false,
  interaction: { hover: true, dragNodes: false, tooltipDelay: 200, keyboard: false },
  edges: { hoverWidth: 1, selectionWidth: 1.5 },
});

/** Corners of the convex hull of points. */
function hull(all) {
  const half = (sorted) => sorted.reduce((chain, p) => {
    while (chain.length > 1) {
      const [a, b] = chain.slice(-2);
      if ((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) > 0) break;
      chain.pop();
    }
    return [...chain, p];
  }, []).slice(0, -1);
  const sorted = [...all].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return [...half(sorted), ...half([...sorted].reverse())];
}

const places = new Map(drawing.nodes.map((node) => [node.id, node]));
network.on("beforeDrawing", (context) => {
  for (const group of drawing.groups) {
    const corners = hull(group.members.filter((id) => places.has(id)).flatMap((id) => {
      const { x, y, wide, high } = places.get(id);
      return [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([dx, dy]) => [x + dx * (wide / 2 + 26), y + dy * (high / 2 + 26)]);
    }));
    if (!corners.length) continue;
    context.beginPath();
    corners.forEach(([x, y], i) => context[i ? "lineTo" : "moveTo"](x, y));
    context.closePath();
    context.globalAlpha = 0.1;
    context.fillStyle = group.colour;
    context.fill();
    context.globalAlpha = 1;
    context.setLineDash([1, 7]);
    context.lineCap = "round";
    context.lineWidth = 2.5;
    context.strokeStyle = group.colour;
    context.stroke();
    context.setLineDash([]);
  }
});

network.on("afterDrawing", (context) => {
  for (const group of drawing.groups) {
    const inside = group.members.filter((id) => places.has(id)).map((id) => places.get(id));
    if (!inside.length || !group.name) continue;
    const top = inside.reduce((a, b) => (a.y - a.high / 2 < b.y - b.high / 2 ? a : b));
    context.font = `600 15px ${FACE}`;
    const name = group.name.length > 40 ? `${group.name.slice(0, 39)}…` : group.name;
    const wide = context.measureText(name).width + 22, y = top.y - top.high / 2 - 26;
    context.beginPath();
    context.roundRect(top.x - wide / 2, y - 14, wide, 28, 14);
    context.fillStyle = "#FFFFFF";
    context.fill();
    context.lineWidth = 1.2;
    context.strokeStyle = group.colour;
    context.stroke();
    context.fillStyle = INK;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(name, top.x, y);
  }
});

const panel = document.getElementById("panel");
const hint = panel.firstElementChild;

/** Put an element with plain text into another. */
function put(parent, tag, text, name) {
  const child = parent.appendChild(document.createElement(tag));
  child.textContent = text;
  if (name) child.className = name;
  return child;
}

network.on("select", ({ nodes }) => {
  panel.replaceChildren();
  const one = nodes.length ? drawing.details[nodes[0]] : null;
  if (!one) return void panel.append(hint);
  put(panel, "h2", one.name);
  put(panel, "p", [one.kind, one.votes].filter(Boolean).join(" · "), "soft");
  const facts = panel.appendChild(document.createElement("dl"));
  for (const [word, text] of one.facts) { put(facts, "dt", word); put(facts, "dd", text); }
});

for (const mark of document.querySelectorAll("svg[data-kind]")) {
  const kind = mark.dataset.kind, isHollow = kind === "unsorted" || kind === "challenge";
  const shape = mark.appendChild(document.createElementNS("http://www.w3.org/2000/svg", CORNERS[kind] ? "polygon" : kind === "challenge" ? "rect" : "circle"));
  const given = CORNERS[kind] ? { points: CORNERS[kind].map(([x, y]) => `${x * 10},${y * 9}`).join(" ") }
    : kind === "challenge" ? { x: -11, y: -6, width: 22, height: 12, rx: 3 } : { r: 9 };
  const tint = (drawing.tints || {})[kind] || INK;
  for (const [name, value] of Object.entries({ ...given, fill: isHollow ? "#FFFFFF" : tint, stroke: tint, "stroke-width": 1.6, "stroke-linejoin": "round" })) {
    shape.setAttribute(name, value);
  }
}

const fit = () => network.fit({ animation: false });
document.getElementById("fit").addEventListener("click", fit);
network.once("afterDrawing", fit);
