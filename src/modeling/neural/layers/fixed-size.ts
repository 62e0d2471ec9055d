import { MillwrightError } from "../../../errors/index.ts";
import type { Value } from "../../../onnx/index.ts";

/** The size of an axis that a layer has to know. @throws ONNX_SHAPE_MISMATCH */
export function fixedSize(layer: string, x: Value, axis: number): number {
  const size = x.shape.at(axis);
  if (typeof size === "number") return size;
  const problem = `layer ${layer} was given "${x.name}" of shape [${x.shape.join(", ")}], whose axis ${axis} it has to know.`;
  throw new MillwrightError("ONNX_SHAPE_MISMATCH", problem, "Give inputs whose axes, but for the first, have fixed sizes.");
}

/** @throws ONNX_SHAPE_MISMATCH unless x has so many axes. */
export function expectRank(layer: string, x: Value, ranks: readonly number[], axes: string): void {
  if (ranks.includes(x.shape.length)) return;
  const problem = `layer ${layer} was given "${x.name}" of shape [${x.shape.join(", ")}].`;
  throw new MillwrightError("ONNX_SHAPE_MISMATCH", problem, `It takes ${axes}.`);
}
