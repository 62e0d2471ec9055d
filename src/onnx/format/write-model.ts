import type { Dimension, ValueType } from "../graph.ts";
import type { Attribute, OpDomain } from "../op.ts";
import { regionEntries, type StoredRegion } from "../regions/stored-region.ts";
import type { Tensor } from "../tensor.ts";
import { elementTypeNumber } from "./element-types.ts";
import { encodeMessage } from "./encode.ts";
import type { Message } from "./schema.ts";

/** Version of the file format. */
const IR_VERSION = 10;

/** Versions of the op sets that Millwright's graphs use. */
export const opsetVersions: Readonly<Record<OpDomain, number>> = { "": 21, "ai.onnx.ml": 5, "com.microsoft": 1 };

/** A node as it is stored. */
export interface StoredNode {
  readonly name: string;
  readonly type: string;
  readonly domain: OpDomain;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** A graph as it is stored. */
export interface StoredGraph {
  readonly name: string;
  readonly inputs: readonly (ValueType & { readonly name: string })[];
  readonly outputs: readonly (ValueType & { readonly name: string })[];
  readonly constants: readonly (Tensor & { readonly name: string })[];
  readonly nodes: readonly StoredNode[];
}

function dimensionMessage(dimension: Dimension): Message {
  return typeof dimension === "number" ? { value: dimension } : { parameter: dimension };
}

/** How a message declares an input or output. */
export function valueInfo(value: ValueType & { readonly name: string }): Message {
  const shape = { dimension: value.shape.map(dimensionMessage) };
  return { name: value.name, type: { tensorType: { elementType: elementTypeNumber[value.type], shape } } };
}

/** Contents as little-endian bytes, or as strings. Node runs on little-endian machines only. */
function tensorMessage(tensor: Tensor, name?: string): Message {
  const head = { dims: tensor.shape, dataType: elementTypeNumber[tensor.type], ...(name === undefined ? {} : { name }) };
  const { data } = tensor;
  if (!ArrayBuffer.isView(data)) return { ...head, stringData: data };
  return { ...head, rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength) };
}

/** AttributeProto with its type number. */
function attributeMessage(name: string, attribute: Attribute): Message {
  if ("float" in attribute) return { name, type: 1, f: attribute.float };
  if ("int" in attribute) return { name, type: 2, i: attribute.int };
  if ("string" in attribute) return { name, type: 3, s: attribute.string };
  if ("tensor" in attribute) return { name, type: 4, t: tensorMessage(attribute.tensor) };
  if ("graph" in attribute) return { name, type: 5, g: graphMessage(attribute.graph) };
  if ("floats" in attribute) return { name, type: 6, floats: attribute.floats };
  if ("ints" in attribute) return { name, type: 7, ints: attribute.ints };
  return { name, type: 8, strings: attribute.strings };
}

function nodeMessage(node: StoredNode): Message {
  return {
    input: node.inputs,
    output: node.outputs,
    name: node.name,
    opType: node.type,
    attribute: Object.entries(node.attributes).map(([name, attribute]) => attributeMessage(name, attribute)),
    ...(node.domain === "" ? {} : { domain: node.domain }),
  };
}

function graphMessage(graph: StoredGraph): Message {
  return {
    name: graph.name,
    node: graph.nodes.map(nodeMessage),
    initializer: graph.constants.map((constant) => tensorMessage(constant, constant.name)),
    input: graph.inputs.map(valueInfo),
    output: graph.outputs.map(valueInfo),
  };
}

/** Domains of a graph's nodes, those within its nodes included. */
function domainsOf(graph: StoredGraph): OpDomain[] {
  return graph.nodes.flatMap((node) => [
    node.domain,
    ...Object.values(node.attributes).flatMap((attribute) => ("graph" in attribute ? domainsOf(attribute.graph) : [])),
  ]);
}

/** ONNX protobuf of a graph, with the regions that are named in it; equal graphs give equal bytes. */
export function writeModel(graph: StoredGraph, regions: readonly StoredRegion[] = []): Uint8Array {
  const domains = new Set<OpDomain>(["", ...domainsOf(graph)]);
  return encodeMessage("Model", {
    irVersion: IR_VERSION,
    producerName: "millwright",
    opsetImport: [...domains].sort().map((domain) => ({ domain, version: opsetVersions[domain] })),
    graph: graphMessage(graph),
    metadata: regionEntries(regions),
  });
}
