import { random } from "../../src/kernels/index.ts";
import {
  askTrial,
  autoSampler,
  integerRange,
  numberRange,
  oneOf,
  type Sampler,
  type SearchSpace,
  type StudyDefinition,
  searchSpace,
  type Trial,
  tellTrial,
  tpeSampler,
} from "../../src/modeling/index.ts";
import { type Figure, median } from "../figure.ts";
import type { PythonPeer } from "../peers/python-peer.ts";

const COUNTS = [100, 1000] as const;
const AROUND = 12;
const PAIRS = 3;
const MOST = 0.2;

/** Ten settings of boosted trees and nets of the kinds that are tuned: a space of usual size. */
const space: SearchSpace = searchSpace({
  rate: numberRange(1e-4, 1, { scale: "log" }),
  l1: numberRange(1e-6, 10, { scale: "log" }),
  l2: numberRange(1e-6, 10, { scale: "log" }),
  rowShare: numberRange(0.3, 1),
  columnShare: numberRange(0.3, 1),
  dropout: numberRange(0, 0.8),
  leaves: integerRange(4, 256, { scale: "log" }),
  leafRows: integerRange(1, 200),
  growth: oneOf(["leaf_wise", "depth_wise"]),
  activation: oneOf(["relu", "tanh", "gelu"]),
});

function lossOf(parameters: Trial["parameters"], stream: { normal(): number }): number {
  const [rate, l2, share] = [Number(parameters["rate"]), Number(parameters["l2"]), Number(parameters["rowShare"])];
  return (Math.log10(rate) + 1) ** 2 + 0.2 * (Math.log10(l2) + 2) ** 2 + (share - 0.7) ** 2 + 0.02 * stream.normal();
}

/** Processor seconds of each suggestion of one study, and the losses told. */
function ourSeconds(make: () => Sampler, seed: number): { spent: number[]; losses: number[] } {
  const definition: StudyDefinition = { space, directions: ["minimize"], seed, sampler: make() };
  const stream = random(seed);
  const trials: Trial[] = [];
  const spent: number[] = [];
  const losses: number[] = [];
  for (let number = 0; number < (COUNTS.at(-1) ?? 0) + AROUND; number++) {
    const begin = process.cpuUsage();
    const trial = askTrial(definition, trials);
    const used = process.cpuUsage(begin);
    spent.push((used.user + used.system) / 1e6);
    const loss = lossOf(trial.parameters, stream);
    losses.push(loss);
    trials.push(tellTrial(definition, trial, { state: "complete", values: [loss], seconds: 0 }));
  }
  return { spent, losses };
}

/** Mean of the suggestions around a number of finished trials: refits fall on some of them, and all count. */
function meanAround(spent: readonly number[], count: number): number {
  const near = spent.slice(count - AROUND, count + AROUND);
  return near.reduce((sum, value) => sum + value, 0) / near.length;
}

/** What a suggestion costs beside Optuna's default. */
export async function overheadFigures(peer: PythonPeer, version: string): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const [name, make] of [
    ["auto", autoSampler],
    ["TPE", () => tpeSampler()],
  ] as const) {
    ourSeconds(make, 0);
    const pairs: { ours: number[]; theirs: number[] }[] = [];
    for (let pair = 0; pair < PAIRS; pair++) {
      const { spent, losses } = ourSeconds(make, pair + 1);
      const question = { sampler: "tpe", space: space.parameters, counts: COUNTS, around: AROUND, values: losses };
      const { seconds } = await peer.ask<{ seconds: number[] }>({ overhead: question });
      pairs.push({ ours: COUNTS.map((count) => meanAround(spent, count)), theirs: seconds });
    }
    for (const [k, count] of COUNTS.entries()) {
      const of = (side: "ours" | "theirs"): number => median(pairs.map((pair) => pair[side][k] ?? Number.NaN));
      const ratio = median(pairs.map(({ ours, theirs }) => (ours[k] ?? Number.NaN) / (theirs[k] ?? Number.NaN)));
      figures.push({
        figure: `${name}, one suggestion for 10 parameters after ${count} trials, processor seconds`,
        ours: of("ours"),
        peer: of("theirs"),
        peerName: `Optuna ${version}, default (TPE), in memory`,
        ratio,
        goal: `ratio ≤ ${MOST}`,
        met: ratio <= MOST,
      });
    }
  }
  return figures;
}
