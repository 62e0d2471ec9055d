import { MillwrightError } from "../../errors/index.ts";
import type { Step, Value } from "../graph.ts";
import { add } from "../ops/add.ts";
import { floats } from "../shapes/elementwise.ts";
import { elementsOf } from "../tensor.ts";
import { customGradientOf } from "./custom-gradient.ts";
import { fixedShape, GradientCall, type OperandGradient } from "./gradient.ts";
import { gradientOf } from "./gradient-table.ts";

/** What a step's results depend on, as far as gradients are concerned: its operands, or those of a gradient of its own. */
function operandsOf(step: Step): readonly Value[] {
  const [output] = step.outputs;
  return (output === undefined ? undefined : customGradientOf(output)?.inputs) ?? step.inputs;
}

/** Every float that depends on one of the sources. */
function dependents(steps: readonly Step[], sources: readonly Value[]): ReadonlySet<Value> {
  const reached = new Set(sources);
  for (const step of steps) {
    if (!operandsOf(step).some((operand) => reached.has(operand))) continue;
    for (const output of step.outputs) if (floats.includes(output.type)) reached.add(output);
  }
  return reached;
}

function refuse(problem: string, fix: string): never {
  throw new MillwrightError("ONNX_NOT_DIFFERENTIABLE", problem, fix);
}

/** Gradients that a step passes to its operands, as functions. */
function backwardOf(step: Step, gradients: readonly (Value | undefined)[]): readonly OperandGradient[] {
  const [output] = step.outputs;
  const [gradient] = gradients;
  const custom = output === undefined ? undefined : customGradientOf(output);
  if (custom !== undefined && gradient !== undefined) return custom.backward(gradient);
  const known = gradientOf(step.op);
  if (known === undefined) {
    refuse(
      `node "${output?.name}" (${step.op.type}) lies between the loss and a parameter and has no gradient.`,
      "Use another op, or put stopGradient around its operand.",
    );
  }
  return known.backward(new GradientCall<never>(step, gradients));
}

/** Walks the steps from the last to the first and sums what each value is given. */
function accumulate(steps: readonly Step[], loss: Value, reached: ReadonlySet<Value>): ReadonlyMap<Value, Value> {
  const ones = Float32Array.from({ length: elementsOf(fixedShape(loss)) }, () => 1);
  const gradients = new Map<Value, Value>([[loss, loss.graph.constant(ones, fixedShape(loss))]]);
  for (const step of steps.toReversed()) {
    const given = step.outputs.map((output) => gradients.get(output));
    if (given.every((gradient) => gradient === undefined)) continue;
    const operands = operandsOf(step);
    const passed = backwardOf(step, given);
    for (const [i, operand] of operands.entries()) {
      const build = passed[i];
      if (build === undefined || !reached.has(operand)) continue;
      const sum = gradients.get(operand);
      gradients.set(operand, sum === undefined ? build() : add(sum, build()));
    }
  }
  return gradients;
}

/**
 * Adds the nodes that compute the gradient of a loss with respect to values, by walking the graph backwards.
 * @param loss - one float32 number, of shape [] or of ones.
 * @param sources - values on which the loss depends; their shapes and all between are fixed.
 * @returns one gradient per source, of its shape.
 * @throws ONNX_NOT_DIFFERENTIABLE, ONNX_SHAPE_OPEN
 * @see Griewank and Walther (2008), "Evaluating Derivatives", chapter 3.
 * @example
 * const w = graph.input("w", "float32", [3, 1]);
 * const [slope] = differentiate(reduceMean(pow(matMul(x, w), graph.scalar(2)), [0, 1]), [w]);
 */
export function differentiate(loss: Value, sources: readonly Value[]): Value[] {
  if (elementsOf(fixedShape(loss)) !== 1 || loss.type !== "float32") {
    refuse(`the loss "${loss.name}" is ${loss.type} [${loss.shape.join(", ")}].`, "Give one float32 number: a sum or a mean.");
  }
  const { graph } = loss;
  const steps = graph.steps();
  const reached = dependents(steps, sources);
  const gradients = graph.within("gradient", () => accumulate(steps, loss, reached));
  return sources.map((source) => {
    const gradient = gradients.get(source);
    return gradient ?? refuse(`the loss "${loss.name}" does not depend on "${source.name}".`, "Leave it out, or use it in the loss.");
  });
}
