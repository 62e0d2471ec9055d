import type { Value } from "../../../onnx/index.ts";

/** What a network's output is held against, example by example. */
export interface Loss {
  /** "cross_entropy" */
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** int64 class codes or float32 numbers. */
  readonly target: "int64" | "float32";
  /** Loss of each example, [N]. */
  perExample(output: Value, target: Value): Value;
}
