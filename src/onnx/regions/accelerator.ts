import type { DataType, Value } from "../graph.ts";
import type { Tensor } from "../tensor.ts";
import type { ModelNode } from "./model-graph.ts";
import type { StoredRegion } from "./stored-region.ts";

/** What an accelerator is told of a region. Nobody vouches for it yet. */
export interface RegionContents extends Pick<StoredRegion, "kind" | "inputs" | "settings"> {
  /** A constant by the region's own name for it. @throws ONNX_REGION_INVALID unless it is there with that type and rank. */
  constant(name: string, type: DataType, rank: number): Tensor;
  /** A whole number among the settings. @throws ONNX_REGION_INVALID unless it lies in [least, most]. */
  wholeNumber(name: string, least: number, most: number): number;
  /** Nodes of the region, from inputs to outputs; for those whose contents are attributes. */
  readonly nodes: readonly ModelNode[];
  /** Refuses what was read. @throws ONNX_REGION_INVALID */
  refuse(problem: string): never;
}

/** Evaluates a region; safe for as many calls as one likes, one after the other. */
export interface RegionKernel {
  /** Outputs of the region for its inputs, both in the region's order; equal to what the nodes give. */
  run(inputs: readonly Tensor[]): readonly Tensor[];
  /** Frees its memory. */
  close(): void;
}

/** A region that an accelerator has read. */
export interface ReadRegion {
  /**
   * Adds, in a graph of its own, the nodes that the region must consist of, given what was read. The model is refused unless it has
   * exactly these: so a kernel never answers for nodes that would say something else.
   */
  emit(inputs: readonly Value[]): readonly Value[];
  /** The kernel; called once, when the nodes have been compared. */
  start(): RegionKernel;
}

/** Evaluates regions of one kind in the runtime's place. */
export interface Accelerator {
  /** The kind of its regions, as their emitter names it. */
  readonly kind: string;
  /** Reads a region's constants, settings and attributes. @throws ONNX_REGION_INVALID */
  read(region: RegionContents): ReadRegion;
}
