import type { ParameterValues } from "../spaces/search-space.ts";
import { encodePoint, type UnitCube, unitCube } from "../spaces/unit-cube.ts";
import type { Trial } from "../trial.ts";
import type { StudySoFar } from "./sampler.ts";

/** A trial whose parameters are of the study's space. */
export interface Observation {
  readonly trial: Trial;
  /** Place in the unit cube, NaN where a dimension is switched off. */
  readonly point: Float64Array;
}

const known = new WeakMap<UnitCube, WeakMap<ParameterValues, Float64Array | "outside">>();

/** Place of a trial in the cube, worked out once per trial. */
function placeOf(
  cube: UnitCube,
  cache: WeakMap<ParameterValues, Float64Array | "outside">,
  parameters: ParameterValues,
): Float64Array | undefined {
  let place = cache.get(parameters);
  if (place === undefined) {
    place = encodePoint(cube, parameters) ?? "outside";
    cache.set(parameters, place);
  }
  return place === "outside" ? undefined : place;
}

/** The study's trials, after those of earlier studies, with their places; those outside the space are passed over. */
export function observe({ space, trials, earlier }: StudySoFar): readonly Observation[] {
  const cube = unitCube(space);
  let cache = known.get(cube);
  if (cache === undefined) {
    cache = new WeakMap();
    known.set(cube, cache);
  }
  const observations: Observation[] = [];
  for (const list of [earlier ?? [], trials]) {
    for (const trial of list) {
      const point = placeOf(cube, cache, trial.parameters);
      if (point !== undefined) observations.push({ trial, point });
    }
  }
  return observations;
}
