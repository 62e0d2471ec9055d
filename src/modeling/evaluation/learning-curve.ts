import { MillwrightError } from "../../errors/index.ts";
import { random } from "../../kernels/index.ts";
import type { Metric } from "../metrics/metric.ts";

/** Quality after learning from some of the rows. */
export interface LearningPoint {
  readonly rows: number;
  readonly value: number;
}

/** Settings of `learningCurve`. */
export interface LearningCurveSettings {
  /** Row numbers of the training part. */
  readonly rows: Int32Array;
  /** Class codes of those rows: each class keeps its share, and at least one row, in every part. Absent for regression. */
  readonly classes?: Float64Array;
  /** Shares of the rows, in (0, 1]; 1/16, 1/8, 1/4, 1/2 and 1 unless told. */
  readonly fractions?: readonly number[];
  readonly seed: number;
  readonly signal?: AbortSignal;
  /** Learns from these rows (ascending) and gives the primary metric on validation. */
  readonly fitAndScore: (rows: Int32Array, fraction: number) => Promise<number>;
}

/** The rows in the order in which they are added: classes take turns in proportion to their size. */
function order({ rows, classes, seed }: LearningCurveSettings): Int32Array {
  const shuffled = random(seed)
    .fork("learning curve")
    .shuffle(Int32Array.from(rows, (_, at) => at));
  if (classes === undefined) return shuffled.map((at) => rows[at] ?? 0);
  const members = new Map<number, number[]>();
  for (const at of shuffled) {
    const code = classes[at] ?? 0;
    const list = members.get(code) ?? [];
    members.set(code, list);
    list.push(at);
  }
  // The i-th of m members comes at (i + ½) / m of the whole; the first of each class comes first of all.
  const placed = [...members.values()].flatMap((list) => list.map((at, i) => ({ at, place: i === 0 ? -1 : (i + 0.5) / list.length })));
  return Int32Array.from(
    placed.toSorted((a, b) => a.place - b.place),
    ({ at }) => rows[at] ?? 0,
  );
}

/**
 * How quality grows with the number of training rows: every part contains the smaller ones.
 * @throws MODELING_ABORTED, MODELING_SETTING_INVALID
 * @see Perlich, Provost and Simonoff (2003), "Tree Induction vs. Logistic Regression: A Learning-Curve Analysis", JMLR 4.
 * @example await learningCurve({ rows: split.train, seed: 1, fitAndScore }); // [{ rows: 625, value: 0.81 }, …]
 */
export async function learningCurve(settings: LearningCurveSettings): Promise<LearningPoint[]> {
  const { fractions = [1 / 16, 1 / 8, 1 / 4, 1 / 2, 1], signal } = settings;
  const wrong = fractions.find((fraction) => !(fraction > 0 && fraction <= 1));
  if (wrong !== undefined) {
    throw new MillwrightError(
      "MODELING_SETTING_INVALID",
      `a fraction of the learning curve is ${wrong}.`,
      "Give shares above 0 and up to 1.",
    );
  }
  const ordered = order(settings);
  const points: LearningPoint[] = [];
  for (const fraction of fractions.toSorted((a, b) => a - b)) {
    if (signal?.aborted === true) {
      throw new MillwrightError("MODELING_ABORTED", "the learning curve was stopped.", "Run it again.", { cause: signal.reason });
    }
    const rows = ordered.slice(0, Math.max(1, Math.round(fraction * ordered.length))).sort();
    points.push({ rows: rows.length, value: await settings.fitAndScore(rows, fraction) });
  }
  return points;
}

/** How much better the last point is than the one before, in the metric's direction: above 0 more rows still help. NaN with one point. */
export function lastRise(metric: Pick<Metric, "direction">, points: readonly LearningPoint[]): number {
  const [before, last] = [points.at(-2)?.value ?? Number.NaN, points.at(-1)?.value ?? Number.NaN];
  return metric.direction === "maximize" ? last - before : before - last;
}
