import { random } from "../../../kernels/index.ts";
import type { ParameterValue } from "../spaces/parameters.ts";
import type { SearchSpace } from "../spaces/search-space.ts";
import { type Dimension, unitCube } from "../spaces/unit-cube.ts";
import type { Direction } from "../study-definition.ts";
import type { Trial } from "../trial.ts";
import { byImportance, importanceData, type ParameterImportance } from "./importance-data.ts";
import { type Leaf, regressionForest } from "./regression-forest.ts";
import { marginalOf, momentsOf, pairVariance, varianceOf } from "./tree-marginals.ts";

/** Settings of `fanova`. */
export interface FanovaSettings {
  /** Number of the objective, from 0; 0 unless told. */
  readonly objective?: number;
  readonly seed?: number;
  /** 64 unless told. */
  readonly trees?: number;
}

/** What two parameters explain together beyond what each explains alone. */
export interface Interaction {
  readonly names: readonly [string, string];
  /** A share, in [0, 1]. */
  readonly importance: number;
}

/** The objective along one parameter, averaged over all the others. */
export interface MarginalCurve {
  readonly values: readonly ParameterValue[];
  /** In units of the objective. */
  readonly mean: readonly number[];
  /** Between the trees, in units of the objective. */
  readonly deviation: readonly number[];
}

/** Shares of the objective's variance over the whole space. */
export interface Fanova {
  /** Each parameter alone, the largest first; with the interactions they sum to at most 1. */
  readonly parameters: readonly ParameterImportance[];
  /** Pairs of parameters, the largest first; worked out when asked for. */
  interactions(): readonly Interaction[];
  /** @param points - of a range; categories and short ranges have all their values. 50 unless told. */
  marginal(name: string, points?: number): MarginalCurve;
}

/** Parameters whose pairs are looked at. */
const MOST_PAIRED = 10;

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Places along a dimension where a curve is drawn. */
function placesAlong({ levels }: Dimension, points: number): number[] {
  const count = Math.min(levels, points);
  if (count === levels) return Array.from({ length: count }, (_, i) => (i + 0.5) / count);
  return Array.from({ length: count }, (_, i) => i / Math.max(1, count - 1));
}

function curveAlong(
  dimension: Dimension,
  column: number,
  trees: readonly (readonly Leaf[])[],
  points: number,
  sign: number,
): MarginalCurve {
  const places = placesAlong(dimension, points);
  const marginals = trees.map((leaves) => marginalOf(leaves, column));
  const predicted = places.map((place) =>
    marginals.map(({ edges, values }) => {
      const after = edges.findIndex((edge) => edge > place);
      return sign * (values[(after < 0 ? values.length : after) - 1] ?? 0);
    }),
  );
  const mean = predicted.map(meanOf);
  const deviation = predicted.map((values, i) => Math.sqrt(meanOf(values.map((value) => (value - (mean[i] ?? 0)) ** 2))));
  return { values: places.map((place) => dimension.decode(place)), mean, deviation };
}

/**
 * Functional analysis of variance: a random forest learns the objective from the parameters, and its variance over the whole space is split
 * into what each parameter explains alone and in pairs. A parameter that a trial does not have stands in the middle of its range.
 * @see Hutter, Hoos and Leyton-Brown (2014), "An efficient approach for assessing hyperparameter importance", ICML 31.
 * @example fanova(space, ["minimize"], trials).parameters[0]?.name
 */
export function fanova(
  space: SearchSpace,
  directions: readonly Direction[],
  trials: readonly Trial[],
  { objective = 0, seed = 0, trees: count = 64 }: FanovaSettings = {},
): Fanova {
  const { dimensions } = unitCube(space);
  const columns = dimensions.length;
  const { observations, loss } = importanceData(space, directions, trials, objective);
  const x = new Float64Array(loss.length * columns);
  for (const [i, { point }] of observations.entries()) {
    x.set(
      point.map((place) => (Number.isNaN(place) ? 0.5 : place)),
      i * columns,
    );
  }
  const data = { x, y: loss, columns };
  const grown = loss.length === 0 ? [] : regressionForest(data, count, random(seed).fork("fanova"));
  // A tree that predicts the same everywhere explains nothing and is left out.
  const trees = grown.map((leaves) => ({ leaves, ...momentsOf(leaves) })).filter(({ variance }) => variance > 0);
  const alone = dimensions.map((_, j) =>
    meanOf(trees.map(({ leaves, mean, variance }) => varianceOf(marginalOf(leaves, j), mean) / variance)),
  );
  const parameters = byImportance(dimensions.map(({ name }, j) => ({ name, importance: alone[j] ?? 0 })));
  const sign = directions[objective] === "maximize" ? -1 : 1;
  const columnOf = (name: string): number => dimensions.findIndex((dimension) => dimension.name === name);
  return {
    parameters,
    interactions: () => {
      const paired = parameters.slice(0, MOST_PAIRED).map(({ name }) => columnOf(name));
      const pairs = paired.flatMap((a, k) => paired.slice(k + 1).map((b) => [Math.min(a, b), Math.max(a, b)] as const));
      const list = pairs.map(([a, b]): Interaction => {
        const together = meanOf(trees.map(({ leaves, mean, variance }) => pairVariance(leaves, a, b, mean) / variance));
        const names = [dimensions[a]?.name ?? "", dimensions[b]?.name ?? ""] as const;
        return { names, importance: Math.max(0, together - (alone[a] ?? 0) - (alone[b] ?? 0)) };
      });
      return list.sort((p, q) => q.importance - p.importance);
    },
    marginal: (name, points = 50) => {
      const column = columnOf(name);
      const dimension = dimensions[column];
      if (dimension === undefined) return { values: [], mean: [], deviation: [] };
      return curveAlong(dimension, column, grown, points, sign);
    },
  };
}
