import type { Adjacency } from "./adjacency.ts";

/** Scores of a few nodes among many: a number for each node, and the list of those that have one. */
export class SparseScores {
  readonly values: Float64Array;
  /** Nodes with a score, in the order in which they got it; `count` of them. */
  readonly touched: Int32Array;
  readonly #has: Uint8Array;
  count = 0;

  constructor(nodes: number) {
    this.values = new Float64Array(nodes);
    this.touched = new Int32Array(nodes);
    this.#has = new Uint8Array(nodes);
  }

  add(node: number, value: number): void {
    if (this.#has[node] === 0) {
      this.#has[node] = 1;
      this.touched[this.count++] = node;
    }
    this.values[node]! += value;
  }

  /** Takes the scores away: as new. */
  clear(): void {
    for (let i = 0; i < this.count; i++) {
      const node = this.touched[i]!;
      this.values[node] = 0;
      this.#has[node] = 0;
    }
    this.count = 0;
  }

  has(node: number): boolean {
    return this.#has[node] === 1;
  }
}

/** A whole number below `bound` that depends on the node and the seed alone. */
export function nodeNumber(node: number, seed: number, bound: number): number {
  let mixed = Math.imul(node ^ Math.imul(seed, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 16)) >>> 0) % bound;
}

/** How scores go over edges. */
export interface Step {
  /** Neighbours that a node gives to at most; where it has more, evenly spaced ones get the share of those left out. */
  readonly fanOut: number;
  readonly seed: number;
}

/**
 * Each node with a score gives it, times its weight, to every one of its neighbours.
 * @param weight - per node; 1 where absent.
 * @param into - what is there stays and is added to.
 */
export function spreadScores(
  scores: SparseScores,
  { starts, ends, targets }: Adjacency,
  weight: Float64Array | undefined,
  { fanOut, seed }: Step,
  into: SparseScores,
): void {
  for (let i = 0; i < scores.count; i++) {
    const node = scores.touched[i]!;
    const value = weight === undefined ? scores.values[node]! : scores.values[node]! * weight[node]!;
    if (value === 0) continue;
    const from = starts[node]!;
    const length = ends[node]! - from;
    if (length <= fanOut) {
      for (let at = from; at < from + length; at++) into.add(targets[at]!, value);
      continue;
    }
    const share = (value * length) / fanOut;
    const offset = nodeNumber(node, seed, length);
    for (let step = 0; step < fanOut; step++) {
      const place = Math.floor((step * length) / fanOut) + offset;
      into.add(targets[from + (place < length ? place : place - length)]!, share);
    }
  }
}
