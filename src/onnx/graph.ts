import type { StoredGraph } from "./format/write-model.ts";
import type { Op } from "./op.ts";
import type { ConstantData } from "./tensor.ts";

/** Element types that Millwright's graphs use. */
export type DataType = "float32" | "float64" | "int32" | "int64" | "int8" | "uint8" | "bool" | "string";

/** A dimension: a number, or a name for one that is known when the graph runs ("N"). */
export type Dimension = number | string;

/** Element type and shape of an edge. */
export interface ValueType {
  readonly type: DataType;
  readonly shape: readonly Dimension[];
}

/** An edge of the graph: what an input, a constant or a node gives. Shapes and types are known while building. */
export interface Value extends ValueType {
  readonly name: string;
  readonly graph: Graph;
}

/** What a part of a graph computes, so that something else than the runtime can compute it. */
export interface RegionSettings {
  /** What is computed, with a version that changes when the nodes do: "letter_scores-1". */
  readonly kind: string;
  /** Edges into the region, without its constants. */
  readonly inputs: readonly Value[];
  /** Constants by the names that an accelerator asks for. */
  readonly constants?: Readonly<Record<string, Value>>;
  /** Numbers that the constants do not say. */
  readonly settings?: Readonly<Record<string, number>>;
}

/** A node as it was asked for: what differentiation and summaries walk over. */
export interface Step {
  readonly op: Op<never>;
  readonly inputs: readonly Value[];
  readonly settings: unknown;
  readonly outputs: readonly Value[];
}

/** A graph under construction. Made by `newGraph`; ops are functions that take values and give values. */
export interface Graph {
  readonly name: string;

  /**
   * Declares an input; "N" is the row dimension.
   * @throws ONNX_NAME_TAKEN
   */
  input(name: string, type: DataType, shape: readonly Dimension[]): Value;

  /**
   * Stores contents in the graph. Float32Array gives float32, Float64Array float64, Int32Array int32, BigInt64Array int64,
   * Int8Array int8, Uint8Array uint8, strings string, booleans bool. Without a shape it is a vector.
   * @throws ONNX_CONSTANT_INVALID
   */
  constant(data: ConstantData, shape?: readonly number[]): Value;

  /** A constant of shape []; equal ones are stored once. float32 unless told. */
  scalar(value: number, type?: DataType): Value;

  /**
   * Names a value as an output of the graph.
   * @throws ONNX_NAME_TAKEN
   */
  output(name: string, value: Value): void;

  /** Runs `body` with `label` in front of the names of the nodes that it adds, so that errors say whose nodes they are. */
  within<Result>(label: string, body: () => Result): Result;

  /**
   * Adds the nodes of `body` as a region: the model says where it begins and ends, and an accelerator may evaluate it in the
   * runtime's place (see `openAcceleratedGraph`). Runtimes that know nothing of regions run its nodes.
   * @param body - gives the region's outputs.
   */
  region<Outputs extends readonly Value[]>(settings: RegionSettings, body: () => Outputs): Outputs;

  /**
   * Adds a node; the ops' functions call this.
   * @throws ONNX_SHAPE_MISMATCH, ONNX_TYPE_MISMATCH, ONNX_SETTING_INVALID, ONNX_GRAPH_MIXED
   */
  apply<Settings>(op: Op<Settings>, inputs: readonly Value[], settings: Settings): readonly Value[];

  /** The nodes so far, in the order in which they were added. */
  steps(): readonly Step[];

  /**
   * The graph as it is stored.
   * @throws ONNX_OUTPUT_MISSING
   */
  stored(): StoredGraph;

  /**
   * The model as ONNX protobuf.
   * @throws ONNX_OUTPUT_MISSING
   */
  bytes(): Uint8Array;
}
