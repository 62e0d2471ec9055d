import { meanAndDeviation, quantileOfSorted } from "../../kernels/index.ts";
import { numbersOf } from "../history/derive-history.ts";
import { type Derivation, type DerivationKind, noState } from "./derivation.ts";

const outputs = ["z_score", "rank", "difference", "size", "previous", "next", "largest_before"] as const;

/** A row's place among the rows of its list. */
type ListPlace = (typeof outputs)[number];

function place<const Column extends string>(columns: readonly Column[], output: ListPlace): Derivation<Column> {
  return { kind: "within_list", columns, settings: {}, output };
}

/** (value − mean of the list) / standard deviation of the list; 0 in a list without spread. @example zScoreInList("price") */
export function zScoreInList<const Column extends string>(column: Column): Derivation<Column> {
  return place([column], "z_score");
}

/** Share of the list's other values that are smaller, equal ones counting half, in [0, 1]; 0.5 for a row alone. */
export function rankInList<const Column extends string>(column: Column): Derivation<Column> {
  return place([column], "rank");
}

/** Value − median of the list, in the column's unit. */
export function differenceInList<const Column extends string>(column: Column): Derivation<Column> {
  return place([column], "difference");
}

/** The value of the row before in the list, in the order that came; 0 for the first. Tells the order: not for lists whose order leaks. */
export function previousInList<const Column extends string>(column: Column): Derivation<Column> {
  return place([column], "previous");
}

/** The value of the row after in the list, in the order that came; 0 for the last. Tells the order: not for lists whose order leaks. */
export function nextInList<const Column extends string>(column: Column): Derivation<Column> {
  return place([column], "next");
}

/** The largest value of the rows before in the list, at least 0; 0 for the first. Tells the order: not for lists whose order leaks. */
export function largestBeforeInList<const Column extends string>(column: Column): Derivation<Column> {
  return place([column], "largest_before");
}

/** How many rows the list has. */
export function listSize(): Derivation<never> {
  return place([], "size");
}

function zScores(values: Float64Array): Float64Array {
  const known = values.filter((value) => !Number.isNaN(value));
  const { mean, deviation } = meanAndDeviation(known);
  return values.map((value) => (Number.isNaN(value) ? value : deviation > 0 ? (value - mean) / deviation : 0));
}

function ranks(values: Float64Array): Float64Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const others = sorted.length - 1;
  return values.map((value) => {
    if (Number.isNaN(value)) return value;
    if (others === 0) return 0.5;
    const smaller = lowerBound(sorted, value);
    let equal = -1;
    for (let at = smaller; sorted[at] === value; at++) equal++;
    return (smaller + equal / 2) / others;
  });
}

/** How many sorted values are smaller. */
function lowerBound(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function differences(values: Float64Array): Float64Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const median = quantileOfSorted(sorted, 0.5);
  return values.map((value) => value - median);
}

function largestBefore(values: Float64Array): Float64Array {
  let largest = 0;
  return values.map((value) => {
    const before = largest;
    if (value > largest) largest = value;
    return before;
  });
}

const rules: Readonly<Record<string, (values: Float64Array) => Float64Array>> = {
  z_score: zScores,
  rank: ranks,
  difference: differences,
  previous: (values) => values.map((_, at) => values[at - 1] ?? 0),
  next: (values) => values.map((_, at) => values[at + 1] ?? 0),
  largest_before: largestBefore,
};

/** Where a row's value stands among those of its list; learns nothing. */
export const withinListKind: DerivationKind = {
  kind: "within_list",
  outputs,
  learn: () => noState,
  open:
    (_, { columns: [column] }) =>
    (table, lists, wanted) => {
      const values = column === undefined ? new Float64Array(table.rows) : numbersOf(table, column);
      return wanted.map((output) => {
        const derived = new Float64Array(table.rows);
        for (const rows of lists) {
          const own = Float64Array.from(rows, (row) => values[row] ?? Number.NaN);
          const found = rules[output]?.(own) ?? own.fill(rows.length);
          rows.forEach((row, at) => {
            derived[row] = found[at] ?? Number.NaN;
          });
        }
        return derived;
      });
    },
};
