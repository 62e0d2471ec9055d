import { MillwrightError } from "../../errors/index.ts";
import { type DecodeLimits, decodeMessage } from "./decode.ts";
import { elementTypeName } from "./element-types.ts";
import type { Message } from "./schema.ts";

/** An input or output as the model declares it; an open dimension is a name ("?" where it has none). */
export interface DescribedValue {
  readonly name: string;
  readonly type: string;
  readonly shape: readonly (number | string)[];
}

/** An op of a domain; "" is ONNX itself. */
export interface DescribedOp {
  readonly domain: string;
  readonly name: string;
}

/** What a model says about itself; read without running anything. */
export interface ModelDescription {
  readonly irVersion: number;
  readonly producer: string;
  /** Versions by domain; "" is ONNX itself. */
  readonly opsets: Readonly<Record<string, number>>;
  readonly inputs: readonly DescribedValue[];
  readonly outputs: readonly DescribedValue[];
  /** Distinct ops in order, other domains in front: "Add", "ai.onnx.ml.LabelEncoder"; those of graphs within nodes too. */
  readonly nodeTypes: readonly string[];
  /** The same ops, each with its domain as the nodes write it. */
  readonly operators: readonly DescribedOp[];
  readonly nodes: number;
  readonly constants: number;
  /** Graphs within nodes (If, Loop, Scan). */
  readonly subgraphs: number;
  /** Functions that the model defines itself. */
  readonly functions: number;
  /** Graphs that the model brings for its training. */
  readonly trainingGraphs: number;
  /** True when contents are to be read from other files: such a model must not be opened. */
  readonly externalData: boolean;
}

/** Limits of reading: a package of Millwright stays far below them. */
const standardLimits: DecodeLimits = { bytes: 2 ** 31, depth: 24, values: 16_000_000 };

/** Contents of weights and lists are not looked at. */
const skipped = [
  "Tensor.rawData",
  "Tensor.stringData",
  "Attribute.ints",
  "Attribute.floats",
  "StringStringEntry.key",
  "StringStringEntry.value",
];

function messages(parent: Message, field: string): readonly Message[] {
  return (parent[field] as readonly Message[] | undefined) ?? [];
}

function text(parent: Message, field: string): string {
  return (parent[field] as string | undefined) ?? "";
}

function describeValue(value: Message): DescribedValue {
  const type = value["type"] as Message | undefined;
  const tensor = type?.["tensorType"] as Message | undefined;
  if (tensor === undefined) return { name: text(value, "name"), type: "not a tensor", shape: [] };
  const shape = tensor["shape"] as Message | undefined;
  const dimensions = shape === undefined ? [] : messages(shape, "dimension");
  return {
    name: text(value, "name"),
    type: elementTypeName((tensor["elementType"] as number | undefined) ?? 0),
    shape: dimensions.map((dimension) => (dimension["value"] as number | undefined) ?? (text(dimension, "parameter") || "?")),
  };
}

/** What is counted while walking through all graphs of a model. */
interface Census {
  readonly operators: Map<string, DescribedOp>;
  nodes: number;
  constants: number;
  subgraphs: number;
  external: boolean;
}

function countTensor(tensor: Message, census: Census): void {
  census.constants += 1;
  if ((tensor["dataLocation"] ?? 0) !== 0 || messages(tensor, "externalData").length > 0) census.external = true;
}

function countSparseTensor(tensor: Message, census: Census): void {
  for (const part of both(tensor, "values", "indices")) countTensor(part, census);
}

/** Messages of a single field and of a list. */
function both(parent: Message, single: string, list: string): readonly Message[] {
  return [parent[single], parent[list]].flat().filter((each) => each !== undefined) as Message[];
}

function countAttribute(attribute: Message, census: Census): void {
  for (const tensor of both(attribute, "t", "tensors")) countTensor(tensor, census);
  for (const tensor of both(attribute, "sparseTensor", "sparseTensors")) countSparseTensor(tensor, census);
  for (const inner of both(attribute, "g", "graphs")) {
    census.subgraphs += 1;
    countGraph(inner, census);
  }
}

function countNodes(nodes: readonly Message[], census: Census): void {
  for (const node of nodes) {
    const operator = { domain: text(node, "domain"), name: text(node, "opType") };
    census.operators.set(JSON.stringify(operator), operator);
    census.nodes += 1;
    for (const attribute of messages(node, "attribute")) countAttribute(attribute, census);
  }
}

function countGraph(graph: Message, census: Census): void {
  for (const tensor of messages(graph, "initializer")) countTensor(tensor, census);
  for (const tensor of messages(graph, "sparseInitializer")) countSparseTensor(tensor, census);
  countNodes(messages(graph, "node"), census);
}

function typeOf({ domain, name }: DescribedOp): string {
  return domain === "" || domain === "ai.onnx" ? name : `${domain}.${name}`;
}

/**
 * Reads what an ONNX model declares, from bytes that nobody vouches for: nothing is run, weights are not copied.
 * @throws ONNX_MODEL_INVALID, ONNX_MODEL_TOO_LARGE
 * @example describeModel(bytes).nodeTypes; // ["Add", "Gemm", "ai.onnx.ml.LabelEncoder"]
 */
export function describeModel(bytes: Uint8Array, limits: Partial<DecodeLimits> = {}): ModelDescription {
  const model = decodeMessage("Model", bytes, { ...standardLimits, ...limits }, skipped);
  const graph = model["graph"] as Message | undefined;
  if (graph === undefined) {
    throw new MillwrightError(
      "ONNX_MODEL_INVALID",
      `${bytes.length} bytes hold no ONNX graph.`,
      "Build the package again, or copy it again if it was cut short.",
    );
  }
  const census: Census = { operators: new Map(), nodes: 0, constants: 0, subgraphs: 0, external: false };
  countGraph(graph, census);
  const functions = messages(model, "functions");
  for (const definition of functions) countNodes(messages(definition, "node"), census);
  const operators = [...census.operators.values()];
  return {
    irVersion: (model["irVersion"] as number | undefined) ?? 0,
    producer: text(model, "producerName"),
    opsets: Object.fromEntries(messages(model, "opsetImport").map((entry) => [text(entry, "domain"), Number(entry["version"] ?? 0)])),
    inputs: messages(graph, "input").map(describeValue),
    outputs: messages(graph, "output").map(describeValue),
    nodeTypes: [...new Set(operators.map(typeOf))].sort(),
    operators,
    nodes: census.nodes,
    constants: census.constants,
    subgraphs: census.subgraphs,
    functions: functions.length,
    trainingGraphs: messages(model, "trainingInfo").length,
    externalData: census.external,
  };
}
