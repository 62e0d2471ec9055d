import {
  askTrial,
  fanova,
  integerRange,
  numberRange,
  oneOf,
  pedAnova,
  randomSampler,
  type StudyDefinition,
  searchSpace,
  type Trial,
  tellTrial,
  tpeSampler,
} from "../../src/modeling/index.ts";
import { type Figure, median } from "../figure.ts";
import type { PythonPeer } from "../peers/python-peer.ts";

const TRIALS = 1000;
const MOST_SECONDS = 0.1;
const ALIKE = 1e-4;

interface PeerAnswer {
  readonly ped: Readonly<Record<string, number>>;
  readonly ped_seconds: number;
  readonly fanova_seconds: number;
}

const space = searchSpace({
  a: numberRange(-5, 5),
  b: numberRange(1e-4, 10, { scale: "log" }),
  c: integerRange(0, 20),
  d: oneOf(["x", "y", "z"]),
  e: numberRange(0, 1),
  f: integerRange(1, 300, { scale: "log" }),
  g: integerRange(0, 200),
});

function studyOf(definition: StudyDefinition): Trial[] {
  const trials: Trial[] = [];
  for (let i = 0; i < TRIALS; i++) {
    const trial = askTrial(definition, trials);
    const of = (name: string): number => Number(trial.parameters[name]);
    const value =
      of("a") ** 2 + 2 * (Math.log10(of("b")) + 1) ** 2 + 0.05 * (of("c") - 4) ** 2 + of("a") * of("e") + 0.3 * Math.log(of("f"));
    const cost = { x: 0, y: 3, z: 1 }[String(trial.parameters["d"])] ?? 0;
    trials.push(tellTrial(definition, trial, { state: "complete", values: [value + cost], seconds: 0 }));
  }
  return trials;
}

function seconds(work: () => void): number {
  work();
  return median(
    Array.from({ length: 5 }, () => {
      const begin = process.cpuUsage();
      work();
      const used = process.cpuUsage(begin);
      return (used.user + used.system) / 1e6;
    }),
  );
}

/** Time and agreement of the importances. */
export async function importanceFigures(peer: PythonPeer, version: string): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const sampler of [randomSampler(), tpeSampler()]) {
    const trials = studyOf({ space, directions: ["minimize"], seed: 3, sampler });
    const question = {
      parameters: trials.map(({ parameters }) => parameters),
      space: space.parameters,
      values: trials.map(({ values }) => values[0]),
    };
    const theirs = await peer.ask<PeerAnswer>({ importance: question });
    const ours = pedAnova(space, ["minimize"], trials);
    const apart = Math.max(...ours.map(({ name, importance }) => Math.abs(importance - (theirs.ped[name] ?? Number.NaN))));
    const ped = seconds(() => pedAnova(space, ["minimize"], trials));
    figures.push({
      figure: `PED-ANOVA of ${TRIALS} trials (${sampler.name}), processor seconds; largest difference of a share ${apart.toExponential(1)}`,
      ours: ped,
      peer: theirs.ped_seconds,
      peerName: `Optuna ${version} PedAnovaImportanceEvaluator`,
      ratio: ped / theirs.ped_seconds,
      goal: `≤ ${MOST_SECONDS} s, shares within ${ALIKE}`,
      met: ped <= MOST_SECONDS && apart <= ALIKE,
    });
    const forest = seconds(() => fanova(space, ["minimize"], trials));
    figures.push({
      figure: `fANOVA of ${TRIALS} trials (${sampler.name}), processor seconds`,
      ours: forest,
      peer: theirs.fanova_seconds,
      peerName: `Optuna ${version} FanovaImportanceEvaluator`,
      ratio: forest / theirs.fanova_seconds,
      goal: "ratio ≤ 1",
      met: forest <= theirs.fanova_seconds,
    });
  }
  return figures;
}
