import type { CategoryColumn, Column } from "./column.ts";
import { Table } from "./table.ts";

function joinCategories(columns: readonly CategoryColumn[]): Column {
  const codeByText = new Map<string, number>();
  const codes = new Int32Array(columns.reduce((sum, column) => sum + column.codes.length, 0));
  let offset = 0;
  for (const column of columns) {
    const renamed = column.dictionary.map((text) => {
      const code = codeByText.get(text) ?? codeByText.size;
      codeByText.set(text, code);
      return code;
    });
    for (const code of column.codes) codes[offset++] = code < 0 ? -1 : (renamed[code] ?? -1);
  }
  return { kind: "category", codes, dictionary: [...codeByText.keys()] };
}

function joinNumbers(parts: readonly Float64Array[]): Float64Array {
  const joined = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

function joinColumns(name: string, kind: Column["kind"], tables: readonly Table[]): Column {
  switch (kind) {
    case "category":
      return joinCategories(tables.map((table) => table.column(name, "category")));
    case "text":
      return { kind, values: tables.flatMap((table) => table.column(name, "text").values) };
    case "boolean":
      return { kind, values: Uint8Array.from(tables.flatMap((table) => [...table.column(name, "boolean").values])) };
    default:
      return { kind, values: joinNumbers(tables.map((table) => table.column(name, kind).values)) };
  }
}

/**
 * The rows of several tables with the same columns, one below the other.
 * @param tables - at least one; the first decides names and kinds.
 * @throws DATA_COLUMN_MISSING, DATA_COLUMN_KIND
 */
export function concatenate(name: string, tables: readonly Table[]): Table {
  const columns = [...(tables[0]?.columns ?? [])].map(([key, column]) => [key, joinColumns(key, column.kind, tables)] as const);
  return new Table(name, new Map(columns));
}
