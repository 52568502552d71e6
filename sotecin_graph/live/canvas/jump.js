// @ts-check
/** Brings into sight what was found, large enough to be read; and gives the sight back that there was before. */

const READABLE_ZOOM = 0.6;
/** Few elements are not drawn larger than at this zoom: what stands around them tells where they are. */
const CLOSE_ZOOM = 0.85;
const ROOM = 20;
/** What floats over the map's edges, in screen pixels. */
const COVERED = { phone: { side: 10, top: 120, bottom: 150 }, desk: { side: 4, top: 4, bottom: 70 } };
/** Where the line stands that says what is seen: below, on a phone above. */
const LINE = 110;

export class Jump {
  /** @param {import("./screen.js").MapScreen} screen */
  constructor(screen) {
    this.screen = screen;
    /** @type {{zoom: number, pan: {x: number, y: number}, target: any}|null} the sight before the first jump */
    this.before = null;
    /** @type {any} what the camera follows since, if anything */
    this.own = null;
    /** The sight after the last jump: where it is another, the reader has moved on. */
    this.after = "";
    this.about = "";
    screen.on("lookout", () => this.follow());
  }

  /** Pick an element and bring it into sight. @param {string} id */
  to(id) {
    const { screen } = this;
    const { cy } = screen.view;
    screen.select(id);
    screen.tell("jumped", id);
    const thing = cy.getElementById(id);
    if (thing.empty()) return;
    const box = thing.renderedBoundingBox({ includeOverlays: false });
    const isPhone = screen.mode === "phone";
    const { side, top, bottom } = isPhone ? COVERED.phone : COVERED.desk;
    const isInSight = box.x1 > side && box.y1 > top && box.x2 < cy.width() - side && box.y2 < cy.height() - bottom;
    if (isInSight && cy.zoom() >= READABLE_ZOOM / (isPhone ? 1 : 2)) return;
    this.remember();
    screen.camera.target = this.own = null;
    const zoom = Math.max(cy.zoom(), READABLE_ZOOM);
    const middle = thing.boundingBox();
    cy.viewport({ zoom, pan: { x: cy.width() / 2 - ((middle.x1 + middle.x2) / 2) * zoom, y: cy.height() / 2 - ((middle.y1 + middle.y2) / 2) * zoom } });
    this.after = this.sight();
  }

  /** A new look brings its elements into sight; the end of all looking gives the map back. */
  follow() {
    const { lookout } = this.screen;
    const about = JSON.stringify(lookout.look);
    if (!lookout.look && !lookout.words.length) this.giveBack();
    else if (lookout.look && about !== this.about) this.frame();
    this.about = about;
  }

  /** Bring all that is shown into sight, where it is not. */
  frame() {
    const { camera, lookout } = this.screen;
    const box = this.boxOf(lookout.shown ?? new Set());
    if (!box) return;
    this.remember();
    this.screen.tell("jumped", null);
    if (!this.isReadable(box)) {
      this.own = () => this.boxOf(lookout.shown ?? new Set());
      camera.follow(this.own);
    }
    this.after = this.sight();
  }

  /** True where all of a box is in sight, and large enough to be read. @param {import("./types.js").Rect} box */
  isReadable(box) {
    const { cy } = this.screen.view;
    const { x1, x2, y1, y2 } = cy.extent();
    return cy.zoom() >= READABLE_ZOOM && box.x1 >= x1 && box.x2 <= x2 && box.y1 >= y1 && box.y2 <= y2;
  }

  sight() {
    const { x, y } = this.screen.view.cy.pan();
    return [this.screen.view.cy.zoom(), x, y].map((value) => value.toFixed(3)).join();
  }

  /** @param {Set<string>} ids @returns {import("./types.js").Rect|null} */
  boxOf(ids) {
    const { cy } = this.screen.view;
    const nodes = cy.collection([...ids].map((id) => cy.getElementById(id)[0]).filter(Boolean));
    if (nodes.empty()) return null;
    const { x1, x2, y1, y2 } = nodes.boundingBox({ includeOverlays: false });
    const aside = Math.max(ROOM, (cy.width() / CLOSE_ZOOM - (x2 - x1)) / 2);
    const isPhone = this.screen.mode === "phone";
    return { x1: x1 - aside, x2: x2 + aside, y1: y1 - (isPhone ? LINE : ROOM), y2: y2 + (isPhone ? ROOM : LINE) };
  }

  remember() {
    const { cy } = this.screen.view;
    this.before ??= { zoom: cy.zoom(), pan: { ...cy.pan() }, target: this.screen.camera.target };
  }

  /** Back to where one was, unless the reader has moved the map since. */
  giveBack() {
    const { before, own } = this;
    const { camera, view } = this.screen;
    this.before = this.own = null;
    const isThere = own ? camera.target === own : this.after === this.sight();
    if (!before || !isThere) return;
    camera.target = before.target;
    view.cy.viewport({ zoom: before.zoom, pan: before.pan });
  }
}
