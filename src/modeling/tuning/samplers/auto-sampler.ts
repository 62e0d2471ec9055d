import { unitCube } from "../spaces/unit-cube.ts";
import { gaussianProcessSampler } from "./gaussian-process-sampler.ts";
import { nsga2Sampler } from "./nsga2-sampler.ts";
import type { Sampler, StudySoFar } from "./sampler.ts";
import { tpeSampler } from "./tpe-sampler.ts";

/** Trials up to which a Gaussian process pays: its cost grows with their square. */
const PROCESS_TRIALS = 250;
/** Parameters up to which it does. */
const PROCESS_PARAMETERS = 60;
/** Trials of several objectives from which on evolution finds more of the front than a density does. */
const MANY_TRIALS = 500;

/** Which sampler `auto` asks, by the space and by how far the study is. */
export function chosenFor({ space, directions, number, earlier }: StudySoFar): "gaussian_process" | "tpe" | "nsga2" {
  if (directions.length > 1) return number >= MANY_TRIALS ? "nsga2" : "tpe";
  const known = number + (earlier?.length ?? 0);
  return known < PROCESS_TRIALS && unitCube(space).dimensions.length <= PROCESS_PARAMETERS ? "gaussian_process" : "tpe";
}

/**
 * Chooses by space and progress: a Gaussian process for one objective and up to 250 trials, TPE beyond; TPE for several objectives, NSGA-II
 * after 500 trials. `npm run bench -- tuning` compares it with its parts and with Optuna.
 * @example autoSampler()
 */
export function autoSampler(): Sampler {
  const samplers = { gaussian_process: gaussianProcessSampler(), tpe: tpeSampler(), nsga2: nsga2Sampler() };
  return {
    name: "auto",
    settings: { processTrials: PROCESS_TRIALS, processParameters: PROCESS_PARAMETERS, manyTrials: MANY_TRIALS },
    propose: (study, stream) => samplers[chosenFor(study)].propose(study, stream),
  };
}
