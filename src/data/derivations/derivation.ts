import type { Table } from "../tables/table.ts";

/** A setting of a derivation: plain data, so that a package can hold it. */
export type DerivationSetting =
  | string
  | number
  | boolean
  | null
  | readonly DerivationSetting[]
  | { readonly [name: string]: DerivationSetting };

/**
 * A column that is computed beside the graph: learned from the training rows, and applied by Millwright's own code, the same in training
 * and in serving. It may look at the other rows of the same list. Plain data: the kind names the code.
 */
export interface Derivation<Column extends string = string> {
  /** A name in the table of kinds: "within_list", "text_pair", … */
  readonly kind: string;
  /** What it reads: columns of the row, and derived ones that are declared before it. */
  readonly columns: readonly Column[];
  readonly settings: { readonly [name: string]: DerivationSetting };
  /** Which of the kind's outputs this column is. Derivations that differ in nothing else learn once. */
  readonly output: string;
}

/** Rows that are answered together, such as the candidates of one query: row numbers by list. Every row is in one list. */
export type Lists = readonly Int32Array[];

/** What was learned: arrays and texts, as a safetensors file holds them. */
export interface DerivationState {
  readonly arrays: Readonly<Record<string, Float64Array | Float32Array | Int32Array>>;
  readonly texts: Readonly<Record<string, readonly string[]>>;
}

/** Computes some outputs of rows: one array per output, length rows; NaN where missing. */
export type DeriveRows = (table: Table, lists: Lists, outputs: readonly string[]) => readonly Float64Array[];

/** The code of a kind of derivations. */
export interface DerivationKind {
  readonly kind: string;
  /** Every output that a derivation of this kind can name. */
  readonly outputs: readonly string[];
  /** Learns from the training rows, never from their truth. */
  learn(table: Table, lists: Lists, derivation: Derivation): DerivationState;
  /** Makes what was learned ready. @throws DATA_DERIVATION_STATE_INVALID */
  open(state: DerivationState, derivation: Derivation): DeriveRows;
}

/** State of kinds that learn nothing. */
export const noState: DerivationState = { arrays: {}, texts: {} };
