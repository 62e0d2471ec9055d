import { dominates } from "../best-trials.ts";
import type { Direction } from "../study-definition.ts";
import type { Trial } from "../trial.ts";

/** Sum of what measured constraints are broken by. */
export function violation({ constraints }: Trial): number {
  let sum = 0;
  for (const value of constraints) sum += Math.max(0, value);
  return sum;
}

/** Classes from best to worst: complete and feasible, complete, pruned, failed (running trials are not ranked). */
function classOf(trial: Trial): number {
  if (trial.state === "complete") return violation(trial) > 0 ? 1 : 0;
  return trial.state === "pruned" ? 2 : 3;
}

/** Ascending; a value that is no number comes last. */
function ascending(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a - b;
}

/** Of two pruned trials the one that lasted longer is better; then the one with the better last value. */
function comparePruned(a: Trial, b: Trial, sign: number): number {
  const lastA = a.intermediate.at(-1);
  const lastB = b.intermediate.at(-1);
  if (lastA === undefined || lastB === undefined) return Number(lastA === undefined) - Number(lastB === undefined);
  return lastB.step - lastA.step || ascending(sign * lastA.value, sign * lastB.value);
}

/** Nondomination rank of each: 0 for the Pareto front, 1 for the front of the rest, … */
export function paretoRanks(values: readonly (readonly number[])[], directions: readonly Direction[]): Int32Array {
  const ranks = new Int32Array(values.length);
  let rest = Array.from(values.keys());
  for (let rank = 0; rest.length > 0; rank++) {
    const front = rest.filter((i) => !rest.some((j) => dominates(values[j] ?? [], values[i] ?? [], directions)));
    for (const i of front) ranks[i] = rank;
    const gone = new Set(front);
    rest = rest.filter((i) => !gone.has(i));
  }
  return ranks;
}

/**
 * How lonely each point is within its front: the sum over objectives of the gap between its neighbours, Infinity at the ends.
 * @see Deb et al. (2002), "A fast and elitist multiobjective genetic algorithm: NSGA-II", section III-B.
 */
export function crowdingDistances(values: readonly (readonly number[])[]): Float64Array {
  const distance = new Float64Array(values.length);
  const objectives = values[0]?.length ?? 0;
  for (let k = 0; k < objectives; k++) {
    const order = Array.from(values.keys()).sort((a, b) => (values[a]?.[k] ?? 0) - (values[b]?.[k] ?? 0) || a - b);
    const at = (place: number): number => values[order[place] ?? 0]?.[k] ?? 0;
    const span = at(order.length - 1) - at(0);
    for (const [place, i] of order.entries()) {
      if (place === 0 || place === order.length - 1) distance[i] = Number.POSITIVE_INFINITY;
      else if (span > 0) distance[i] = (distance[i] ?? 0) + (at(place + 1) - at(place - 1)) / span;
    }
  }
  return distance;
}

/** Complete, feasible trials of several objectives by front, then the lonelier first. */
function orderByFronts(trials: readonly Trial[], directions: readonly Direction[]): Trial[] {
  const ranks = paretoRanks(
    trials.map(({ values }) => values),
    directions,
  );
  const ordered: Trial[] = [];
  const last = Math.max(-1, ...ranks);
  for (let rank = 0; rank <= last; rank++) {
    const front = trials.filter((_, i) => ranks[i] === rank);
    const crowding = crowdingDistances(front.map(({ values }) => values));
    const order = Array.from(front.keys()).sort((a, b) => (crowding[b] ?? 0) - (crowding[a] ?? 0) || a - b);
    for (const i of order) {
      const trial = front[i];
      if (trial !== undefined) ordered.push(trial);
    }
  }
  return ordered;
}

/**
 * Trials from best to worst: complete ones by their value (several objectives: by front, then the lonelier first), then those that break
 * measured constraints by how much, then pruned ones, then failed ones. Running ones are left out; equal ones keep their order.
 */
export function rankTrials(trials: readonly Trial[], directions: readonly Direction[]): readonly Trial[] {
  const sign = directions[0] === "maximize" ? -1 : 1;
  const classes: [Trial[], Trial[], Trial[], Trial[]] = [[], [], [], []];
  for (const trial of trials) if (trial.state !== "running") classes[classOf(trial)]?.push(trial);
  const [feasible, infeasible, pruned, failed] = classes;
  const best =
    directions.length > 1
      ? orderByFronts(feasible, directions)
      : feasible.sort((a, b) => sign * ((a.values[0] ?? 0) - (b.values[0] ?? 0)) || a.number - b.number);
  infeasible.sort((a, b) => violation(a) - violation(b));
  pruned.sort((a, b) => comparePruned(a, b, sign));
  return [...best, ...infeasible, ...pruned, ...failed];
}
