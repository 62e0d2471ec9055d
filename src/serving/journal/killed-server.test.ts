import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { random } from "../../kernels/index.ts";
import { historyPackage, historyStart, purchase } from "../fixtures/history-package.ts";
import { type Answer, call } from "../fixtures/test-servers.ts";
import { loadModel } from "../model/load-model.ts";
import type { LateLabel } from "../model/online-history.ts";
import { writePackage } from "../package/write-package.ts";

type Row = Record<string, unknown>;
const child = fileURLToPath(new URL("../fixtures/journal-child.ts", import.meta.url));
const now = (): number => historyStart + 3 * 24 * 3600 * 1000;
let folder: string;
let running: ChildProcess | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "millwright-killed-"));
  await writePackage(join(folder, "model"), historyPackage("bought"));
});
afterEach(async () => {
  running?.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

/** Starts a server with a journal that is compacted every few hundred rows. */
async function start(shell?: string): Promise<{ readonly url: string; readonly process: ChildProcess }> {
  const command = [process.execPath, "--conditions=millwright-source", child, join(folder, "model"), join(folder, "journal"), "8000"];
  const [file = "", ...args] = shell === undefined ? command : ["/bin/sh", "-c", `${shell}; exec "$@"`, "sh", ...command];
  const started = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"] });
  running = started;
  let errors = "";
  started.stderr.on("data", (part) => {
    errors += String(part);
  });
  for await (const line of createInterface({ input: started.stdout }))
    return { url: (JSON.parse(line) as { url: string }).url, process: started };
  throw new Error(`the server did not start: ${errors}`);
}

/** What a client knows: what was acknowledged, and the request whose answer never came. */
interface Client {
  readonly card: string;
  readonly rows: Row[];
  readonly labels: LateLabel[];
  open: Row | undefined;
  sent: number;
}

const predictAt = (url: string, query = ""): string => `${url}/v1/toy-history/predict${query}`;

/** Settles a request whose answer never came: the card's count tells whether it was kept. */
async function settle(url: string, client: Client): Promise<void> {
  if (client.open === undefined) return;
  const { status, body } = await call(predictAt(url, "?observe=false"), purchase(client.card, 3.5, client.card));
  expect(status).toBe(200);
  const kept = (body["prediction"] as number) - 1 - client.rows.length;
  expect([0, 1]).toContain(kept);
  if (kept === 1) client.rows.push(client.open);
  client.open = undefined;
}

/** Sends purchases, each fifth time the truth about an earlier one, until the server is gone. */
async function work(url: string, client: Client, acknowledged: () => void): Promise<void> {
  await settle(url, client);
  for (;;) {
    client.sent++;
    const earlier = client.rows[Math.floor(client.sent / 7)];
    const label = client.sent % 5 === 0 && earlier !== undefined ? { row: earlier, values: { fraud: client.sent % 2 === 0 } } : undefined;
    // Moments of one client go back and forth, and never meet.
    const row = purchase(client.card, 1 + ((client.sent * 7919) % 20_011) / 20_011, client.card);
    if (label === undefined) client.open = row;
    let answer: Answer;
    try {
      answer = label === undefined ? await call(predictAt(url), row) : await call(`${url}/v1/toy-history/labels`, { labels: [label] });
    } catch {
      // A label that comes twice says the same twice, so it may be sent again.
      if (label !== undefined) client.sent--;
      return;
    }
    expect(answer.status).toBe(200);
    if (label === undefined) client.rows.push(row);
    else client.labels.push(label);
    client.open = undefined;
    acknowledged();
  }
}

test("ten kills under load: every derived column is that of a process that was never killed", async () => {
  const draw = random(5);
  const clients: Client[] = Array.from({ length: 8 }, (_, at) => ({ card: `card ${at}`, rows: [], labels: [], open: undefined, sent: 0 }));
  for (let kill = 0; kill < 10; kill++) {
    const server = await start();
    const gone = once(server.process, "exit");
    let left = 40 + draw.integer(200);
    await Promise.all(clients.map((client) => work(server.url, client, () => --left === 0 && server.process.kill("SIGKILL"))));
    await gone;
  }
  const last = await start();
  for (const client of clients) await settle(last.url, client);
  last.process.kill("SIGKILL");
  await once(last.process, "exit");

  const survivor = await loadModel(join(folder, "model"), { now, journal: { folder: join(folder, "journal") } });
  const unhurt = await loadModel(join(folder, "model"), { now });
  for (const { rows, labels } of clients) {
    unhurt.observe(rows);
    expect(unhurt.label(labels)).toBe(labels.length);
  }
  const probes = clients.flatMap(({ card, rows }) => [...rows, ...[2.5, 5, 8.5, 9.5].map((day) => purchase(card, day, card))]);
  expect(probes.length).toBeGreaterThan(400);
  const derived = (model: typeof unhurt): unknown[] => [...model.parts.derive(probes.map((row) => model.parts.check(row, "row")))];
  expect(derived(survivor)).toEqual(derived(unhurt));
  expect(clients.every(({ labels }) => labels.length > 5)).toBe(true);
  await survivor.close();
  await unhurt.close();
}, 120_000);

test.skipIf(process.platform === "win32")(
  "while nothing can be written nothing is acknowledged, asking still works, and what was acknowledged is kept",
  async () => {
    // No file may grow beyond 4 or 8 KiB, depending on the shell's unit; the signal that comes with it is ignored.
    const full = await start("trap '' XFSZ; ulimit -f 8");
    let kept = 0;
    let answer = await call(predictAt(full.url), purchase("b", 2));
    for (; answer.status === 200 && kept < 500; kept++) answer = await call(predictAt(full.url), purchase("b", 2));
    expect([answer.status, answer.body["code"]]).toEqual([503, "SERVING_JOURNAL_FAILED"]);
    expect((await call(predictAt(full.url), purchase("b", 2))).status).toBe(503);
    expect((await call(predictAt(full.url, "?observe=false"), purchase("b", 2))).status).toBe(200);
    full.process.kill("SIGKILL");
    await once(full.process, "exit");
    const next = await start();
    const { body } = await call(predictAt(next.url, "?observe=false"), purchase("b", 3));
    expect(body["prediction"]).toBe(kept + 1);
  },
  60_000,
);
