import { MillwrightError } from "../../../errors/index.ts";
import type { Random } from "../../../kernels/index.ts";
import type { ParameterValues } from "../spaces/search-space.ts";
import { decodePoint, encodePoint, keepsConstraints, type UnitCube, unitCube } from "../spaces/unit-cube.ts";
import type { StudySoFar } from "./sampler.ts";

/** Draws before constraints count as impossible to keep. */
const MOST_DRAWS = 20_000;
/** Proposals that may be passed over because a trial has them already. */
const MOST_REPEATS = 200;

/** The first values that keep the constraints, of those that `draw` gives. @throws MODELING_SPACE_CONTRADICTORY */
export function firstAllowed(cube: UnitCube, draw: () => ParameterValues): ParameterValues {
  for (let drawn = 0; drawn < MOST_DRAWS; drawn++) {
    const values = draw();
    if (keepsConstraints(cube.space, values)) return values;
  }
  throw new MillwrightError(
    "MODELING_SPACE_CONTRADICTORY",
    `None of ${MOST_DRAWS} proposals keeps the constraints: ${cube.space.constraints.map(({ name }) => name).join("; ")}.`,
    "Loosen a constraint, or narrow the ranges to where it can hold.",
  );
}

/** Values at a point drawn evenly from the cube, constraints kept. @throws MODELING_SPACE_CONTRADICTORY */
export function drawValues(cube: UnitCube, stream: Random): ParameterValues {
  const point = new Float64Array(cube.dimensions.length);
  return firstAllowed(cube, () => {
    for (let k = 0; k < point.length; k++) point[k] = stream.next();
    return decodePoint(cube, point);
  });
}

/** Names values, so that equal ones have equal names. */
export function nameValues({ dimensions }: UnitCube, values: ParameterValues): string {
  let name = "";
  for (const dimension of dimensions) name += `${String(values[dimension.name])}|`;
  return name;
}

const names = new WeakMap<ParameterValues, string>();

/** Which values the study's trials have. */
function takenNames(cube: UnitCube, study: StudySoFar): ReadonlySet<string> {
  const taken = new Set<string>();
  for (const { parameters } of study.trials) {
    let name = names.get(parameters);
    if (name === undefined) {
      name = nameValues(cube, parameters);
      names.set(parameters, name);
    }
    taken.add(name);
  }
  return taken;
}

/** Whether values are those of a trial already: likely with few levels, and at the bounds of ranges, where searches run into corners. */
export function isTaken(study: StudySoFar): (values: ParameterValues) => boolean {
  const cube = unitCube(study.space);
  const taken = takenNames(cube, study);
  return (values) => taken.has(nameValues(cube, values));
}

/**
 * The first proposal that no trial of the study has yet, running ones included. Where `propose` keeps returning to known ones, values
 * are drawn evenly; in an exhausted space a repeat is all that there is.
 */
export function firstNew(study: StudySoFar, stream: Random, propose: () => ParameterValues): ParameterValues {
  const taken = isTaken(study);
  const cube = unitCube(study.space);
  let values = propose();
  for (let repeats = 0; repeats < MOST_REPEATS && taken(values); repeats++) {
    values = repeats < 8 ? propose() : drawValues(cube, stream);
  }
  return values;
}

/** A point as its values stand: levels at their centres, dimensions switched off NaN. */
export function settle(cube: UnitCube, point: ArrayLike<number>): { readonly values: ParameterValues; readonly point: Float64Array } {
  const values = decodePoint(cube, point);
  return { values, point: encodePoint(cube, values) ?? Float64Array.from(point) };
}
