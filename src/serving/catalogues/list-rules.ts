import { cellOf, type Table } from "../../data/index.ts";
import type { ItemFilter } from "./item-filter.ts";

/** What every list of a system must keep, whatever is asked. */
export interface ListRules {
  /** Items that may be shown at all: in stock, not withdrawn. */
  readonly where?: ItemFilter;
  /** At most so many items of a list have the same value in a column: of one seller, of one brand. */
  readonly atMost?: { readonly column: string; readonly count: number };
  /** An item that was shown so often, to anybody, rests until the next model. */
  readonly shownAtMost?: number;
}

/** Items in order, without those that would be one too many of their kind; k at most. */
export function capped(items: readonly number[], k: number, table: Table | undefined, atMost: ListRules["atMost"]): number[] {
  if (table === undefined || atMost === undefined) return items.slice(0, k);
  const column = table.any(atMost.column);
  const seen = new Map<unknown, number>();
  const kept: number[] = [];
  for (const item of items) {
    if (kept.length === k) break;
    const value = cellOf(column, item);
    const count = seen.get(value) ?? 0;
    // What is missing is no kind that items could share.
    if (value !== null && count >= atMost.count) continue;
    seen.set(value, count + 1);
    kept.push(item);
  }
  return kept;
}
