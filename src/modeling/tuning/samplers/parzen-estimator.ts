import { normalProbability, type ParzenKernels, parzenLogDensity, type Random } from "../../../kernels/index.ts";
import type { Dimension, UnitCube } from "../spaces/unit-cube.ts";

const LOG_ROOT_TWO_PI = 0.9189385332046727;
/** Deviation of the kernel that stands for the prior: nearly even over [0, 1]. */
const PRIOR_DEVIATION = 1;
/** Widths of kernels in a space of many dimensions, as a share of the range. */
const WIDTH = 0.2;

/** Deviations of the kernels of so many points; 0 where a dimension is a category without order. */
function deviationsFor(dimensions: readonly Dimension[], points: number): Float64Array {
  const width = Math.min(0.5, WIDTH * Math.max(1, points) ** (-1 / (dimensions.length + 4)));
  return Float64Array.from(dimensions, ({ ordered, levels }) =>
    ordered ? Math.max(width, levels === Number.POSITIVE_INFINITY ? 0 : 0.3 / levels) : 0,
  );
}

/** Probability that a category's kernel gives its own choice: the prior's share shrinks with the number of points. */
function ownChance(levels: number, points: number): number {
  return (1 + 1 / levels / (points + 1)) / (1 + 1 / (points + 1));
}

/** log of deviation·√2π·P(kernel within [0, 1]). */
function logNormaliser(place: number, deviation: number): number {
  const above = (1 - place) / deviation;
  const below = place / deviation;
  // Further than six deviations from an end nothing is cut off there.
  const inside = (above > 6 ? 1 : normalProbability(above)) - (below > 6 ? 0 : normalProbability(-below));
  return Math.log(deviation * inside) + LOG_ROOT_TWO_PI;
}

/** A mixture over the unit cube: one kernel per point, and one for the prior. */
export class ParzenEstimator {
  readonly #cube: UnitCube;
  readonly #mixture: ParzenKernels;
  readonly #cumulative: Float64Array;
  readonly #deviation: Float64Array;
  readonly #scratch: Float64Array;

  /**
   * @param points - places in the cube, NaN where a dimension is switched off.
   * @param weights - of the points, above 0; the prior weighs `priorWeight`.
   */
  constructor(cube: UnitCube, points: readonly Float64Array[], weights: ArrayLike<number>, priorWeight: number) {
    const { dimensions } = cube;
    const n = points.length;
    const d = dimensions.length;
    const places = new Float64Array((n + 1) * d);
    for (const [i, point] of points.entries()) places.set(point, i * d);
    places.set(
      Float64Array.from(dimensions, ({ ordered }) => (ordered ? 0.5 : Number.NaN)),
      n * d,
    );
    this.#cube = cube;
    this.#deviation = deviationsFor(dimensions, n);
    const categories = Float64Array.from({ length: 3 * d }, (_, at) => {
      const levels = dimensions[Math.floor(at / 3)]?.levels ?? 1;
      const own = ownChance(levels, n);
      return Math.log([own, (1 - own) / Math.max(1, levels - 1), 1 / levels][at % 3] ?? 1);
    });
    const normalisers = this.#normalisers(places, n);
    const base = new Float64Array(n + 1);
    this.#cumulative = new Float64Array(n + 1);
    let total = priorWeight;
    for (let i = 0; i < n; i++) total += weights[i] ?? 0;
    for (let i = 0, sum = 0; i <= n; i++) {
      const weight = (i < n ? (weights[i] ?? 0) : priorWeight) / total;
      sum += weight;
      this.#cumulative[i] = sum;
      let log = Math.log(weight);
      if (!cube.isConditional) for (let j = 0; j < d; j++) log -= normalisers[i * d + j] ?? 0;
      base[i] = log;
    }
    const inverse = this.#deviation.map((deviation) => (deviation > 0 ? 1 / deviation : 0));
    const lastInverse = inverse.map((width) => (width > 0 ? 1 / PRIOR_DEVIATION : 0));
    const kept = cube.isConditional ? normalisers : new Float64Array(0);
    this.#mixture = { kernels: n + 1, columns: d, places, base, inverse, lastInverse, normalisers: kept, categories };
    this.#scratch = new Float64Array(n + 1);
  }

  /** Logs of the normalisers of ordered dimensions, 0 elsewhere. */
  #normalisers(places: Float64Array, last: number): Float64Array {
    const d = this.#deviation.length;
    return places.map((place, at) => {
      const deviation = this.#deviation[at % d] ?? 0;
      if (deviation === 0 || Number.isNaN(place)) return 0;
      return logNormaliser(place, at >= last * d ? PRIOR_DEVIATION : deviation);
    });
  }

  /** Writes a point drawn from the mixture; places are drawn for dimensions that are switched off, too. */
  sample(stream: Random, point: Float64Array): void {
    const { kernels, columns, places } = this.#mixture;
    const chosen = stream.next();
    let kernel = 0;
    while (kernel < kernels - 1 && (this.#cumulative[kernel] ?? 1) < chosen) kernel++;
    for (const [j, { ordered, levels }] of this.#cube.dimensions.entries()) {
      const place = places[kernel * columns + j] ?? Number.NaN;
      if (Number.isNaN(place)) point[j] = stream.next();
      else if (ordered) {
        const deviation = kernel === kernels - 1 ? PRIOR_DEVIATION : (this.#deviation[j] ?? 0);
        let drawn = place + deviation * stream.normal();
        while (!(drawn >= 0 && drawn <= 1)) drawn = place + deviation * stream.normal();
        point[j] = drawn;
      } else {
        const isOwn = levels < 2 || stream.next() < ownChance(levels, kernels - 1);
        const other = (Math.floor(place * levels) + 1 + stream.integer(Math.max(1, levels - 1))) % levels;
        point[j] = isOwn ? place : (other + 0.5) / levels;
      }
    }
  }

  /** log density at a point whose levels are at their centres. */
  logDensity(point: Float64Array): number {
    return parzenLogDensity(this.#mixture, point, this.#scratch);
  }
}
