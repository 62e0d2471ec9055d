import type { Table } from "../../tables/table.ts";
import type { Split } from "../split.ts";

/** What one leak check found. */
export interface LeakFinding {
  /** "identical rows", "target in a column", "time order" or "group overlap". */
  readonly check: string;
  /** One sentence with the evidence. */
  readonly found: string;
  /** Rows concerned; 0 when nothing is wrong. */
  readonly rows: number;
}

/** What a check looks at. */
export interface LeakContext {
  readonly table: Table;
  readonly split: Split;
  readonly target: string;
  /** Columns that no feature reads, the target not among them. */
  readonly ignore: readonly string[];
}

/** A share of rows as it is read. */
export function shareText(rows: number, of: number): string {
  const share = (100 * rows) / Math.max(of, 1);
  return share > 0 && share < 0.1 ? `${rows} of ${of}` : `${Number(share.toFixed(1))} %`;
}
