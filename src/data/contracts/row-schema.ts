import type { z } from "zod";
import type { ColumnKind } from "../tables/column.ts";

/** The zod object that declares a row. */
export type RowShape = z.ZodObject;

/** A row's TypeScript type. */
export type RowOf<Shape extends RowShape> = z.infer<Shape>;

/** What one column of a row may hold; read off the zod schema once. */
export interface ColumnRule {
  readonly name: string;
  readonly kind: ColumnKind;
  /** True when `null` (missing) is allowed. */
  readonly nullable: boolean;
  /** True when a file may lack the column; its values are then missing. */
  readonly optional?: boolean;
  /** Allowed values of a category that is declared as an enum. */
  readonly allowed?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  /** True when the minimum itself is not allowed. */
  readonly aboveMinimum?: boolean;
  /** True when the maximum itself is not allowed. */
  readonly belowMaximum?: boolean;
  readonly integer?: boolean;
  /** Shortest text, in UTF-16 units. */
  readonly minimumLength?: number;
  /** Longest text, in UTF-16 units. */
  readonly maximumLength?: number;
  readonly unique?: boolean;
  /** Largest share of missing values, in [0, 1]; 1 unless told. */
  readonly maximumMissing?: number;
  /** A person's data, and what is done with it before anything is stored or shown. */
  readonly personal?: "drop" | "pseudonymise";
  readonly unit?: string;
  readonly description?: string;
}

/** The row schema in the form that readers, contracts and the server use. */
export interface RowSchema {
  readonly shape: RowShape;
  readonly columns: readonly ColumnRule[];
}
