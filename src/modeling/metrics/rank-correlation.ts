import { ascendingOrder, type GroupedOrder, rankCorrelationWithin } from "../../kernels/index.ts";
import { type EntityCodes, entityCodes } from "./entity-codes.ts";
import type { Metric } from "./metric.ts";

/** Settings of `rankCorrelation`; `Column` are the names that it reads. */
export interface RankCorrelationSettings<Column extends string = string> {
  /** Column whose values are groups: ranks are taken within each, and the mean over groups is reported. All rows together unless told. */
  readonly within?: Column;
}

/** Rows by group, ascending by value within one. */
function groupedOrder(values: Float64Array, { codes, count }: EntityCodes): GroupedOrder {
  const groupStart = new Int32Array(count + 1);
  for (const code of codes) groupStart[code + 1] = (groupStart[code + 1] ?? 0) + 1;
  for (let group = 0; group < count; group++) groupStart[group + 1] = (groupStart[group + 1] ?? 0) + (groupStart[group] ?? 0);
  const next = groupStart.slice();
  const order = new Int32Array(values.length);
  for (const row of ascendingOrder(values)) {
    const group = codes[row] ?? 0;
    const at = next[group] ?? 0;
    order[at] = row;
    next[group] = at + 1;
  }
  const runEnd = Uint8Array.from(order, (row, at) => {
    const following = order[at + 1];
    return following === undefined || codes[following] !== codes[row] || values[following] !== values[row] ? 1 : 0;
  });
  return { order, groupStart, runEnd };
}

/**
 * Spearman's rank correlation of truth and prediction: whether the order is right, whatever the sizes. Equal values share their middle
 * rank. NaN where the truth or the prediction does not vary.
 * @throws DATA_COLUMN_MISSING
 * @see Spearman (1904), "The Proof and Measurement of Association between Two Things", American Journal of Psychology 15(1).
 * @example measure(rankCorrelation(), judged); // y = 1, 2, 3, 4; ŷ = 1, 3, 2, 4 → 0.8
 */
export function rankCorrelation<const Column extends string>(settings: RankCorrelationSettings<Column> = {}): Metric {
  const { within } = settings;
  return {
    name: within === undefined ? "rank_correlation" : `rank_correlation_within_${within}`,
    direction: "maximize",
    range: [-1, 1],
    definition: `Correlation of the ranks of y and ŷ${within === undefined ? "" : ` within each ${within}, mean by number of rows`}.`,
    paper: 'Spearman (1904), "The Proof and Measurement of Association between Two Things", American Journal of Psychology 15(1)',
    tasks: ["regression"],
    prepare: ({ prediction, truth, table }) => {
      const groups = within === undefined ? { codes: new Int32Array(truth.length), count: 1 } : entityCodes(table, within);
      const truths = groupedOrder(truth, groups);
      const predictions = groupedOrder(prediction.values, groups);
      return (weight) => rankCorrelationWithin(truths, predictions, weight);
    },
  };
}
