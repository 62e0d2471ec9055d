import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Table } from "../../src/data/index.ts";
import { measure, ndcgAtK, rocAuc } from "../../src/modeling/index.ts";
import { type Figure, median } from "../figure.ts";
import { examplesOf, trainOurs } from "./our-training.ts";
import { type Problem, writeProblem } from "./problem.ts";
import { type Library, type TrainSettings, TreesPeer } from "./trees-peer.ts";

const PAIRS = 5;
const WARM_TREES = 10;

/** One library in a contest. */
export interface Opponent {
  readonly library: Library;
  /** Ways in which it may train; the fastest in a warm-up is taken. */
  readonly ways?: readonly TrainSettings["also"][];
  /** Largest ratio of time; for information where absent. */
  readonly goal?: number;
  /** How much worse than its quality ours may be. */
  readonly slack?: number;
  /** Pairs; 5 unless told. */
  readonly pairs?: number;
}

/** Training of one problem by ours and others, in turns. */
export interface Contest {
  readonly problem: Problem;
  readonly settings: TrainSettings;
  /** What our settings need beyond. */
  readonly ours?: Parameters<typeof trainOurs>[3];
  readonly opponents: readonly Opponent[];
  readonly threads: number;
}

/** LightGBM's two layouts of histograms. */
export const layouts: readonly TrainSettings["also"][] = [{ force_col_wise: true }, { force_row_wise: true }];

/** AUC, or NDCG@10, of predictions of the test rows. */
export function qualityOf({ objective, test }: Problem, values: Float64Array): number {
  const group = examplesOf(test, {}).group ?? new Int32Array(test.truth.length);
  const table = new Table("test", { query: { kind: "number", values: Float64Array.from(group) } });
  const metric = objective === "ranking" ? ndcgAtK({ query: "query", k: 10 }) : rocAuc;
  return measure(metric, { prediction: { rows: values.length, width: 1, values }, truth: test.truth, table, classes: ["0", "1"] });
}

interface Side {
  readonly opponent: Opponent;
  readonly settings: TrainSettings;
  readonly seconds: number[];
  readonly binning: number[];
  /** Ours in the same pairs. */
  readonly ours: number[];
  version: string;
  quality: number;
}

async function warmUp(peer: TreesPeer, opponent: Opponent, settings: TrainSettings): Promise<Side> {
  const tried: { also: TrainSettings["also"]; seconds: number }[] = [];
  for (const way of opponent.ways ?? [undefined]) {
    const also = { ...settings.also, ...way };
    tried.push({ also, seconds: (await peer.train(opponent.library, { ...settings, also, trees: WARM_TREES })).seconds });
  }
  const best = tried.reduce((fastest, one) => (one.seconds < fastest.seconds ? one : fastest));
  return {
    opponent,
    settings: { ...settings, also: best.also ?? {} },
    seconds: [],
    binning: [],
    ours: [],
    version: peer.version,
    quality: Number.NaN,
  };
}

function figureOf(contest: Contest, side: Side, quality: number): Figure {
  const { opponent, seconds, ours, binning } = side;
  const ratio = median(ours.map((mine, pair) => mine / (seconds[pair] ?? Number.NaN)));
  const { goal, slack = 0.001 } = opponent;
  const what = contest.problem.objective === "ranking" ? "NDCG@10" : "AUC";
  const isEqual = quality >= side.quality - slack;
  const name = `${contest.problem.name}, ${contest.settings.leaves} leaves, ${contest.settings.trees} trees, ${contest.threads} thread${contest.threads > 1 ? "s" : ""}`;
  const also = Object.keys(side.settings.also ?? {}).join(", ");
  const figure: Figure = {
    figure: `${name}: seconds of training, binning included${seconds.length < PAIRS ? ` (${seconds.length} pairs)` : ""}`,
    ours: median(ours),
    peer: median(seconds),
    peerName: `${side.version}${also === "" ? "" : ` ${also}`}, of which binning ${median(binning).toFixed(2)} s; ${what} ${side.quality.toFixed(5)}, ours ${quality.toFixed(5)}`,
    ratio,
    goal: goal === undefined ? "for information" : `ratio ≤ ${goal}, ${what} at most ${slack} below`,
    met: goal === undefined || (ratio <= goal && isEqual),
  };
  console.error(`  ${figure.figure}: ${ratio.toFixed(3)} of ${figure.peerName}`);
  return figure;
}

/** Trains ours and each opponent in turns, and judges all on the same test rows. */
export async function compete(contest: Contest, folder: string): Promise<Figure[]> {
  const { problem, settings, threads, opponents } = contest;
  const peer = new TreesPeer(folder, threads);
  try {
    await peer.load("train");
    await peer.load("test");
    const train = (trees: number): ReturnType<typeof trainOurs> => trainOurs(problem, { ...settings, trees }, threads, contest.ours);
    await train(WARM_TREES);
    const sides: Side[] = [];
    for (const opponent of opponents) sides.push(await warmUp(peer, opponent, settings));
    let quality = Number.NaN;
    for (let pair = 0; pair < PAIRS; pair++) {
      const playing = sides.filter(({ opponent }) => pair < (opponent.pairs ?? PAIRS));
      if (playing.length === 0) break;
      const { seconds, model } = await train(settings.trees);
      if (pair === 0) quality = qualityOf(problem, model.predict(examplesOf(problem.test, problem).features).values);
      for (const side of playing) {
        const training = await peer.train(side.opponent.library, side.settings);
        side.ours.push(seconds);
        side.seconds.push(training.seconds);
        side.binning.push(training.binning);
        if (pair === 0) side.quality = qualityOf(problem, (await peer.predict()).values);
      }
      console.error(
        `    pair ${pair + 1}: ours ${seconds.toFixed(2)} s, ${playing.map((side) => `${side.opponent.library} ${side.seconds.at(-1)?.toFixed(2)} s`).join(", ")}`,
      );
    }
    return sides.map((side) => figureOf(contest, side, quality));
  } finally {
    peer.close();
  }
}

/** Lends a folder into which the problem was written. */
export async function withProblem<Result>(problem: Problem, use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "millwright-trees-"));
  try {
    writeProblem(folder, problem);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
