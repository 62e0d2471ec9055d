import { MillwrightError } from "../../errors/index.ts";
import type { Step, Value } from "../graph.ts";
import type { Op } from "../op.ts";
import { shapeText } from "../shapes/dimension.ts";
import type { Tensor } from "../tensor.ts";

/** Gradient of the loss with respect to one operand, built when it is needed. */
export type OperandGradient = (() => Value) | undefined;

/** A small use of an op whose gradient the contract compares with finite differences. */
export interface GradientExample {
  /** Those of type float32 are differentiated, the others are fed as they are. */
  readonly inputs: readonly Tensor[];
  build(...inputs: Value[]): Value;
  /** Too large for differences: its gradient has to be the same bits with one thread as with two. */
  readonly onlyThreads?: true;
}

/** How an op passes a gradient back: its vector-Jacobian product. */
export interface Gradient<Settings = undefined> {
  readonly op: Op<Settings>;
  /** One function per operand, undefined where the op does not pass a gradient to it. Only those that are needed are called. */
  backward(call: GradientCall<Settings>): readonly OperandGradient[];
  readonly examples: readonly GradientExample[];
}

/** A node on the way back: its operands and results, and the gradients of the loss with respect to its results. */
export class GradientCall<Settings> {
  readonly settings: Settings;
  readonly #step: Step;
  readonly #gradients: readonly (Value | undefined)[];

  constructor(step: Step, gradients: readonly (Value | undefined)[]) {
    this.settings = step.settings as Settings;
    this.#step = step;
    this.#gradients = gradients;
  }

  /** The operand at a position. */
  input(position: number): Value {
    return this.#at(this.#step.inputs, position, "operand");
  }

  /** How many operands the node has. */
  get inputs(): number {
    return this.#step.inputs.length;
  }

  /** The result at a position. */
  output(position = 0): Value {
    return this.#at(this.#step.outputs, position, "result");
  }

  /** Gradient of the loss with respect to the first result. */
  get gradient(): Value {
    return this.#at(this.#gradients, 0, "gradient of its result");
  }

  /** Gradient with respect to the result at a position, undefined where the loss does not depend on it. */
  gradientOf(position: number): Value | undefined {
    return this.#gradients[position];
  }

  /** Sizes of the operand at a position. @throws ONNX_SHAPE_OPEN */
  shape(position: number): number[] {
    return fixedShape(this.input(position));
  }

  #at(values: readonly (Value | undefined)[], position: number, what: string): Value {
    const value = values[position];
    if (value !== undefined) return value;
    const problem = `node "${this.#step.outputs[0]?.name}" (${this.#step.op.type}) has no ${what} ${position}.`;
    throw new MillwrightError("ONNX_NOT_DIFFERENTIABLE", problem, "Let the loss depend on the node's first result.");
  }
}

/** Sizes of a value whose dimensions are all known. @throws ONNX_SHAPE_OPEN */
export function fixedShape(value: Value): number[] {
  const shape = value.shape.filter((dimension) => typeof dimension === "number");
  if (shape.length === value.shape.length) return shape;
  throw new MillwrightError(
    "ONNX_SHAPE_OPEN",
    `"${value.name}" has the shape ${shapeText(value.shape)}, and gradients need every dimension.`,
    "Build the graph that trains with a fixed number of rows.",
  );
}
