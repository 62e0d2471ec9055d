import type { ScoreBoard } from "../score-board.ts";
import type { Adjacency } from "./adjacency.ts";

/** Settings of a walk that starts over. */
export interface WalkSettings {
  /** Chance of starting over at each step, in (0, 1]. */
  readonly restart: number;
  /** What may be left unpushed on a node, per neighbour of it. */
  readonly tolerance: number;
  /** Edges that are gone over at most; what is left then stays unpushed. */
  readonly mostEdges: number;
}

/** A queue of nodes, each in it once. */
class NodeQueue {
  #nodes: Int32Array;
  readonly #waiting: Uint8Array;
  #first = 0;
  #size = 0;

  constructor(nodes: number) {
    this.#nodes = new Int32Array(Math.max(1, nodes));
    this.#waiting = new Uint8Array(nodes);
  }

  push(node: number): void {
    if (this.#waiting[node] === 1) return;
    this.#waiting[node] = 1;
    this.#nodes[(this.#first + this.#size++) % this.#nodes.length] = node;
  }

  /** -1 where it is empty. */
  shift(): number {
    if (this.#size === 0) return -1;
    const node = this.#nodes[this.#first]!;
    this.#first = (this.#first + 1) % this.#nodes.length;
    this.#size--;
    this.#waiting[node] = 0;
    return node;
  }
}

/** Personalised PageRank by forward push; it owns the queue, which is as long as there are nodes. */
export class ForwardPush {
  readonly #adjacency: Adjacency;
  readonly #queue: NodeQueue;

  constructor(adjacency: Adjacency) {
    this.#adjacency = adjacency;
    this.#queue = new NodeQueue(adjacency.nodes);
  }

  /**
   * Adds to `into` how often a walk is at each node. A walk that comes to a node without neighbours ends.
   * @param residual - where walks start, with weights that add up to 1; afterwards, what was left unpushed.
   * @returns the edges that it went over.
   * @see Andersen, Chung and Lang (2006), "Local Graph Partitioning using PageRank Vectors", FOCS.
   */
  run(residual: ScoreBoard, { restart, tolerance, mostEdges }: WalkSettings, into: ScoreBoard): number {
    const { starts, ends, targets } = this.#adjacency;
    const queue = this.#queue;
    for (let i = 0; i < residual.count; i++) queue.push(residual.touched[i]!);
    let edges = 0;
    for (let node = queue.shift(); node >= 0; node = queue.shift()) {
      const left = residual.values[node]!;
      const from = starts[node]!;
      const to = ends[node]!;
      if (edges > mostEdges || left <= tolerance * (to - from)) continue;
      residual.values[node] = 0;
      into.add(node, restart * left);
      const share = ((1 - restart) * left) / (to - from);
      for (let at = from; at < to; at++) {
        const target = targets[at]!;
        residual.add(target, share);
        if (residual.values[target]! > tolerance * (ends[target]! - starts[target]!)) queue.push(target);
      }
      edges += to - from;
    }
    return edges;
  }
}

/**
 * The same by power iteration, on all nodes: exact as far as `iterations` go.
 * @param start - where walks start, length nodes, adding up to 1.
 * @returns length nodes.
 */
export function pageRankByPower(
  { nodes, starts, ends, targets }: Adjacency,
  start: Float64Array,
  restart: number,
  iterations: number,
): Float64Array {
  let now = start.slice();
  const sum = new Float64Array(nodes);
  for (let round = 0; round < iterations; round++) {
    const next = new Float64Array(nodes);
    for (let node = 0; node < nodes; node++) {
      sum[node]! += restart * now[node]!;
      const share = ((1 - restart) * now[node]!) / (ends[node]! - starts[node]!);
      for (let at = starts[node]!; at < ends[node]!; at++) next[targets[at]!]! += share;
    }
    now = next;
  }
  return sum;
}
