import { applyPiecewise, ascendingOrder, normaliseRows, type PiecewiseLinear, poolAdjacentViolators } from "../../kernels/index.ts";
import { add, div, max, min, mul, reduceSum, sub, unsqueeze, type Value } from "../../onnx/index.ts";
import type { Prediction } from "../prediction.ts";
import type { Calibration, FittedCalibration } from "./calibration.ts";
import { calibrationWeights, columnsOf, smoothedTargets } from "./examples.ts";

/** Most knots of one line: for two classes, and for each of more. */
const MOST_KNOTS = { binary: 256, multiclass: 32 };

/** Steepest rise of the answer for a relative rise of P: keeps float32 rounding of P from showing in the answer. */
const STEEPEST = 20;

/** A point that the line goes through, with the weight of the rows behind it. */
interface Knot {
  readonly x: number;
  readonly y: number;
  readonly weight: number;
}

function merged(a: Knot, b: Knot): Knot {
  const weight = a.weight + b.weight;
  return { x: (a.x * a.weight + b.x * b.weight) / weight, y: (a.y * a.weight + b.y * b.weight) / weight, weight };
}

/** Merges neighbours between which the line would rise too steeply. */
function withoutCliffs(knots: readonly Knot[]): Knot[] {
  const kept: Knot[] = [];
  for (const knot of knots) {
    let next = knot;
    for (let last = kept.at(-1); last !== undefined && (next.y - last.y) * next.x > STEEPEST * (next.x - last.x); last = kept.at(-1)) {
      next = merged(last, next);
      kept.pop();
    }
    kept.push(next);
  }
  return kept;
}

/** Merges the neighbours that differ least until there are at most `most`. */
function thinned(knots: readonly Knot[], most: number): Knot[] {
  const kept = [...knots];
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

/** The knots of one class: the centres of the pooled blocks. */
function knotsOf(stated: Float64Array, observed: Float64Array, weight: Float64Array, most: number): Knot[] {
  const blocks = poolAdjacentViolators(stated, ascendingOrder(stated), observed, weight);
  const { low, high } = smoothedTargets(observed, weight);
  const knots = Array.from(blocks.x, (x, at) => ({
    x,
    y: Math.min(Math.max(blocks.y[at] ?? 0, low), high),
    weight: blocks.weight[at] ?? 0,
  }));
  return withoutCliffs(thinned(knots, most));
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
 * A rising line through the observed shares: neighbouring rows are pooled until shares rise with P, and the line goes through
 * the centres of the pools, so the order of rows is kept where they differ. It fits any distortion and needs many rows
 * (about 1,000). More than two classes are calibrated one against the rest and scaled to sum to 1.
 * @see Zadrozny and Elkan (2002), "Transforming Classifier Scores into Accurate Multiclass Probability Estimates", KDD.
 * @example isotonic.fit(prediction, truth).learned; // { knots: 31 }
 */
export const isotonic: Calibration = {
  method: "isotonic",
  fit: (prediction, truth, weight) => {
    const weights = calibrationWeights(prediction, truth, weight);
    const most = prediction.width === 1 ? MOST_KNOTS.binary : MOST_KNOTS.multiclass;
    return fitted(linesOf(columnsOf(prediction, truth).map(({ stated, observed }) => knotsOf(stated, observed, weights, most))));
  },
};
