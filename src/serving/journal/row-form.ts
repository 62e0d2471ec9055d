import type { CheckedRow } from "../model/row-check.ts";
import type { Manifest } from "../package/manifest.ts";

/** How rows stand in a journal: the cells that a history looks at, moments in milliseconds since 1970. */
export interface RowForm {
  readonly columns: readonly string[];
  write(rows: readonly CheckedRow[]): unknown[][];
  read(rows: readonly (readonly unknown[])[]): CheckedRow[];
}

/** The form of a system's rows. */
export function journalRows({ signature }: Pick<Manifest, "signature">): RowForm {
  const wanted = new Set(Object.values(signature.history).flatMap(({ entity, time, of }) => [entity, time, of]));
  const rules = signature.columns.filter((rule) => wanted.has(rule.name));
  const columns = rules.map((rule) => rule.name);
  const moments = new Set(rules.filter((rule) => rule.kind === "timestamp").map((rule) => rule.name));
  return {
    columns,
    write: (rows) =>
      rows.map((row) =>
        columns.map((name) => {
          const cell = row[name];
          return cell instanceof Date ? cell.getTime() : cell;
        }),
      ),
    read: (rows) =>
      rows.map((cells) => {
        const row: Record<string, unknown> = {};
        columns.forEach((name, index) => {
          const cell = cells[index];
          row[name] = moments.has(name) && typeof cell === "number" ? new Date(cell) : cell;
        });
        return row as CheckedRow;
      }),
  };
}
