import { type Cell, type Column, type ColumnRule, openDerivations, Table } from "../../data/index.ts";
import type { Manifest } from "../package/manifest.ts";
import { readDerivations } from "./derivations-file.ts";
import type { CheckedRow } from "./row-check.ts";

/** The columns that a package computes beside its graph. */
export interface DerivedColumns {
  /** Rows with their derived columns; rows of one query that are given together are compared with each other. */
  ofRows(rows: readonly CheckedRow[]): readonly CheckedRow[];
  /** The same of a table; one that has them already stays as it is. */
  ofTable(table: Table): Table;
}

/** Cells of a column as typed values. */
function columnOf(kind: ColumnRule["kind"], cells: readonly (Cell | undefined)[]): Column {
  const number = (cell: Cell | undefined): number => (cell instanceof Date ? cell.getTime() : typeof cell === "number" ? cell : Number.NaN);
  switch (kind) {
    case "number":
    case "timestamp":
      return { kind, values: Float64Array.from(cells, number) };
    case "boolean":
      return { kind, values: Uint8Array.from(cells, (cell) => (typeof cell === "boolean" ? Number(cell) : 255)) };
    default:
      return { kind: "text", values: cells.map((cell) => (typeof cell === "string" ? cell : null)) };
  }
}

/**
 * Opens what a package's derived columns have learned.
 * @param file - derivations.safetensors.
 * @throws ONNX_TENSORS_INVALID, DATA_DERIVATION_UNKNOWN, DATA_DERIVATION_STATE_INVALID
 */
export function openDerivedColumns({ signature, task }: Manifest, file: Uint8Array | undefined): DerivedColumns {
  const derived = signature.derived ?? {};
  const names = Object.keys(derived);
  if (names.length === 0) return { ofRows: (rows) => rows, ofTable: (table) => table };
  const learned = openDerivations(file === undefined ? { arrays: {}, texts: {} } : readDerivations(file), derived, task.query);
  const read = new Set([...Object.values(derived).flatMap(({ columns }) => columns), ...(task.query === undefined ? [] : [task.query])]);
  const kinds = new Map(signature.columns.map((rule) => [rule.name, rule.kind]));
  const needed = [...read].filter((name) => !names.includes(name));
  return {
    ofRows: (rows) => {
      if (rows.length === 0) return rows;
      const cells = needed.map((name): [string, Column] => [
        name,
        columnOf(
          kinds.get(name) ?? "number",
          rows.map((row) => row[name]),
        ),
      ]);
      const table = learned.derive(new Table("request", Object.fromEntries(cells)));
      const values = names.map((name) => table.column(name, "number").values);
      return rows.map((row, at) => {
        const full: Record<string, Cell> = { ...row };
        names.forEach((name, index) => {
          const value = values[index]?.[at] ?? Number.NaN;
          full[name] = Number.isNaN(value) ? null : value;
        });
        return full;
      });
    },
    ofTable: (table) => (names.every((name) => table.has(name)) ? table : learned.derive(table)),
  };
}
