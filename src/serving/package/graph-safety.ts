import { MillwrightError } from "../../errors/index.ts";
import { type Field, protobufFields } from "./protobuf-fields.ts";

/** Operator sets that come with ONNX Runtime and run no foreign code. */
const allowedDomains: ReadonlySet<string> = new Set(["", "ai.onnx", "ai.onnx.ml"]);

/** Subgraphs within subgraphs that are followed. */
const deepestNesting = 32;

/** What a graph says about itself. */
export interface GraphOutline {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** "domain:operator" → how often. */
  readonly operators: ReadonlyMap<string, number>;
}

interface Outline {
  readonly inputs: string[];
  readonly outputs: string[];
  readonly operators: Map<string, number>;
}

function refuse(problem: string): MillwrightError {
  return new MillwrightError(
    "PACKAGE_UNSAFE_GRAPH",
    problem,
    "Load only packages that `millwright run` wrote; this one was changed or made by other means.",
  );
}

const text = (field: Field): string => new TextDecoder().decode(field.bytes);

/** TensorProto: its values must be in the file itself. */
function checkTensor(bytes: Uint8Array): void {
  for (const field of protobufFields(bytes)) {
    // 13 external_data, 14 data_location (1: EXTERNAL)
    if (field.number === 13 || (field.number === 14 && field.value !== 0n)) {
      throw refuse("the graph keeps tensors in external files.");
    }
  }
}

/** AttributeProto: tensors and subgraphs within. */
function checkAttribute(bytes: Uint8Array, outline: Outline, depth: number): void {
  for (const field of protobufFields(bytes)) {
    if (field.number === 5 || field.number === 10) checkTensor(field.bytes);
    if (field.number === 6 || field.number === 11) checkGraph(field.bytes, outline, depth + 1);
  }
}

/** NodeProto: its operator's domain, then its attributes. */
function checkNode(bytes: Uint8Array, outline: Outline, depth: number): void {
  let domain = "";
  let operator = "";
  for (const field of protobufFields(bytes)) {
    if (field.number === 4) operator = text(field);
    if (field.number === 7) domain = text(field);
    if (field.number === 5) checkAttribute(field.bytes, outline, depth);
  }
  if (!allowedDomains.has(domain))
    throw refuse(`the graph uses operator "${operator}" of domain "${domain}"; allowed are ai.onnx and ai.onnx.ml.`);
  const key = `${domain}:${operator}`;
  outline.operators.set(key, (outline.operators.get(key) ?? 0) + 1);
}

/** Name of a ValueInfoProto. */
function valueName(bytes: Uint8Array): string {
  for (const field of protobufFields(bytes)) if (field.number === 1) return text(field);
  return "";
}

/** GraphProto: nodes, initializers, inputs and outputs. */
function checkGraph(bytes: Uint8Array, outline: Outline, depth: number): void {
  if (depth > deepestNesting) throw refuse(`the graph nests subgraphs more than ${deepestNesting} deep.`);
  for (const field of protobufFields(bytes)) {
    if (field.number === 1) checkNode(field.bytes, outline, depth);
    else if (field.number === 5) checkTensor(field.bytes);
    else if (field.number === 15) for (const inner of protobufFields(field.bytes)) checkTensor(inner.bytes);
    else if (depth === 0 && field.number === 11) outline.inputs.push(valueName(field.bytes));
    else if (depth === 0 && field.number === 12) outline.outputs.push(valueName(field.bytes));
  }
}

/**
 * Reads the outline of an ONNX model and refuses what a package may not hold: operators outside of ai.onnx and ai.onnx.ml,
 * functions of its own, training graphs, tensors in external files.
 * @throws PACKAGE_UNSAFE_GRAPH
 */
export function inspectGraph(model: Uint8Array): GraphOutline {
  const outline: Outline = { inputs: [], outputs: [], operators: new Map() };
  let graphs = 0;
  try {
    for (const field of protobufFields(model)) {
      if (field.number === 7) {
        graphs++;
        checkGraph(field.bytes, outline, 0);
      } else if (field.number === 20 || field.number === 25) {
        throw refuse("the model brings functions or training graphs of its own.");
      } else if (field.number === 8) checkOperatorSet(field.bytes);
    }
  } catch (cause) {
    if (cause instanceof MillwrightError) throw cause;
    throw refuse(`model.onnx is not an ONNX model (${(cause as Error).message}).`);
  }
  if (graphs !== 1) throw refuse(`model.onnx holds ${graphs} graphs, not one.`);
  return outline;
}

/** OperatorSetIdProto: domain. */
function checkOperatorSet(bytes: Uint8Array): void {
  for (const field of protobufFields(bytes)) {
    if (field.number === 1 && !allowedDomains.has(text(field))) {
      throw refuse(`the model imports operators of domain "${text(field)}"; allowed are ai.onnx and ai.onnx.ml.`);
    }
  }
}
