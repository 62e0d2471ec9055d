import type { ScoreBoard } from "../score-board.ts";
import type { Adjacency } from "./adjacency.ts";

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
  scores: ScoreBoard,
  { starts, ends, targets }: Adjacency,
  weight: Float64Array | undefined,
  { fanOut, seed }: Step,
  into: ScoreBoard,
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
