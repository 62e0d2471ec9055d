import { GaussianProcess } from "../../../../kernels/index.ts";
import type { UnitCube } from "../../spaces/unit-cube.ts";
import type { Observation } from "../observations.ts";
import { fitCovariance } from "./fit-covariance.ts";
import type { Losses } from "./losses.ts";
import { applyWarp, fitWarp, type Warp } from "./warp.ts";

/** Share of more trials after which the covariance is fitted anew. */
const REFIT_GROWTH = 1.2;

/** A process that has seen a study's trials. */
export interface Surrogate {
  readonly process: GaussianProcess;
  readonly warp: Warp;
  /** Changed losses, in the order of the process's points. */
  readonly values: Float64Array;
  readonly coded: Uint8Array;
}

/** A process that is kept between calls, with what it was made from. */
interface Kept {
  readonly fitted: number;
  readonly warp: Warp;
  readonly process: GaussianProcess;
  readonly points: Observation[];
}

const kept = new WeakMap<UnitCube, Map<number, Kept>>();
const MOST_KEPT = 8;

/** The largest number of trials up to `count` at which a covariance is fitted: 2, 3, 4, …, then every 20 %. */
export function fittedAt(count: number): number {
  let at = 2;
  for (;;) {
    const next = Math.max(at + 1, Math.ceil(at * REFIT_GROWTH));
    if (next > count) return at;
    at = next;
  }
}

/** A point as the process takes it: dimensions that are switched off lie in the middle. */
export function processPoint(point: Float64Array): Float64Array {
  return point.map((value) => (Number.isNaN(value) ? 0.5 : value));
}

export function codedColumns({ dimensions }: UnitCube): Uint8Array {
  return Uint8Array.from(dimensions, ({ ordered }) => (ordered ? 0 : 1));
}

function isContinuation(known: Kept, ended: readonly Observation[], fitted: number): boolean {
  if (known.fitted !== fitted || known.points.length > ended.length) return false;
  return known.points.every(({ trial }, i) => trial === ended[i]?.trial);
}

/** Fits warp and covariance to the first `fitted` trials: what came later must not count, since a kept process did not know it. */
function start(cube: UnitCube, losses: Losses, fitted: number): Kept {
  const { ended } = losses;
  const columns = cube.dimensions.length;
  const first = losses.first(fitted);
  const warp = fitWarp(first);
  const x = new Float64Array(fitted * columns);
  for (let i = 0; i < fitted; i++) x.set(processPoint(ended[i]?.point ?? new Float64Array(columns)), i * columns);
  const coded = codedColumns(cube);
  const present = ended
    .slice(0, fitted)
    .reduce((sum, { point }) => sum + point.reduce((own, place) => own + Number(!Number.isNaN(place)), 0), 0);
  const covariance = fitCovariance(x, applyWarp(warp, first), columns, coded, present / fitted);
  return { fitted, warp, process: new GaussianProcess(columns, coded, covariance), points: [] };
}

/**
 * The process that has seen the ended trials: the same bits whether it is made anew or continued from the last call.
 * @param key - tells studies of one space apart.
 */
export function surrogateOf(cube: UnitCube, key: number, losses: Losses): Surrogate {
  const { ended, loss } = losses;
  const fitted = fittedAt(ended.length);
  const studies = kept.get(cube) ?? new Map<number, Kept>();
  kept.set(cube, studies);
  let known = studies.get(key);
  if (known === undefined || !isContinuation(known, ended, fitted)) {
    known = start(cube, losses, fitted);
    studies.delete(key);
    studies.set(key, known);
    const [oldest] = studies.keys();
    if (studies.size > MOST_KEPT && oldest !== undefined) studies.delete(oldest);
  }
  for (let i = known.points.length; i < ended.length; i++) {
    const observation = ended[i];
    if (observation === undefined) break;
    known.process.addPoint(processPoint(observation.point));
    known.points.push(observation);
  }
  const values = applyWarp(known.warp, loss);
  known.process.setValues(values);
  return { process: known.process, warp: known.warp, values, coded: codedColumns(cube) };
}
