import { MillwrightError } from "../../../errors/index.ts";
import { random } from "../../../kernels/index.ts";
import type { ParameterValues, SearchSpace } from "../spaces/search-space.ts";
import { decodePoint, keepsConstraints, type UnitCube, unitCube } from "../spaces/unit-cube.ts";
import { nameValues } from "./draw-points.ts";
import type { Sampler } from "./sampler.ts";

/** Settings of `gridSampler`. */
export interface GridSettings {
  /** Values of each range, its bounds among them; a parameter with fewer levels has all of them. 5 unless told. */
  readonly points?: number;
  /** Values of some ranges, by parameter. */
  readonly pointsOf?: Readonly<Record<string, number>>;
}

const MOST_POINTS = 1_000_000;

/** Places of one dimension's values, from 0 to 1. */
function placesOf(levels: number, isCategory: boolean, points: number): Float64Array {
  const count = isCategory || levels <= points ? levels : points;
  if (count === levels) return Float64Array.from({ length: count }, (_, i) => (i + 0.5) / count);
  return Float64Array.from({ length: count }, (_, i) => (count === 1 ? 0.5 : i / (count - 1)));
}

/** Distinct values of the grid that keep the constraints, in an order that the seed shuffles. */
function gridValues(cube: UnitCube, settings: GridSettings, seed: number): readonly ParameterValues[] {
  const axes = cube.dimensions.map(({ name, levels, parameter }) =>
    placesOf(levels, parameter.kind === "category", settings.pointsOf?.[name] ?? settings.points ?? 5),
  );
  const total = axes.reduce((product, axis) => product * axis.length, 1);
  if (total > MOST_POINTS) {
    throw new MillwrightError(
      "MODELING_SETTING_INVALID",
      `The grid has ${total} points, more than ${MOST_POINTS}.`,
      "Give fewer points per range, or take another sampler: no study runs through so many.",
    );
  }
  const distinct = new Map<string, ParameterValues>();
  const point = new Float64Array(axes.length);
  for (let index = 0; index < total; index++) {
    let rest = index;
    for (let k = axes.length - 1; k >= 0; k--) {
      const axis = axes[k] ?? new Float64Array(1);
      point[k] = axis[rest % axis.length] ?? 0.5;
      rest = Math.floor(rest / axis.length);
    }
    const values = decodePoint(cube, point);
    if (keepsConstraints(cube.space, values)) distinct.set(nameValues(cube, values), values);
  }
  const list = [...distinct.values()];
  if (list.length === 0) {
    throw new MillwrightError("MODELING_SPACE_CONTRADICTORY", "No point of the grid keeps the constraints.", "Give more points per range.");
  }
  // A study that stops early has then seen every part of the grid.
  const order = random(seed).fork("grid").shuffle(Int32Array.from(list.keys()));
  return Array.from(order, (i) => list[i] ?? {});
}

/**
 * Every point of a grid once, in an order that the seed shuffles; then once more.
 * @throws MODELING_SETTING_INVALID when proposing from a grid of more than a million points
 * @example gridSampler({ points: 4 })
 */
export function gridSampler(settings: GridSettings = {}): Sampler {
  const made = new WeakMap<SearchSpace, { seed: number; grid: readonly ParameterValues[] }>();
  return {
    name: "grid",
    settings: { points: settings.points ?? 5, pointsOf: settings.pointsOf ?? {} },
    propose({ space, seed, number }) {
      let known = made.get(space);
      if (known === undefined || known.seed !== seed) {
        known = { seed, grid: gridValues(unitCube(space), settings, seed) };
        made.set(space, known);
      }
      return known.grid[number % known.grid.length] ?? {};
    },
  };
}
