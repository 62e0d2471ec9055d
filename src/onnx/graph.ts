/** Element types that Millwright's graphs use. */
export type DataType = "float32" | "float64" | "int32" | "int64" | "int8" | "uint8" | "bool" | "string";

/** A dimension: a number, or a name for one that is known when the graph runs ("N"). */
export type Dimension = number | string;

/** An edge of the graph: what an input, a constant or a node gives. Shapes and types are known while building. */
export interface Value {
  readonly name: string;
  readonly type: DataType;
  readonly shape: readonly Dimension[];
  readonly graph: Graph;
}

/** Placeholder of the class that the graph builder is; see `builder.ts`. */
export interface Graph {
  readonly name: string;
}
