import { descendingOrder, runEnds } from "../../kernels/index.ts";
import type { ErrorCosts } from "../../setup/index.ts";
import { type AnyRow, rowCosts } from "../metrics/expected-cost.ts";
import type { Judged } from "../metrics/metric.ts";
import { checkJudged } from "./judged-rows.ts";

/** Mean cost per row when every row from `threshold` on is acted on. */
export interface CostPoint {
  readonly threshold: number;
  readonly cost: number;
}

/** The cheapest threshold. */
export interface CostThreshold extends CostPoint {
  /** Cost per row when no row is acted on, and when all are. */
  readonly never: number;
  readonly always: number;
  /** At most `points` thresholds, rising, with the cheapest among them. */
  readonly curve: readonly CostPoint[];
}

/** Every distinct threshold with its cost, falling; between two scores the threshold is the middle. */
function allPoints(judged: Judged, costs: ErrorCosts<AnyRow>): CostPoint[] {
  const { prediction, truth, weight, table } = judged;
  const prices = rowCosts(costs, table);
  const act = truth.map((label, row) => (label === 1 ? prices.truePositive : prices.falsePositive)[row] ?? 0);
  const pass = truth.map((label, row) => (label === 1 ? prices.falseNegative : prices.trueNegative)[row] ?? 0);
  const own = (row: number): number => weight?.[row] ?? 1;
  const order = descendingOrder(prediction.values);
  const ends = runEnds(prediction.values, order);
  const score = (at: number): number => prediction.values[order[at] ?? -1] ?? 0;
  let total = 0;
  let cost = 0;
  order.forEach((row) => {
    total += own(row);
    cost += own(row) * (pass[row] ?? 0);
  });
  const points = [{ threshold: score(0) < 1 ? (1 + score(0)) / 2 : 1 + 1e-9, cost: cost / total }];
  order.forEach((row, at) => {
    cost += own(row) * ((act[row] ?? 0) - (pass[row] ?? 0));
    if (ends[at] === 0) return;
    const last = at + 1 === order.length;
    points.push({ threshold: last ? 0 : (score(at) + score(at + 1)) / 2, cost: cost / total });
  });
  return points;
}

/**
 * The threshold on P with the lowest mean cost on these rows, with the curve that shows it. Costs may depend on the row.
 * @param settings - `points`: most points of the curve, 200 unless told.
 * @throws MODELING_COST_INVALID and as `evaluate`
 * @see Elkan (2001), "The Foundations of Cost-Sensitive Learning", IJCAI.
 * @example costThreshold(judged, { currency: "EUR", falsePositive: 5, falseNegative: (row) => row.amount }).threshold; // 0.08
 */
export function costThreshold<Row = AnyRow>(
  judged: Judged,
  costs: ErrorCosts<Row>,
  { points = 200 }: { readonly points?: number } = {},
): CostThreshold {
  checkJudged(judged);
  // Rows are read from the table, whose columns are those that the costs were declared on.
  const all = allPoints(judged, costs as unknown as ErrorCosts<AnyRow>);
  const best = all.reduce((least, point) => (point.cost < least.cost ? point : least));
  const step = Math.max(1, Math.ceil(all.length / Math.max(2, points - 2)));
  const curve = all.filter((point, at) => at % step === 0 || point === best || at === all.length - 1).toReversed();
  return { ...best, never: all[0]?.cost ?? Number.NaN, always: all.at(-1)?.cost ?? Number.NaN, curve };
}
