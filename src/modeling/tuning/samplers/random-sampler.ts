import { unitCube } from "../spaces/unit-cube.ts";
import { drawValues, firstNew } from "./draw-points.ts";
import type { Sampler } from "./sampler.ts";

/**
 * Draws evenly from the space, each range by its scale.
 * @see Bergstra and Bengio (2012), "Random search for hyper-parameter optimization", JMLR 13.
 * @example randomSampler()
 */
export function randomSampler(): Sampler {
  return {
    name: "random",
    settings: {},
    propose(study, stream) {
      const cube = unitCube(study.space);
      return firstNew(study, stream, () => drawValues(cube, stream));
    },
  };
}
