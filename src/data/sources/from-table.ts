import { didYouMean, MillwrightError } from "../../errors/index.ts";
import type { RowSchema } from "../contracts/row-schema.ts";
import type { Table } from "../tables/table.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { ReadResult, Source } from "./source.ts";

/**
 * The declared columns of a table that is already there.
 * @throws DATA_COLUMN_MISSING, DATA_COLUMN_KIND, DATA_FILE_EMPTY
 */
export function resultFromTable(table: Table, schema: RowSchema): ReadResult {
  for (const rule of schema.columns) {
    if (!table.has(rule.name)) {
      throw new MillwrightError(
        "DATA_COLUMN_MISSING",
        `table "${table.name}" has no column "${rule.name}", which the row declares.`,
        didYouMean(rule.name, table.names),
      );
    }
    table.column(rule.name, rule.kind);
  }
  if (table.rows === 0) throw new MillwrightError("DATA_FILE_EMPTY", `table "${table.name}" has no rows.`, "Give it at least one row.");
  const names = schema.columns.map((rule) => rule.name);
  const selected = table.select(names);
  return { table: selected, ignored: table.names.filter((name) => !names.includes(name)), fingerprint: fingerprintOf(selected) };
}

/** Rows that are in memory already. @param simulated - true for made-up rows, which reports say first. */
export function fromTable(table: Table, simulated = false): Source {
  return {
    kind: simulated ? "simulator" : "table",
    description: table.name,
    simulated,
    read: async (schema) => resultFromTable(table, schema),
  };
}
