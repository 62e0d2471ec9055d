import type { Random } from "../../../kernels/index.ts";
import { keepsConstraints, type UnitCube, unitCube } from "../spaces/unit-cube.ts";
import { drawValues, firstNew, settle } from "./draw-points.ts";
import { mutate } from "./evolution-sampler.ts";
import { type Observation, observe } from "./observations.ts";
import { rankTrials } from "./rank-trials.ts";
import type { Sampler } from "./sampler.ts";

/** Settings of `nsga2Sampler`. */
export interface Nsga2Settings {
  /** Trials that may become parents: the best by front, then by loneliness; 40 unless told. */
  readonly population?: number;
  /** How near children of two parents lie to them: 15 unless told, more is nearer. */
  readonly nearness?: number;
}

/** Simulated binary crossover in ordered dimensions; categories come from either parent. */
function cross(cube: UnitCube, a: Float64Array, b: Float64Array, nearness: number, stream: Random): Float64Array {
  return Float64Array.from(cube.dimensions, ({ ordered }, j) => {
    const [x, y] = [a[j] ?? Number.NaN, b[j] ?? Number.NaN];
    if (Number.isNaN(x) || Number.isNaN(y)) return Number.isNaN(x) ? y : x;
    const first = stream.next() < 0.5;
    if (!ordered || stream.next() < 0.5) return first ? x : y;
    const u = stream.next();
    const spread = u < 0.5 ? (2 * u) ** (1 / (nearness + 1)) : (1 / (2 - 2 * u)) ** (1 / (nearness + 1));
    const child = 0.5 * (x + y + (first ? 1 : -1) * spread * (x - y));
    return Math.min(1, Math.max(0, child));
  });
}

/**
 * NSGA-II, one child at a time: of two drawn trials the one on the better front (or the lonelier one of a front) becomes a parent; two
 * parents are crossed and the child is changed in a parameter or so. For several objectives and many trials.
 * @see Deb et al. (2002), "A fast and elitist multiobjective genetic algorithm: NSGA-II", IEEE Trans. Evol. Comput. 6(2).
 * @example nsga2Sampler({ population: 60 })
 */
export function nsga2Sampler({ population = 40, nearness = 15 }: Nsga2Settings = {}): Sampler {
  return {
    name: "nsga2",
    settings: { population, nearness },
    propose(study, stream) {
      const cube = unitCube(study.space);
      const observations = observe(study);
      const places = new Map(observations.map(({ trial, point }) => [trial, point]));
      const ranked: Observation[] = rankTrials([...places.keys()], study.directions)
        .slice(0, population)
        .map((trial) => ({ trial, point: places.get(trial) ?? new Float64Array(cube.dimensions.length) }));
      if (observations.length < population || ranked.length < 2) return firstNew(study, stream, () => drawValues(cube, stream));
      // Ranked from the best on: the smaller of two places wins the tournament.
      const parent = (): Float64Array => {
        const place = Math.min(stream.integer(ranked.length), stream.integer(ranked.length));
        return ranked[place]?.point ?? new Float64Array(cube.dimensions.length);
      };
      return firstNew(study, stream, () => {
        for (let tried = 0; tried < 50; tried++) {
          const child = mutate(cube, cross(cube, parent(), parent(), nearness, stream), stream);
          const { values } = settle(cube, child);
          if (keepsConstraints(study.space, values)) return values;
        }
        return drawValues(cube, stream);
      });
    },
  };
}
