import { type GaussianProcess, logExpectedExcess, quasiNewton, type Random } from "../../../../kernels/index.ts";
import type { ParameterValues } from "../../spaces/search-space.ts";
import { keepsConstraints, type UnitCube } from "../../spaces/unit-cube.ts";
import { settle } from "../draw-points.ts";
import { processPoint } from "./surrogate.ts";

/** How much is spent on looking for the best point. */
export interface Effort {
  /** Points drawn evenly. */
  readonly even: number;
  /** Points drawn near the best known ones. */
  readonly near: number;
  /** Points that are improved step by step. */
  readonly improved: number;
  /** Most steps of each. */
  readonly steps: number;
}

/** What is maximised, and where. */
export interface GainProblem {
  readonly process: GaussianProcess;
  readonly cube: UnitCube;
  /** The mean that has to be bettered. */
  readonly best: number;
  /** Places of the best known points, the best first. */
  readonly centres: readonly Float64Array[];
  /** Values that a trial has already. */
  readonly taken: (values: ParameterValues) => boolean;
}

/** A place with its log expected gain. */
interface Candidate {
  readonly place: Float64Array;
  readonly gain: number;
}

/** log of the expected improvement on the best, in units of the changed losses. */
function gainAt({ process, best }: GainProblem, place: Float64Array): number {
  const { mean, variance } = process.predict(place);
  const deviation = Math.sqrt(variance);
  return logExpectedExcess((best - mean) / deviation) + Math.log(deviation);
}

/** Near a known place: a few dimensions moved by steps of very different sizes. */
function drawNear({ dimensions }: UnitCube, centre: Float64Array, stream: Random): Float64Array {
  const d = centre.length;
  const share = Math.max(1 / d, Math.min(1, (0.3 + 3 * stream.next()) / d));
  const size = 0.3 * 2 ** (-7 * stream.next());
  const place = centre.slice();
  const forced = stream.integer(d);
  for (const [j, { ordered, levels }] of dimensions.entries()) {
    if (j !== forced && stream.next() >= share) continue;
    if (!ordered) {
      place[j] = stream.next();
      continue;
    }
    const step = size * stream.normal();
    // A level is left by at least one.
    const moved = levels === Number.POSITIVE_INFINITY ? step : Math.sign(step) * Math.max(Math.abs(step), 1 / levels);
    place[j] = Math.min(1, Math.max(0, (centre[j] ?? 0.5) + moved));
  }
  return place;
}

/** As the process takes it: levels at their centres, what is switched off in the middle. Undefined where it is not allowed. */
function settled({ cube, taken }: GainProblem, drawn: Float64Array): Float64Array | undefined {
  const { values, point } = settle(cube, drawn);
  return keepsConstraints(cube.space, values) && !taken(values) ? processPoint(point) : undefined;
}

/** Levels from which on a dimension is climbed as if it were continuous, and rounded at last. */
const MANY_LEVELS = 20;
/** Rounds in which one level is changed. */
const LEVEL_ROUNDS = 3;

/** Steps up the expected gain in the continuous dimensions, the others held. */
function climb(problem: GainProblem, from: Candidate, steps: number): Candidate {
  const { process, cube, best } = problem;
  const free = Array.from(cube.dimensions.keys()).filter(
    (j) => cube.dimensions[j]?.ordered === true && (cube.dimensions[j]?.levels ?? 0) > MANY_LEVELS,
  );
  if (free.length === 0 || steps < 2) return from;
  const place = from.place.slice();
  const meanSlope = new Float64Array(place.length);
  const varianceSlope = new Float64Array(place.length);
  const negative = (x: Float64Array, gradient: Float64Array): number => {
    for (const [k, j] of free.entries()) place[j] = Math.min(1, Math.max(0, x[k] ?? 0));
    const { mean, variance } = process.predict(place, meanSlope, varianceSlope);
    const deviation = Math.sqrt(variance);
    const z = (best - mean) / deviation;
    const step = 1e-4 * Math.max(1, Math.abs(z));
    const rise = (logExpectedExcess(z + step) - logExpectedExcess(z - step)) / (2 * step);
    for (const [k, j] of free.entries()) {
      const inside = (x[k] ?? 0) >= 0 && (x[k] ?? 0) <= 1;
      const deviationSlope = (varianceSlope[j] ?? 0) / (2 * deviation);
      const slope = (rise * (-(meanSlope[j] ?? 0) - z * deviationSlope)) / deviation + deviationSlope / deviation;
      gradient[k] = inside ? -slope : 0;
    }
    return -(logExpectedExcess(z) + Math.log(deviation));
  };
  const start = Float64Array.from(free, (j) => from.place[j] ?? 0.5);
  const { point, value } = quasiNewton(negative, start, steps, 1e-3);
  if (!(-value > from.gain)) return from;
  const drawn = from.place.slice();
  for (const [k, j] of free.entries()) drawn[j] = Math.min(1, Math.max(0, point[k] ?? 0.5));
  const reached = settled(problem, drawn);
  if (reached === undefined) return from;
  const gain = gainAt(problem, reached);
  return gain > from.gain ? { place: reached, gain } : from;
}

/** The best place that differs in one levelled dimension; the place itself where none is better. */
function bestNeighbour(problem: GainProblem, from: Candidate): Candidate {
  let best = from;
  for (const [j, { levels, ordered, snap }] of problem.cube.dimensions.entries()) {
    if ((ordered && levels > MANY_LEVELS) || levels === 1) continue;
    const own = from.place[j] ?? 0.5;
    // Places within the levels beside this one, or within all others.
    const width = 1 / levels;
    const others = ordered && levels > 2 ? [own - width, own + width] : Array.from({ length: levels }, (_, k) => (k + 0.5) * width);
    for (const other of others) {
      if (other < 0 || other > 1 || snap(other) === own) continue;
      const moved = from.place.slice();
      moved[j] = other;
      const place = settled(problem, moved);
      if (place === undefined) continue;
      const gain = gainAt(problem, place);
      if (gain > best.gain) best = { place, gain };
    }
  }
  return best;
}

/** Moves level by level as long as the gain rises. */
function stepLevels(problem: GainProblem, from: Candidate): Candidate {
  let at = from;
  for (let round = 0; round < LEVEL_ROUNDS; round++) {
    const next = bestNeighbour(problem, at);
    if (next === at) break;
    at = next;
  }
  return at;
}

/**
 * Values with a large expected gain: places drawn evenly and near the best known ones are compared, the best of them improved.
 * @returns undefined where every place drawn is taken or breaks a constraint.
 */
export function maximiseGain(problem: GainProblem, effort: Effort, stream: Random): ParameterValues | undefined {
  const { cube, centres } = problem;
  const candidates: Candidate[] = [];
  for (let i = 0; i < effort.even + effort.near; i++) {
    const centre = i < effort.even ? undefined : centres[(i - effort.even) % centres.length];
    const drawn = centre === undefined ? Float64Array.from(cube.dimensions, () => stream.next()) : drawNear(cube, centre, stream);
    const place = settled(problem, drawn);
    if (place !== undefined) candidates.push({ place, gain: gainAt(problem, place) });
  }
  candidates.sort((a, b) => b.gain - a.gain);
  let found: Candidate | undefined;
  for (const candidate of candidates.slice(0, effort.improved)) {
    const reached = climb(problem, stepLevels(problem, candidate), effort.steps);
    if (found === undefined || reached.gain > found.gain) found = reached;
  }
  return found === undefined ? undefined : settle(cube, found.place).values;
}
