import type { FindOptions, FindRequest, FittedFinder } from "../finder.ts";

/** Items that may be answered to one request, with what is known of each. */
export interface CandidateTable {
  readonly items: Int32Array;
  /** Row-major [items, columns]. */
  readonly values: Float32Array;
  /** Milliseconds that finding candidates and describing them took. */
  readonly ms: { readonly candidates: number; readonly features: number };
}

/** What describes candidates. */
export interface Describing {
  readonly members: readonly FittedFinder[];
  /** Items that each member is asked for. */
  readonly perMember: number;
  /** Weight of all events of each item. */
  readonly totals: Float64Array;
}

/** Columns of a candidate: of each member score and place, then popularity, and what the asker's past says. */
export function columnsOf({ members }: Pick<Describing, "members">): number {
  return 2 * members.length + 4;
}

/** How often each item stands in a history, and how many items ago. */
function pastOf({ history }: FindRequest): Map<number, { count: number; ago: number }> {
  const past = new Map<number, { count: number; ago: number }>();
  history.forEach((item, place) => {
    past.set(item, { count: (past.get(item)?.count ?? 0) + 1, ago: history.length - 1 - place });
  });
  return past;
}

/** Describes given items; places are those that members gave, absent for others. */
function describe(
  describing: Describing,
  request: FindRequest,
  items: Int32Array,
  places: readonly ReadonlyMap<number, number>[],
): Float32Array {
  const { members, totals } = describing;
  const columns = columnsOf(describing);
  const values = new Float32Array(items.length * columns);
  const past = pastOf(request);
  const scores = members.map((member) => member.score(request, items));
  items.forEach((item, row) => {
    const own = past.get(item);
    const cells = [
      ...scores.map((of) => of[row] ?? Number.NaN),
      ...places.map((of) => 1 / ((of.get(item) ?? Number.POSITIVE_INFINITY) + 1)),
      Math.log1p(totals[item] ?? 0),
      own?.count ?? 0,
      own?.ago ?? Number.NaN,
      request.history.length,
    ];
    values.set(cells, row * columns);
  });
  return values;
}

/** The first of every member, described. */
export function candidateTable(describing: Describing, request: FindRequest, allow: FindOptions["allow"]): CandidateTable {
  const started = performance.now();
  const options = { k: describing.perMember, ...(allow === undefined ? {} : { allow }) };
  const places = describing.members.map((member) => {
    const found = [...member.find([request], options).items].filter((item) => item >= 0);
    return new Map(found.map((item, place) => [item, place]));
  });
  const items = Int32Array.from(new Set(places.flatMap((of) => [...of.keys()]))).sort();
  const found = performance.now();
  const values = describe(describing, request, items, places);
  return { items, values, ms: { candidates: found - started, features: performance.now() - found } };
}

/** Given items, described as candidates are that no member put forward by itself. */
export function describeItems(describing: Describing, request: FindRequest, items: Int32Array): Float32Array {
  const options = { k: describing.perMember };
  const places = describing.members.map((member) => {
    const found = [...member.find([request], options).items].filter((item) => item >= 0);
    return new Map(found.map((item, place) => [item, place]));
  });
  return describe(describing, request, items, places);
}
