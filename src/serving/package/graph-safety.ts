import { MillwrightError } from "../../errors/index.ts";
import { describeModel, type ModelDescription } from "../../onnx/index.ts";

/** Operator sets that come with ONNX Runtime and run no foreign code. */
const allowedDomains: ReadonlySet<string> = new Set(["", "ai.onnx", "ai.onnx.ml"]);

function refuse(problem: string, cause?: unknown): never {
  throw new MillwrightError(
    "PACKAGE_UNSAFE_GRAPH",
    problem,
    "Load only packages that `millwright run` wrote; this one was changed or made by other means.",
    cause === undefined ? {} : { cause },
  );
}

function describe(model: Uint8Array): ModelDescription {
  try {
    return describeModel(model);
  } catch (cause) {
    return refuse(`model.onnx cannot be read: ${(cause as MillwrightError).problem ?? String(cause)}`, cause);
  }
}

/**
 * Reads what an ONNX model declares and refuses what a package may not hold: operators outside of ai.onnx and ai.onnx.ml,
 * functions of its own, training graphs, tensors in external files.
 * @throws PACKAGE_UNSAFE_GRAPH
 */
export function inspectGraph(model: Uint8Array): ModelDescription {
  const described = describe(model);
  if (described.functions + described.trainingGraphs > 0) refuse("the model brings functions or training graphs of its own.");
  for (const domain of Object.keys(described.opsets)) {
    if (!allowedDomains.has(domain)) refuse(`the model imports operators of domain "${domain}"; allowed are ai.onnx and ai.onnx.ml.`);
  }
  for (const { domain, name } of described.operators) {
    if (!allowedDomains.has(domain)) refuse(`the graph uses operator "${name}" of domain "${domain}"; allowed are ai.onnx and ai.onnx.ml.`);
  }
  if (described.externalData) refuse("the graph keeps tensors in external files.");
  return described;
}
