import { MillwrightError } from "../../errors/index.ts";
import type { Tensor } from "../../onnx/index.ts";

export function encodeTexts(texts: readonly string[]): Tensor {
  throw new MillwrightError("SERVING_INTERNAL", `letters of ${texts.length} texts.`, "Not there yet.");
}
