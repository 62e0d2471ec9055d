import type { Random } from "../../../kernels/index.ts";
import type { ParameterValues } from "../spaces/search-space.ts";
import { decodePoint, keepsConstraints, unitCube } from "../spaces/unit-cube.ts";
import { gaussianProcessSampler } from "./gaussian-process-sampler.ts";
import { nsga2Sampler } from "./nsga2-sampler.ts";
import type { Sampler, StudySoFar } from "./sampler.ts";
import { tpeSampler } from "./tpe-sampler.ts";

/** Trials up to which a Gaussian process pays: its cost grows with their square. */
const PROCESS_TRIALS = 250;
/** Parameters up to which it does. */
const PROCESS_PARAMETERS = 60;
/** One trial in so many asks TPE in the process's place: on rugged or noisy objectives the process misleads, TPE does not. */
const HEDGE = 3;
/** The first trial that may. */
const FIRST_HEDGE = 12;
/** Trials of several objectives from which on evolution finds more of the front than a density does. */
const MANY_TRIALS = 500;

/** Which sampler `auto` asks, by the space and by how far the study is. */
export function chosenFor({ space, directions, number, earlier }: StudySoFar): "gaussian_process" | "tpe" | "nsga2" {
  if (directions.length > 1) return number >= MANY_TRIALS ? "nsga2" : "tpe";
  const known = number + (earlier?.length ?? 0);
  if (number >= FIRST_HEDGE && number % HEDGE === 0) return "tpe";
  return known < PROCESS_TRIALS && unitCube(space).dimensions.length <= PROCESS_PARAMETERS ? "gaussian_process" : "tpe";
}

/** The middle of every range, with categories drawn: the best guess before anything is known. Undefined where it breaks a constraint. */
function middleOf({ space }: StudySoFar, stream: Random): ParameterValues | undefined {
  const cube = unitCube(space);
  const values = decodePoint(
    cube,
    cube.dimensions.map(({ ordered }) => (ordered ? 0.5 : stream.next())),
  );
  return keepsConstraints(space, values) ? values : undefined;
}

/**
 * Chooses by space and progress: the middle of the space first; for one objective and up to 250 trials a Gaussian process, with TPE for each third trial as a hedge; TPE
 * beyond; TPE for several objectives, NSGA-II after 500 trials. `npm run bench -- tuning` compares it with its parts and with Optuna.
 * @example autoSampler()
 */
export function autoSampler(): Sampler {
  const samplers = { gaussian_process: gaussianProcessSampler(), tpe: tpeSampler(), nsga2: nsga2Sampler() };
  return {
    name: "auto",
    settings: { processTrials: PROCESS_TRIALS, processParameters: PROCESS_PARAMETERS, hedge: HEDGE, manyTrials: MANY_TRIALS },
    propose(study, stream) {
      const isFirst = study.number === 0 && (study.earlier ?? []).length === 0;
      const middle = isFirst ? middleOf(study, stream) : undefined;
      return middle ?? samplers[chosenFor(study)].propose(study, stream);
    },
  };
}
