/**
 * Quality on real data, judged on the very rows on which scikit-learn is judged in the same run. Needs MILLWRIGHT_DATA.
 * What is learned and chosen sees train and validation rows only; scikit-learn learns from both, as our chosen one does in the end.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { atMost, givenSplit, type RunReport, runSystem } from "millwright";
import cardFraud from "../../systems/card-fraud/system.ts";
import cardFraudUlb from "../../systems/card-fraud/ulb.ts";
import ames from "../../systems/house-price/ames.ts";
import housePrice from "../../systems/house-price/system.ts";
import type { Figure } from "../figure.ts";
import { PythonPeer } from "../peers/python-peer.ts";

/** What bench/peers/quality.py answers. */
interface PeerResult {
  readonly metrics: Readonly<Record<string, number>>;
  readonly rows: { readonly train: number; readonly test: number };
  readonly seconds: number;
  readonly peer: string;
}

/** A metric and what has to hold of it. */
interface Goal {
  readonly metric: string;
  readonly words: string;
  readonly holds: (ours: number, peer: number) => boolean;
}

/** One system under one protocol. */
interface Problem {
  readonly title: string;
  readonly system: typeof cardFraud | typeof cardFraudUlb | typeof ames | typeof housePrice;
  /** Folder in MILLWRIGHT_DATA. */
  readonly folder: string;
  readonly only: readonly string[];
  /** Names in bench/peers/quality.py, each with what sets it apart. */
  readonly peers: Readonly<Record<string, string>>;
  readonly goals: readonly Goal[];
}

/** As many digits as the Fraud Detection Handbook prints. */
const book = (metric: string, value: number): Goal => ({
  metric,
  words: `${value.toFixed(3)}, the book's, to three digits`,
  holds: (ours) => ours.toFixed(3) === value.toFixed(3),
});
const least = (metric: string, value: number): Goal => ({ metric, words: `≥ ${value}`, holds: (ours) => ours >= value });
const most = (metric: string, value: number): Goal => ({ metric, words: `≤ ${value}`, holds: (ours) => ours <= value });
const noWorse = (metric: string): Goal => ({ metric, words: "ratio ≤ 1", holds: (ours, peer) => ours <= peer });

function problemsIn(data: string): readonly Problem[] {
  const amesTest = JSON.parse(readFileSync(join(data, "house-price/splits/ames_seed0.test_rows.json"), "utf8")) as number[];
  return [
    {
      title: "card-fraud, handbook's weeks",
      system: cardFraud,
      folder: "card-fraud",
      only: ["logistic"],
      peers: { "card-fraud": "" },
      goals: [book("average_precision", 0.606), book("roc_auc", 0.871), book("card_precision_at_100", 0.291)],
    },
    {
      title: "card-fraud/ulb, last 30 % in time, weighted",
      system: cardFraudUlb,
      folder: "card-fraud",
      only: ["logistic", "logistic with bends"],
      peers: { "card-fraud/ulb": "" },
      goals: [least("average_precision", 0.61)],
    },
    {
      title: "house-price/ames, given test rows",
      system: { ...ames, data: { ...ames.data, split: givenSplit({ test: amesTest, validation: 0.15 }) } },
      folder: "house-price",
      only: ["ridge"],
      peers: {
        "house-price/ames": ", terms of the sale among them",
        "house-price/ames before the sale": ", known before the sale as ours",
      },
      goals: [most("rmsle", 0.15), most("rmse", 40_000)],
    },
    {
      title: "house-price, King County from March 2015",
      system: housePrice,
      folder: "house-price",
      only: ["ridge"],
      peers: { "house-price": "" },
      goals: [most("rmsle", 0.196), noWorse("mdape")],
    },
  ];
}

/** Runs the system; what it learned the final model in is asked for as a requirement. */
async function measure(problem: Problem, data: string, directory: string): Promise<RunReport> {
  const { system } = problem;
  const timed = { ...system, setup: { ...system.setup, requirements: [...system.setup.requirements, atMost("training_seconds", 600)] } };
  const source = system.data.published?.(join(data, problem.folder));
  if (source === undefined) throw new Error(`${system.name} has no published data.`);
  return await runSystem(timed, { source, seed: 0, directory, only: problem.only });
}

function figuresOf(problem: Problem, report: RunReport, peer: PeerResult, note: string): Figure[] {
  const { final, test } = report.data.split;
  if (final !== peer.rows.train || test !== peer.rows.test) {
    throw new Error(`${problem.title}: ours ${final} / ${test} rows, the peer's ${peer.rows.train} / ${peer.rows.test}.`);
  }
  const peerName = `${peer.peer}${note}; same ${final} / ${test} rows`;
  const quality = problem.goals.map(({ metric, words, holds }): Figure => {
    const ours = report.test[metric]?.value ?? Number.NaN;
    const theirs = peer.metrics[metric] ?? Number.NaN;
    const figure = `${problem.title}: ${metric} of "${report.chosen}"`;
    return { figure, ours, peer: theirs, peerName, ratio: ours / theirs, goal: words, met: holds(ours, theirs) };
  });
  const seconds = report.requirements.find(({ name }) => name.startsWith("training_seconds"))?.measured ?? Number.NaN;
  const figure = `${problem.title}: seconds of learning, scaling and encoding included`;
  return [
    ...quality,
    { figure, ours: seconds, peer: peer.seconds, peerName, ratio: seconds / peer.seconds, goal: "for information", met: true },
  ];
}

/** Measures all systems beside their peers. */
export async function run(): Promise<Figure[]> {
  const data = process.env["MILLWRIGHT_DATA"];
  if (data === undefined || data === "") throw new Error("Set MILLWRIGHT_DATA to the folder that holds card-fraud and house-price.");
  const directory = mkdtempSync(join(tmpdir(), "millwright-quality-"));
  const python = new PythonPeer("quality.py", 1);
  try {
    const figures: Figure[] = [];
    for (const problem of problemsIn(data)) {
      const report = await measure(problem, data, directory);
      for (const [name, note] of Object.entries(problem.peers)) {
        const peer = await python.ask<PeerResult>({ problem: name });
        figures.push(...figuresOf(problem, report, peer, note));
      }
    }
    return figures;
  } finally {
    python.close();
    rmSync(directory, { recursive: true, force: true });
  }
}
