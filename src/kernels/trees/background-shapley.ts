import type { Tree } from "./tree.ts";
import { goesLeft } from "./walk-trees.ts";

/** Whose way a column goes on the current path, once the two rows have parted at it. */
const TOGETHER = 0;
const ROW = 1;
const BACKGROUND = 2;

/** a!·b!/(a + b + 1)!, the integral of tᵃ(1 − t)ᵇ over [0, 1]; kept once computed. */
class BetaWeights {
  readonly #rows: number[][] = [];

  at(a: number, b: number): number {
    while (this.#rows.length <= a) this.#rows.push([1 / (this.#rows.length + 1)]);
    const row = this.#rows[a]!;
    for (let j = row.length; j <= b; j++) row.push((row[j - 1]! * j) / (a + j + 1));
    return row[b]!;
  }
}

/** A row and the background row that stands in for it where a column is outside of the coalition. */
export interface RowPair {
  readonly rows: Float32Array;
  readonly at: number;
  readonly background: Float32Array;
  readonly other: number;
}

/**
 * Shapley values of trees in the game in which columns outside of a coalition have the values of a background row.
 * Only leaves that some mixture of the two rows comes to are visited.
 * @see Lundberg et al. (2020), "From local explanations to global understanding with explainable AI for trees", Nature Machine Intelligence 2
 */
export class BackgroundShapley {
  readonly #state: Uint8Array;
  readonly #weights = new BetaWeights();
  /** Columns at which the rows have parted. */
  readonly #parted: number[] = [];
  #ofRow = 0;

  constructor(columns: number) {
    this.#state = new Uint8Array(columns);
  }

  /** Adds `scale` times one tree's values to `values` from `to` on, one per column. */
  add(tree: Tree, pair: RowPair, scale: number, values: Float64Array, to: number): void {
    this.#visit(tree, tree.feature.length === 0 ? -1 : 0, pair, scale, values, to);
  }

  #visit(tree: Tree, from: number, pair: RowPair, scale: number, values: Float64Array, to: number): void {
    const state = this.#state;
    let child = from;
    while (child >= 0) {
      const column = tree.feature[child]!;
      const known = state[column]!;
      const byRow = goesLeft(tree, child, pair.rows[pair.at + column]!) ? tree.left[child]! : tree.right[child]!;
      const byOther = goesLeft(tree, child, pair.background[pair.other + column]!) ? tree.left[child]! : tree.right[child]!;
      if (known === TOGETHER && byRow !== byOther) {
        this.#part(tree, column, byRow, byOther, pair, scale, values, to);
        return;
      }
      child = known === BACKGROUND ? byOther : byRow;
    }
    this.#addLeaf(tree.value[~child]! * scale, values, to);
  }

  /** Follows both rows from where they part. */
  #part(tree: Tree, column: number, byRow: number, byOther: number, pair: RowPair, scale: number, values: Float64Array, to: number): void {
    this.#parted.push(column);
    this.#state[column] = ROW;
    this.#ofRow += 1;
    this.#visit(tree, byRow, pair, scale, values, to);
    this.#ofRow -= 1;
    this.#state[column] = BACKGROUND;
    this.#visit(tree, byOther, pair, scale, values, to);
    this.#state[column] = TOGETHER;
    this.#parted.pop();
  }

  #addLeaf(value: number, values: Float64Array, to: number): void {
    const ofRow = this.#ofRow;
    const ofOther = this.#parted.length - ofRow;
    for (const column of this.#parted) {
      const isRow = this.#state[column] === ROW;
      const weight = isRow ? this.#weights.at(ofRow - 1, ofOther) : -this.#weights.at(ofRow, ofOther - 1);
      values[to + column]! += value * weight;
    }
  }
}
