import { Table } from "../../../data/index.ts";
import type { DenseMatrix, Tree } from "../../../kernels/index.ts";
import { measure } from "../../evaluation/evaluate.ts";
import type { Metric } from "../../metrics/metric.ts";
import type { Prediction } from "../../prediction.ts";
import { applyLink } from "../apply-link.ts";
import type { Labels, Objective, ScoreArray } from "../objectives/objective.ts";
import { addTrees } from "./add-tree.ts";

/** Predictions [rows, outputs] from scores [outputs, rows]. */
export function predictionOf(scores: ScoreArray, rows: number, { outputs, link }: Objective): Prediction {
  const values = new Float64Array(rows * outputs);
  for (let row = 0; row < rows; row++) for (let k = 0; k < outputs; k++) values[row * outputs + k] = scores[k * rows + row] ?? 0;
  applyLink(link, values, outputs);
  return { rows, width: outputs, values };
}

/** Rows that are not learned from, scored as the trees grow: how good each round is, and which was the best. */
export class Watch {
  /** "rmse", or the objective's own loss. */
  readonly name: string;
  readonly history: number[] = [];
  readonly #objective: Objective;
  readonly #metric: Metric | undefined;
  readonly #matrix: DenseMatrix;
  readonly #labels: Labels;
  readonly #scores: Float64Array;
  #best = Number.NaN;
  /** Rounds after which it was best; 0 before the first. */
  bestRounds = 0;

  /** @param scores - of the watched rows before the first round, [outputs, rows]; kept and changed. */
  constructor(objective: Objective, metric: Metric | undefined, matrix: DenseMatrix, labels: Labels, scores: Float64Array) {
    this.name = metric?.name ?? objective.name;
    this.#objective = objective;
    this.#metric = metric;
    this.#matrix = matrix;
    this.#labels = labels;
    this.#scores = scores;
  }

  /** Takes a round's trees and returns the value after it. */
  add(trees: readonly Tree[]): number {
    addTrees(trees, this.#matrix, this.#scores);
    const value = this.#value();
    this.history.push(value);
    const isFirst = Number.isNaN(this.#best);
    const isBetter = this.#metric?.direction === "maximize" ? value > this.#best : value < this.#best;
    if (isFirst || isBetter) {
      this.#best = value;
      this.bestRounds = this.history.length;
    }
    return value;
  }

  #value(): number {
    if (this.#metric === undefined) return this.#objective.loss(this.#scores, this.#labels);
    const { rows, truth, weight } = this.#labels;
    const table = new Table("watched rows", { row: { kind: "number", values: new Float64Array(rows) } });
    const prediction = predictionOf(this.#scores, rows, this.#objective);
    const classes = this.#objective.outputs > 1 ? Array.from({ length: this.#objective.outputs }, (_, k) => String(k)) : ["0", "1"];
    return measure(this.#metric, { prediction, truth, table, classes, ...(weight === undefined ? {} : { weight }) });
  }
}
