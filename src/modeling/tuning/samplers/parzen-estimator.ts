import { normalProbability, type Random } from "../../../kernels/index.ts";
import type { UnitCube } from "../spaces/unit-cube.ts";

const LOG_ROOT_TWO_PI = 0.9189385332046727;
/** Deviation of the kernel that stands for the prior: nearly even over [0, 1]. */
const PRIOR_DEVIATION = 1;
/** Widths of kernels in a space of many dimensions, as a share of the range. */
const WIDTH = 0.2;

/** A mixture over the unit cube: one kernel per point, and one for the prior. */
export class ParzenEstimator {
  readonly #cube: UnitCube;
  readonly #kernels: number;
  readonly #columns: number;
  /** [kernels, columns] places; NaN where a kernel has no say: there it is even. */
  readonly #places: Float64Array;
  readonly #cumulative: Float64Array;
  /** log weight of each kernel, less the logs of its normalisers. */
  readonly #base: Float64Array;
  /** [kernels, columns] logs of the normalisers, where columns may be switched off. */
  readonly #normalisers: Float64Array;
  /** Deviation by column; 0 where the column is a category without order. */
  readonly #deviation: Float64Array;
  /** Probability that a kernel of a category gives its own choice, and log of the ratio to any other's. */
  readonly #own: Float64Array;
  readonly #scratch: Float64Array;

  /**
   * @param points - places in the cube, NaN where a dimension is switched off.
   * @param weights - of the points, above 0; the prior weighs `priorWeight`.
   */
  constructor(cube: UnitCube, points: readonly Float64Array[], weights: ArrayLike<number>, priorWeight: number) {
    const n = points.length;
    const d = cube.dimensions.length;
    this.#cube = cube;
    this.#kernels = n + 1;
    this.#columns = d;
    this.#places = new Float64Array((n + 1) * d);
    for (const [i, point] of points.entries()) this.#places.set(point, i * d);
    for (let j = 0; j < d; j++) this.#places[n * d + j] = cube.dimensions[j]?.ordered === true ? 0.5 : Number.NaN;
    this.#deviation = new Float64Array(d);
    this.#own = new Float64Array(d);
    const width = Math.min(0.5, WIDTH * Math.max(1, n) ** (-1 / (d + 4)));
    for (const [j, { ordered, levels }] of cube.dimensions.entries()) {
      if (ordered) this.#deviation[j] = Math.max(width, levels === Number.POSITIVE_INFINITY ? 0 : 0.3 / levels);
      // The prior's share of a category shrinks with the number of points.
      else this.#own[j] = (1 + 1 / levels / (n + 1)) / (1 + 1 / (n + 1));
    }
    this.#normalisers = this.#normalise();
    let total = priorWeight;
    for (let i = 0; i < n; i++) total += weights[i] ?? 0;
    this.#cumulative = new Float64Array(n + 1);
    this.#base = new Float64Array(n + 1);
    let sum = 0;
    for (let i = 0; i <= n; i++) {
      const weight = (i < n ? (weights[i] ?? 0) : priorWeight) / total;
      sum += weight;
      this.#cumulative[i] = sum;
      this.#base[i] = Math.log(weight);
      if (!cube.isConditional) for (let j = 0; j < d; j++) this.#base[i] = (this.#base[i] ?? 0) - (this.#normalisers[i * d + j] ?? 0);
    }
    this.#scratch = new Float64Array(n + 1);
  }

  #deviationAt(kernel: number, column: number): number {
    return kernel === this.#kernels - 1 ? PRIOR_DEVIATION : (this.#deviation[column] ?? 0);
  }

  /** log of deviation·√2π·P(kernel within [0, 1]) for ordered columns, 0 elsewhere. */
  #normalise(): Float64Array {
    const d = this.#columns;
    const logs = new Float64Array(this.#kernels * d);
    for (let i = 0; i < this.#kernels; i++) {
      for (let j = 0; j < d; j++) {
        const place = this.#places[i * d + j] ?? Number.NaN;
        const deviation = this.#deviationAt(i, j);
        if (this.#deviation[j] === 0 || Number.isNaN(place)) continue;
        const above = (1 - place) / deviation;
        const below = place / deviation;
        // Further than six deviations from both ends nothing is cut off.
        const inside = above > 6 && below > 6 ? 1 : normalProbability(above) - normalProbability(-below);
        logs[i * d + j] = Math.log(deviation * inside) + LOG_ROOT_TWO_PI;
      }
    }
    return logs;
  }

  /** Writes a point drawn from the mixture; places are drawn for dimensions that are switched off, too. */
  sample(stream: Random, point: Float64Array): void {
    const chosen = stream.next();
    let kernel = 0;
    while (kernel < this.#kernels - 1 && (this.#cumulative[kernel] ?? 1) < chosen) kernel++;
    for (const [j, { ordered, levels }] of this.#cube.dimensions.entries()) {
      const place = this.#places[kernel * this.#columns + j] ?? Number.NaN;
      if (Number.isNaN(place)) point[j] = stream.next();
      else if (ordered) {
        const deviation = this.#deviationAt(kernel, j);
        let drawn = place + deviation * stream.normal();
        while (!(drawn >= 0 && drawn <= 1)) drawn = place + deviation * stream.normal();
        point[j] = drawn;
      } else {
        const own = this.#own[j] ?? 1;
        const isOwn = levels < 2 || stream.next() < own;
        const others = (Math.floor(place * levels) + 1 + stream.integer(Math.max(1, levels - 1))) % levels;
        point[j] = isOwn ? place : (others + 0.5) / levels;
      }
    }
  }

  /** log density at a point whose levels are at their centres. */
  logDensity(point: Float64Array): number {
    const d = this.#columns;
    const logs = this.#scratch;
    let largest = Number.NEGATIVE_INFINITY;
    for (let i = 0; i < this.#kernels; i++) {
      const log = (this.#base[i] ?? 0) + this.#logKernel(i, point, i * d);
      logs[i] = log;
      if (log > largest) largest = log;
    }
    let sum = 0;
    for (let i = 0; i < this.#kernels; i++) {
      const rest = (logs[i] ?? 0) - largest;
      if (rest > -30) sum += Math.exp(rest);
    }
    return largest + Math.log(sum);
  }

  #logKernel(kernel: number, point: Float64Array, row: number): number {
    const { isConditional, dimensions } = this.#cube;
    let log = 0;
    for (let j = 0; j < this.#columns; j++) {
      const place = this.#places[row + j] ?? 0;
      const x = point[j] ?? 0;
      const deviation = this.#deviation[j] ?? 0;
      if (deviation > 0) {
        const z = (x - place) / (kernel === this.#kernels - 1 ? PRIOR_DEVIATION : deviation);
        // NaN: switched off in the kernel or in the point, where the kernel is even.
        if (!Number.isNaN(z)) log -= 0.5 * z * z + (isConditional ? (this.#normalisers[row + j] ?? 0) : 0);
      } else if (!Number.isNaN(x)) log += this.#logCategory(place, x, this.#own[j] ?? 1, dimensions[j]?.levels ?? 1);
    }
    return log;
  }

  #logCategory(place: number, x: number, own: number, levels: number): number {
    if (Number.isNaN(place)) return -Math.log(levels);
    if (Math.abs(place - x) * levels < 0.5) return Math.log(own);
    return Math.log((1 - own) / Math.max(1, levels - 1));
  }
}
