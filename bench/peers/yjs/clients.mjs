// The peer of bench.live: N y-websocket clients on one document, E map entries a second, latency at every other client.
import * as Y from "yjs";
import { WebsocketProvider } from "y-websocket";
import WebSocket from "ws";

const [port, clients, seconds, edits] = process.argv.slice(2).map(Number);
const sent = new Map();
const latencies = [];
const everyone = [];
const writers = Math.min(5, clients);

function join() {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(`ws://127.0.0.1:${port}`, "bench", doc, {
    WebSocketPolyfill: WebSocket,
    disableBc: true,
  });
  const client = { doc, provider, has: new Set() };
  doc.getMap("elements").observe((event, transaction) => {
    const now = performance.now();
    for (const key of event.keysChanged) {
      if (!sent.has(key)) continue;
      client.has.add(key);
      if (!transaction.local) latencies.push(now - sent.get(key));
    }
  });
  return new Promise((resolve) => provider.once("sync", () => resolve(client)));
}

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
for (let number = 0; number < clients; number += 1) everyone.push(await join());
await pause(1000);
console.log("open");
await pause(100);
const begun = performance.now();
for (let number = 0; number / edits < seconds; number += 1) {
  await pause(Math.max(0, begun + (number / edits) * 1000 - performance.now()));
  const mark = `edit-${number}`;
  const element = { name: mark, kind: "industry", x: 200 * (number % 30), y: 150 * Math.floor(number / 30) };
  sent.set(mark, performance.now());
  everyone[number % writers].doc.getMap("elements").set(mark, element);
}
await pause(2000);
latencies.sort((one, other) => one - other);
const at = (share) => Math.round(latencies[Math.floor(latencies.length * share)] * 10) / 10;
const lost = everyone.reduce((sum, client) => sum + sent.size - client.has.size, 0);
console.log(JSON.stringify({ sent: sent.size, lost, median_ms: at(0.5), p95_ms: at(0.95), p99_ms: at(0.99) }));
process.exit(0);
