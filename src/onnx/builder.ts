import { MillwrightError } from "../errors/index.ts";
import { type StoredGraph, type StoredNode, writeModel } from "./format/write-model.ts";
import type { DataType, Dimension, Graph, RegionSettings, Step, Value, ValueType } from "./graph.ts";
import { type Op, OpCall } from "./op.ts";
import type { StoredRegion } from "./regions/stored-region.ts";
import { type ConstantData, elementsOf, type Tensor, tensor, typeOfData } from "./tensor.ts";

/** The graph builder: keeps nodes in the order in which they were added, which is an order in which they can run. */
class GraphBuilder implements Graph {
  readonly name: string;
  readonly #nodes: StoredNode[] = [];
  readonly #steps: Step[] = [];
  readonly #constants: (Tensor & { readonly name: string })[] = [];
  readonly #regions: StoredRegion[] = [];
  readonly #scalars = new Map<string, Value>();
  readonly #inputs = new Map<string, Value>();
  readonly #outputs = new Map<string, Value>();
  #scope = "";
  #count = 0;

  constructor(name: string) {
    this.name = name;
  }

  input(name: string, type: DataType, shape: readonly Dimension[]): Value {
    this.#refuseTaken(name, this.#inputs, "input");
    const value = this.#value(name, { type, shape });
    this.#inputs.set(name, value);
    return value;
  }

  constant(data: ConstantData, shape: readonly number[] = [data.length]): Value {
    const type = typeOfData(data);
    const name = this.#fresh("constant");
    if (elementsOf(shape) !== data.length) {
      throw new MillwrightError(
        "ONNX_CONSTANT_INVALID",
        `constant "${name}" has ${data.length} elements for the shape [${shape.join(", ")}].`,
        `Give ${elementsOf(shape)} elements.`,
      );
    }
    const contents = type === "bool" ? tensor("bool", shape, data as readonly boolean[]).data : (data as Tensor["data"]);
    this.#constants.push({ name, type, shape, data: contents });
    return this.#value(name, { type, shape });
  }

  scalar(value: number, type: DataType = "float32"): Value {
    const key = `${type} ${Object.is(value, -0) ? "-0" : value}`;
    const known = this.#scalars.get(key);
    if (known !== undefined) return known;
    const name = this.#fresh("scalar");
    this.#constants.push({ name, ...tensor(type, [], [value]) });
    const made = this.#value(name, { type, shape: [] });
    this.#scalars.set(key, made);
    return made;
  }

  output(name: string, value: Value): void {
    this.#refuseTaken(name, this.#outputs, "output");
    this.#refuseForeign(`output "${name}"`, [value]);
    this.#outputs.set(name, value);
  }

  within<Result>(label: string, body: () => Result): Result {
    const outer = this.#scope;
    this.#scope = `${outer}${label}/`;
    try {
      return body();
    } finally {
      this.#scope = outer;
    }
  }

  region<Outputs extends readonly Value[]>({ kind, inputs, constants = {}, settings = {} }: RegionSettings, body: () => Outputs): Outputs {
    const outputs = body();
    const what = `region "${kind}"`;
    this.#refuseForeign(what, [...inputs, ...outputs, ...Object.values(constants)]);
    this.#regions.push({
      kind,
      inputs: inputs.map(({ name, type, shape }) => ({ name, type, shape })),
      outputs: outputs.map(({ name }) => name),
      constants: Object.fromEntries(Object.entries(constants).map(([key, { name }]) => [key, name])),
      settings,
    });
    return outputs;
  }

  apply<Settings>(op: Op<Settings>, inputs: readonly Value[], settings: Settings): readonly Value[] {
    const name = this.#fresh(op.type);
    this.#refuseForeign(`node "${name}" (${op.type})`, inputs);
    const types = op.infer(new OpCall(name, op.type, inputs), settings);
    const encoded = op.encode?.(settings, this) ?? {};
    const outputs = types.map((type, i) => this.#value(i === 0 ? name : `${name}:${i}`, type));
    this.#nodes.push({
      name,
      type: op.type,
      domain: op.domain ?? "",
      inputs: [...inputs, ...(encoded.inputs ?? [])].map((input) => input.name),
      outputs: outputs.map((output) => output.name),
      attributes: encoded.attributes ?? {},
    });
    this.#steps.push({ op, inputs, settings, outputs });
    return outputs;
  }

  steps(): readonly Step[] {
    return [...this.#steps];
  }

  bytes(): Uint8Array {
    return writeModel(this.stored(), this.#regions);
  }

  stored(): StoredGraph {
    if (this.#outputs.size === 0) {
      throw new MillwrightError("ONNX_OUTPUT_MISSING", `graph "${this.name}" has no output.`, 'Call output("name", value) first.');
    }
    const outputs = [...this.#outputs].map(([name, value]) => ({ name, type: value.type, shape: value.shape }));
    const namings = [...this.#outputs].map(([name, value]) => identityNode(name, value.name));
    return {
      name: this.name,
      inputs: [...this.#inputs.values()],
      outputs,
      constants: this.#constants,
      nodes: [...this.#nodes, ...namings],
    };
  }

  #value(name: string, type: ValueType): Value {
    return { name, type: type.type, shape: type.shape, graph: this };
  }

  /** Names within a graph never meet those of inputs and outputs, which do not begin with "/". */
  #fresh(kind: string): string {
    this.#count += 1;
    return `/${this.#scope}${kind}.${this.#count}`;
  }

  #refuseTaken(name: string, taken: ReadonlyMap<string, Value>, what: string): void {
    const clash = taken.has(name) || (what === "output" && this.#inputs.has(name)) || (what === "input" && this.#outputs.has(name));
    if (!clash && !name.startsWith("/") && name !== "") return;
    throw new MillwrightError(
      "ONNX_NAME_TAKEN",
      `graph "${this.name}" cannot have an ${what} "${name}": ${clash ? "the name is in use" : 'a name is not empty and does not begin with "/"'}.`,
      "Give every input and output a name of its own.",
    );
  }

  #refuseForeign(what: string, values: readonly Value[]): void {
    const foreign = values.find((value) => value.graph !== this);
    if (foreign === undefined) return;
    throw new MillwrightError(
      "ONNX_GRAPH_MIXED",
      `${what} of graph "${this.name}" got "${foreign.name}" of graph "${foreign.graph.name}".`,
      "Use values of one graph.",
    );
  }
}

/** Gives a value the name of an output. */
function identityNode(output: string, input: string): StoredNode {
  return { name: `/output/${output}`, type: "Identity", domain: "", inputs: [input], outputs: [output], attributes: {} };
}

/**
 * An empty graph.
 * @example
 * const graph = newGraph("doubler");
 * const x = graph.input("x", "float32", ["N", 1]);
 * graph.output("y", add(x, x));
 */
export function newGraph(name: string): Graph {
  return new GraphBuilder(name);
}
