import type { FoundItem } from "../found-item.ts";
import type { CheckedRow } from "../model/row-check.ts";

/** The question that an item was found for. */
export interface AskedFor {
  /** Columns of the request. */
  readonly row: CheckedRow;
  /** What the catalogue knows of the asker, where askers are items of it. */
  readonly item?: CheckedRow;
}

/** What a system adds to each found item, from what the catalogue knows of it. */
export type ItemExtension = (item: CheckedRow, found: FoundItem, asked: AskedFor) => Readonly<Record<string, unknown>>;

/** Whether a system lets an item be an answer to a question; asked before any list is cut. */
export type ItemRule = (item: CheckedRow, asked: AskedFor) => boolean;
