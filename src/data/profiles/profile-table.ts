import {
  countCodes,
  distinctSorted,
  firstLater,
  histogramSorted,
  meanAndDeviation,
  quantileOfSorted,
  sortedPresent,
} from "../../kernels/index.ts";
import type { CategoryColumn, Column } from "../tables/column.ts";
import type { Table } from "../tables/table.ts";
import type { ColumnProfile } from "./column-profile.ts";
import { type ProfileTarget, relationToTarget } from "./relation-to-target.ts";

/** Frequent values that a profile keeps. */
const topValues = 10;
/** Bins of a histogram. */
const bins = 20;

type Distribution = Omit<ColumnProfile, "name" | "kind" | "relationToTarget">;

/** Position of the first of the ascending values that is not below a bound. */
function firstNotBelow(sorted: Float64Array, bound: number): number {
  const at = firstLater(sorted, bound, 0, sorted.length);
  let position = at;
  while (position > 0 && sorted[position - 1] === bound) position--;
  return position;
}

/** Share of values further than 3 interquartile ranges from the quartiles. */
function outlierShare(sorted: Float64Array, lower: number, upper: number): number {
  const reach = 3 * (upper - lower);
  const notBelow = firstNotBelow(sorted, lower - reach);
  const above = firstLater(sorted, upper + reach, notBelow, sorted.length);
  return (notBelow + sorted.length - above) / sorted.length;
}

function numberDistribution(values: Float64Array): Distribution {
  const sorted = sortedPresent(values);
  const missing = values.length - sorted.length;
  if (sorted.length === 0) return { missing, distinct: 0 };
  const { mean, deviation } = meanAndDeviation(sorted);
  const quantiles = [0, 0.25, 0.5, 0.75, 1].map((share) => quantileOfSorted(sorted, share));
  const [minimum = 0, lower = 0, , upper = 0, maximum = 0] = quantiles;
  return {
    missing,
    distinct: distinctSorted(sorted),
    minimum,
    maximum,
    mean,
    standardDeviation: deviation,
    quantiles,
    histogram: [...histogramSorted(sorted, bins)],
    outliers: outlierShare(sorted, lower, upper),
  };
}

/** The most frequent values; of equally frequent ones those that come first in the alphabet. */
function topOf(counts: Iterable<readonly [string, number]>): { value: string; count: number }[] {
  const compare = (a: { value: string; count: number }, b: { value: string; count: number }): number =>
    b.count - a.count || (a.value < b.value ? -1 : 1);
  let top: { value: string; count: number }[] = [];
  let least = 0;
  for (const [value, count] of counts) {
    if (count < Math.max(least, 1)) continue;
    top.push({ value, count });
    if (top.length < topValues * 16) continue;
    top = top.sort(compare).slice(0, topValues);
    least = top.at(-1)?.count ?? 0;
  }
  return top.sort(compare).slice(0, topValues);
}

function categoryDistribution(column: CategoryColumn): Distribution {
  const counts = countCodes(column.codes, column.dictionary.length);
  const present = counts.reduce((sum, count) => sum + count, 0);
  const distinct = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
  return { missing: column.codes.length - present, distinct, top: topOf(column.dictionary.map((text, code) => [text, counts[code] ?? 0])) };
}

function textDistribution(values: readonly (string | null)[]): Distribution {
  const counts = new Map<string, number>();
  let missing = 0;
  for (const value of values) {
    if (value === null) missing++;
    else counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const top = topOf(counts).map(({ value, count }) => ({ value: value.length > 200 ? `${value.slice(0, 199)}…` : value, count }));
  return { missing, distinct: counts.size, top };
}

function booleanDistribution(values: Uint8Array): Distribution {
  const counts = [0, 0];
  for (const value of values) if (value < 2) counts[value] = (counts[value] ?? 0) + 1;
  const [no = 0, yes = 0] = counts;
  const top = topOf([
    ["false", no],
    ["true", yes],
  ]);
  const share = yes / (yes + no);
  return { missing: values.length - no - yes, distinct: top.length, top, ...(top.length === 0 ? {} : { mean: share }) };
}

function distributionOf(column: Column): Distribution {
  switch (column.kind) {
    case "number":
    case "timestamp":
      return numberDistribution(column.values);
    case "category":
      return categoryDistribution(column);
    case "text":
      return textDistribution(column.values);
    case "boolean":
      return booleanDistribution(column.values);
  }
}

/**
 * Distribution, missing values, cardinality, outliers and relation to the target of every column.
 * @param target - the truth of the same rows; without it no relation is measured.
 * @example profileTable(train, { values: truth, kind: "binary" })[0]?.missing
 */
export function profileTable(table: Table, target?: ProfileTarget): ColumnProfile[] {
  return [...table.columns].map(([name, column]) => {
    const relation = target === undefined ? undefined : relationToTarget(column, target);
    return { name, kind: column.kind, ...distributionOf(column), ...(relation === undefined ? {} : { relationToTarget: relation }) };
  });
}
