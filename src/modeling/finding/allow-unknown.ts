import type { FindOptions } from "./finder.ts";

/** What may not be answered to a request. */
export interface AllowSettings {
  /** Length of the catalogue. */
  readonly items: number;
  /** True where an item may be answered to an asker that knows it already. */
  readonly repeats: boolean;
  /** True where askers are items: none is its own answer. */
  readonly sameIds: boolean;
}

/** Refuses what the asker knows already, and the asker itself; undefined where everything may be answered. */
export function allowUnknown({ items, repeats, sameIds }: AllowSettings): FindOptions["allow"] {
  if (repeats && !sameIds) return undefined;
  // Marks of the request that is looked at now: a finder asks about many items of one request in a row.
  const marked = new Uint8Array(items);
  let marks: readonly number[] = [];
  let current: unknown;
  return (item, request) => {
    if (request !== current) {
      for (const one of marks) marked[one] = 0;
      marks = [...(repeats ? [] : request.history), ...(sameIds && request.asker >= 0 ? [request.asker] : [])];
      for (const one of marks) marked[one] = 1;
      current = request;
    }
    return marked[item] === 0;
  };
}
