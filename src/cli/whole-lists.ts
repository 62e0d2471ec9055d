import { cellOf, concatenate, type Table } from "../data/index.ts";
import { MillwrightError } from "../errors/index.ts";

/** Row numbers at which another list begins. */
export function listStarts(table: Table, query: string): number[] {
  const column = table.any(query);
  return Array.from({ length: table.rows }, (_, row) => row).filter(
    (row) => row === 0 || String(cellOf(column, row)) !== String(cellOf(column, row - 1)),
  );
}

/**
 * Cuts a stream of rows between lists, never within one: candidates of a query are compared with each other, wherever a batch ends.
 * Rows of a query must stand side by side, since what came back later could not be compared any more.
 */
export class WholeLists {
  readonly #query: string;
  readonly #seen = new Set<string>();
  #open: Table[] = [];
  /** The query whose rows wait. */
  #last: string | undefined;

  constructor(query: string) {
    this.#query = query;
  }

  /** The rows of the lists that are complete; the last one waits for what comes next. @throws CLI_QUERY_SCATTERED */
  push(table: Table): Table | undefined {
    if (table.rows === 0) return undefined;
    const starts = listStarts(table, this.#query);
    const before = this.#last;
    for (const row of starts) this.#begin(this.#nameAt(table, row));
    const last = starts.at(-1) ?? 0;
    if (last === 0 && before === this.#last) {
      this.#open.push(table);
      return undefined;
    }
    const complete = [...this.#open, ...(last > 0 ? [table.slice(0, last)] : [])];
    this.#open = [table.slice(last, table.rows)];
    return complete.length === 0 ? undefined : concatenate(table.name, complete);
  }

  /** The rows of the last list, once there are no more. */
  end(): Table | undefined {
    const [first] = this.#open;
    return first === undefined ? undefined : concatenate(first.name, this.#open.splice(0));
  }

  #nameAt(table: Table, row: number): string {
    return String(cellOf(table.any(this.#query), row));
  }

  #begin(name: string): void {
    if (this.#seen.has(name) && name !== this.#last) {
      throw new MillwrightError(
        "CLI_QUERY_SCATTERED",
        `rows of the query "${name}" stand in several places of the file.`,
        `Sort the file by "${this.#query}".`,
      );
    }
    this.#seen.add(name);
    this.#last = name;
  }
}
