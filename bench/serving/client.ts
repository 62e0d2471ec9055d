/**
 * A light load generator in a process of its own, for machines without wrk:
 * `node client.ts <url> <connections> <seconds> <body>`. Each connection sends its next request when it has the reply.
 * Prints `{ requests, seconds, failures, p50Ms, p99Ms }`.
 */
import { connect } from "node:net";

const [target = "", connections = "32", duration = "5", body = ""] = process.argv.slice(2);
const url = new URL(target);
const request = Buffer.from(
  `POST ${url.pathname} HTTP/1.1\r\nhost: ${url.host}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
);
const headEnd = Buffer.from("\r\n\r\n");
const latencies: number[] = [];
let failures = 0;
const started = performance.now();
const end = started + Number(duration) * 1000;

/** Bytes of a whole reply, or 0 while some are missing. */
function replyLength(received: Buffer): number {
  const head = received.indexOf(headEnd);
  if (head < 0) return 0;
  const length = /content-length: (\d+)/i.exec(received.toString("latin1", 0, head))?.[1];
  const total = head + 4 + Number(length ?? 0);
  return received.length >= total ? total : 0;
}

function open(): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port: Number(url.port), host: url.hostname, noDelay: true });
    let received: Buffer = Buffer.alloc(0);
    let sent = 0;
    const send = (): void => {
      sent = performance.now();
      socket.write(request);
    };
    socket.on("connect", send);
    socket.on("error", reject);
    socket.on("data", (chunk: Buffer) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const length = replyLength(received);
      if (length === 0) return;
      const now = performance.now();
      latencies.push(now - sent);
      if (received.toString("latin1", 9, 12) !== "200") failures++;
      received = received.subarray(length);
      if (now < end) send();
      else {
        socket.destroy();
        resolve();
      }
    });
  });
}

await Promise.all(Array.from({ length: Number(connections) }, open));
const seconds = (performance.now() - started) / 1000;
latencies.sort((a, b) => a - b);
const quantile = (q: number): number => latencies[Math.min(latencies.length - 1, Math.floor(q * latencies.length))] ?? Number.NaN;
console.log(JSON.stringify({ requests: latencies.length, seconds, failures, p50Ms: quantile(0.5), p99Ms: quantile(0.99) }));
