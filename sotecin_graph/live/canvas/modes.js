// @ts-check
/** What a screen is for decides how loud the map is: editing, looking, projector, phone, one cluster, a still picture. */

import { loudIds } from "./loudness.js";

/** @typedef {import("./screen.js").MapScreen} MapScreen */

const PHONE_PX = 640;

/** Bring the screen in line with its data and its width. @param {MapScreen} screen */
export function applyModes(screen) {
  const asked = screen.data.mode ?? "view";
  const isNarrow = screen.root.clientWidth > 0 && screen.root.clientWidth <= PHONE_PX;
  const mode = isNarrow && (asked === "edit" || asked === "view") ? "phone" : asked;
  if (mode !== screen.mode) {
    screen.mode = mode;
    screen.root.dataset.mode = mode;
    screen.tell("mode", mode);
  }
  showMap(screen);
}

/** Hulls, loud and quiet, dimmed: everything that is drawn over the elements themselves. @param {MapScreen} screen */
export function showMap(screen) {
  const { state, view, mode } = screen;
  if (!state) return;
  const members = focusMembers(screen);
  const loud = mode === "projector" ? screen.together?.result.places ?? loudIds(state) : new Set();
  const isQuiet = mode === "projector" || mode === "still";
  view.mark("loud", loud);
  view.mark("mute", isQuiet ? [...state.elements.keys()].filter((id) => !loud.has(id)) : []);
  view.makeLinksLoud(mode === "projector");
  dim(screen, members);
  showHulls(screen, members);
  standBack(screen);
  aim(screen, members);
}

/** Which challenges have this reader's vote; in a round of voting their dots, and what the round is not about. @param {MapScreen} screen */
export function markVotes({ view, voted, own, live, mode }) {
  const { round, given } = own;
  view.mark("mine", round ? [] : voted);
  view.mark("voted", round ? given.keys() : []);
  view.mark("barred", round?.candidates && mode !== "focus" ? [...(live?.elements.values() ?? [])].filter((one) => one.kind === "challenge" && !own.takes(one.id)).map(({ id }) => id) : []);
  view.showDots(round ? given : null);
}

/** Outlines again, after something was hidden or has come back. @param {MapScreen} screen */
export function outlineAgain(screen) {
  if (screen.state) showHulls(screen, focusMembers(screen));
}

/** Clusters of which nothing answers to what is looked for stand back. @param {MapScreen} screen */
export function standBack({ lookout, hulls }) {
  const { shown } = lookout;
  hulls.standBack((members) => shown !== null && !members.some((id) => shown.has(id)));
}

/** The members that focus and still pictures are about, or null. @param {MapScreen} screen @returns {Set<string>|null} */
export function focusMembers({ data, state, mode }) {
  if (mode !== "focus" && mode !== "still") return null;
  const cluster = state?.clusters.find((one) => one.id === data.focus);
  const members = data.members ?? cluster?.members;
  return members ? new Set(members) : null;
}

/** @param {MapScreen} screen @param {Set<string>|null} members */
function showHulls(screen, members) {
  const { state, data, speech, hulls } = screen;
  const clusters = (state?.clusters ?? []).filter((cluster) => cluster.state !== "aside").map((cluster) => ({
    id: cluster.id, colour: cluster.number, members: cluster.members,
    name: cluster.is_named && cluster.name ? cluster.name : speech.say("group.unnamed", { number: cluster.number }),
    isSolid: cluster.state === "promoted", isDim: Boolean(members),
  }));
  if (!members) return hulls.show(clusters, screen.gestures.mayNameClusters() || screen.may("facilitate"));
  const focused = clusters.find((cluster) => cluster.id === data.focus) ?? nearest(clusters, members);
  const others = clusters.filter((cluster) => cluster !== focused).map((cluster) => ({ ...cluster, name: "" }));
  const name = data.focus_name ?? focused?.name ?? "";
  hulls.show([...others, { id: data.focus ?? "focus", colour: focused?.colour ?? 1, members: [...members], name, isSolid: true, isDim: false }], false);
}

/** The cluster that has most of these members in common with them, where that is more than half. @param {any[]} clusters @param {Set<string>} members */
function nearest(clusters, members) {
  const share = (/** @type {any} */ cluster) => {
    const common = cluster.members.filter((/** @type {string} */ id) => members.has(id)).length;
    return common / (cluster.members.length + members.size - common || 1);
  };
  return clusters.filter((cluster) => share(cluster) > 0.5).sort((a, b) => share(b) - share(a))[0];
}

/** @param {MapScreen} screen @param {Set<string>|null} members */
function dim({ view, state }, members) {
  if (!members || !state) return view.mark("dim", []);
  const elements = [...state.elements.keys()].filter((id) => !members.has(id));
  const links = [...state.links.values()].filter(({ source, target }) => !(members.has(source) && members.has(target)));
  view.mark("dim", [...elements, ...links.map((link) => link.id)]);
}

/** Focus and still look at the members for as long as the reader does not move the map. @param {MapScreen} screen @param {Set<string>|null} members */
function aim(screen, members) {
  const key = members ? [...members].sort().join() : "";
  if (key === screen.aimedAt) return;
  screen.aimedAt = key;
  const id = screen.data.focus ?? "focus";
  if (members) screen.camera.follow(() => screen.hulls.boxOf(id));
  else screen.camera.fit();
}
