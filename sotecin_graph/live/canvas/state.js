// @ts-check
/** The map at a revision, moved on by changes exactly as sotecin_graph/maps.py does. Pure: nothing given is changed. */

/** @typedef {import("./types.js").MapState} MapState */
/** @typedef {import("./types.js").ChangeWire} ChangeWire */

/** @returns {MapState} the map of a snapshot @param {any} snapshot */
export function restore(snapshot) {
  return {
    revision: snapshot.revision,
    map: snapshot.map,
    elements: new Map(snapshot.elements.map((/** @type {any} */ element) => [element.id, element])),
    links: new Map(snapshot.links.map((/** @type {any} */ link) => [link.id, link])),
    clusters: snapshot.clusters,
    workshop: snapshot.workshop,
  };
}

/** @typedef {Map<string, any>} Things */
/** @typedef {WeakSet<Things>} Own copies that belong to one row of changes, which may be changed */

/** @type {Record<string, (state: MapState, payload: any, own: Own) => Partial<MapState>>} */
const STEPS = {
  placed: (state, payload, own) => ({
    elements: withAll(state.elements, payload.elements, own),
    links: withAll(state.links, payload.links, own),
  }),
  linked: (state, payload, own) => ({ links: withAll(state.links, payload.links, own) }),
  edited: (state, payload, own) => ({ elements: patched(state.elements, payload.element, payload, own) }),
  link_edited: (state, payload, own) => ({ links: patched(state.links, payload.link, payload, own) }),
  moved: (state, payload, own) => ({ elements: moved(state.elements, payload.positions, own) }),
  removed,
  unlinked: (state, payload, own) => ({ links: without(state.links, payload.links, own) }),
  voted: (state, payload, own) => ({ elements: merged(state.elements, payload.element, { votes: payload.votes }, own) }),
  clustered: (_state, payload) => ({ clusters: payload.clusters }),
  workshop: (_state, payload) => ({ workshop: payload.workshop }),
  renamed: (state, payload) => ({ map: { ...state.map, name: payload.name } }),
  redacted: (state, payload, own) => ({
    elements: withNew(state.elements, payload.elements, own),
    links: withNew(state.links, payload.links, own),
  }),
};

/**
 * The map after one change, which must carry the next revision.
 * @param {MapState} state @param {ChangeWire} change @param {Own} [own] @returns {MapState}
 */
export function apply(state, change, own = new WeakSet()) {
  if (change.revision !== state.revision + 1) {
    throw new RangeError(`the map is at ${state.revision}, change ${change.revision} leaves a gap`);
  }
  const step = STEPS[change.kind];
  const parts = step ? step(state, change.payload, own) : {};
  return { ...state, ...parts, revision: change.revision };
}

/**
 * The map after a row of changes: those already applied are passed over, and it stops before a gap. What they change is
 * copied once for the row.
 * @param {MapState} state @param {ChangeWire[]} changes
 * @returns {{state: MapState, applied: ChangeWire[], hasGap: boolean}}
 */
export function applyAll(state, changes) {
  /** @type {ChangeWire[]} */
  const applied = [];
  /** @type {Own} */
  const own = new WeakSet();
  for (const change of changes) {
    if (change.revision <= state.revision) continue;
    if (change.revision > state.revision + 1) return { state, applied, hasGap: true };
    state = apply(state, change, own);
    applied.push(change);
  }
  return { state, applied, hasGap: false };
}

/**
 * The elements and links that a change may have altered; null when it may be any of them.
 * @param {ChangeWire} change @returns {{elements: string[], links: string[]}}
 */
export function touched(change) {
  const { payload } = change;
  const ids = (/** @type {any[]|undefined} */ things) => (things ?? []).map((thing) => thing.id ?? thing);
  return {
    elements: [...ids(payload.elements), ...ids(payload.element && [payload.element]), ...Object.keys(payload.positions ?? {})],
    links: [...ids(payload.links), ...ids(payload.link && [payload.link])],
  };
}

/** @param {Things} things @param {Own} own @returns {Things} */
function copyOf(things, own) {
  if (own.has(things)) return things;
  const copy = new Map(things);
  own.add(copy);
  return copy;
}

/** @param {Things} things @param {any[]} more @param {Own} own @returns {Things} */
function withAll(things, more, own) {
  if (!more.length) return things;
  const next = copyOf(things, own);
  for (const thing of more) next.set(thing.id, thing);
  return next;
}

/** @param {Things} things @param {string[]} ids @param {Own} own @returns {Things} */
function without(things, ids, own) {
  if (!ids.length) return things;
  const next = copyOf(things, own);
  for (const id of ids) next.delete(id);
  return next;
}

/** @param {Things} things @param {string} id @param {object} values @param {Own} own @returns {Things} */
function merged(things, id, values, own) {
  const thing = things.get(id);
  return thing ? copyOf(things, own).set(id, { ...thing, ...values }) : things;
}

/** @param {Things} things @param {any[]} news @param {Own} own @returns {Things} */
function withNew(things, news, own) {
  return news.reduce((/** @type {Things} */ next, one) => merged(next, one.id, one, own), things);
}

/** @param {Things} things @param {string} id @param {any} payload @param {Own} own @returns {Things} */
function patched(things, id, payload, own) {
  const versions = { ...things.get(id)?.versions, ...payload.versions };
  const values = { ...payload.values, versions };
  if (payload.values.type) values.family = payload.values.family ?? FAMILY_OF[payload.values.type];
  return merged(things, id, values, own);
}

/** @param {Things} elements @param {Record<string, [number, number]>} positions @param {Own} own @returns {Things} */
function moved(elements, positions, own) {
  const next = copyOf(elements, own);
  for (const [id, [x, y]] of Object.entries(positions)) {
    const element = next.get(id);
    if (element) next.set(id, { ...element, x, y });
  }
  return next;
}

/** @param {MapState} state @param {any} payload @param {Own} own @returns {Partial<MapState>} */
function removed(state, payload, own) {
  const gone = new Set(payload.elements);
  const links = without(state.links, payload.links, own);
  const hanging = [...links.values()].filter((link) => gone.has(link.source) || gone.has(link.target));
  return {
    elements: without(state.elements, payload.elements, own),
    links: without(links, hanging.map((link) => link.id), own),
  };
}

/** Types that share a colour: the family follows the type when a link is edited. @type {Record<string, string>} */
export const FAMILY_OF = {
  material: "matter", energy: "matter", water: "matter", product: "matter",
  service: "value", money: "value",
  information: "knowhow", knowledge: "knowhow",
  regulation: "tie", collaboration: "tie",
  faces: "concern", owns: "concern", help: "concern", about: "concern", depends: "concern",
};
