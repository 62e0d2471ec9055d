import { type DecodeLimits, decodeMessage } from "../format/decode.ts";
import { elementTypeName } from "../format/element-types.ts";
import { encodeMessage } from "../format/encode.ts";
import type { Message } from "../format/schema.ts";
import { valueInfo } from "../format/write-model.ts";
import type { DataType, ValueType } from "../graph.ts";
import type { Tensor, TensorData } from "../tensor.ts";

/** A node as a model holds it; attributes are messages of ONNX (`AttributeProto`), see `format/schema.ts`. */
export interface ModelNode {
  readonly type: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: readonly Message[];
  readonly message: Message;
}

/** Limits of reading; more values than for `describeModel`, because the nodes of a large forest are lists of numbers. */
const limits: DecodeLimits = { bytes: 2 ** 31, depth: 24, values: 64_000_000 };

const list = (parent: Message, field: string): readonly Message[] => (parent[field] as readonly Message[] | undefined) ?? [];
const names = (parent: Message, field: string): readonly string[] => (parent[field] as readonly string[] | undefined) ?? [];
const text = (parent: Message, field: string): string => (parent[field] as string | undefined) ?? "";

/** Names that graphs within a node take from the graph around them. */
function capturedBy(attributes: readonly Message[]): string[] {
  const graphs = attributes.flatMap((attribute) => [attribute["g"], attribute["graphs"]].flat()).filter((graph) => graph !== undefined);
  return (graphs as Message[]).flatMap((graph) => [
    ...list(graph, "output").map((output) => text(output, "name")),
    ...list(graph, "node").flatMap((node) => [...names(node, "input"), ...capturedBy(list(node, "attribute"))]),
  ]);
}

const arrays: Readonly<Record<Exclude<DataType, "string">, new (buffer: ArrayBuffer) => TensorData>> = {
  float32: Float32Array,
  float64: Float64Array,
  int32: Int32Array,
  int64: BigInt64Array,
  int8: Int8Array,
  uint8: Uint8Array,
  bool: Uint8Array,
};

/** The graph of a model, to be looked at and cut; nothing is run. */
export class ModelGraph {
  readonly model: Message;
  readonly inputs: ReadonlySet<string>;
  readonly outputs: readonly string[];
  readonly nodes: readonly ModelNode[];
  readonly #graph: Message;
  readonly #constants: ReadonlyMap<string, Message>;
  readonly #maker: ReadonlyMap<string, ModelNode>;

  /** @throws ONNX_MODEL_INVALID, ONNX_MODEL_TOO_LARGE */
  constructor(bytes: Uint8Array) {
    this.model = decodeMessage("Model", bytes, limits, []);
    this.#graph = (this.model["graph"] as Message | undefined) ?? {};
    this.inputs = new Set(list(this.#graph, "input").map((input) => text(input, "name")));
    this.outputs = list(this.#graph, "output").map((output) => text(output, "name"));
    this.#constants = new Map(list(this.#graph, "initializer").map((constant) => [text(constant, "name"), constant]));
    this.nodes = list(this.#graph, "node").map((node) => ({
      type: text(node, "opType"),
      domain: text(node, "domain"),
      inputs: names(node, "input"),
      outputs: names(node, "output"),
      attributes: list(node, "attribute"),
      message: node,
    }));
    this.#maker = new Map(this.nodes.flatMap((node) => node.outputs.map((output) => [output, node])));
  }

  /** The node that gives an edge; undefined for inputs and constants. */
  makerOf(name: string): ModelNode | undefined {
    return this.#maker.get(name);
  }

  /** A constant as the model holds it. */
  storedConstant(name: string): Message | undefined {
    return this.#constants.get(name);
  }

  /** A constant's contents, copied; undefined where there is none of that name, or its bytes do not fill its shape. */
  constant(name: string): Tensor | undefined {
    const stored = this.#constants.get(name);
    if (stored === undefined) return undefined;
    const type = elementTypeName(Number(stored["dataType"] ?? 0)) as DataType;
    const shape = (stored["dims"] as readonly number[] | undefined) ?? [];
    const elements = shape.reduce((product, size) => product * size, 1);
    if (type === "string") {
      const data = names(stored, "stringData");
      return data.length === elements ? { type, shape, data } : undefined;
    }
    const raw = stored["rawData"] as Uint8Array | undefined;
    if (raw === undefined || !(type in arrays)) return undefined;
    // A copy begins at a multiple of 8 bytes, as the arrays want it.
    const bytes = new Uint8Array(raw);
    if (bytes.length % (type === "float64" || type === "int64" ? 8 : type === "float32" || type === "int32" ? 4 : 1) !== 0)
      return undefined;
    const data = new arrays[type](bytes.buffer);
    return data.length === elements ? { type, shape, data } : undefined;
  }

  /**
   * What has to be computed for some edges when others are given.
   * @returns nodes in the order in which they run, and the names that nothing makes: inputs, constants and what is given.
   */
  needed(
    wanted: Iterable<string>,
    given: ReadonlySet<string>,
  ): { readonly nodes: readonly ModelNode[]; readonly ends: ReadonlySet<string> } {
    const found = new Set<ModelNode>();
    const ends = new Set<string>();
    const open = [...wanted];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      const maker = given.has(name) ? undefined : this.#maker.get(name);
      if (maker === undefined) ends.add(name);
      else if (!found.has(maker)) {
        found.add(maker);
        open.push(...maker.inputs.filter((input) => input !== ""), ...capturedBy(maker.attributes));
      }
    }
    return { nodes: this.nodes.filter((node) => found.has(node)), ends };
  }

  /**
   * A model of its own that computes some edges from others.
   * @param given - edges that become inputs where they are needed, beside the model's own inputs, with their types.
   */
  cut(wanted: readonly string[], given: ReadonlyMap<string, ValueType>): Uint8Array {
    const { nodes, ends } = this.needed(wanted, new Set(given.keys()));
    const own = list(this.#graph, "input").filter((input) => ends.has(text(input, "name")));
    const added = [...given]
      .filter(([name]) => ends.has(name) && !this.inputs.has(name))
      .map(([name, type]) => valueInfo({ name, ...type }));
    const declared = new Map(list(this.#graph, "output").map((output) => [text(output, "name"), output]));
    return encodeMessage("Model", {
      ...this.model,
      metadata: [],
      graph: {
        ...this.#graph,
        node: nodes.map(({ message }) => message),
        initializer: [...this.#constants].filter(([name]) => ends.has(name)).map(([, constant]) => constant),
        input: [...own, ...added],
        output: wanted.map((name) => declared.get(name) ?? { name }),
      },
    });
  }
}
