// @ts-check
/**
 * The shapes that travel on the wire, as sotecin_graph/changes.py and live routes define them. Types only.
 *
 * @typedef {{id: string, seq: number, kind: string, name: string, hub: string|null, country: string, chains: string[],
 *   strategies: string[], stages: string[], problem: string, wish: string, note: string, by: string, by_id: string,
 *   created_at: string|null, versions: Record<string, number>, x: number, y: number, votes: number,
 *   aliases?: string[], also_by?: string[]}} ElementWire
 * @typedef {{id: string, seq: number, source: string, target: string, type: string, family: string, state: string,
 *   is_circular: boolean, quantity: string, note: string, by: string, by_id: string, created_at: string|null,
 *   versions: Record<string, number>}} LinkWire
 * @typedef {{id: string, number: number, name: string, members: string[], state: string, is_named: boolean,
 *   reasons: string[]}} ClusterWire
 * @typedef {{title: string, instruction: string, minutes: number, takes: string[], kinds?: string[], link_types?: string[],
 *   is_private?: boolean, dots?: number}} StepWire
 * @typedef {{number: number, dots: number, candidates: string[]|null, is_open: boolean}} RoundWire
 * @typedef {{id: string, title: string, code: string, state: string, step: number, step_started_at: string|null,
 *   steps: StepWire[], begun?: [number, string][], voting?: RoundWire|null,
 *   timer?: {ends_at: string|null, paused_at: string|null, rung_at: string|null}, tables?: {number: number, area: number[]}[],
 *   levers?: {is_locked: boolean, locked: string[], hides_cursors: boolean, lead: {id: string, name: string}|null}, is_moderated?: boolean}} WorkshopWire
 * @typedef {{revision: number, kind: string, payload: any, by: string, by_id: string, at: string,
 *   deed?: string, undoes?: string|null}} ChangeWire
 * @typedef {{revision: number, map: {id: string, name: string}, elements: Map<string, ElementWire>,
 *   links: Map<string, LinkWire>, clusters: ClusterWire[], workshop: WorkshopWire|null}} MapState
 * @typedef {{id: string, name: string, may: string[], table?: number, is_muted?: boolean}} You
 * @typedef {{error: string, message: string, details: any}} Refusal
 * @typedef {{x: number, y: number}} Point
 * @typedef {{x1: number, y1: number, x2: number, y2: number}} Rect
 */
export {};
