import assert from "node:assert/strict";
import { random } from "../kernels/index.ts";
import { type Judged, type Metric, measure, takeJudged } from "../modeling/index.ts";
import { type MetricCase, metricCases } from "./judged-cases.ts";
import { listCase } from "./judged-list-case.ts";
import type { ContractCheck } from "./op-contract.ts";

const kinds = ["binary", "multiclass", "regression", "ranking"] as const;

/** Equal but for rounding; NaN equals NaN. */
function assertClose(actual: number, expected: number, what: string): void {
  const close = Object.is(actual, expected) || Math.abs(actual - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
  assert.ok(close, `${what}: expected ${expected}, got ${actual}`);
}

/** With a weight for each row. */
function weighted(judged: Judged, weight: (row: number) => number): Judged {
  return { ...judged, weight: judged.truth.map((_, row) => weight(row)) };
}

/** A few rows, and with each of them all rows of its unit where the metric draws units. */
function someRows(metric: Metric, judged: Judged): Int32Array {
  const units = metric.cluster?.(judged) ?? Int32Array.from(judged.truth, (_, row) => row);
  const picked = new Set([units[1], units[2], units[5]]);
  return Int32Array.from(judged.truth, (_, row) => row).filter((row) => picked.has(units[row]));
}

function checkRange(metric: Metric, { judged }: MetricCase): void {
  const value = measure(metric, judged);
  assert.ok(value >= metric.range[0] && value <= metric.range[1], `${value} is outside [${metric.range.join(", ")}]`);
}

function checkUnitWeights(metric: Metric, { judged }: MetricCase): void {
  assert.equal(
    measure(
      metric,
      weighted(judged, () => 1),
    ),
    measure(metric, judged),
  );
}

function checkRepeats(metric: Metric, { judged, repeat }: MetricCase): void {
  const rows = someRows(metric, judged);
  const doubled = new Set(rows);
  const byWeight = measure(
    metric,
    weighted(judged, (row) => (doubled.has(row) ? 2 : 1)),
  );
  assertClose(measure(metric, repeat(judged, rows)), byWeight, "repeated rows against weight 2");
}

function checkZeroWeights(metric: Metric, { judged }: MetricCase): void {
  const gone = new Set(someRows(metric, judged));
  const rest = Int32Array.from(judged.truth, (_, row) => row).filter((row) => !gone.has(row));
  const byWeight = measure(
    metric,
    weighted(judged, (row) => (gone.has(row) ? 0 : 1)),
  );
  assertClose(measure(metric, takeJudged(judged, rest)), byWeight, "removed rows against weight 0");
}

function checkOrder(metric: Metric, { judged }: MetricCase): void {
  const order = random(5).shuffle(Int32Array.from(judged.truth, (_, row) => row));
  const uneven = weighted(judged, (row) => (metric.cluster?.(judged)[row] ?? row) % 3);
  assertClose(measure(metric, takeJudged(uneven, order)), measure(metric, uneven), "shuffled rows");
}

function checkDirection(metric: Metric, { judged, perfect }: MetricCase): void {
  if (perfect === undefined) return;
  const best = measure(metric, perfect);
  const real = measure(metric, judged);
  const sign = metric.direction === "maximize" ? 1 : -1;
  assert.ok(sign * (best - real) >= -1e-12, `perfect predictions reach ${best}, others ${real}`);
}

function checkUndefined(metric: Metric, { judged }: MetricCase): void {
  assert.ok(Number.isNaN(metric.prepare(judged)(new Float64Array(judged.truth.length))), "without weight there is no value");
}

function checkPurity(metric: Metric, { judged }: MetricCase): void {
  const before = structuredClone({ prediction: judged.prediction, truth: judged.truth });
  const prepared = metric.prepare(judged);
  const weight = judged.truth.map((_, row) => row % 4);
  const first = prepared(weight);
  prepared(judged.truth.map(() => 1));
  assert.ok(Object.is(prepared(weight), first), "the same weights give the same bits, whatever was asked between");
  assert.deepEqual({ prediction: judged.prediction, truth: judged.truth }, before);
}

/** Cases of the kinds of tasks that a metric judges. */
function casesOf(metric: Metric): readonly MetricCase[] {
  if (metric.depth !== undefined) return [listCase({ withPerfect: true })];
  return kinds.filter((kind) => metric.tasks?.includes(kind) ?? true).flatMap((kind) => metricCases(kind));
}

function checkWords(metric: Metric): void {
  assert.match(metric.name, /^[a-z][a-z0-9_.]*$/, "the name is snake case");
  assert.ok(metric.definition.length > 10, "the definition is a sentence");
  assert.ok(metric.range[0] < metric.range[1], "the range is not empty");
}

/**
 * What every metric must keep, as checks for any test runner: words, range, weights (1 changes nothing, 2 is a repeated row, 0 a
 * removed one), any order of rows, perfect predictions are best, NaN where nothing weighs, no state.
 * @param cases - rows to try it on; those of its kinds of tasks unless told.
 * @example for (const { title, check } of metricContract(rocAuc)) it(title, check);
 */
export function metricContract(metric: Metric, cases: readonly MetricCase[] = casesOf(metric)): ContractCheck[] {
  const facts: readonly (readonly [string, (metric: Metric, one: MetricCase) => void])[] = [
    ["is within its range", checkRange],
    ["does not change when every row weighs 1", checkUnitWeights],
    ["counts a row of weight 2 as two rows", checkRepeats],
    ["counts a row of weight 0 as none", checkZeroWeights],
    ["does not depend on the order of the rows", checkOrder],
    ["is best for perfect predictions", checkDirection],
    ["is NaN where no row has weight", checkUndefined],
    ["keeps no state and changes nothing", checkPurity],
  ];
  const words = { title: `${metric.name} has a name, a definition and a range`, check: async () => checkWords(metric) };
  return [
    words,
    ...cases.flatMap((one) =>
      facts.map(([fact, check]) => ({ title: `${metric.name} ${fact} on ${one.name}`, check: async () => check(metric, one) })),
    ),
  ];
}
