import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { logisticRow } from "../fixtures/logistic-package.ts";

const child = fileURLToPath(new URL("../fixtures/serve-child.ts", import.meta.url));
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "millwright-drain-"));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

/** A server in a process of its own whose runs take 200 ms. */
async function serve(): Promise<{ url: string; kill: (signal: NodeJS.Signals) => void; ended: Promise<unknown[]>; errors: () => string }> {
  const process_ = spawn(process.execPath, ["--conditions=millwright-source", child, join(folder, "model"), "200"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  process_.stderr.on("data", (part) => {
    errors += String(part);
  });
  const ended = once(process_, "exit");
  for await (const line of createInterface({ input: process_.stdout })) {
    const { url } = JSON.parse(line) as { url: string };
    return { url, kill: (signal) => process_.kill(signal), ended, errors: () => errors };
  }
  throw new Error(`the server did not start: ${errors}`);
}

const predict = (url: string): Promise<Response> =>
  fetch(`${url}/v1/toy-fraud/predict`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(logisticRow()),
  });

test("on SIGTERM the server is not ready at once, answers everything that was sent, and ends with status 0", async () => {
  const { url, kill, ended, errors } = await serve();
  expect((await fetch(`${url}/v2/health/ready`)).status).toBe(200);
  const underWay = Array.from({ length: 40 }, () => predict(url));
  await expect.poll(async () => (await fetch(`${url}/metrics`)).text()).toMatch(/rest_server_requests_in_progress 41/);
  kill("SIGTERM");
  await expect.poll(async () => (await fetch(`${url}/v2/health/ready`)).status, { interval: 5 }).toBe(503);
  // The door is still open for those who have not noticed yet.
  const late = predict(url);
  const statuses = await Promise.all([...underWay, late].map(async (answer) => (await answer).status));
  expect(statuses).toEqual(Array(41).fill(200));
  expect([await ended, errors()]).toEqual([[0, null], ""]);
  await expect(fetch(`${url}/v2/health/live`)).rejects.toThrow();
});

test("a second signal ends the process without waiting", async () => {
  const { url, kill, ended } = await serve();
  const answer = predict(url).catch((error: Error) => error);
  await expect.poll(async () => (await fetch(`${url}/metrics`)).text()).toMatch(/rest_server_requests_in_progress 2/);
  kill("SIGTERM");
  await expect.poll(async () => (await fetch(`${url}/v2/health/ready`)).status, { interval: 5 }).toBe(503);
  kill("SIGTERM");
  expect(await ended).toEqual([143, null]);
  await answer;
});
