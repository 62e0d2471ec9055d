import { type Origin, rollingOrigins, type Source, type Table } from "../data/index.ts";
import type { Backtest, BacktestOrigin } from "../design/index.ts";
import { MillwrightError } from "../errors/index.ts";
import { quantileOfSorted, random } from "../kernels/index.ts";
import {
  type Candidate,
  conformalIntervals,
  judgeHeuristic,
  type Measured,
  type Metric,
  measure,
  type Prediction,
  type Scores,
} from "../modeling/index.ts";
import type { AnySystem } from "../system/index.ts";
import type { MillEvent } from "./events.ts";
import { fitCandidate } from "./fit-candidate.ts";
import { constantCandidate, judgedRows, metricsOf, primaryMetricOf } from "./ladder.ts";
import { type LabelledRows, labelledRows, type PreparedData, prepareData } from "./prepare-data.ts";
import { requireCandidates } from "./require-candidates.ts";

/** How a system is tried on its past. */
export interface BacktestOptions {
  readonly source: Source;
  readonly seed: number;
  /** Learn these candidates only, beside the baselines. */
  readonly only?: readonly string[];
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: MillEvent) => void;
}

/** Someone who answers, learned from what was known at an origin. */
interface Entrant {
  readonly name: string;
  readonly candidate?: Candidate;
  answer(learned: LabelledRows, judged: Table): Promise<Prediction>;
}

/** What was answered at earlier origins, with the moment at which each truth became known. */
interface Memory {
  readonly values: number[];
  /** Bounds of models that have their own. */
  readonly low: number[];
  readonly high: number[];
  readonly truth: number[];
  readonly knownAt: number[];
}

function entrantsOf(system: AnySystem, data: PreparedData, options: BacktestOptions): Entrant[] {
  const { seed, signal, only = [] } = options;
  const { classes, shape } = data;
  const { heuristics, candidates, task } = system.modeling;
  requireCandidates(system, only);
  const request = { shape, seed, ...(signal === undefined ? {} : { signal }) };
  const learner = (candidate: Candidate): Entrant => ({
    name: candidate.name,
    candidate,
    answer: async (learned, judged) => await (await fitCandidate(candidate, learned, request)).predict(judged),
  });
  const rules = Object.entries(heuristics ?? {}).map(
    ([name, heuristic]): Entrant => ({
      name,
      answer: async ({ table }, rows) => judgeHeuristic(heuristic, { kind: task.kind, classes, name, train: table, rows }),
    }),
  );
  const { name, answer } = learner(constantCandidate(task.kind));
  const wanted = candidates.filter((one) => only.length === 0 || only.includes(one.name));
  return [{ name, answer }, ...rules, ...wanted.map(learner)];
}

/** Intervals from the errors at earlier origins whose truths were known by now; none while these are too few. */
function withIntervals(system: AnySystem, entrant: Entrant, prediction: Prediction, memory: Memory, now: number): Prediction {
  const coverage = system.modeling.intervalCoverage;
  if (coverage === undefined || entrant.candidate === undefined) return prediction;
  const known = memory.knownAt.flatMap((moment, index) => (moment <= now ? [index] : []));
  if (known.length < Math.ceil(coverage / (1 - coverage))) return prediction;
  const pick = (values: readonly number[]): Float64Array => Float64Array.from(known, (index) => values[index] ?? Number.NaN);
  const own = memory.low.length === 0 ? {} : { low: pick(memory.low), high: pick(memory.high) };
  const earlier = { rows: known.length, width: 1, values: pick(memory.values), ...own };
  const scale = entrant.candidate.logTarget ? "log" : "absolute";
  return conformalIntervals(earlier, pick(memory.truth), { coverage, scale }).apply(prediction);
}

/** Mean of one value per origin, with the 95 % interval from drawing origins 2,000 times; origins without a value do not count. */
function meanOverOrigins(values: readonly number[], seed: number): Measured {
  const present = values.filter((value) => Number.isFinite(value));
  const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;
  if (present.length === 0) return { value: Number.NaN, low: Number.NaN, high: Number.NaN };
  const rng = random(seed).fork("origins");
  const draws = Float64Array.from({ length: 2000 }, () => mean(present.map(() => present[rng.integer(present.length)] ?? 0))).sort();
  return { value: mean(present), low: quantileOfSorted(draws, 0.025), high: quantileOfSorted(draws, 0.975) };
}

/** The learners' gain over the best of those that do not learn. */
function gainsOf(
  entrants: readonly Entrant[],
  mean: Readonly<Record<string, Scores>>,
  by: (name: string) => number[],
  metric: Metric,
  seed: number,
): Backtest["gain"] {
  const sign = metric.direction === "maximize" ? 1 : -1;
  const meanOf = (name: string): number => mean[name]?.[metric.name]?.value ?? Number.NaN;
  const plain = entrants.filter(({ candidate }) => candidate === undefined);
  const best = plain.reduce((winner, one) => (sign * meanOf(one.name) > sign * meanOf(winner) ? one.name : winner), plain[0]?.name ?? "");
  const theirs = by(best);
  const learners = entrants.filter(({ candidate }) => candidate !== undefined);
  const difference = (name: string): Measured =>
    meanOverOrigins(
      by(name).map((value, index) => value - (theirs[index] ?? Number.NaN)),
      seed,
    );
  return Object.fromEntries(learners.map(({ name }) => [name, { over: best, difference: difference(name) }]));
}

/**
 * Tries a system on its past: at each origin of `data.backtest` everyone on the ladder learns anew from the rows whose labels had
 * arrived, and is judged on the rows up to the next origin. Intervals come from the errors at earlier origins.
 * @throws MILL_NO_BACKTEST, MILL_CANDIDATE_UNKNOWN, and what reading and splitting throw
 */
export async function backtest(system: AnySystem, options: BacktestOptions): Promise<Backtest> {
  const { source, seed, signal, onEvent = () => undefined } = options;
  const plan = system.data.backtest;
  if (plan === undefined) {
    const problem = `"${system.name}" does not say at which moments it could have been learned.`;
    throw new MillwrightError("MILL_NO_BACKTEST", problem, "Add data.backtest: { time, from, every, delay }.");
  }
  const data = await prepareData(system, source, { seed, ...(signal === undefined ? {} : { signal }), onEvent });
  const metrics = metricsOf(system);
  const entrants = entrantsOf(system, data, options);
  const memories = new Map(entrants.map(({ name }): [string, Memory] => [name, { values: [], low: [], high: [], truth: [], knownAt: [] }]));
  const { origins: moments, times } = rollingOrigins(data.all, plan);
  const { delay = 0 } = plan;
  const isDate = data.all.any(plan.time).kind === "timestamp";
  const shown = (time: number): string => (isDate ? new Date(time).toISOString().slice(0, 10) : String(time));

  async function judgeAt(origin: Origin): Promise<BacktestOrigin> {
    const learned = labelledRows(system, data.all, data.truth, origin.learned);
    const judged = labelledRows(system, data.all, data.truth, origin.judged);
    const scores: Record<string, Record<string, number>> = {};
    for (const entrant of entrants) {
      signal?.throwIfAborted();
      const memory = memories.get(entrant.name) as Memory;
      const raw = await entrant.answer(learned, judged.table);
      const rows = judgedRows(judged, withIntervals(system, entrant, raw, memory, origin.from), data.classes);
      scores[entrant.name] = Object.fromEntries(metrics.map((metric) => [metric.name, measure(metric, rows)]));
      for (const [at, row] of origin.judged.entries()) {
        memory.values.push(raw.values[at] ?? Number.NaN);
        if (raw.low !== undefined) memory.low.push(raw.low[at] ?? Number.NaN);
        if (raw.high !== undefined) memory.high.push(raw.high[at] ?? Number.NaN);
        memory.truth.push(judged.truth[at] ?? Number.NaN);
        memory.knownAt.push((times[row] ?? Number.NaN) + delay);
      }
    }
    return { from: shown(origin.from), until: shown(origin.until), learned: origin.learned.length, judged: origin.judged.length, scores };
  }

  const origins: BacktestOrigin[] = [];
  for (const [index, moment] of moments.entries()) {
    onEvent({ type: "progress", what: `origin ${shown(moment.from)}`, step: index, steps: moments.length, values: {} });
    origins.push(await judgeAt(moment));
  }
  const by = (name: string, metric: string): number[] => origins.map(({ scores }) => scores[name]?.[metric] ?? Number.NaN);
  const mean = Object.fromEntries(
    entrants.map(({ name }) => [name, Object.fromEntries(metrics.map((one) => [one.name, meanOverOrigins(by(name, one.name), seed)]))]),
  );
  const primary = primaryMetricOf(system);
  return {
    system: system.name,
    source: source.description,
    simulated: source.simulated,
    metric: primary.name,
    direction: primary.direction,
    origins,
    mean,
    gain: gainsOf(entrants, mean, (name) => by(name, primary.name), primary, seed),
  };
}
