import type { Table } from "../data/index.ts";
import {
  calibrationByMethod,
  conformalIntervals,
  costThreshold,
  type FittedCalibration,
  type FittedIntervals,
  judgeHeuristic,
  listTemperature,
  type Prediction,
} from "../modeling/index.ts";
import type { Policy, Rule } from "../serving/index.ts";
import type { AnySystem, Row } from "../system/index.ts";
import type { MillEvent } from "./events.ts";
import { type FeatureCache, fitCandidate } from "./fit-candidate.ts";
import type { Rated } from "./ladder.ts";
import type { Winner } from "./pack.ts";
import type { PreparedData } from "./prepare-data.ts";

/** The chosen one, learned from the final rows, with what turns its answers into decisions. */
export interface FinalWinner {
  readonly winner: Winner;
  readonly policy: Policy;
  /** Seconds that learning took. */
  readonly seconds: number;
  /** Answers as the package gives them. */
  predict(table: Table): Promise<Prediction>;
}

/** Threshold, deferral and coverage: chosen on validation, from answers that were calibrated out of fold. */
function policyOf(system: AnySystem, data: PreparedData, chosen: Rated): Policy {
  const { costs } = system.setup;
  const { deferBelow } = system.serving ?? {};
  const coverage = chosen.judged.prediction.low === undefined ? undefined : system.modeling.intervalCoverage;
  const { group, truth } = data.validation;
  const temperature = group === undefined ? undefined : listTemperature(chosen.raw.values, truth, group);
  const best = costs === undefined ? undefined : costThreshold(chosen.judged, costs);
  return {
    ...(best === undefined
      ? {}
      : {
          // Above 1 nothing is ever acted on, which a probability of 1 expresses for all but certainty.
          threshold: Math.min(1, Math.max(0, best.threshold)),
          costsNote: `Cheapest on the validation rows: ${best.cost.toPrecision(4)} ${costs?.currency} a row, against ${best.never.toPrecision(4)} without acting.`,
        }),
    ...(temperature === undefined ? {} : { listTemperature: temperature }),
    ...(deferBelow === undefined ? {} : { deferBelow }),
    ...(coverage === undefined ? {} : { intervalCoverage: coverage }),
  };
}

function ruleOf(system: AnySystem, name: string, data: PreparedData): Rule {
  const heuristic = system.modeling.heuristics?.[name];
  if (heuristic === undefined || typeof heuristic === "function") return heuristic as Rule;
  const rows = Array.from({ length: data.final.table.rows }, (_, index): Row => data.final.table.row(index));
  return heuristic.learn(rows) as Rule;
}

/** Learns the chosen one again from the final rows; calibration and intervals stay those that validation gave. */
export async function finalWinner(
  system: AnySystem,
  data: PreparedData,
  chosen: Rated,
  context: { seed: number; cache: FeatureCache; signal?: AbortSignal; onEvent: (event: MillEvent) => void },
): Promise<FinalWinner> {
  const policy = policyOf(system, data, chosen);
  const { candidate } = chosen;
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  const { kind } = system.modeling.task;
  if (candidate === undefined) {
    const rule = ruleOf(system, chosen.name, data);
    const predict = async (table: Table): Promise<Prediction> =>
      judgeHeuristic(rule, { kind, classes: data.classes, name: chosen.name, train: data.final.table, rows: table });
    return { winner: { type: "rule", rule }, policy, seconds: seconds(), predict };
  }
  const fitted = await fitCandidate(
    candidate,
    data.final,
    {
      shape: data.shape,
      seed: context.seed,
      ...(context.signal === undefined ? {} : { signal: context.signal }),
      onProgress: ({ step, steps, values }) => context.onEvent({ type: "progress", what: candidate.name, step, steps, values }),
    },
    context.cache,
  );
  const { truth, weight } = data.validation;
  const calibration: FittedCalibration | undefined =
    candidate.calibration === "none" ? undefined : calibrationByMethod(candidate.calibration).fit(chosen.raw, truth, weight);
  const intervals: FittedIntervals | undefined =
    policy.intervalCoverage === undefined
      ? undefined
      : conformalIntervals(chosen.raw, truth, { coverage: policy.intervalCoverage, scale: candidate.logTarget ? "log" : "absolute" });
  const finish = { ...(calibration === undefined ? {} : { calibration }), ...(intervals === undefined ? {} : { intervals }) };
  return {
    winner: { type: "learned", fitted, finish },
    policy,
    seconds: seconds(),
    predict: async (table) => {
      const raw = await fitted.predict(table);
      const calibrated = calibration === undefined ? raw : calibration.apply(raw);
      return intervals === undefined ? calibrated : intervals.apply(calibrated);
    },
  };
}
