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

/** A point with its log expected gain. */
interface Candidate {
  readonly place: Float64Array;
  readonly gain: number;
}

/** log of the expected improvement on `best`, in units of the changed losses. */
export function logGain(process: GaussianProcess, best: number, point: Float64Array): number {
  const { mean, variance } = process.predict(point);
  const deviation = Math.sqrt(variance);
  return logExpectedExcess((best - mean) / deviation) + Math.log(deviation);
}

/** Near a known point: a few dimensions moved by steps of very different sizes. */
function drawNear(cube: UnitCube, centre: Float64Array, stream: Random): Float64Array {
  const d = centre.length;
  const share = Math.max(1 / d, Math.min(1, (0.3 + 3 * stream.next()) / d));
  const size = 0.3 * 2 ** (-7 * stream.next());
  const place = centre.slice();
  const forced = stream.integer(d);
  for (const [j, { ordered, levels }] of cube.dimensions.entries()) {
    if (j !== forced && stream.next() >= share) continue;
    if (!ordered) place[j] = stream.next();
    else {
      const step = size * stream.normal();
      // A level is left by at least one.
      const moved = levels === Number.POSITIVE_INFINITY ? step : Math.sign(step) * Math.max(Math.abs(step), 1 / levels);
      place[j] = Math.min(1, Math.max(0, (centre[j] ?? 0.5) + moved));
    }
  }
  return place;
}

/** Steps up the expected gain in the continuous dimensions, the others held. */
function climb(process: GaussianProcess, cube: UnitCube, best: number, from: Candidate, steps: number): Candidate {
  const free = Array.from(cube.dimensions.keys()).filter((j) => cube.dimensions[j]?.levels === Number.POSITIVE_INFINITY);
  if (free.length === 0) return from;
  const place = from.place.slice();
  const meanSlope = new Float64Array(place.length);
  const varianceSlope = new Float64Array(place.length);
  const negative = (x: Float64Array, gradient: Float64Array): number => {
    for (const [k, j] of free.entries()) place[j] = Math.min(1, Math.max(0, x[k] ?? 0));
    const { mean, variance } = process.predict(place, meanSlope, varianceSlope);
    const deviation = Math.sqrt(variance);
    const z = (best - mean) / deviation;
    const log = logExpectedExcess(z);
    // d log h(z) / dz = Φ(z) / h(z), by a difference that stays exact in the tail.
    const step = 1e-4 * Math.max(1, Math.abs(z));
    const rise = (logExpectedExcess(z + step) - logExpectedExcess(z - step)) / (2 * step);
    for (const [k, j] of free.entries()) {
      const inside = (x[k] ?? 0) >= 0 && (x[k] ?? 0) <= 1;
      const deviationSlope = (varianceSlope[j] ?? 0) / (2 * deviation);
      const slope = (rise * (-(meanSlope[j] ?? 0) - z * deviationSlope)) / deviation + deviationSlope / deviation;
      gradient[k] = inside ? -slope : 0;
    }
    return -(log + Math.log(deviation));
  };
  const start = Float64Array.from(free, (j) => from.place[j] ?? 0.5);
  const { point, value } = quasiNewton(negative, start, steps, 1e-3);
  if (!(-value > from.gain)) return from;
  const reached = from.place.slice();
  for (const [k, j] of free.entries()) reached[j] = Math.min(1, Math.max(0, point[k] ?? 0.5));
  return { place: reached, gain: -value };
}

/** Moves one level at a time in the dimensions that have levels, as long as the gain rises. */
function stepLevels(
  process: GaussianProcess,
  cube: UnitCube,
  best: number,
  from: Candidate,
  isAllowed: (place: Float64Array) => boolean,
): Candidate {
  let at = from;
  for (let round = 0; round < 4; round++) {
    let moved = false;
    for (const [j, { levels, ordered }] of cube.dimensions.entries()) {
      if (levels === Number.POSITIVE_INFINITY || levels === 1) continue;
      const level = Math.floor((at.place[j] ?? 0) * levels);
      const others = ordered ? [level - 1, level + 1] : Array.from({ length: levels }, (_, k) => k).filter((k) => k !== level);
      for (const other of others) {
        if (other < 0 || other >= levels) continue;
        const place = at.place.slice();
        place[j] = (other + 0.5) / levels;
        const settled = settle(cube, place);
        const point = processPoint(settled.point);
        const gain = logGain(process, best, point);
        if (gain > at.gain && isAllowed(place)) {
          at = { place: point, gain };
          moved = true;
        }
      }
    }
    if (!moved) break;
  }
  return at;
}

/**
 * Values with a large expected gain: points drawn evenly and near the best known ones are compared, the best of them improved.
 * @param centres - places of the best known points, the best first.
 * @param taken - values that a trial has already.
 */
export function maximiseGain(
  process: GaussianProcess,
  cube: UnitCube,
  best: number,
  centres: readonly Float64Array[],
  effort: Effort,
  stream: Random,
  taken: (values: ParameterValues) => boolean,
): ParameterValues | undefined {
  const isAllowed = (place: Float64Array): boolean => {
    const { values } = settle(cube, place);
    return keepsConstraints(cube.space, values) && !taken(values);
  };
  const candidates: Candidate[] = [];
  for (let i = 0; i < effort.even + effort.near; i++) {
    const centre = i < effort.even ? undefined : centres[(i - effort.even) % centres.length];
    const drawn = centre === undefined ? Float64Array.from(cube.dimensions, () => stream.next()) : drawNear(cube, centre, stream);
    const { values, point } = settle(cube, drawn);
    if (!keepsConstraints(cube.space, values) || taken(values)) continue;
    const place = processPoint(point);
    candidates.push({ place, gain: logGain(process, best, place) });
  }
  candidates.sort((a, b) => b.gain - a.gain);
  let found: Candidate | undefined;
  for (const candidate of candidates.slice(0, effort.improved)) {
    const stepped = stepLevels(process, cube, best, candidate, isAllowed);
    const climbed = climb(process, cube, best, stepped, effort.steps);
    const reached = isAllowed(climbed.place) ? climbed : stepped;
    if (found === undefined || reached.gain > found.gain) found = reached;
  }
  return found === undefined ? undefined : settle(cube, found.place).values;
}
