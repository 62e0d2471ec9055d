import {
  ashaPruner,
  askTrial,
  hyperbandPruner,
  medianPruner,
  type Pruner,
  randomSampler,
  reportValue,
  type StudyDefinition,
  searchSpace,
  successiveHalvingPruner,
  type Trial,
  tellTrial,
} from "../../src/modeling/index.ts";
import { type Figure, median } from "../figure.ts";
import { curveAt, parametersOf, readTables, type Table } from "./tables.ts";

const SEEDS = 20;
const MOST_COST = 0.35;
const WITHIN = 0.01;

interface Result {
  /** Steps run, as a share of those of running every trial to its end. */
  readonly cost: number;
  /** Best final loss found, as a share above the best of all trials. */
  readonly above: number;
}

/** Every distinct point of the table, in an order of the seed, one trial after the other. */
function runWith(table: Table, make: () => Pruner, seed: number, trials: number): Result {
  const space = searchSpace(parametersOf(table));
  const pruner = make();
  const definition: StudyDefinition = { space, directions: ["minimize"], seed, sampler: randomSampler(), pruner };
  const told: Trial[] = [];
  let [steps, all, best, least] = [0, 0, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let number = 0; number < trials; number++) {
    let trial = askTrial(definition, told);
    const curve = curveAt(table, trial.parameters);
    all += curve.length;
    least = Math.min(least, curve.at(-1) ?? Number.NaN);
    let reason: string | undefined;
    for (const [k, value] of curve.entries()) {
      trial = reportValue(trial, table.steps?.[k] ?? k + 1, value);
      steps++;
      reason = k + 1 < curve.length ? pruner.reasonToStop(trial, told, "minimize") : undefined;
      if (reason !== undefined) break;
    }
    if (reason === undefined) best = Math.min(best, curve.at(-1) ?? Number.NaN);
    const values = [curve.at(-1) ?? Number.NaN];
    told.push(
      tellTrial(
        definition,
        trial,
        reason === undefined ? { state: "complete", values, seconds: 0 } : { state: "pruned", reason, seconds: 0 },
      ),
    );
  }
  return { cost: steps / all, above: best / least - 1 };
}

/** What pruners save on the learning curves of the net, and what they miss. */
export function pruningFigures(): readonly Figure[] {
  const table = readTables().find(({ steps }) => steps !== undefined);
  if (table === undefined) throw new Error("There is no table with learning curves: run bench/peers/tuning_tables.py.");
  const last = table.steps?.at(-1) ?? 1;
  const pruners = {
    ASHA: () => ashaPruner({ firstStep: 1, reduction: 3, lastStep: last }),
    "successive halving": () => successiveHalvingPruner({ lastStep: last }),
    Hyperband: () => hyperbandPruner({ lastStep: last }),
    median: () => medianPruner({ warmUpSteps: 3 }),
  };
  return Object.entries(pruners).flatMap(([name, make]): Figure[] => {
    const results = Array.from({ length: SEEDS }, (_, seed) => runWith(table, make, seed, 200));
    const cost = median(results.map((result) => result.cost));
    const above = median(results.map((result) => result.above));
    const isAsha = name === "ASHA";
    const peerName = "every trial run to its end, 200 random trials, 20 seeds";
    return [
      {
        figure: `${name} on the ${table.name}, epochs run as a share of all (best found ${(100 * above).toFixed(2)} % above the best of all, median)`,
        ours: cost,
        peer: 1,
        peerName,
        ratio: cost,
        goal: isAsha ? `≤ ${MOST_COST}, best within ${100 * WITHIN} %` : "for comparison",
        met: !isAsha || (cost <= MOST_COST && above <= WITHIN),
      },
    ];
  });
}
