import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { RunReport } from "../design/index.ts";
import { MillwrightError } from "../errors/index.ts";
import type { OpenRun } from "../ledger/index.ts";
import { chooseCandidate, confusion, evaluate, scoreSlices } from "../modeling/index.ts";
import { type AnySystem, type DeclaredSystem, isCatalogueSystem } from "../system/index.ts";
import { prepareCatalogue } from "./catalogues/prepare-catalogue.ts";
import { completeCatalogue } from "./catalogues/run-catalogue.ts";
import { describeMetrics } from "./describe-metrics.ts";
import type { MillEvent } from "./events.ts";
import { finalWinner } from "./final-winner.ts";
import { findingsOf } from "./findings.ts";
import { FeatureCache } from "./fit-candidate.ts";
import { judgeRequirements } from "./judge-requirements.ts";
import { climb, judgedRows, metricsOf, primaryMetricOf } from "./ladder.ts";
import { ladderEntries } from "./ladder-entries.ts";
import { measureLatency, measureQueryLatency } from "./measure-latency.ts";
import { packModel } from "./pack.ts";
import { type PreparedData, prepareData } from "./prepare-data.ts";
import { publish } from "./publish.ts";
import { withRecorder } from "./recorded-run.ts";
import { requireCandidates } from "./require-candidates.ts";
import { dataFacts, packageFacts, packageMeasures, runFacts } from "./run-facts.ts";
import { runKeyOf } from "./run-key.ts";
import type { RunOptions } from "./run-options.ts";
import { curvesOf, shownErrors, studyChoice } from "./study-choice.ts";
import { type TunedSystem, tunedName, twinOf, withTunedCandidates } from "./tuning/tuned-candidates.ts";

/** Counts by class, or quantiles of the value, of the training rows. */
function targetOf(data: PreparedData): Record<string, number> {
  const { truth } = data.train;
  if (data.classes.length > 0) {
    return Object.fromEntries(data.classes.map((name, code) => [name, truth.reduce((sum, value) => sum + (value === code ? 1 : 0), 0)]));
  }
  const sorted = truth.toSorted();
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { minimum: at(0), "lower quartile": at(0.25), median: at(0.5), "upper quartile": at(0.75), maximum: at(1) };
}

/** What all stages share. */
interface Stage {
  readonly system: AnySystem;
  readonly options: RunOptions;
  readonly data: PreparedData;
  readonly run: OpenRun;
  /** Finished runs of the same system, newest first. */
  readonly earlier: readonly RunReport[];
  /** What tuning found. */
  readonly reports: TunedSystem["reports"];
  readonly onEvent: (event: MillEvent) => void;
}

/** From the ladder to the written package and the report. */
async function complete({ system, options, data, run, earlier, reports, onEvent }: Stage): Promise<RunReport> {
  const { seed, source, signal, directory, only: asked = [] } = options;
  const only = asked.flatMap((name) => [name, tunedName(name)]);
  const stop = signal === undefined ? {} : { signal };
  const started = performance.now();
  const cache = new FeatureCache();
  onEvent({ type: "stage", stage: "modeling", title: "climbing the ladder" });
  const rated = await climb(system, data, run, { seed, only, cache, ...stop, onEvent });
  const metrics = metricsOf(system);
  const primary = primaryMetricOf(system);
  const choice = chooseCandidate(
    rated.map(({ name, rung, judged, answered }) => ({
      name,
      rung,
      judged,
      ...(answered === undefined ? {} : { rows: answered }),
      // What people answered cannot be asked of a machine; random answers and the order that came are not worth serving.
      packable: rung !== "human" && name !== "random" && name !== "given_order",
      ...twinOf(name, reports),
    })),
    { metric: primary, seed },
  );
  const chosen = rated.find(({ name }) => name === choice.chosen) ?? rated[1];
  if (chosen === undefined) throw new MillwrightError("MILL_CANDIDATE_UNKNOWN", "nothing was chosen.", "Add a candidate.");

  onEvent({
    type: "stage",
    stage: "evaluation",
    title: `learning "${chosen.name}" again from ${data.split.final.length} rows, judging it on test`,
  });
  const final = await finalWinner(system, data, chosen, { seed, cache, ...stop, onEvent });
  const judgedTest = judgedRows(data.test, await final.predict(data.test.table), data.classes);
  const test = evaluate(metrics, judgedTest, { seed });
  const slices = scoreSlices(judgedTest, { metrics, slices: system.data.slices ?? {}, seed });
  const study = await studyChoice({ system, data, chosen, metric: primary, seed, ...stop, onEvent });

  onEvent({ type: "stage", stage: "package", title: "writing the package and comparing it with its trainer" });
  const place = join(run.directory, "package");
  await rm(place, { recursive: true, force: true });
  const packed = await packModel(place, {
    system,
    data,
    winner: final.winner,
    candidate: { name: chosen.name, rung: chosen.rung },
    policy: final.policy,
    scores: { validation: chosen.record.validation, test },
    source,
    seed,
    trainer: await final.predict(data.validation.table),
  });
  const rule = final.winner.type === "rule" ? { rule: final.winner.rule } : {};
  const { table, group } = data.test;
  const latency = await (group === undefined ? measureLatency(place, table, rule) : measureQueryLatency(place, { table, group }, rule));
  const measures = packageMeasures(latency, packed, final.seconds);
  const requirements = judgeRequirements(system.setup.requirements, { test, slices, measures });
  const evidence = {
    ...runFacts(system, run, options),
    seconds: (performance.now() - started) / 1000,
    task: { kind: system.modeling.task.kind, target: system.modeling.task.target, classes: data.classes },
    metrics: describeMetrics(metrics),
    data: {
      ...dataFacts(options, data, { validation: data.split.validation.length, test: data.split.test.length }),
      target: targetOf(data),
    },
    ladder: ladderEntries({ rated, reports, metric: primary, seed }, choice),
    ...(reports.size === 0 ? {} : { tuning: [...reports.values()] }),
    chosen: chosen.name,
    test,
    slices,
    requirements,
    latency,
    peakMemoryMegabytes: measures.peak_memory_mb,
    curves: { learning: study.learning, ...curvesOf(system, chosen, judgedTest, seed) },
    ...(final.policy.threshold === undefined ? {} : { threshold: final.policy.threshold }),
    ...(data.classes.length === 0
      ? {}
      : { confusion: confusion(judgedTest, final.policy.threshold === undefined ? {} : { threshold: final.policy.threshold }) }),
    ablation: study.ablation,
    errors: shownErrors(chosen.judged, data, final.policy.threshold),
    package: packageFacts(system, options, packed),
  };
  const report: RunReport = { ...evidence, findings: findingsOf(evidence) };
  await publish({ system, report, earlier, directory, place, rewrite: packed.rewrite });
  return report;
}

/**
 * Takes a system through its stages: data, ladder, judgement, package, design document. Every run is recorded; one that was
 * killed goes on at the first candidate that it had not finished, to the same bits.
 * @returns everything that was measured; the package lies in `directory/models/<system>`, the design document beside it.
 * @throws coded errors of every room; MILL_ABORTED when the signal was raised.
 * @example
 * const report = await runSystem(system, { source: csv("rows.csv"), seed: 1, directory: ".millwright" });
 * console.log(report.chosen, report.test);
 */
export async function runSystem(declared: DeclaredSystem, options: RunOptions): Promise<RunReport> {
  const { seed, directory, only = [], fresh = false, signal, onEvent = () => undefined } = options;
  requireCandidates(declared, only);
  const stop = signal === undefined ? {} : { signal };
  return withRecorder({ directory, seed, fresh, signal, onEvent }, async (recorder) => {
    if (isCatalogueSystem(declared)) {
      const data = await prepareCatalogue(declared, options.source, { seed, ...stop, onEvent });
      const key = runKeyOf(declared, { seed, fingerprint: data.fingerprint, only });
      return recorder.record(key, (run, earlier) => completeCatalogue({ system: declared, options, data, run, earlier, onEvent }));
    }
    const data = await prepareData(declared, options.source, { seed, ...stop, onEvent });
    const { system, reports, notes } = await withTunedCandidates(declared, directory, { fingerprint: data.fingerprint, seed });
    for (const text of notes) onEvent({ type: "note", text });
    const key = runKeyOf(system, { seed, fingerprint: data.fingerprint, only });
    return recorder.record(key, (run, earlier) => complete({ system, options, data, run, earlier, reports, onEvent }));
  });
}
