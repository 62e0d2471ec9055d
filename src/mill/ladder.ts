import type { ListCost } from "../design/index.ts";
import type { OpenRun } from "../ledger/index.ts";
import {
  type Candidate,
  calibrationByMethod,
  crossCalibrate,
  crossConformal,
  evaluate,
  expectedCost,
  hasClasses,
  type Judged,
  judgeHeuristic,
  judgeHumans,
  type Metric,
  mean,
  type Prediction,
  prior,
  type Rung,
  randomGuess,
  type Scores,
  type Task,
  takeJudged,
} from "../modeling/index.ts";
import type { AnySystem } from "../system/index.ts";
import { assembleGraph } from "./assemble-graph.ts";
import type { MillEvent } from "./events.ts";
import { type FeatureCache, type FitRequest, fitCandidate } from "./fit-candidate.ts";
import { leftOutOf } from "./left-out.ts";
import { ListMeter } from "./list-cost.ts";
import { rowLatency } from "./measure-latency.ts";
import type { LabelledRows, PreparedData } from "./prepare-data.ts";
import { predictionOfStored, storedNumbers } from "./stored-prediction.ts";

/** An entry of any ladder, with what was judged of it on validation. */
export interface RatedEntry {
  readonly name: string;
  readonly rung: Rung;
  readonly why?: string;
  /** What is judged: rows calibrated out of fold, with intervals; answered rows only. */
  readonly judged: Judged;
  /** Rows of the validation part that were answered; all where absent. */
  readonly answered?: Int32Array;
  readonly record: EntryRecord;
}

/** An entry of the ladder of a system of rows. */
export interface Rated extends RatedEntry {
  /** Where the answers come from: a candidate that learns, or a rule or person. */
  readonly candidate?: Candidate;
  /** Answers before calibration; all validation rows, NaN where a person did not answer. */
  readonly raw: Prediction;
}

/** What the ledger keeps of an entry. */
export interface EntryRecord {
  readonly width: number;
  readonly seconds: number;
  /** Its answers have bounds of their own. */
  readonly bounded?: true;
  readonly validation: Scores;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly learned: Readonly<Record<string, number | string>>;
  /** Median microseconds per single row through its graph, or per list. */
  readonly latencyMicroseconds?: number;
  /** Where candidates of a query are ranked. */
  readonly listCost?: ListCost;
}

/** Something that can be asked for answers. */
interface Entrant {
  readonly name: string;
  readonly rung: Rung;
  readonly why?: string;
  readonly candidate?: Candidate;
  readonly answer: (request: FitRequest, cache: FeatureCache) => Promise<Answer>;
}

/** What an entrant answered. */
interface Answer extends Pick<EntryRecord, "settings" | "learned"> {
  readonly raw: Prediction;
  /** What it costs to be asked; measured after the clock of learning and answering has stopped. */
  readonly measure?: () => Promise<Pick<EntryRecord, "latencyMicroseconds" | "listCost">>;
}

/** A baseline that every run adds. */
function baseline(name: string, estimator: Candidate["estimator"], why: string): Candidate {
  return { name, rung: "random", features: [], estimator, calibration: "none", logTarget: false, classWeight: "none", why };
}

function learner(candidate: Candidate, data: PreparedData, leftOut: readonly string[], meter: ListMeter | undefined): Entrant {
  return {
    name: candidate.name,
    rung: candidate.rung,
    candidate,
    ...(candidate.why === undefined ? {} : { why: candidate.why }),
    answer: async (request, cache) => {
      const fitted = await fitCandidate(candidate, data.train, request, cache);
      return {
        raw: await fitted.predict(data.validation.table),
        settings: candidate.estimator.settings,
        learned: fitted.model.learned,
        measure: async () => {
          const graph = assembleGraph(fitted, {}, data.schema, leftOut);
          const latencyMicroseconds = await rowLatency(graph, data.validation.table);
          return { latencyMicroseconds, ...(meter === undefined ? {} : { listCost: await meter.measure(graph) }) };
        },
      };
    },
  };
}

/** The baseline that says the same of every row: the mean, or the share of each class. */
export function constantCandidate(kind: Task["kind"]): Candidate {
  return baseline("constant", hasClasses(kind) ? prior() : mean(), "Says the same of every row.");
}

/** The order in which the rows of each query came. */
function givenOrder({ validation }: PreparedData): Entrant {
  const { group = new Int32Array(0) } = validation;
  const places = new Float64Array(group.length);
  group.forEach((query, row) => {
    places[row] = query === group[row - 1] ? (places[row - 1] ?? 0) - 1 : 0;
  });
  return {
    name: "given_order",
    rung: "random",
    why: "Keeps the order in which the rows came: what a position, an age or an identifier gives away.",
    answer: async () => ({ raw: { rows: places.length, width: 1, values: places }, settings: {}, learned: {} }),
  };
}

/** Everything on the ladder, from the bottom. */
export function entrantsOf(system: AnySystem, data: PreparedData, only: readonly string[]): Entrant[] {
  const { heuristics, humans, candidates, task } = system.modeling;
  const { classes } = data;
  const leftOut = leftOutOf(system);
  const meter = task.query === undefined ? undefined : new ListMeter(system, data, task.query);
  const rules = Object.entries(heuristics ?? {}).map(
    ([name, heuristic]): Entrant => ({
      name,
      rung: "heuristic",
      answer: async () => ({
        raw: judgeHeuristic(heuristic, { kind: task.kind, classes, name, train: data.train.table, rows: data.validation.table }),
        settings: { rule: typeof heuristic === "function" ? heuristic.toString() : heuristic.learn.toString() },
        learned: {},
      }),
    }),
  );
  const people = Object.entries(humans ?? {}).map(
    ([name, column]): Entrant => ({
      name,
      rung: "human",
      answer: async () => {
        const { prediction, rows } = judgeHumans(data.validation.table, column, { kind: task.kind, classes });
        const values = new Float64Array(data.validation.table.rows * prediction.width).fill(Number.NaN);
        rows.forEach((row, at) => {
          values.set(prediction.values.subarray(at * prediction.width, (at + 1) * prediction.width), row * prediction.width);
        });
        return {
          raw: { rows: data.validation.table.rows, width: prediction.width, values },
          settings: { column },
          learned: { answers: rows.length },
        };
      },
    }),
  );
  const wanted = candidates.filter((one) => only.length === 0 || only.includes(one.name));
  return [
    learner(baseline("random", randomGuess(), "Draws answers as often as they occur."), data, leftOut, meter),
    learner(constantCandidate(task.kind), data, leftOut, meter),
    ...(task.kind === "ranking" ? [givenOrder(data)] : []),
    ...rules,
    ...people,
    ...wanted.map((one) => learner(one, data, leftOut, meter)),
  ];
}

/** Metrics of the task, and the expected cost where the brief prices errors. */
export function metricsOf(system: AnySystem): readonly Metric[] {
  const { costs } = system.setup;
  return costs === undefined ? system.modeling.task.metrics : [...system.modeling.task.metrics, expectedCost(costs)];
}

/** The first metric of the task, which has one at least. */
export function primaryMetricOf(system: AnySystem): Metric {
  return system.modeling.task.metrics[0] as Metric;
}

/** Rows for which there is an answer. */
function answeredRows(raw: Prediction): Int32Array | undefined {
  const rows = Int32Array.from({ length: raw.rows }, (_, row) => row).filter(
    (row) => !Number.isNaN(raw.values[row * raw.width] ?? Number.NaN),
  );
  return rows.length === raw.rows ? undefined : rows;
}

/** Predictions beside their truth. */
export function judgedRows(rows: LabelledRows, prediction: Prediction, classes: readonly string[]): Judged {
  return { prediction, truth: rows.truth, table: rows.table, classes, ...(rows.weight === undefined ? {} : { weight: rows.weight }) };
}

/** A candidate's answers calibrated out of fold: what is judged on these rows must not have learned from the row it is judged on. */
export function calibratedOutOfFold(candidate: Candidate, raw: Prediction, { truth, weight }: LabelledRows, seed: number): Prediction {
  const { calibration: method } = candidate;
  if (method === "none") return raw;
  return crossCalibrate(calibrationByMethod(method), raw, truth, { seed, ...(weight === undefined ? {} : { weight }) });
}

/** Calibration and intervals, out of fold. */
function finishOutOfFold(system: AnySystem, entrant: Entrant, raw: Prediction, data: PreparedData, seed: number): Prediction {
  const { truth } = data.validation;
  const { candidate } = entrant;
  const calibrated = candidate === undefined ? raw : calibratedOutOfFold(candidate, raw, data.validation, seed);
  const coverage = system.modeling.intervalCoverage;
  if (coverage === undefined || candidate === undefined) return calibrated;
  return crossConformal(calibrated, truth, { coverage, scale: candidate.logTarget ? "log" : "absolute", seed });
}

/** Asks every entrant for its answers on the validation rows and rates them; what the ledger has already is not asked again. */
export async function climb(
  system: AnySystem,
  data: PreparedData,
  run: OpenRun,
  context: { seed: number; only: readonly string[]; cache: FeatureCache; signal?: AbortSignal; onEvent: (event: MillEvent) => void },
): Promise<Rated[]> {
  const { seed, only, cache, signal, onEvent } = context;
  const entrants = entrantsOf(system, data, only);
  const metrics = metricsOf(system);
  const primary = metrics[0]?.name ?? "";
  const rated: Rated[] = [];
  for (const [index, entrant] of entrants.entries()) {
    signal?.throwIfAborted();
    const { name, rung } = entrant;
    onEvent({ type: "candidate-start", candidate: name, rung, index, of: entrants.length });
    const known = run.candidate(name);
    const one = known === undefined ? await rateAnew() : rateAgain(known.record as EntryRecord, known.predictions);
    rated.push(one);
    const score = one.record.validation[primary] ?? { value: Number.NaN, low: Number.NaN, high: Number.NaN };
    onEvent({
      type: "candidate-end",
      candidate: name,
      metric: primary,
      ...score,
      seconds: one.record.seconds,
      resumed: known !== undefined,
    });

    function rate(raw: Prediction, record: Omit<EntryRecord, "validation"> & Partial<EntryRecord>): Rated {
      const answered = answeredRows(raw);
      const whole = judgedRows(
        data.validation,
        answered === undefined ? finishOutOfFold(system, entrant, raw, data, seed) : raw,
        data.classes,
      );
      const judged = answered === undefined ? whole : takeJudged(whole, answered);
      const validation = record.validation ?? evaluate(metrics, judged, { seed });
      return {
        name,
        rung,
        ...(entrant.why === undefined ? {} : { why: entrant.why }),
        ...(entrant.candidate === undefined ? {} : { candidate: entrant.candidate }),
        raw,
        judged,
        ...(answered === undefined ? {} : { answered }),
        record: { ...record, validation },
      };
    }

    async function rateAnew(): Promise<Rated> {
      const started = performance.now();
      const { raw, measure, ...rest } = await entrant.answer(
        {
          shape: data.shape,
          seed,
          validation: data.validation,
          ...(signal === undefined ? {} : { signal }),
          onProgress: ({ step, steps, values }) => onEvent({ type: "progress", what: name, step, steps, values }),
        },
        cache,
      );
      const seconds = (performance.now() - started) / 1000;
      const fresh = rate(raw, {
        ...rest,
        ...(await measure?.()),
        width: raw.width,
        ...(raw.low === undefined ? {} : { bounded: true }),
        seconds,
      });
      run.finishCandidate({ name, record: fresh.record, predictions: storedNumbers(raw) });
      return fresh;
    }

    function rateAgain(record: EntryRecord, predictions: Float64Array): Rated {
      return rate(predictionOfStored(predictions, record.width, record.bounded === true), record);
    }
  }
  return rated;
}
