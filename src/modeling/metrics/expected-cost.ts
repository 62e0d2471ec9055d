import type { Cell, Table } from "../../data/index.ts";
import { MillwrightError } from "../../errors/index.ts";
import { type Cost, costOf, type ErrorCosts } from "../../setup/index.ts";
import { mustBeBetween } from "./at-threshold.ts";
import type { Metric } from "./metric.ts";
import { rowMean } from "./row-mean.ts";

/** A row whose type is not known here. */
export type AnyRow = Readonly<Record<string, Cell>>;

/** What each outcome costs in each row, length rows. */
export interface RowCosts {
  readonly falsePositive: Float64Array;
  readonly falseNegative: Float64Array;
  readonly truePositive: Float64Array;
  readonly trueNegative: Float64Array;
}

/**
 * Prices the four outcomes of every row.
 * @throws MODELING_COST_INVALID where a cost is not a finite number.
 */
export function rowCosts<Row>(costs: ErrorCosts<Row>, table: Table): RowCosts {
  const priced = [costs.falsePositive, costs.falseNegative, costs.truePositive, costs.trueNegative];
  // Rows are built only where a cost reads them.
  const reads = priced.some((cost) => typeof cost === "function");
  const price = (cost: Cost<Row> | undefined, outcome: string): Float64Array => {
    if (typeof cost !== "function") return new Float64Array(table.rows).fill(costOf(cost, undefined as Row));
    return Float64Array.from({ length: table.rows }, (_, row) => {
      const value = cost((rows[row] ?? {}) as Row);
      if (Number.isFinite(value)) return value;
      const fix = "Return a finite number for every row; columns that may be missing hold null.";
      throw new MillwrightError("MODELING_COST_INVALID", `the cost of a ${outcome} in row ${row} is ${value}.`, fix);
    });
  };
  const rows = reads ? Array.from({ length: table.rows }, (_, row) => table.row(row)) : [];
  return {
    falsePositive: price(costs.falsePositive, "false positive"),
    falseNegative: price(costs.falseNegative, "false negative"),
    truePositive: price(costs.truePositive, "true positive"),
    trueNegative: price(costs.trueNegative, "true negative"),
  };
}

/**
 * Whether acting on a row is expected to cost less than letting it pass, given P and the row's costs:
 * P · (false negative − true positive) ≥ (1 − P) · (false positive − true negative).
 */
function worthActing(probability: number, costs: RowCosts, row: number): boolean {
  const saved = (costs.falseNegative[row] ?? 0) - (costs.truePositive[row] ?? 0);
  const lost = (costs.falsePositive[row] ?? 0) - (costs.trueNegative[row] ?? 0);
  return probability * saved >= (1 - probability) * lost;
}

/**
 * Mean cost per row of the decisions that the probabilities lead to. A row is acted on where that is expected to be cheaper
 * at its own costs, or from a fixed threshold on.
 * @param costs - in a currency; each constant or a function of the row. Priced once per table.
 * @throws MODELING_SETTING_INVALID, MODELING_COST_INVALID
 * @see Elkan (2001), "The Foundations of Cost-Sensitive Learning", IJCAI.
 * @example expectedCost({ currency: "EUR", falsePositive: 5, falseNegative: (row: { amount: number }) => row.amount });
 */
export function expectedCost<Row = AnyRow>(costs: ErrorCosts<Row>, { threshold }: { readonly threshold?: number } = {}): Metric {
  if (threshold !== undefined) mustBeBetween("threshold", threshold, 0, 2);
  const known = new WeakMap<Table, RowCosts>();
  const pricesOf = (table: Table): RowCosts => {
    const prices = known.get(table) ?? rowCosts(costs, table);
    known.set(table, prices);
    return prices;
  };
  const rule = threshold === undefined ? "where that is cheaper at the row's own costs" : `from P ≥ ${threshold}`;
  return {
    name: "expected_cost",
    direction: "minimize",
    range: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    definition: `Mean cost per row when rows are acted on ${rule}.`,
    paper: 'Elkan (2001), "The Foundations of Cost-Sensitive Learning", IJCAI',
    unit: costs.currency,
    tasks: ["binary"],
    prepare: rowMean(({ prediction, truth, table }) => {
      const prices = pricesOf(table);
      return truth.map((label, row) => {
        const probability = prediction.values[row] ?? 0;
        const act = threshold === undefined ? worthActing(probability, prices, row) : probability >= threshold;
        const { truePositive, falsePositive, falseNegative, trueNegative } = prices;
        const outcome = act ? (label === 1 ? truePositive : falsePositive) : label === 1 ? falseNegative : trueNegative;
        return outcome[row] ?? 0;
      });
    }),
  };
}
