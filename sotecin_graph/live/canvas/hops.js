// @ts-check
/** Who is how many links away, and who gives to whom along the exchanges. Pure: maps in, sets out. */

/** @typedef {import("./types.js").LinkWire} LinkWire */
/** @typedef {Map<string, LinkWire[]>} Ends the links at each element */

/** The links at each element, in both directions. @param {Iterable<LinkWire>} links @returns {Ends} */
export function endsOf(links) {
  /** @type {Ends} */
  const ends = new Map();
  const put = (/** @type {string} */ id, /** @type {LinkWire} */ link) => {
    const known = ends.get(id);
    if (known) known.push(link);
    else ends.set(id, [link]);
  };
  for (const link of links) {
    put(link.source, link);
    if (link.target !== link.source) put(link.target, link);
  }
  return ends;
}

/** @param {LinkWire} link @param {string} id */
export function otherEnd(link, id) {
  return link.source === id ? link.target : link.source;
}

/**
 * The elements within so many links of one, whatever their direction, each with its distance; itself has 0.
 * @param {Ends} ends @param {string} from @param {number} most @returns {Map<string, number>}
 */
export function within(ends, from, most) {
  return reached(ends, from, most, (link, id) => otherEnd(link, id));
}

/**
 * All elements that something comes from, over any number of exchanges ("up"), or that it goes on to ("down").
 * Links to challenges are no exchange, and a collaboration has no direction.
 * @param {Ends} ends @param {string} from @param {"up"|"down"} way @returns {{elements: Map<string, number>, links: Set<string>}}
 */
export function stream(ends, from, way) {
  const [here, there] = way === "up" ? /** @type {const} */ (["target", "source"]) : /** @type {const} */ (["source", "target"]);
  const links = new Set();
  const elements = reached(ends, from, Infinity, (link, id) => {
    if (link[here] !== id || !hasDirection(link)) return null;
    links.add(link.id);
    return link[there];
  });
  return { elements, links };
}

/** @param {LinkWire} link */
function hasDirection(link) {
  return link.family !== "concern" && link.type !== "collaboration";
}

/** @param {Ends} ends @param {string} from @param {number} most @param {(link: LinkWire, id: string) => string|null} next */
function reached(ends, from, most, next) {
  const distances = new Map([[from, 0]]);
  let edge = [from];
  for (let distance = 1; distance <= most && edge.length; distance += 1) {
    const further = [];
    for (const id of edge) {
      for (const link of ends.get(id) ?? []) {
        const other = next(link, id);
        if (other === null || distances.has(other)) continue;
        distances.set(other, distance);
        further.push(other);
      }
    }
    edge = further;
  }
  return distances;
}
