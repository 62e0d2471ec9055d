/**
 * Nets trained as ONNX graphs beside PyTorch on the same processor and as many threads: time of a training step, gradients of every
 * op, memory over many steps, and the accuracy on handwritten digits. Needs `npm run bench:peers -- --neural`; the digits need
 * MILLWRIGHT_DATA with a folder "mnist".
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Figure, median } from "../figure.ts";
import { PythonPeer } from "../peers/python-peer.ts";
import { testDigits } from "./mnist.ts";
import { type TimedModel, timedModels } from "./models.ts";
import { comparePeerGradients } from "./peer-gradients.ts";
import { StepTimer } from "./step-timer.ts";

const ROUNDS = 9;
const MEMORY_STEPS = 10_000;

/** Times both in turns, so that other work on the machine meets both alike. */
async function compareSteps(model: TimedModel, threads: number, peer: PythonPeer, version: string): Promise<Figure> {
  const timer = await StepTimer.open(model, threads);
  const theirSteps = async (count: number): Promise<number> =>
    (await peer.ask<{ milliseconds: number }>({ ask: "steps", model: model.name, count })).milliseconds;
  await timer.steps(model.steps);
  await theirSteps(model.steps);
  const rounds: { ours: number; theirs: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) rounds.push({ ours: await timer.steps(model.steps), theirs: await theirSteps(model.steps) });
  await timer.close();
  const ratio = median(rounds.map(({ ours, theirs }) => ours / theirs));
  return {
    figure: `training step, ${model.words}, ${threads} thread${threads > 1 ? "s" : ""}, ms`,
    ours: median(rounds.map(({ ours }) => ours)),
    peer: median(rounds.map(({ theirs }) => theirs)),
    peerName: `PyTorch ${version}, CPU, AdamW; median of ${ROUNDS} rounds in turns`,
    ratio,
    goal: `ratio ≤ ${model.goal}`,
    met: ratio <= model.goal,
  };
}

async function compareGradients(peer: PythonPeer, version: string): Promise<Figure> {
  const { examples, parts, worst, worstPart } = await comparePeerGradients(peer);
  return {
    figure: `gradients of ${parts} ops, layers and losses, ${examples} examples: largest difference, relative (${worstPart})`,
    ours: worst,
    peer: 0,
    peerName: `PyTorch ${version}`,
    ratio: worst / 1e-4,
    goal: "≤ 1e-4",
    met: worst <= 1e-4,
  };
}

/** Resident memory after many steps of the smallest net, against that after the first tenth of them. */
async function memorySlope(): Promise<Figure> {
  const timer = await StepTimer.open({ ...(timedModels[0] as TimedModel), batchSize: 16 }, 1);
  const resident: number[] = [];
  for (let step = 0; step < MEMORY_STEPS; step += 10) {
    await timer.steps(10);
    resident.push(process.memoryUsage.rss() / 2 ** 20);
  }
  await timer.close();
  const tenth = resident.length / 10;
  const early = median(resident.slice(tenth, 2 * tenth));
  const late = median(resident.slice(-tenth));
  return {
    figure: `memory in the last tenth of ${MEMORY_STEPS} steps, MiB`,
    ours: late,
    peer: early,
    peerName: "the same process in the second tenth",
    ratio: late / early,
    goal: "at most 2 % more",
    met: late / early <= 1.02,
  };
}

async function digits(folder: string): Promise<Figure> {
  const { accuracy, seconds } = await testDigits(folder);
  return {
    figure: `mnist, first 10k train, all of test, accuracy in % (trained in ${seconds.toFixed(0)} s)`,
    ours: 100 * accuracy,
    peer: 98.91,
    peerName: "a convnet of about the same size in PyTorch",
    ratio: accuracy / 0.9891,
    goal: "≥ 99.0",
    met: accuracy >= 0.99,
  };
}

/** Compares with PyTorch on one thread and on two. */
export async function run(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const threads of [1, 2]) {
    const peer = new PythonPeer("neural.py", threads);
    const { version } = await peer.ask<{ version: string }>({ ask: "version" });
    for (const model of timedModels) figures.push(await compareSteps(model, threads, peer, version));
    if (threads === 1) figures.push(await compareGradients(peer, version));
    peer.close();
  }
  figures.push(await memorySlope());
  const folder = join(process.env["MILLWRIGHT_DATA"] ?? "", "mnist");
  if (existsSync(folder)) figures.push(await digits(folder));
  else console.error("MILLWRIGHT_DATA has no folder mnist: the digits are left out.");
  return figures;
}
