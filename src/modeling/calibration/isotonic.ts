import { applyPiecewise, ascendingOrder, normaliseRows, type PiecewiseLinear, poolAdjacentViolators } from "../../kernels/index.ts";
import { add, div, max, min, mul, reduceSum, sub, unsqueeze, type Value } from "../../onnx/index.ts";
import type { Prediction } from "../prediction.ts";
import type { Calibration, FittedCalibration } from "./calibration.ts";
import { calibrationWeights, columnsOf, smoothedTargets } from "./examples.ts";

/** Most pools of one line, each with two knots: for two classes, and for each of more. */
const MOST_POOLS = { binary: 128, multiclass: 16 };

/** Steepest rise of the answer for a relative rise of P: keeps float32 rounding of P from showing in the answer. */
const STEEPEST = 20;

/** Rows that share one answer y, with stated probabilities in [first, last] around x. */
interface Pool {
  readonly first: number;
  readonly x: number;
  readonly last: number;
  readonly y: number;
  readonly weight: number;
}

/** A corner of the line. */
interface Knot {
  readonly x: number;
  readonly y: number;
}

function merged(a: Pool, b: Pool): Pool {
  const weight = a.weight + b.weight;
  const mean = (of: "x" | "y"): number => (a[of] * a.weight + b[of] * b.weight) / weight;
  return { first: a.first, x: mean("x"), last: b.last, y: mean("y"), weight };
}

/** Where the line leaves one pool and where it reaches the next: between their borders, or further apart where that would be too steep. */
function step(a: Pool, b: Pool): { readonly left: number; readonly right: number; readonly tooSteep: boolean } {
  const needed = ((b.y - a.y) * b.first) / STEEPEST;
  const middle = (a.last + b.first) / 2;
  const half = Math.max(b.first - a.last, needed) / 2;
  const left = Math.max(a.x, middle - half);
  const right = Math.min(b.x, middle + half);
  return { left, right, tooSteep: right - left < 0.5 * needed };
}

/** Merges neighbours between which the line would rise too steeply. */
function withoutCliffs(pools: readonly Pool[]): Pool[] {
  const kept: Pool[] = [];
  for (const pool of pools) {
    let next = pool;
    for (let last = kept.at(-1); last !== undefined && step(last, next).tooSteep; last = kept.at(-1)) {
      next = merged(last, next);
      kept.pop();
    }
    kept.push(next);
  }
  return kept;
}

/** Merges the neighbours that differ least until there are at most `most`. */
function thinned(pools: readonly Pool[], most: number): Pool[] {
  const kept = [...pools];
  while (kept.length > most) {
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    kept.forEach((a, at) => {
      const b = kept[at + 1];
      if (b === undefined) return;
      const loss = ((a.weight * b.weight) / (a.weight + b.weight)) * (b.y - a.y) ** 2;
      if (loss < least) {
        least = loss;
        best = at;
      }
    });
    const [a, b] = [kept[best], kept[best + 1]];
    if (a === undefined || b === undefined) return kept;
    kept.splice(best, 2, merged(a, b));
  }
  return kept;
}

/** The corners of one class's line: flat over each pool, rising between them. */
function knotsOf(stated: Float64Array, observed: Float64Array, weight: Float64Array, most: number): Knot[] {
  const blocks = poolAdjacentViolators(stated, ascendingOrder(stated), observed, weight);
  const { low, high } = smoothedTargets(observed, weight);
  const all = Array.from(blocks.x, (x, at) => ({
    first: blocks.first[at] ?? x,
    x,
    last: blocks.last[at] ?? x,
    y: Math.min(Math.max(blocks.y[at] ?? 0, low), high),
    weight: blocks.weight[at] ?? 0,
  }));
  const pools = withoutCliffs(thinned(all, most));
  const corners = pools.flatMap((a, at) => {
    const b = pools[at + 1];
    if (b === undefined) return [];
    const { left, right } = step(a, b);
    return [
      { x: left, y: a.y },
      { x: right, y: b.y },
    ];
  });
  return corners.length > 0 ? corners : pools.slice(0, 1);
}

/** All classes side by side; shorter ones repeat their last knot. */
function linesOf(classes: readonly (readonly Knot[])[]): PiecewiseLinear {
  const knots = Math.max(...classes.map((list) => list.length));
  const padded = classes.flatMap((list) => Array.from({ length: knots }, (_, at) => list[Math.min(at, list.length - 1)]));
  return {
    functions: classes.length,
    knots,
    x: Float64Array.from(padded, (knot) => knot?.x ?? 0),
    y: Float64Array.from(padded, (knot) => knot?.y ?? 0),
  };
}

/** f(p) = y₀ + Σ slope · clamp(p − x, 0, width) over the segments between knots. */
function emitLines({ functions, knots, x, y }: PiecewiseLinear, probabilities: Value): Value {
  const { graph } = probabilities;
  const segments = knots - 1;
  const first = graph.constant(
    Float32Array.from({ length: functions }, (_, j) => y[j * knots] ?? 0),
    [1, functions],
  );
  if (segments === 0) return add(mul(probabilities, graph.scalar(0)), first);
  const table = (value: (at: number) => number): Value =>
    graph.constant(
      Float32Array.from({ length: functions * segments }, (_, i) => value(Math.floor(i / segments) * knots + (i % segments))),
      [1, functions, segments],
    );
  const gap = (list: Float64Array, at: number): number => (list[at + 1] ?? 0) - (list[at] ?? 0);
  const within = max(
    sub(
      unsqueeze(probabilities, [2]),
      table((at) => x[at] ?? 0),
    ),
    graph.scalar(0),
  );
  const covered = min(
    within,
    table((at) => gap(x, at)),
  );
  const slope = table((at) => (gap(x, at) > 0 ? gap(y, at) / gap(x, at) : 0));
  return add(reduceSum(mul(covered, slope), [2]), first);
}

function fitted(lines: PiecewiseLinear): FittedCalibration {
  const several = lines.functions > 1;
  return {
    method: "isotonic",
    apply: (prediction: Prediction) => {
      const values = Float64Array.from(prediction.values);
      applyPiecewise(lines, values);
      if (several) normaliseRows(values, lines.functions);
      return { ...prediction, values };
    },
    emit: (probabilities) => {
      const each = emitLines(lines, probabilities);
      return several ? div(each, reduceSum(each, [1], true)) : each;
    },
    learned: { knots: lines.knots },
  };
}

/**
 * A rising line through the observed shares: neighbouring rows are pooled until shares rise with P; the line is flat over each
 * pool and rises between them. It fits any distortion, needs many rows (about 1,000) and makes rows of one pool equal. More than two classes are calibrated one against the rest and scaled to sum to 1.
 * @see Zadrozny and Elkan (2002), "Transforming Classifier Scores into Accurate Multiclass Probability Estimates", KDD.
 * @example isotonic.fit(prediction, truth).learned; // { knots: 31 }
 */
export const isotonic: Calibration = {
  method: "isotonic",
  fit: (prediction, truth, weight) => {
    const weights = calibrationWeights(prediction, truth, weight);
    const most = prediction.width === 1 ? MOST_POOLS.binary : MOST_POOLS.multiclass;
    return fitted(linesOf(columnsOf(prediction, truth).map(({ stated, observed }) => knotsOf(stated, observed, weights, most))));
  },
};
