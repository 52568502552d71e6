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

/** @type {Record<string, (state: MapState, payload: any) => Partial<MapState>>} */
const STEPS = {
  placed: (state, payload) => ({
    elements: withAll(state.elements, payload.elements),
    links: withAll(state.links, payload.links),
  }),
  linked: (state, payload) => ({ links: withAll(state.links, payload.links) }),
  edited: (state, payload) => ({ elements: patched(state.elements, payload.element, payload) }),
  link_edited: (state, payload) => ({ links: patched(state.links, payload.link, payload) }),
  moved: (state, payload) => ({ elements: moved(state.elements, payload.positions) }),
  removed,
  unlinked: (state, payload) => ({ links: without(state.links, payload.links) }),
  voted: (state, payload) => ({ elements: merged(state.elements, payload.element, { votes: payload.votes }) }),
  clustered: (_state, payload) => ({ clusters: payload.clusters }),
  workshop: (_state, payload) => ({ workshop: payload.workshop }),
  renamed: (state, payload) => ({ map: { ...state.map, name: payload.name } }),
};

/**
 * The map after one change, which must carry the next revision.
 * @param {MapState} state @param {ChangeWire} change @returns {MapState}
 */
export function apply(state, change) {
  if (change.revision !== state.revision + 1) {
    throw new RangeError(`the map is at ${state.revision}, change ${change.revision} leaves a gap`);
  }
  const step = STEPS[change.kind];
  const parts = step ? step(state, change.payload) : {};
  return { ...state, ...parts, revision: change.revision };
}

/**
 * The map after a row of changes: those already applied are passed over, and it stops before a gap.
 * @param {MapState} state @param {ChangeWire[]} changes
 * @returns {{state: MapState, applied: ChangeWire[], hasGap: boolean}}
 */
export function applyAll(state, changes) {
  /** @type {ChangeWire[]} */
  const applied = [];
  for (const change of changes) {
    if (change.revision <= state.revision) continue;
    if (change.revision > state.revision + 1) return { state, applied, hasGap: true };
    state = apply(state, change);
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

/** @param {Map<string, any>} things @param {any[]} more @returns {Map<string, any>} */
function withAll(things, more) {
  if (!more.length) return things;
  const next = new Map(things);
  for (const thing of more) next.set(thing.id, thing);
  return next;
}

/** @param {Map<string, any>} things @param {string[]} ids @returns {Map<string, any>} */
function without(things, ids) {
  if (!ids.length) return things;
  const next = new Map(things);
  for (const id of ids) next.delete(id);
  return next;
}

/** @param {Map<string, any>} things @param {string} id @param {object} values @returns {Map<string, any>} */
function merged(things, id, values) {
  const thing = things.get(id);
  return thing ? new Map(things).set(id, { ...thing, ...values }) : things;
}

/** @param {Map<string, any>} things @param {string} id @param {any} payload @returns {Map<string, any>} */
function patched(things, id, payload) {
  const versions = { ...things.get(id)?.versions, ...payload.versions };
  const values = { ...payload.values, versions };
  if (payload.values.type) values.family = payload.values.family ?? FAMILY_OF[payload.values.type];
  return merged(things, id, values);
}

/** @param {Map<string, any>} elements @param {Record<string, [number, number]>} positions @returns {Map<string, any>} */
function moved(elements, positions) {
  const next = new Map(elements);
  for (const [id, [x, y]] of Object.entries(positions)) {
    const element = next.get(id);
    if (element) next.set(id, { ...element, x, y });
  }
  return next;
}

/** @param {MapState} state @param {any} payload @returns {Partial<MapState>} */
function removed(state, payload) {
  const gone = new Set(payload.elements);
  const links = without(state.links, payload.links);
  const hanging = [...links.values()].filter((link) => gone.has(link.source) || gone.has(link.target));
  return {
    elements: without(state.elements, payload.elements),
    links: without(links, hanging.map((link) => link.id)),
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
