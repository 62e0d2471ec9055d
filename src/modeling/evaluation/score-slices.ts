import type { Judged, Metric } from "../metrics/metric.ts";
import type { BootstrapSettings } from "./bootstrap.ts";
import { evaluate, type Scores } from "./evaluate.ts";
import { takeJudged } from "./judged-rows.ts";
import { type SliceRule, sliceValues } from "./slice-values.ts";

/** Quality on one group of rows. */
export interface SliceScore {
  readonly by: string;
  readonly is: string;
  readonly rows: number;
  readonly scores: Scores;
}

/** Settings of `scoreSlices`. */
export interface SliceSettings extends BootstrapSettings {
  readonly metrics: readonly Metric[];
  readonly slices: Readonly<Record<string, SliceRule>>;
  /** Pairs of slices whose combinations are scored too, as "region × plan". */
  readonly intersections?: readonly (readonly [string, string])[];
  /** Most frequent groups of each slice that are scored; 12 unless told. */
  readonly mostValues?: number;
  /** Smaller groups are left out; 30 rows unless told. */
  readonly fewestRows?: number;
}

/** Row numbers by value, most frequent first (then by name). */
export function groupRows(values: readonly string[]): [string, Int32Array][] {
  const groups = new Map<string, number[]>();
  values.forEach((value, row) => {
    const group = groups.get(value);
    if (group === undefined) groups.set(value, [row]);
    else group.push(row);
  });
  return [...groups]
    .toSorted(([a, rowsOfA], [b, rowsOfB]) => rowsOfB.length - rowsOfA.length || (a < b ? -1 : 1))
    .map(([value, rows]) => [value, Int32Array.from(rows)]);
}

/**
 * The metrics on each group of rows, with intervals (300 resamples unless told). A metric that is not defined on a group is NaN there.
 * @throws DATA_COLUMN_MISSING and as `evaluate`
 * @example scoreSlices(judged, { metrics: [recall()], slices: { region: "region" }, seed: 1 });
 */
export function scoreSlices(judged: Judged, settings: SliceSettings): SliceScore[] {
  const { metrics, slices, intersections = [], mostValues = 12, fewestRows = 30, seed, resamples = 300 } = settings;
  const values = new Map(Object.entries(slices).map(([name, rule]) => [name, sliceValues(judged.table, rule)]));
  for (const [a, b] of intersections) {
    const second = values.get(b) ?? [];
    values.set(
      `${a} × ${b}`,
      (values.get(a) ?? []).map((value, row) => `${value} × ${second[row] ?? "missing"}`),
    );
  }
  return [...values].flatMap(([by, names]) =>
    groupRows(names)
      .slice(0, mostValues)
      .filter(([, rows]) => rows.length >= fewestRows)
      .map(([is, rows]) => ({ by, is, rows: rows.length, scores: evaluate(metrics, takeJudged(judged, rows), { seed, resamples }) })),
  );
}
