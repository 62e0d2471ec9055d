import type { Random } from "../../../kernels/index.ts";
import { keepsConstraints, type UnitCube, unitCube } from "../spaces/unit-cube.ts";
import { drawValues, firstNew, settle } from "./draw-points.ts";
import { observe } from "./observations.ts";
import { rankTrials } from "./rank-trials.ts";
import type { Sampler } from "./sampler.ts";

/** Settings of `evolutionSampler`. */
export interface EvolutionSettings {
  /** The newest trials, of which one is changed; 30 unless told. */
  readonly population?: number;
  /** Drawn from them; the best of these is changed. 8 unless told. */
  readonly tournament?: number;
}

/** Deviation of a change of a range, as a share of it. */
const STEP = 0.1;

/** One dimension anew, each further one with a chance of one in their number. */
export function mutate(cube: UnitCube, parent: Float64Array, stream: Random): Float64Array {
  const d = parent.length;
  const child = parent.map((place) => (Number.isNaN(place) ? stream.next() : place));
  const forced = stream.integer(d);
  for (const [j, { ordered, levels }] of cube.dimensions.entries()) {
    if (j !== forced && stream.next() >= 1 / d) continue;
    if (!ordered || stream.next() < 0.1) {
      child[j] = stream.next();
      continue;
    }
    const step = STEP * stream.normal();
    const moved = levels === Number.POSITIVE_INFINITY ? step : Math.sign(step) * Math.max(Math.abs(step), 1 / levels);
    const place = (child[j] ?? 0.5) + moved;
    // What leaves the range comes back from its end.
    child[j] = Math.min(1, Math.max(0, place < 0 ? -place : place > 1 ? 2 - place : place));
  }
  return child;
}

/**
 * Regularised evolution: the best of a few of the newest trials is changed in a parameter or so. Old trials die however good they were,
 * so that a lucky measurement does not rule for ever.
 * @see Real et al. (2019), "Regularized evolution for image classifier architecture search", AAAI 33.
 * @example evolutionSampler({ population: 50 })
 */
export function evolutionSampler({ population = 30, tournament = 8 }: EvolutionSettings = {}): Sampler {
  return {
    name: "evolution",
    settings: { population, tournament },
    propose(study, stream) {
      const cube = unitCube(study.space);
      const living = observe(study)
        .filter(({ trial }) => trial.state !== "running")
        .slice(-population);
      if (living.length < Math.min(10, population)) return firstNew(study, stream, () => drawValues(cube, stream));
      return firstNew(study, stream, () => {
        const drawn = Array.from({ length: tournament }, () => living[stream.integer(living.length)] ?? living[0]);
        const [best] = rankTrials(
          drawn.flatMap((one) => (one === undefined ? [] : [one.trial])),
          study.directions,
        );
        const parent = living.find(({ trial }) => trial === best) ?? living[0];
        for (let tried = 0; tried < 50 && parent !== undefined; tried++) {
          const { values } = settle(cube, mutate(cube, parent.point, stream));
          if (keepsConstraints(study.space, values)) return values;
        }
        return drawValues(cube, stream);
      });
    },
  };
}
