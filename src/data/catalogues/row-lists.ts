/** Lists of numbers, one after another: list l is `values` from `start[l]` up to `start[l + 1]`. */
export interface RowLists {
  readonly values: Int32Array;
  /** Length lists + 1. */
  readonly start: Int32Array;
}

/** One of the lists; shares memory. */
export function listOf({ values, start }: RowLists, list: number): Int32Array {
  return values.subarray(start[list] ?? 0, start[list + 1] ?? 0);
}

/** How many lists there are. */
export function listCount({ start }: RowLists): number {
  return start.length - 1;
}

/** Lists side by side as one. */
export function packLists(lists: readonly ArrayLike<number>[]): RowLists {
  const start = new Int32Array(lists.length + 1);
  lists.forEach((list, at) => {
    start[at + 1] = (start[at] ?? 0) + list.length;
  });
  const values = new Int32Array(start.at(-1) ?? 0);
  lists.forEach((list, at) => {
    values.set(list, start[at] ?? 0);
  });
  return { values, start };
}

/** Positions by code, in ascending order: list c holds the places at which `codes` is c. */
export function placesByCode(codes: Int32Array, count: number): RowLists {
  const start = new Int32Array(count + 1);
  for (const code of codes) start[code + 1] = (start[code + 1] ?? 0) + 1;
  for (let code = 0; code < count; code++) start[code + 1] = (start[code + 1] ?? 0) + (start[code] ?? 0);
  const next = start.slice(0, count);
  const values = new Int32Array(codes.length);
  codes.forEach((code, place) => {
    const at = next[code] ?? 0;
    values[at] = place;
    next[code] = at + 1;
  });
  return { values, start };
}
