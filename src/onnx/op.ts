import { type ErrorCode, MillwrightError } from "../errors/index.ts";
import type { StoredGraph } from "./format/write-model.ts";
import type { DataType, Graph, Value, ValueType } from "./graph.ts";
import { shapeText } from "./shapes/dimension.ts";
import type { Tensor } from "./tensor.ts";

/** Where an op is defined: "" is ONNX itself. */
export type OpDomain = "" | "ai.onnx.ml" | "com.microsoft";

/** An attribute of a node, tagged with its ONNX type. */
export type Attribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly string: string }
  | { readonly ints: readonly number[] }
  | { readonly floats: readonly number[] }
  | { readonly strings: readonly string[] }
  | { readonly tensor: Tensor }
  | { readonly graph: StoredGraph };

/** How an op's settings are written into the node: as constants behind the operands, or as attributes. */
export interface EncodedSettings {
  readonly inputs?: readonly Value[];
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

/** A small use of an op with what it gives; the op contract builds and runs it with fixed and with open row dimensions. */
export interface OpExample {
  readonly inputs: readonly Tensor[];
  build(...inputs: Value[]): Value | readonly Value[];
  /** Elements of the first output, computed by hand. */
  readonly expected?: readonly (number | string)[];
  /** Why the first dimension cannot be open in this example. */
  readonly fixedRows?: string;
}

/** One op: its name in ONNX, its rule for types and shapes, and examples that prove the rule. */
export interface Op<Settings = undefined> {
  /** "MatMul" */
  readonly type: string;
  readonly domain?: OpDomain;
  /** Types and shapes of its outputs; calls `call.…` to refuse operands. */
  infer(call: OpCall, settings: Settings): readonly ValueType[];
  encode?(settings: Settings, graph: Graph): EncodedSettings;
  readonly examples: readonly OpExample[];
}

/** A node about to be added: its operands, and ways to refuse them that name node, op and shapes. */
export class OpCall {
  readonly node: string;
  readonly op: string;
  readonly inputs: readonly Value[];

  constructor(node: string, op: string, inputs: readonly Value[]) {
    this.node = node;
    this.op = op;
    this.inputs = inputs;
  }

  /** The operand at a position; the ops' functions give them all. */
  operand(position: number): Value {
    return this.inputs[position] ?? this.refuse("ONNX_SETTING_INVALID", `has no operand ${position}.`, "Give all operands.");
  }

  /** @throws ONNX_TYPE_MISMATCH unless the operand has one of the types. */
  expectType(position: number, types: readonly DataType[]): DataType {
    const { type } = this.operand(position);
    if (types.includes(type)) return type;
    this.refuse("ONNX_TYPE_MISMATCH", `got ${type} as operand ${position + 1}.`, `Cast it to ${types.join(", ")}.`);
  }

  /** @throws ONNX_TYPE_MISMATCH unless all operands have the type of the first. */
  expectSameTypes(): DataType {
    const { type } = this.operand(0);
    const other = this.inputs.find((input) => input.type !== type);
    if (other === undefined) return type;
    this.refuse("ONNX_TYPE_MISMATCH", `got ${this.inputs.map((input) => input.type).join(" and ")}.`, "Cast them to one type.");
  }

  /** @throws ONNX_SHAPE_MISMATCH naming every operand's shape. */
  shapeMismatch(fix: string): never {
    const shapes = this.inputs.map((input) => `"${input.name}" ${shapeText(input.shape)}`).join(" and ");
    this.refuse("ONNX_SHAPE_MISMATCH", `cannot take the shapes ${shapes}.`, fix);
  }

  /** The axis counted from the front. @throws ONNX_SETTING_INVALID when it is not one of `rank` axes. */
  axis(axis: number, rank: number): number {
    const fromFront = axis < 0 ? axis + rank : axis;
    if (Number.isInteger(axis) && fromFront >= 0 && fromFront < rank) return fromFront;
    const shapes = this.inputs.map((input) => shapeText(input.shape)).join(" and ");
    this.refuse("ONNX_SETTING_INVALID", `got axis ${axis} for ${shapes}.`, `Give an axis from ${-rank} to ${rank - 1}.`);
  }

  /** Throws an error that names the node and the op. */
  refuse(code: ErrorCode, problem: string, fix: string): never {
    throw new MillwrightError(code, `node "${this.node}" (${this.op}) ${problem}`, fix);
  }
}

/** Adds a node with one output to the graph of its first operand. */
export function applyOp<Settings>(op: Op<Settings>, inputs: readonly [Value, ...Value[]], settings: Settings): Value {
  return applyOpMany(op, inputs, settings)[0];
}

/** Adds a node with several outputs to the graph of its first operand. */
export function applyOpMany<Settings>(op: Op<Settings>, inputs: readonly [Value, ...Value[]], settings: Settings): [Value, ...Value[]] {
  return inputs[0].graph.apply(op, inputs, settings) as [Value, ...Value[]];
}
