// @ts-check
/** What may be joined by which link, and what the running step takes. The server decides; this only spares a refusal. */

/** @typedef {import("./types.js").WorkshopWire} WorkshopWire */

export const GROUPS = ["industry", "research", "government", "civil", "nature", "intermediary"];
export const KINDS = [...GROUPS, "unsorted"];
export const STATES = ["existing", "planned", "missing"];
export const STRATEGIES = ["R0", "R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9"];
export const CHAINS = ["electronics", "batteries", "packaging", "plastics", "textiles", "construction", "food"];
export const STAGES = ["design", "materials", "components", "manufacturing", "logistics", "retail", "use", "repair",
  "collection", "remanufacturing", "recycling", "disposal", "cross-cutting"];
const EXCHANGE = ["material", "energy", "water", "product", "service", "money", "information", "knowledge",
  "regulation", "collaboration"];

/** @type {Record<string, string>} */
const TAKES = {
  ...Object.fromEntries(KINDS.map((kind) => [kind, "stakeholder"])),
  challenge: "challenge", link: "link", vote: "vote", group: "cluster",
};

/** The types that may lead from one kind to another, the usual one first. @param {string} source @param {string} target */
export function typesBetween(source, target) {
  const leaves = source === "challenge";
  const arrives = target === "challenge";
  if (leaves && arrives) return ["depends"];
  if (leaves) return ["about"];
  return arrives ? ["faces", "owns", "help"] : EXCHANGE;
}

/**
 * Why a tool is closed to someone: the key of a sentence, or null when it is open.
 * @param {string} tool @param {WorkshopWire|null} workshop @param {import("./types.js").You} you
 */
export function closedBecause(tool, workshop, you) {
  if (!you.may.includes("contribute")) return "closed.read";
  if (!workshop) return null;
  if (you.may.includes("facilitate") && tool !== "vote") return null;
  if (workshop.state === "closed" && !isParticipant(you)) return null;
  if (workshop.state !== "open") return "closed.workshop";
  const step = workshop.steps[workshop.step];
  if (!step?.takes.includes(TAKES[tool])) return tool === "vote" ? "closed.vote" : "closed.step";
  if (workshop.levers?.is_locked && tool !== "vote") return "closed.locked";
  return step.kinds?.length && KINDS.includes(tool) && !step.kinds.includes(tool) ? "closed.kind" : null;
}

/** The types that the running step takes from one kind to another, for someone. @param {string} source @param {string} target @param {WorkshopWire|null} workshop @param {import("./types.js").You} you */
export function typesNow(source, target, workshop, you) {
  const types = typesBetween(source, target);
  const only = workshop?.state === "open" && !you.may.includes("facilitate") ? workshop.steps[workshop.step]?.link_types ?? [] : [];
  return only.length ? types.filter((type) => only.includes(type)) : types;
}

/**
 * People in the room mend anything on their map, a contributor what is their own; a participant's leave ends with the workshop.
 * What the facilitators have locked stands; where they look at everything first, participants change nothing.
 * @param {{by_id: string, id?: string}} thing @param {WorkshopWire|null} workshop @param {import("./types.js").You} you
 */
export function mayChange(thing, workshop, you) {
  if (isParticipant(you) && workshop && workshop.state !== "open") return false;
  if (workshop?.state === "open" && !you.may.includes("facilitate")) {
    if (workshop.levers?.is_locked || workshop.levers?.locked.includes(thing.id ?? "")) return false;
    if (workshop.is_moderated && isParticipant(you)) return false;
  }
  return you.may.includes("edit") || (you.may.includes("contribute") && thing.by_id === you.id);
}

/** @param {{id: string}} you */
export function isParticipant(you) {
  return you.id.startsWith("participant:");
}

/** The tools that the running step asks for. @param {WorkshopWire|null} workshop @returns {string[]} */
export function toolsOfStep(workshop) {
  const { takes = [], kinds = [] } = workshop?.steps[workshop.step] ?? {};
  return Object.keys(TAKES).filter((tool) => takes.includes(TAKES[tool]) && (!kinds.length || !KINDS.includes(tool) || kinds.includes(tool)));
}
