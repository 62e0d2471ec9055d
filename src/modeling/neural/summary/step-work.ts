import type { Step } from "../../../onnx/index.ts";

function elementsOf(shape: readonly (number | string)[]): number {
  return shape.reduce<number>((product, size) => product * Number(size), 1);
}

/** Ops that only say how elements are read. */
const FREE = new Set(["Reshape", "Identity", "Squeeze", "Unsqueeze", "Shape"]);

/**
 * Floating-point operations of one node with fixed shapes: two per multiplication and addition of a product, one per element of
 * anything else.
 */
export function stepFlops({ op, inputs, outputs }: Step): number {
  const results = elementsOf(outputs[0]?.shape ?? []);
  const [left, right] = inputs;
  if (op.type === "MatMul") return 2 * results * Number(left?.shape.at(-1) ?? 1);
  if (op.type === "Gemm") {
    // Elements of left and right are n·k and k·m for results n·m.
    const depth = Math.sqrt((elementsOf(left?.shape ?? []) * elementsOf(right?.shape ?? [])) / results);
    return 2 * results * depth;
  }
  if (op.type === "Conv") return 2 * results * elementsOf(right?.shape.slice(1) ?? []);
  return FREE.has(op.type) ? 0 : Math.max(results, elementsOf(left?.shape ?? []));
}

/** Bytes that one node's results take. */
export function stepBytes({ op, outputs }: Step): number {
  return FREE.has(op.type) ? 0 : outputs.reduce((sum, output) => sum + 4 * elementsOf(output.shape), 0);
}
