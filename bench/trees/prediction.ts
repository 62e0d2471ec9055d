import { setKernelThreads } from "../../src/kernels/index.ts";
import { type FittedTrees, fittedTrees, readLightgbm } from "../../src/modeling/index.ts";
import { type Figure, median } from "../figure.ts";
import { withProblem } from "./contest.ts";
import { higgsShaped } from "./physics-shaped.ts";
import type { Problem } from "./problem.ts";
import { TreesPeer } from "./trees-peer.ts";

const PAIRS = 7;
const ROW_CALLS = 20_000;
/** Rows that the model is learned from; how many does not change what predicting costs. */
const LEARNED = 200_000;
/** Largest difference of probabilities that counts as the same model. */
const SAME = 1e-6;

/** The same model on both sides: LightGBM's, read from its own file. */
async function sharedModel(peer: TreesPeer, leaves: number): Promise<FittedTrees> {
  await peer.train("lightgbm", { trees: 100, leaves, rate: 0.1 });
  return fittedTrees("lightgbm", readLightgbm(await peer.savedModel()));
}

/** Seconds of predicting all test rows, in turns. */
async function batch(peer: TreesPeer, model: FittedTrees, { test }: Problem, name: string): Promise<Figure> {
  const { features } = test;
  const rows = { rows: features.rows, dense: features };
  const ours: number[] = [];
  const theirs: number[] = [];
  let difference = 0;
  for (let pair = -1; pair < PAIRS; pair++) {
    const begin = performance.now();
    const { values } = model.predict(rows);
    const mine = (performance.now() - begin) / 1000;
    const answered = await peer.predict();
    difference = values.reduce((largest, value, row) => Math.max(largest, Math.abs(value - (answered.values[row] ?? Number.NaN))), 0);
    if (pair < 0) continue;
    ours.push((1e6 * mine) / features.rows);
    theirs.push((1e6 * answered.seconds) / features.rows);
  }
  const ratio = median(ours.map((mine, pair) => mine / (theirs[pair] ?? Number.NaN)));
  console.error(`  ${name}: ${ratio.toFixed(3)}, largest difference ${difference.toExponential(1)}`);
  return {
    figure: `${name}: microseconds per row of a batch`,
    ours: median(ours),
    peer: median(theirs),
    peerName: `${peer.version}, the same model; answers differ by at most ${difference.toExponential(1)}`,
    ratio,
    goal: `ratio ≤ 0.22, answers within ${SAME}`,
    met: ratio <= 0.22 && difference <= SAME,
  };
}

/** Median seconds of one call of `model.predict` with one row. */
function secondsOfOne(model: FittedTrees, { test }: Problem): number {
  const { columns, values } = test.features;
  const rows = Array.from({ length: 1000 }, (_, row) => ({
    rows: 1,
    dense: { rows: 1, columns, values: values.slice(row * columns, (row + 1) * columns) },
  }));
  const seconds = new Float64Array(ROW_CALLS);
  let sum = 0;
  for (let call = -ROW_CALLS; call < ROW_CALLS; call++) {
    const row = rows[(call + ROW_CALLS) % rows.length];
    if (row === undefined) break;
    const begin = performance.now();
    sum += model.predict(row).values[0] ?? 0;
    if (call >= 0) seconds[call] = (performance.now() - begin) / 1000;
  }
  if (!(sum > 0)) throw new Error("One row was predicted without an answer.");
  return median([...seconds]);
}

async function one(peer: TreesPeer, model: FittedTrees, problem: Problem, name: string): Promise<Figure> {
  const theirs = await peer.predictOne(ROW_CALLS);
  const ours = 1e6 * secondsOfOne(model, problem);
  const their = 1e6 * (theirs.seconds - theirs.empty_call);
  console.error(`  ${name}: ${ours.toFixed(2)} µs, theirs ${their.toFixed(2)} µs`);
  return {
    figure: `${name}: microseconds of one row, p50, in process`,
    ours,
    peer: their,
    peerName: `${peer.version}, its C interface prepared for single rows, less an empty call`,
    ratio: ours / their,
    goal: "≤ 2 µs",
    met: ours <= 2,
  };
}

/** Predicting with a model of 100 trees: all test rows at once, and one row at a time. */
export async function prediction(): Promise<Figure[]> {
  const whole = higgsShaped();
  const { features, truth } = whole.train;
  const train = {
    features: { ...features, rows: LEARNED, values: features.values.subarray(0, LEARNED * features.columns) },
    truth: truth.subarray(0, LEARNED),
  };
  const problem = { ...whole, train };
  return await withProblem(problem, async (folder) => {
    const figures: Figure[] = [];
    for (const threads of [1, 2]) {
      setKernelThreads(threads);
      const peer = new TreesPeer(folder, threads);
      await peer.load("train");
      await peer.load("test");
      for (const leaves of [31, 255]) {
        const model = await sharedModel(peer, leaves);
        const name = `100 trees of ${leaves} leaves, 28 columns, ${threads} thread${threads > 1 ? "s" : ""}`;
        figures.push(await batch(peer, model, problem, name));
        if (threads === 1) figures.push(await one(peer, model, problem, name));
      }
      peer.close();
    }
    return figures;
  });
}
