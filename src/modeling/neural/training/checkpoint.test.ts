import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { random } from "../../../kernels/index.ts";

const child = fileURLToPath(new URL("../fixtures/training-child.ts", import.meta.url));
let folder: string;
const running = new Set<ChildProcess>();
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "millwright-training-"));
});
afterEach(async () => {
  for (const process of running) process.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

/** How a process ended. */
interface Ended {
  /** Hash of what came out; undefined where it was killed before or refused to start. */
  readonly result: string | undefined;
  /** Steps that it reported, in order. */
  readonly steps: readonly number[];
  readonly errors: string;
}

/** Trains in a process of its own; kills it once it has reported a step from `killFrom` on. */
async function train(checkpoint: string, killFrom = Infinity, seed = 1): Promise<Ended> {
  const started = spawn(process.execPath, ["--conditions=millwright-source", child, checkpoint, String(seed)]);
  running.add(started);
  let output = "";
  let errors = "";
  started.stderr.on("data", (part) => (errors += String(part)));
  started.stdout.on("data", (part) => {
    output += String(part);
    if (Number(/step (\d+)\n$/.exec(output)?.[1] ?? 0) >= killFrom) started.kill("SIGKILL");
  });
  await new Promise((resolve) => started.once("close", resolve));
  running.delete(started);
  const steps = [...output.matchAll(/step (\d+)/g)].map(([, step]) => Number(step));
  return { result: /done (\w+)/.exec(output)?.[1], steps, errors };
}

test("a training that is killed again and again ends with the bits of one that nobody disturbed", { timeout: 180_000 }, async () => {
  const whole = await train(join(folder, "whole.safetensors"));
  expect(whole.result).toBeDefined();
  const path = join(folder, "killed.safetensors");
  const stream = random(4);
  let killAt = 0;
  let kills = 0;
  let ended: Ended | undefined;
  const firstSteps: number[] = [];
  while (ended?.result === undefined && kills < 20) {
    killAt += 200 + stream.integer(500);
    ended = await train(path, killAt);
    firstSteps.push(...ended.steps.slice(0, 1));
    if (ended.result === undefined) kills += 1;
  }
  expect(kills).toBeGreaterThanOrEqual(2);
  // A later attempt went on where a checkpoint was, not from the start; the last one may have found everything done.
  expect(Math.max(...firstSteps.slice(1))).toBeGreaterThan(100);
  expect(ended?.result).toBe(whole.result);
  // What has ended stays ended: another start gives the same at once.
  const again = await train(path);
  expect(again).toMatchObject({ result: whole.result, steps: [] });
  expect(await train(path, Infinity, 2)).toMatchObject({ result: undefined });
  expect((await train(path, Infinity, 2)).errors).toContain("MODELING_CHECKPOINT_FOREIGN");
});

test("a checkpoint that was cut off or changed is refused, not guessed at", { timeout: 120_000 }, async () => {
  const path = join(folder, "cut.safetensors");
  await train(path, 1);
  while (!(await stat(path).catch(() => undefined))) await train(path, 200);
  const bytes = await readFile(path);
  await writeFile(path, bytes.subarray(0, bytes.length - 5));
  const cut = await train(path);
  expect(cut.result).toBeUndefined();
  expect(cut.errors).toContain("ONNX_TENSORS_INVALID");
});
