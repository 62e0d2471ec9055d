import { type DenseMatrix, random, type Tree } from "../../../kernels/index.ts";
import type { ScoreArray } from "../objectives/objective.ts";
import { addTrees, scaleTree } from "./add-tree.ts";
import type { DropoutSettings } from "./boosting-settings.ts";

/** Rounds left out of a round, by their numbers; none where the round skips it. */
export function drawDropped(round: number, { share, skip, most }: Required<DropoutSettings>, seed: number): number[] {
  const stream = random(seed).fork(`dropout of round ${round}`);
  if (round === 0 || stream.next() < skip) return [];
  const dropped = Array.from({ length: round }, (_, earlier) => earlier).filter(() => stream.next() < share);
  return dropped.length > 0 ? dropped.slice(0, most) : [stream.integer(round)];
}

/** Earlier rounds taken out of the scores while a round learns, to come back with less weight. */
export class DroppedRounds {
  readonly #rounds: readonly number[];
  readonly #matrix: DenseMatrix;
  readonly #scores: ScoreArray;

  /** @param scores - [outputs, rows] of all rounds; the dropped ones are taken out. */
  constructor(rounds: readonly number[], trees: readonly (readonly Tree[])[], matrix: DenseMatrix, scores: ScoreArray) {
    this.#rounds = rounds;
    this.#matrix = matrix;
    this.#scores = scores;
    addTrees(this.#treesOf(trees), matrix, scores, -1);
  }

  #treesOf(trees: readonly (readonly Tree[])[]): Tree[] {
    return this.#rounds.flatMap((round) => trees[round] ?? []);
  }

  /** Weight of the new round's trees: with k rounds left out, 1 / (k + 1). */
  get newWeight(): number {
    return 1 / (this.#rounds.length + 1);
  }

  /**
   * Puts the dropped rounds back with k / (k + 1) of their weight, in the scores and among the trees.
   * @see Rashmi and Gilad-Bachrach (2015), "DART: Dropouts Meet Multiple Additive Regression Trees", AISTATS.
   */
  putBack(trees: Tree[][]): void {
    const factor = this.#rounds.length / (this.#rounds.length + 1);
    for (const round of this.#rounds) trees[round] = (trees[round] ?? []).map((tree) => scaleTree(tree, factor));
    addTrees(this.#treesOf(trees), this.#matrix, this.#scores);
  }
}
