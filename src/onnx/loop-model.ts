import type { StoredGraph, StoredNode } from "./format/write-model.ts";
import { writeModel } from "./format/write-model.ts";
import type { Dimension, Graph, ValueType } from "./graph.ts";
import { tensor } from "./tensor.ts";

/** How the turns of a loop are tied to each other. */
export interface LoopSettings {
  /** Inputs of the body that each turn leaves to the next, with the outputs that give their next value. */
  readonly carried: ReadonlyMap<string, string>;
  /** Inputs of the body that are other ones each turn. */
  readonly sliced: readonly string[];
  /** Outputs of the body that are kept from each turn. */
  readonly collected: readonly string[];
}

type Named = ValueType & { readonly name: string };

function find(values: readonly Named[], name: string): Named {
  const found = values.find((value) => value.name === name);
  if (found === undefined) throw new Error(`the body has no "${name}"`);
  return found;
}

function node(type: string, inputs: readonly string[], outputs: readonly string[], attributes: StoredNode["attributes"] = {}): StoredNode {
  return { name: `/loop/${type}.${outputs[0]}`, type, domain: "", inputs, outputs, attributes };
}

function bodyOf(stored: StoredGraph, { carried, sliced, collected }: LoopSettings): StoredGraph {
  const starts = sliced.map((name) => node("Gather", [`each/${name}`, "/loop/turn"], [name], { axis: { int: 0 } }));
  return {
    name: stored.name,
    inputs: [
      { name: "/loop/turn", type: "int64", shape: [] },
      { name: "/loop/open", type: "bool", shape: [] },
      ...[...carried.keys()].map((name) => find(stored.inputs, name)),
    ],
    outputs: [
      { name: "/loop/still-open", type: "bool", shape: [] },
      ...[...carried.values(), ...collected].map((name) => find(stored.outputs, name)),
    ],
    constants: stored.constants,
    nodes: [...starts, ...stored.nodes, node("Identity", ["/loop/open"], ["/loop/still-open"])],
  };
}

/**
 * A model that runs a graph several times in one call, each time on what the time before left behind, so that weights are copied in
 * and out once.
 *
 * Its inputs: "turns" (int64 of shape []), `start/…` for each that is carried, `each/…` with one axis more in front for each that is
 * sliced, and the body's other inputs as they are. Its outputs: `end/…` for each that is carried, and those that are collected with
 * one axis more in front.
 * @example loopModel(step, { carried: new Map([["w", "w.next"]]), sliced: ["rows"], collected: ["loss"] });
 */
export function loopModel(body: Graph, settings: LoopSettings): Uint8Array {
  const stored = body.stored();
  const { carried, sliced, collected } = settings;
  const started = [...carried.keys()].map((name) => ({ ...find(stored.inputs, name), name: `start/${name}` }));
  const ended = [...carried.keys()].map((name) => ({ ...find(stored.inputs, name), name: `end/${name}` }));
  const perTurn = (name: string, from: readonly Named[], prefix: string): Named => {
    const value = find(from, name);
    return { ...value, name: `${prefix}${name}`, shape: ["turns" as Dimension, ...value.shape] };
  };
  const shared = stored.inputs.filter(({ name }) => !carried.has(name) && !sliced.includes(name));
  const kept = collected.map((name) => perTurn(name, stored.outputs, "all/"));
  const loop = node(
    "Loop",
    ["turns", "/loop/true", ...started.map(({ name }) => name)],
    [...ended.map(({ name }) => name), ...kept.map(({ name }) => name)],
    { body: { graph: bodyOf(stored, settings) } },
  );
  return writeModel({
    name: `${stored.name} in a loop`,
    inputs: [
      { name: "turns", type: "int64", shape: [] },
      ...started,
      ...sliced.map((name) => perTurn(name, stored.inputs, "each/")),
      ...shared,
    ],
    outputs: [...ended, ...kept],
    constants: [{ name: "/loop/true", ...tensor("bool", [], [true]) }],
    nodes: [loop],
  });
}
