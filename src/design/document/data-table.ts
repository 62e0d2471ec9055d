/** A cell of a table: text, or text with a small picture. Text is plain; each renderer escapes it. */
export interface DataCell {
  readonly text: string;
  readonly tone?: "good" | "bad" | "quiet" | "strong";
  /** Counts of a small histogram beside the text. */
  readonly counts?: readonly number[];
  /** A share in [0, 1], drawn as a bar beside the text. */
  readonly share?: number;
}

/** A table of the design document. */
export interface DataTable {
  readonly columns: readonly { readonly title: string; readonly align?: "left" | "right" }[];
  readonly rows: readonly (readonly (string | DataCell)[])[];
  /** Number of the row that stands out (the chosen candidate). */
  readonly marked?: number;
}

/** The text of a cell. */
export function textOfCell(cell: string | DataCell | undefined): string {
  return typeof cell === "string" ? cell : (cell?.text ?? "");
}
