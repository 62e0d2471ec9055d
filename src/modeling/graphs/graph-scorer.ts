import type { ScoreBoard } from "../../kernels/index.ts";
import type { Reason } from "../finding/finder.ts";
import type { Graph, Source } from "./graph.ts";

/** Numbers of a scorer that are learned, not counted from the graph. */
export type ScorerTensors = Readonly<Record<string, Float32Array | Float64Array | Int32Array | Uint8Array>>;

/** Scores nodes as seen from a source. */
export interface GraphScorer {
  /** Adds scores to `into`, which is empty; nodes that get none are out of reach. Those of the source and its links do not matter. */
  score(source: Source, into: ScoreBoard): void;
  /** Scores of given nodes alone, where that is cheaper than scoring all; 0 out of reach. */
  scoreNodes?(source: Source, nodes: Int32Array): Float64Array;
  /** Why a node has its score. */
  reason(source: Source, node: number): Reason;
  readonly tensors: ScorerTensors;
}

/** A way to score nodes: its settings, and the scorer that they make on a graph. */
export interface ScorerKind {
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** @param tensors - what an earlier scorer of this kind learned; it learns anew where absent. */
  on(graph: Graph, seed: number, tensors?: ScorerTensors): GraphScorer;
}
