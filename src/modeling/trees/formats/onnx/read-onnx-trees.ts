import { MillwrightError } from "../../../../errors/index.ts";
import { describeModel, ModelGraph, type ModelNode } from "../../../../onnx/index.ts";
import type { TreeEnsemble, TreeLink } from "../../tree-ensemble.ts";
import { type FileFaults, fileFaults, MOST_COLUMNS } from "../file-faults.ts";
import { readRegressorNode } from "./read-regressor-node.ts";
import { readTreeNode } from "./read-tree-node.ts";

const faults: FileFaults = fileFaults("ONNX model");

/** What a node that follows the trees makes of scores; undefined where it changes nothing. */
const links: Readonly<Record<string, TreeLink>> = { Sigmoid: "sigmoid", Softmax: "softmax", Exp: "exponential" };
const passing = ["Identity", "Cast"];
const postTransforms: Readonly<Record<string, TreeLink>> = { NONE: "identity", LOGISTIC: "sigmoid", SOFTMAX: "softmax" };

function unsupported(problem: string): never {
  return faults.unsupported(
    problem,
    "Use a graph of one input, one TreeEnsemble or TreeEnsembleRegressor, and at most a Cast and a Sigmoid, Softmax or Exp behind it.",
  );
}

/** Nodes before and behind the trees, which must form one chain from the input to the first output. */
function chain(graph: ModelGraph): { readonly before: ModelNode[]; readonly trees: ModelNode; readonly behind: ModelNode[] } {
  const behind: ModelNode[] = [];
  const before: ModelNode[] = [];
  let trees: ModelNode | undefined;
  let edge = graph.outputs[0] ?? "";
  // A model's nodes are in the order in which they run, so that a chain is never longer than they are many.
  for (let steps = 0; steps <= graph.nodes.length; steps++) {
    const node = graph.makerOf(edge);
    if (node === undefined) break;
    if (node.type.startsWith("TreeEnsemble") && trees === undefined) trees = node;
    else (trees === undefined ? behind : before).push(node);
    edge = node.inputs[0] ?? "";
  }
  if (trees === undefined) return unsupported("has no trees before its first output.");
  if (!graph.inputs.has(edge)) return unsupported("computes what its trees read.");
  return { before, trees, behind };
}

function linkOf(behind: readonly ModelNode[], from: TreeLink): TreeLink {
  let link = from;
  for (const { type, inputs } of behind.toReversed()) {
    const next = links[type];
    if ((next === undefined && !passing.includes(type)) || (next !== undefined && link !== "identity") || inputs.length !== 1) {
      return unsupported(`has a node ${type} behind its trees.`);
    }
    link = next ?? link;
  }
  return link;
}

/** Width of the rows that the model takes. */
function columnsOf(bytes: Uint8Array): number {
  const [input, ...others] = describeModel(bytes).inputs;
  const columns = input?.shape[1];
  if (others.length > 0 || input?.shape.length !== 2 || typeof columns !== "number") {
    return unsupported("does not take one matrix with a fixed number of columns.");
  }
  if (columns < 1 || columns > MOST_COLUMNS) faults.tooLarge(`takes ${columns} columns; ${MOST_COLUMNS} is the most.`);
  return columns;
}

function read(bytes: Uint8Array): TreeEnsemble {
  const columns = columnsOf(bytes);
  const { before, trees: node, behind } = chain(new ModelGraph(bytes));
  const other = before.find(({ type }) => !passing.includes(type));
  if (other !== undefined) return unsupported(`has a node ${other.type} before its trees.`);
  if (node.type === "TreeEnsemble") {
    const { outputs, trees } = readTreeNode(node, columns, faults);
    return { columns, outputs, trees, base: new Float64Array(outputs), link: linkOf(behind, "identity") };
  }
  if (node.type !== "TreeEnsembleRegressor") {
    return unsupported(`has a node ${node.type}, whose two-class answers runtimes do not agree about.`);
  }
  const { outputs, trees, base, postTransform } = readRegressorNode(node, columns, faults);
  const link = postTransforms[postTransform] ?? unsupported(`transforms what its trees say by ${postTransform}.`);
  return { columns, outputs, trees, base, link: linkOf(behind, link) };
}

/**
 * Reads an ensemble from an ONNX model of another tool: one TreeEnsemble (ai.onnx.ml 5) or TreeEnsembleRegressor (1, 3) from an input
 * [N, C], with at most a Cast and a Sigmoid, Softmax or Exp behind it. Weights of training rows are not in such a file.
 * @param bytes - the file.
 * @throws MODELING_FILE_INVALID, MODELING_FILE_UNSUPPORTED, MODELING_FILE_TOO_LARGE
 * @see https://onnx.ai/onnx/operators/onnx_aionnxml_TreeEnsemble.html
 * @example const model = fittedTrees("onnx", readOnnxTrees(await readFile("trees.onnx")));
 */
export function readOnnxTrees(bytes: Uint8Array): TreeEnsemble {
  if (!(bytes instanceof Uint8Array)) faults.invalid(`it is ${typeof bytes}, no bytes.`);
  try {
    return read(bytes);
  } catch (error) {
    if (!(error instanceof MillwrightError) || error.code.startsWith("MODELING_FILE_")) throw error;
    if (error.code === "ONNX_MODEL_TOO_LARGE") return faults.tooLarge(`cannot be read: ${error.problem}`);
    return faults.invalid(error.problem, error);
  }
}
