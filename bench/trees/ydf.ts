import { createRequire } from "node:module";
import { join } from "node:path";
import { type Figure, median } from "../figure.ts";
import { qualityOf } from "./contest.ts";
import { examplesOf, trainOurs } from "./our-training.ts";
import { small } from "./physics-shaped.ts";
import type { Problem, Rows } from "./problem.ts";

const ROWS = 5_000;
const PAIRS = 3;

/** The part of ydf-training that is used; it has no types and takes no settings. */
interface Ydf {
  readonly GradientBoostedTreesLearner: new (label: string, task: string) => { train(csv: string): YdfModel };
}

interface YdfModel {
  /** P(y = 1) of each row. */
  predict(csv: string): ArrayLike<number>;
  unload(): void;
}

/** Rows as CSV text, the only form that it reads; labels are words, so that they are classes. */
function csvOf({ features, truth }: Rows): string {
  const names = Array.from({ length: features.columns }, (_, column) => `x${column}`);
  const lines = Array.from(truth, (label, row) => {
    const cells = Array.from(features.values.subarray(row * features.columns, (row + 1) * features.columns), (value) =>
      Number.isNaN(value) ? "" : value,
    );
    return `${cells.join()},${label === 1 ? "yes" : "no"}`;
  });
  return `${[...names, "y"].join()}\n${lines.join("\n")}\n`;
}

async function loadYdf(): Promise<Ydf> {
  const load = createRequire(join(import.meta.dirname, "../peers/package.json"))("ydf-training") as () => Promise<Ydf>;
  return await load();
}

/** Which side of its predictions is P(yes) is not told: the better of both is taken. */
function quality(problem: Problem, answers: ArrayLike<number>): number {
  const auc = qualityOf(problem, Float64Array.from(answers));
  return Math.max(auc, 1 - auc);
}

/** Training beside ydf-training, the only other boosted trees in Node; at its defaults, since it has no settings. */
export async function ydf(): Promise<Figure[]> {
  const problem = small(ROWS);
  const library = await loadYdf();
  const [train, test] = [csvOf(problem.train), csvOf(problem.test)];
  const settings = { trees: 300, leaves: 31, rate: 0.1 };
  const ours: number[] = [];
  const theirs: number[] = [];
  let [mine, their] = [Number.NaN, Number.NaN];
  for (let pair = -1; pair < PAIRS; pair++) {
    const { seconds, model } = await trainOurs(problem, settings, 1);
    const begin = performance.now();
    const trained = new library.GradientBoostedTreesLearner("y", "CLASSIFICATION").train(train);
    const taken = (performance.now() - begin) / 1000;
    if (pair < 0) {
      mine = qualityOf(problem, model.predict(examplesOf(problem.test, problem).features).values);
      their = quality(problem, trained.predict(test));
    } else {
      ours.push(seconds);
      theirs.push(taken);
    }
    trained.unload();
  }
  const ratio = median(ours.map((seconds, pair) => seconds / (theirs[pair] ?? Number.NaN)));
  console.error(`  ydf-training: ratio ${ratio.toFixed(3)}, AUC ${mine.toFixed(4)} / ${their.toFixed(4)}`);
  return [
    {
      figure: `${problem.name}: seconds of training, 1 thread (${PAIRS} pairs)`,
      ours: median(ours),
      peer: median(theirs),
      peerName: `ydf-training 0.0.1 at its defaults, reading CSV text included; AUC ${their.toFixed(4)}, ours of 300 trees ${mine.toFixed(4)}`,
      ratio,
      goal: "for information",
      met: true,
    },
  ];
}
