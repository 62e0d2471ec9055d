import { random, type Tree, type TreeGrower } from "../../../kernels/index.ts";
import type { Labels, ScoreArray } from "../objectives/objective.ts";
import type { FullBoosting } from "./boosting-settings.ts";
import { type FirstScores, type LossState, lossState } from "./compiled-loss.ts";
import { DroppedRounds, drawDropped } from "./drop-trees.ts";
import { leafQuantiles } from "./leaf-quantiles.ts";
import { columnsOfTree, rowsOfRound } from "./sample-rows.ts";
import type { TreeRows } from "./with-grower.ts";

/** What boosting learns from. */
export interface BoosterData {
  readonly rows: TreeRows;
  readonly labels: Labels;
}

/** Rows from which sorting them pays. */
const SORTED_ROWS = 50_000;
/** Steps below this share of the scores are rounding errors. */
const NEGLIGIBLE = 1e-9;

function largest(values: ScoreArray): number {
  let most = 0;
  for (let at = 0; at < values.length; at++) {
    const size = Math.abs(values[at] ?? 0);
    if (size > most) most = size;
  }
  return most;
}

/** Grows rounds of trees, each on the derivatives that the trees before it left. */
export class Booster {
  /** Trees by round. */
  readonly rounds: Tree[][] = [];
  readonly #settings: FullBoosting;
  readonly #data: BoosterData;
  readonly #grower: TreeGrower;
  readonly #seed: number;
  readonly #loss: LossState;
  /** Rounds of the model that it goes on from: draws go on where its draws ended. */
  readonly #earlier: number;
  /** Size of the scores before the first round. */
  readonly #size: number;

  /** @param first - scores before the first round; taken over. */
  constructor(settings: FullBoosting, data: BoosterData, first: FirstScores, grower: TreeGrower, seed: number) {
    this.#settings = settings;
    this.#data = data;
    this.#grower = grower;
    this.#seed = seed;
    this.#earlier = Math.round((settings.startFrom?.trees.length ?? 0) / settings.objective.outputs);
    this.#size = typeof first === "number" ? Math.abs(first) : largest(first);
    this.#loss = lossState(settings.objective, data.labels, first, grower);
  }

  /** Grows a round. @returns its trees; none where there is nothing left to learn. */
  grow(): readonly Tree[] {
    const round = this.rounds.length;
    const dropped = this.#dropRounds(round);
    const { gradient, hessian } = this.#loss;
    this.#loss.differentiate();
    const nothingLeft = round === 0 && largest(gradient) <= NEGLIGIBLE * largest(hessian) * this.#size;
    const trees = nothingLeft ? [] : this.#growTrees(round, dropped?.newWeight ?? 1);
    this.rounds.push(trees);
    dropped?.putBack(this.rounds);
    if (round === 0 && trees.length > 0) this.#sortRows();
    return this.rounds[round] ?? trees;
  }

  /** Brings rows of one leaf together, which makes later rounds faster, where nobody else knows rows by their numbers. */
  #sortRows(): void {
    const { objective, dropout } = this.#settings;
    const isAlone = objective.compiled !== undefined && dropout === undefined;
    if (isAlone && this.#data.labels.rows >= SORTED_ROWS) this.#grower.sortRows();
  }

  #dropRounds(round: number): DroppedRounds | undefined {
    const { rows } = this.#data;
    const { dropout } = this.#settings;
    if (dropout === undefined || !("values" in rows)) return undefined;
    return new DroppedRounds(drawDropped(round, dropout, this.#seed), this.rounds, rows, this.#loss.scores);
  }

  #growTrees(number: number, weight: number): Tree[] {
    const round = this.#earlier + number;
    const { objective, columnShare } = this.#settings;
    const { labels } = this.#data;
    const { gradient, hessian } = this.#loss;
    const rows = rowsOfRound(this.#settings, round, labels.rows, gradient, hessian, this.#seed);
    const trees: Tree[] = [];
    for (let output = 0; output < objective.outputs; output++) {
      if (objective.outputs > 1) {
        const [from, to] = [output * labels.rows, (output + 1) * labels.rows];
        this.#grower.gradient.set(gradient.subarray(from, to));
        this.#grower.hessian.set(hessian.subarray(from, to));
      }
      const stream = random(this.#seed).fork(`tree ${output} of round ${round}`);
      const columns = columnsOfTree(columnShare, this.#data.rows.columns, stream);
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
    const { labels } = this.#data;
    const { scores } = this.#loss;
    const own = scores.subarray(grown.output * labels.rows, (grown.output + 1) * labels.rows);
    const level = objective.leafQuantiles?.[grown.output];
    const full = level === undefined ? grown.value : leafQuantiles(level, this.#grower.leafOfRows(), grown.value.length, own, labels, rows);
    const value = full.map((one) => one * learningRate * weight);
    this.#grower.addLastTree(own, value);
    return { ...grown, value };
  }
}
