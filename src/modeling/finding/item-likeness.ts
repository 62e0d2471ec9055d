import { type Column, listOf, placesByCode } from "../../data/index.ts";
import type { FinderExamples } from "./finder.ts";

type Likeness = (one: number, other: number) => number;

/** How alike two rows of a column are, in [0, 1]; undefined for columns that are another one in every row, such as titles. */
function columnLikeness(column: Column): Likeness | undefined {
  if (column.kind === "text") return undefined;
  if (column.kind === "category") return (one, other) => (column.codes[one] === column.codes[other] ? 1 : 0);
  const { values } = column;
  if (column.kind === "boolean") return (one, other) => (values[one] === values[other] ? 1 : 0);
  const present = [...values].filter((value) => Number.isFinite(value));
  const range =
    present.reduce((most, value) => Math.max(most, value), -Infinity) - present.reduce((least, value) => Math.min(least, value), Infinity);
  return (one, other) => {
    const difference = Math.abs((values[one] ?? Number.NaN) - (values[other] ?? Number.NaN));
    return Number.isNaN(difference) ? 0 : range > 0 ? 1 - difference / range : 1;
  };
}

/** Share of two items' askers that they have in common (Jaccard). */
function sharedAskers({ catalogue, events }: FinderExamples): Likeness {
  const rows = placesByCode(events.items, catalogue.ids.length);
  const known = new Map<number, Set<number>>();
  const askersOf = (item: number): Set<number> => {
    const found = known.get(item) ?? new Set(Array.from(listOf(rows, item), (row) => events.askers[row] ?? -1));
    known.set(item, found);
    return found;
  };
  return (one, other) => {
    const [a, b] = [askersOf(one), askersOf(other)];
    const common = a.intersection(b).size;
    return common === 0 ? 0 : common / (a.size + b.size - common);
  };
}

/** How alike two items are, in [0, 1]: by the columns of the catalogue, or, where none can be compared, by the askers that they share. */
export function itemLikeness(examples: FinderExamples): Likeness {
  const { ids, table } = examples.catalogue;
  const distinct = (column: Column): boolean => column.kind === "category" && column.dictionary.length >= ids.length;
  const columns = [...(table?.columns.values() ?? [])]
    .filter((column) => !distinct(column))
    .flatMap((column) => columnLikeness(column) ?? []);
  if (columns.length === 0) return sharedAskers(examples);
  return (one, other) => columns.reduce((sum, likeness) => sum + likeness(one, other), 0) / columns.length;
}
