import type { Table } from "../../data/index.ts";
import { MillwrightError } from "../../errors/index.ts";
import { random } from "../../kernels/index.ts";
import { type BootstrapSettings, type Distribution, differenceDistribution, percentileInterval } from "../evaluation/bootstrap.ts";
import { checkJudged } from "../evaluation/judged-rows.ts";
import type { Judged, Measured, Metric } from "../metrics/metric.ts";
import type { Prediction } from "../prediction.ts";

/** Settings of `permutationImportance`. */
export interface PermutationImportanceSettings extends BootstrapSettings {
  readonly metric: Metric;
  /** Predictions of rows that were not learned from, with the rows. */
  readonly judged: Judged;
  /** Predicts a table as `judged.table`, whatever the model: `(table) => model.scoreTable(table)`. */
  readonly predict: (table: Table) => Promise<Prediction>;
  /** Columns to shuffle; all of the table unless told. */
  readonly columns?: readonly string[];
  /** How often each is shuffled; 3 unless told. */
  readonly repeats?: number;
  readonly signal?: AbortSignal;
}

/** What shuffling one column changes. */
export interface PermutationImportance {
  readonly column: string;
  /** Metric with the column shuffled minus metric without: below 0 for a metric that is maximised means that the column is used. */
  readonly change: Measured;
}

/** The mean of several distributions that were drawn with the same rows. */
function meanOf(all: readonly Distribution[]): Distribution {
  const mean = (of: (one: Distribution) => number): number => all.reduce((sum, one) => sum + of(one), 0) / all.length;
  const draws = (all[0]?.draws ?? new Float64Array(0)).map((_, draw) => mean((one) => one.draws[draw] ?? Number.NaN));
  return { value: mean((one) => one.value), draws };
}

/**
 * How much worse a model predicts when one column's values are dealt out anew among the rows; any model that predicts tables. Columns
 * that say the same stand in for each other: both then look unimportant.
 * @returns the column whose loss hurts most first, each with its 95 % interval over drawn rows.
 * @throws MODELING_ABORTED, MODELING_SETTING_INVALID, DATA_COLUMN_MISSING, and as `evaluate`
 * @see Breiman (2001), "Random Forests", Machine Learning 45; Fisher, Rudin & Dominici (2019), JMLR 20(177)
 * @example await permutationImportance({ metric: rocAuc, judged, predict: (table) => model.scoreTable(table), seed: 1 });
 */
export async function permutationImportance(settings: PermutationImportanceSettings): Promise<PermutationImportance[]> {
  const { metric, judged, predict, seed, signal, repeats = 3, columns = judged.table.names } = settings;
  if (!(Number.isInteger(repeats) && repeats >= 1)) {
    throw new MillwrightError("MODELING_SETTING_INVALID", `repeats is ${repeats}.`, "Give a whole number of at least 1.");
  }
  checkJudged(judged);
  const { table } = judged;
  const importances: PermutationImportance[] = [];
  for (const column of columns) {
    const found: Distribution[] = [];
    for (let repeat = 0; repeat < repeats; repeat++) {
      if (signal?.aborted === true) {
        throw new MillwrightError("MODELING_ABORTED", "permutation importance was stopped.", "Run it again.", { cause: signal.reason });
      }
      const order = random(seed)
        .fork(`permutation ${column} ${repeat}`)
        .shuffle(Int32Array.from({ length: table.rows }, (_, row) => row));
      const shuffled = table.with({ [column]: table.select([column]).take(order).any(column) });
      const changed = { ...judged, prediction: await predict(shuffled) };
      checkJudged(changed);
      found.push(differenceDistribution(metric, changed, judged, settings));
    }
    importances.push({ column, change: percentileInterval(meanOf(found)) });
  }
  const sign = metric.direction === "maximize" ? 1 : -1;
  return importances.toSorted((a, b) => sign * (a.change.value - b.change.value));
}
