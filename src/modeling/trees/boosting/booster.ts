import { type DenseMatrix, random, type Tree } from "../../../kernels/index.ts";
import type { Labels, ScoreArray } from "../objectives/objective.ts";
import type { FullBoosting } from "./boosting-settings.ts";
import { DroppedRounds, drawDropped } from "./drop-trees.ts";
import { leafQuantiles } from "./leaf-quantiles.ts";
import type { Grower } from "./new-grower.ts";
import { columnsOfTree, rowsOfRound } from "./sample-rows.ts";

/** What boosting learns from. */
export interface BoosterData {
  readonly matrix: DenseMatrix;
  readonly labels: Labels;
  /** Scores before the first round, [outputs, rows]; changed as trees are added. */
  readonly scores: Float64Array;
}

/** Steps below this share of the scores are rounding errors. */
const NEGLIGIBLE = 1e-9;

function largest(values: ScoreArray): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}

/** Grows rounds of trees, each on the derivatives that the trees before it left. */
export class Booster {
  /** Trees by round. */
  readonly rounds: Tree[][] = [];
  readonly #settings: FullBoosting;
  readonly #data: BoosterData;
  readonly #grower: Grower;
  readonly #seed: number;
  readonly #gradient: Float32Array;
  readonly #hessian: Float32Array;

  constructor(settings: FullBoosting, data: BoosterData, grower: Grower, seed: number) {
    this.#settings = settings;
    this.#data = data;
    this.#grower = grower;
    this.#seed = seed;
    const { outputs } = settings.objective;
    // One output writes straight into the grower's memory.
    this.#gradient = outputs === 1 ? grower.gradient : new Float32Array(outputs * data.labels.rows);
    this.#hessian = outputs === 1 ? grower.hessian : new Float32Array(outputs * data.labels.rows);
  }

  /** Grows a round. @returns its trees; none where there is nothing left to learn. */
  grow(): readonly Tree[] {
    const { objective, dropout } = this.#settings;
    const { labels, scores, matrix } = this.#data;
    const round = this.rounds.length;
    const drawn = dropout === undefined ? [] : drawDropped(round, dropout, this.#seed);
    const dropped = new DroppedRounds(drawn, this.rounds, matrix, scores);
    objective.gradients(scores, labels, this.#gradient, this.#hessian);
    const nothingLeft = round === 0 && largest(this.#gradient) <= NEGLIGIBLE * largest(this.#hessian) * largest(scores);
    const trees = nothingLeft ? [] : this.#growTrees(round, dropped.newWeight);
    this.rounds.push(trees);
    dropped.putBack(this.rounds);
    return this.rounds[round] ?? trees;
  }

  #growTrees(round: number, weight: number): Tree[] {
    const { objective, columnShare } = this.#settings;
    const { labels, matrix } = this.#data;
    const rows = rowsOfRound(this.#settings, round, labels.rows, this.#gradient, this.#hessian, this.#seed);
    const trees: Tree[] = [];
    for (let output = 0; output < objective.outputs; output++) {
      if (objective.outputs > 1) {
        const [from, to] = [output * labels.rows, (output + 1) * labels.rows];
        this.#grower.gradient.set(this.#gradient.subarray(from, to));
        this.#grower.hessian.set(this.#hessian.subarray(from, to));
      }
      const stream = random(this.#seed).fork(`tree ${output} of round ${round}`);
      const columns = columnsOfTree(columnShare, matrix.columns, stream);
      const grown = this.#grower.grow({
        output,
        ...(rows === undefined ? {} : { rows }),
        ...(columns === undefined ? {} : { columns }),
        seed: stream.integer(2 ** 31),
      });
      if (grown.feature.length > 0) trees.push(this.#addTree(grown, rows, weight));
    }
    return trees;
  }

  /** Gives the leaves their final values and adds them to the scores. */
  #addTree(grown: Tree, rows: Int32Array | undefined, weight: number): Tree {
    const { objective, learningRate } = this.#settings;
    const { labels, scores } = this.#data;
    const own = scores.subarray(grown.output * labels.rows, (grown.output + 1) * labels.rows);
    const level = objective.leafQuantiles?.[grown.output];
    const full = level === undefined ? grown.value : leafQuantiles(level, this.#grower.leafOfRows(), grown.value.length, own, labels, rows);
    const value = full.map((one) => one * learningRate * weight);
    this.#grower.addLastTree(own, value);
    return { ...grown, value };
  }
}
