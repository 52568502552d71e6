// @ts-check
/** The order in which things are drawn, kept up while a few come and go; cytoscape 3.34 would sort all of them anew. */

/** With more than this, sorting anew is cheaper. */
const FEW = 40;

/**
 * After cytoscape has been told of things that came or went: give it back the order that it had, with them or without.
 * Links lie under elements, in the order in which they came; elements lie by z-index, then in that order.
 * @param {any} renderer @param {string} event @param {any} things @param {any} before the order until then, or nothing
 */
export function keepOrder(renderer, event, things, before) {
  if (!before?.interactive || things.length > FEW || typeof renderer.updateCachedGrabbedEles !== "function") return;
  const isComing = event === "add";
  const coming = isComing ? things.toArray() : [];
  const order = orderWith(before, coming);
  order.interactive = orderWith(before.interactive, coming.filter((/** @type {any} */ thing) => thing.interactive()));
  renderer.cachedZSortedEles = order;
  renderer.updateCachedGrabbedEles();
}

/** @param {any[]} before @param {any[]} coming @returns {any} */
function orderWith(before, coming) {
  const order = before.filter((thing) => !thing.removed());
  const known = new Set(order);
  for (const thing of coming) if (!known.has(thing) && !thing.removed()) order.splice(placeOf(order, thing), 0, thing);
  return order;
}

/** @param {any[]} order @param {any} thing */
function placeOf(order, thing) {
  const height = heightOf(thing);
  let place = order.length;
  if (thing.isEdge()) place = firstNode(order);
  while (place > 0 && order[place - 1].isNode() === thing.isNode() && heightOf(order[place - 1]) > height) place -= 1;
  return place;
}

/** @param {any[]} order */
function firstNode(order) {
  let [low, high] = [0, order.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order[middle].isNode()) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** @param {any} thing */
function heightOf(thing) {
  return thing.pstyle("z-index").value;
}
