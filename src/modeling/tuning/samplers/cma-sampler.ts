import { type UnitCube, unitCube } from "../spaces/unit-cube.ts";
import { drawPlace, firstDistribution, type SearchDistribution } from "./cma/distribution.ts";
import { populationFor, updateDistribution } from "./cma/update.ts";
import { firstAllowed, firstNew, settle } from "./draw-points.ts";
import { type Observation, observe } from "./observations.ts";
import { rankTrials } from "./rank-trials.ts";
import type { Sampler, StudySoFar } from "./sampler.ts";

/** Settings of `cmaSampler`. */
export interface CmaSettings {
  /** Trials of a generation, at least 4; 4 + 3·log(parameters) unless told. */
  readonly population?: number;
}

/** Least deviation in a levelled dimension, in levels: the next level keeps a chance of a few percent. */
const MARGIN = 0.3;

/** A distribution that is kept between calls, with the trials it has learned from. */
interface Kept {
  readonly learned: readonly Observation[];
  readonly distribution: SearchDistribution;
}

/** Trials of the study by generation: as many in a row by number; a generation is whole once all of them have ended. */
function wholeGenerations(study: StudySoFar, population: number): Observation[][] {
  const generations: Observation[][] = [];
  for (const observation of observe({ ...study, earlier: [] })) {
    if (observation.trial.state === "running") continue;
    const generation = Math.floor(observation.trial.number / population);
    generations[generation] ??= [];
    generations[generation]?.push(observation);
  }
  const whole: Observation[][] = [];
  for (const generation of generations) {
    if (generation === undefined || generation.length < population) break;
    whole.push(generation);
  }
  return whole;
}

/** Around the best trials of earlier studies, where there are any. */
function startingPoint(cube: UnitCube, study: StudySoFar): SearchDistribution {
  const first = firstDistribution(cube);
  const earlier = observe({ ...study, trials: [] });
  const [best] = rankTrials(
    earlier.map(({ trial }) => trial),
    study.directions,
  );
  const place = earlier.find(({ trial }) => trial === best)?.point;
  if (place === undefined) return first;
  return { ...first, mean: place.map((value) => (Number.isNaN(value) ? 0.5 : value)), stepSize: first.stepSize / 2 };
}

/**
 * CMA-ES: a normal distribution that moves towards the better half of each generation and takes on its shape. For numbers, several
 * hundred trials or more, and shapes that a Gaussian process cannot follow. Whole numbers keep a margin around their level; choices
 * without an order get chances that follow the better half. A trial asked for while its generation before is still running is drawn from
 * the last whole one.
 * @see Hansen and Ostermeier (2001), "Completely derandomized self-adaptation in evolution strategies", Evol. Comput. 9(2).
 * @see Hamano et al. (2022), "CMA-ES with margin", GECCO.
 * @example cmaSampler({ population: 12 })
 */
export function cmaSampler(settings: CmaSettings = {}): Sampler {
  const kept = new WeakMap<UnitCube, Kept>();
  return {
    name: "cma",
    settings: { ...settings },
    propose(study, stream) {
      const cube = unitCube(study.space);
      const population = Math.max(4, settings.population ?? populationFor(cube.dimensions.length));
      const generations = wholeGenerations(study, population);
      const flat = generations.flat();
      const known = kept.get(cube);
      const isContinued = known !== undefined && (study.earlier?.length ?? 0) === 0 && isPrefix(known.learned, flat);
      let distribution = isContinued ? known.distribution : startingPoint(cube, study);
      for (const generation of generations.slice(distribution.generation)) {
        const places = new Map(generation.map(({ trial, point }) => [trial, point]));
        const ranked = rankTrials([...places.keys()], study.directions).flatMap((trial) => places.get(trial) ?? []);
        distribution = updateDistribution(cube, distribution, ranked);
      }
      kept.set(cube, { learned: flat, distribution });
      return firstNew(study, stream, () => firstAllowed(cube, () => settle(cube, drawPlace(distribution, cube, MARGIN, stream)).values));
    },
  };
}

function isPrefix(before: readonly Observation[], now: readonly Observation[]): boolean {
  return before.length <= now.length && before.every(({ trial }, i) => trial === now[i]?.trial);
}
