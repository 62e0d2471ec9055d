import type { FeatureMatrix } from "../../kernels/index.ts";
import type { Value } from "../../onnx/index.ts";
import type { Table } from "../tables/table.ts";

/**
 * How a table's column enters the graph:
 * `number` float32 [N, 1], NaN where missing (booleans are 0, 1, NaN);
 * `string` string [N, 1], "" where missing;
 * `timestamp` double [N, 1], milliseconds since 1970, NaN where missing;
 * `letters` int64 [N, L], Unicode code points of the text as "letters-1" normalises it, 0 as padding;
 * `words` int64 [N, T], hashes of the text's words as "words-1" finds them, 0 as padding (both: docs/decisions/0002-text-in-the-graph.md).
 */
export type InputEncoding = "number" | "string" | "timestamp" | "letters" | "words";

/** One input of the graph: a column in an encoding. Two features that need the same one share it. */
export interface GraphInput {
  /** `<column>` or, for text that is encoded, `<column>.letters` and `<column>.words`. */
  readonly name: string;
  readonly column: string;
  readonly encoding: InputEncoding;
}

/** What a feature adds to the graph. */
export interface FeatureOutput {
  /** float32 [N, width]. */
  readonly dense?: Value;
  /**
   * Bags of columns: `index` int64 [N, L] in [0, width]; `width` itself is padding.
   * `weight` float32 [N, L], 0 at padding; absent where every weight is 1. A column may occur more than once in a row: its weights add up.
   */
  readonly sparse?: { readonly index: Value; readonly weight?: Value };
}

/** What a feature may learn from: the training rows alone. */
export interface FeatureContext {
  readonly seed: number;
  /** Truth of the training rows: class codes or values, length `table.rows`. */
  readonly truth: Float64Array;
  /** Number of classes, 0 for regression. */
  readonly classes: number;
}

/** A transform with settings and no state. `Column` are the names that it reads. */
export interface Feature<Column extends string = string> {
  /** Its name in reports and the name of its ablation group, e.g. "one_hot(zipcode)". */
  readonly name: string;
  readonly kind: string;
  readonly columns: readonly Column[];
  /** Features of one group are left out together in the ablation; its own name unless told. */
  readonly group: string;
  /** What was chosen, for the ledger: two features of equal kind, columns and settings learn the same. */
  readonly settings?: object;
  /** Learns from the training rows. What is learned from transformed values is learned by running the graph, which takes a promise. */
  fit(table: Table, context: FeatureContext): FittedFeature | Promise<FittedFeature>;
}

/** A transform that has learned its state. */
export interface FittedFeature {
  readonly name: string;
  readonly group: string;
  readonly inputs: readonly GraphInput[];
  /** Columns that it adds. */
  readonly width: number;
  readonly sparse: boolean;
  /** Names of the columns, length `width`; one name for all of a hashed feature. */
  readonly outputNames: readonly string[];
  /**
   * Of dense columns, length `width`: the number of codes of each one that holds category codes (whole numbers below it, NaN where missing),
   * 0 for numbers; absent where all are numbers.
   */
  readonly categories?: readonly number[];
  /** Adds its nodes: the one definition of the transform, in training and in serving. */
  emit(inputs: ReadonlyMap<string, Value>): FeatureOutput;
  /**
   * Values of the training rows where they must differ from what serving gives (cross-fitted target encoding),
   * row-major [rows, width].
   */
  readonly trainingValues?: Float32Array;
  /** What was learned, for the design document. */
  readonly learned: Readonly<Record<string, unknown>>;
}

/** All features of a candidate, fitted. */
export interface FittedFeatures {
  readonly features: readonly FittedFeature[];
  readonly inputs: readonly GraphInput[];
  readonly denseWidth: number;
  readonly sparseWidth: number;
  readonly denseNames: readonly string[];
  /** The matrix of the rows that were learned from (with cross-fitted columns). */
  readonly training: FeatureMatrix;
  /** The matrix of other rows: runs the graph. */
  matrix(table: Table): Promise<FeatureMatrix>;
  /** Adds all nodes to a graph; dense columns side by side, sparse ones with their offsets. */
  emit(inputs: ReadonlyMap<string, Value>): FeatureOutput;
}
