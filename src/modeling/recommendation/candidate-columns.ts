import { cellOf } from "../../data/index.ts";
import type { FinderExamples, FindOptions, FindRequest, FittedFinder } from "../finding/finder.ts";

/** What is known of items beside what members say. */
export interface ItemFacts {
  /** log(1 + events), length items. */
  readonly popularity: Float32Array;
  /** Share of an item's events that lie among the latest tenth of all. */
  readonly trend: Float32Array;
  /** Words of the items' text columns and their values of category columns, as codes; a row for each item. */
  readonly attributes?: readonly (readonly number[])[];
  /** Whether askers are items: then the asker is what candidates are compared with. */
  readonly sameIds: boolean;
}

/** Candidates of one request with their columns, row-major [items, columns]. */
export interface Candidates {
  readonly items: Int32Array;
  readonly values: Float32Array;
}

/** Names of the columns for these members. */
export function columnNames(members: readonly { readonly name: string }[], withAttributes: boolean): string[] {
  return [
    ...members.flatMap(({ name }, n) => [`${n}_${name}_score`, `${n}_${name}_share`, `${n}_${name}_place`]),
    "best_place",
    "popularity",
    "trend",
    "times_in_history",
    "steps_back",
    "history_length",
    ...(withAttributes ? ["attributes_like_last", "attributes_like_history"] : []),
  ];
}

/** Facts of items from the events that were learned from. @param columns - of the catalogue's table. @throws DATA_COLUMN_MISSING */
export function itemFacts({ catalogue, events, sameIds = false }: FinderExamples, columns: readonly string[]): ItemFacts {
  const size = catalogue.ids.length;
  const [counts, late] = [new Float32Array(size), new Float32Array(size)];
  const latest = events.times?.toSorted()[Math.floor(events.items.length * 0.9)];
  for (const [row, item] of events.items.entries()) {
    counts[item] = (counts[item] ?? 0) + 1;
    const isLate = latest === undefined ? row >= events.items.length * 0.9 : (events.times?.[row] ?? 0) >= latest;
    if (isLate) late[item] = (late[item] ?? 0) + 1;
  }
  const facts = {
    sameIds,
    popularity: counts.map((count) => Math.log1p(count)),
    trend: late.map((count, item) => count / ((counts[item] ?? 0) + 1)),
  };
  const { table } = catalogue;
  if (columns.length === 0 || table === undefined) return facts;
  const codes = new Map<string, number>();
  const attributes = catalogue.ids.map((_, item) => {
    const words = columns.flatMap((column) =>
      String(cellOf(table.any(column), item) ?? "")
        .split(/\s+/u)
        .filter((word) => word !== "")
        .map((word) => `${column}\u0000${word}`),
    );
    return words.map((word) => {
      const code = codes.get(word) ?? codes.size;
      codes.set(word, code);
      return code;
    });
  });
  return { ...facts, attributes };
}

/** Share of attributes that two items have in common (Jaccard). */
function alike(a: readonly number[] | undefined, b: readonly number[] | undefined): number {
  if (a === undefined || b === undefined || a.length === 0 || b.length === 0) return 0;
  let common = 0;
  for (const code of a) if (b.includes(code)) common++;
  return common / (a.length + b.length - common);
}

/** Latest items of a history whose attributes are compared. */
const COMPARED = 10;

function factsOf({ popularity, trend, attributes, sameIds }: ItemFacts, { asker, history }: FindRequest, item: number): number[] {
  const last = history.lastIndexOf(item);
  let times = 0;
  if (last >= 0) for (const one of history) times += one === item ? 1 : 0;
  const own = [popularity[item] ?? 0, trend[item] ?? 0, times, last < 0 ? Number.NaN : history.length - 1 - last, history.length];
  if (attributes === undefined) return own;
  const recent = sameIds ? Int32Array.of(asker) : history.subarray(-COMPARED);
  let like = 0;
  for (const one of recent) like += alike(attributes[item], attributes[one]) / recent.length;
  return [...own, alike(attributes[item], attributes[recent.at(-1) ?? -1]), like];
}

/**
 * Everything that any member finds for a request, with each member's score, its share of the member's best, and its place in the list.
 * @param depth - length of the members' lists.
 */
export function candidatesOf(
  members: readonly FittedFinder[],
  facts: ItemFacts,
  request: FindRequest,
  depth: number,
  allow: FindOptions["allow"],
): Candidates {
  const lists = members.map((member) => member.find([request], { k: depth, ...(allow === undefined ? {} : { allow }) }));
  const pool = Int32Array.from(new Set(lists.flatMap(({ items }) => [...items].filter((item) => item >= 0))));
  const scores = members.map((member) => member.score(request, pool));
  const places = lists.map(({ items }) => new Map(Array.from(items, (item, place) => [item, place])));
  const rows = Array.from(pool, (item, row) => {
    const said = members.flatMap((_, n) => {
      const score = scores[n]?.[row] ?? 0;
      const top = Math.abs(lists[n]?.scores[0] ?? 0) || 1;
      return [score, score / top, places[n]?.get(item) ?? Number.NaN];
    });
    const best = places.reduce((least, place) => Math.min(least, place.get(item) ?? depth), depth);
    return [...said, best, ...factsOf(facts, request, item)];
  });
  return { items: pool, values: Float32Array.from(rows.flat()) };
}
