import { letterScoresAccelerator, sideBySideAccelerator } from "../../data/index.ts";
import { treesAccelerator } from "../../modeling/index.ts";
import type { Accelerator } from "../../onnx/index.ts";

/** Every accelerator of a package's graph: a kind of region that a compiled kernel evaluates is one more line. */
export const accelerators: readonly Accelerator[] = [letterScoresAccelerator, sideBySideAccelerator, treesAccelerator];
