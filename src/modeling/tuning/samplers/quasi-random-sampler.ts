import { sobolPoint } from "../../../kernels/index.ts";
import type { ParameterValues } from "../spaces/search-space.ts";
import { decodePoint, keepsConstraints, unitCube } from "../spaces/unit-cube.ts";
import { drawValues, firstNew } from "./draw-points.ts";
import type { Sampler, StudySoFar } from "./sampler.ts";

/** The study's point of this number in a scrambled Sobol sequence; undefined where it breaks a constraint. */
export function quasiRandomValues({ space, seed, number }: StudySoFar): ParameterValues | undefined {
  const cube = unitCube(space);
  const point = new Float64Array(cube.dimensions.length);
  sobolPoint(number, seed, point);
  const values = decodePoint(cube, point);
  return keepsConstraints(space, values) ? values : undefined;
}

/**
 * Covers the space more evenly than chance: a Sobol sequence with Owen scrambling. Points that break a constraint, or that a trial has
 * already, are drawn at random instead.
 * @see Joe and Kuo (2008), "Constructing Sobol sequences with better two-dimensional projections", SIAM J. Sci. Comput. 30(5).
 * @example quasiRandomSampler()
 */
export function quasiRandomSampler(): Sampler {
  return {
    name: "quasi_random",
    settings: {},
    propose(study, stream) {
      const cube = unitCube(study.space);
      let first = quasiRandomValues(study);
      return firstNew(study, stream, () => {
        const values = first ?? drawValues(cube, stream);
        first = undefined;
        return values;
      });
    },
  };
}
