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
  readonly nodes: number;
  readonly constants: number;
  /** Graphs within nodes (If, Loop, Scan). */
  readonly subgraphs: number;
  /** Functions that the model defines itself. */
  readonly functions: number;
  /** True when contents are to be read from other files: such a model must not be opened. */
  readonly externalData: boolean;
}

/** Limits of reading: a package of Millwright stays far below them. */
const standardLimits: DecodeLimits = { bytes: 2 ** 31, depth: 24, values: 4_000_000 };

/** Contents of weights are not looked at. */
const skipped = ["Tensor.rawData", "Tensor.stringData"];

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
  readonly types: Set<string>;
  nodes: number;
  constants: number;
  subgraphs: number;
  external: boolean;
}

function countTensor(tensor: Message, census: Census): void {
  census.constants += 1;
  if (tensor["dataLocation"] === 1 || messages(tensor, "externalData").length > 0) census.external = true;
}

function countNodes(nodes: readonly Message[], census: Census): void {
  for (const node of nodes) {
    const domain = text(node, "domain");
    census.types.add(domain === "" || domain === "ai.onnx" ? text(node, "opType") : `${domain}.${text(node, "opType")}`);
    census.nodes += 1;
    for (const attribute of messages(node, "attribute")) {
      const single = attribute["t"] as Message | undefined;
      for (const tensor of single === undefined ? messages(attribute, "tensors") : [single, ...messages(attribute, "tensors")]) {
        countTensor(tensor, census);
      }
      const graph = attribute["g"] as Message | undefined;
      for (const inner of graph === undefined ? messages(attribute, "graphs") : [graph, ...messages(attribute, "graphs")]) {
        census.subgraphs += 1;
        countGraph(inner, census);
      }
    }
  }
}

function countGraph(graph: Message, census: Census): void {
  for (const tensor of messages(graph, "initializer")) countTensor(tensor, census);
  countNodes(messages(graph, "node"), census);
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
  const census: Census = { types: new Set(), nodes: 0, constants: 0, subgraphs: 0, external: false };
  countGraph(graph, census);
  const functions = messages(model, "functions");
  for (const definition of functions) countNodes(messages(definition, "node"), census);
  return {
    irVersion: (model["irVersion"] as number | undefined) ?? 0,
    producer: text(model, "producerName"),
    opsets: Object.fromEntries(messages(model, "opsetImport").map((entry) => [text(entry, "domain"), Number(entry["version"] ?? 0)])),
    inputs: messages(graph, "input").map(describeValue),
    outputs: messages(graph, "output").map(describeValue),
    nodeTypes: [...census.types].sort(),
    nodes: census.nodes,
    constants: census.constants,
    subgraphs: census.subgraphs,
    functions: functions.length,
    externalData: census.external,
  };
}
