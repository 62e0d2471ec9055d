import { newGraph } from "../builder.ts";
import type { DataType, ValueType } from "../graph.ts";
import type { Tensor } from "../tensor.ts";
import type { Accelerator, ReadRegion, RegionContents } from "./accelerator.ts";
import { ModelGraph } from "./model-graph.ts";
import { differenceOfNodes } from "./same-nodes.ts";
import { regionFault, type StoredRegion } from "./stored-region.ts";

/** A region whose nodes were compared with what its accelerator stands for. */
export interface VerifiedRegion {
  readonly stored: StoredRegion;
  /** Types of its outputs, in order. */
  readonly outputs: readonly ValueType[];
  readonly read: ReadRegion;
}

/** An optional input that is not given is an edge without a name. */
const isGiven = (name: string): boolean => name !== "";

function contentsOf(stored: StoredRegion, model: ModelGraph): RegionContents {
  const { kind, inputs, outputs, constants, settings } = stored;
  const refuse = (problem: string): never => {
    throw regionFault(kind, problem);
  };
  return {
    kind,
    inputs,
    settings,
    nodes: model.needed(outputs.filter(isGiven), new Set(inputs.map(({ name }) => name))).nodes,
    refuse,
    constant: (name: string, type: DataType, rank: number): Tensor => {
      const found = model.constant(constants[name] ?? "");
      if (found === undefined || found.type !== type || found.shape.length !== rank)
        return refuse(`has no constant "${name}" of type ${type} with ${rank} dimensions.`);
      return found;
    },
    wholeNumber: (name, least, most) => {
      const value = settings[name];
      if (value !== undefined && Number.isInteger(value) && value >= least && value <= most) return value;
      return refuse(`has ${value} as "${name}", not a whole number from ${least} to ${most}.`);
    },
  };
}

/**
 * Reads a region and makes sure that it consists of the nodes that its accelerator stands for.
 * @throws ONNX_REGION_INVALID
 */
export function readRegion(stored: StoredRegion, model: ModelGraph, accelerator: Accelerator): VerifiedRegion {
  const { kind, inputs, outputs } = stored;
  const read = accelerator.read(contentsOf(stored, model));
  const graph = newGraph(kind);
  const values = inputs.map(({ type, shape }, at) => graph.input(`input ${at}`, type, shape));
  const emitted = read.emit(values);
  emitted.forEach((value, at) => {
    graph.output(`output ${at}`, value);
  });
  const expected = {
    graph: new ModelGraph(graph.bytes()),
    inputs: values.map(({ name }) => name),
    outputs: emitted.map(({ name }) => name),
  };
  const difference = differenceOfNodes({ graph: model, inputs: inputs.map(({ name }) => name), outputs }, expected);
  if (difference !== undefined) throw regionFault(kind, difference);
  return { stored, outputs: emitted.map(({ type, shape }) => ({ type, shape })), read };
}
