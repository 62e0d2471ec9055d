import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { RunReport } from "../../design/index.ts";
import { MillwrightError } from "../../errors/index.ts";
import type { OpenRun } from "../../ledger/index.ts";
import {
  chooseCandidate,
  confidenceThreshold,
  evaluate,
  findLists,
  judgeLists,
  linkAucs,
  precisionWhenShown,
  provenThreshold,
  scorePairs,
  scoreSlices,
  shownShare,
} from "../../modeling/index.ts";
import type { Policy } from "../../serving/index.ts";
import { type AnyCatalogueSystem, catalogueSlices } from "../../system/index.ts";
import { describeMetrics } from "../describe-metrics.ts";
import type { MillEvent } from "../events.ts";
import { findingsOf } from "../findings.ts";
import { judgeRequirements } from "../judge-requirements.ts";
import { ladderEntries } from "../ladder-entries.ts";
import { publish } from "../publish.ts";
import { dataFacts, packageFacts, packageMeasures, runFacts } from "../run-facts.ts";
import type { RunOptions } from "../run-options.ts";
import { catalogueFacts } from "./catalogue-facts.ts";
import { type CatalogueContext, climbCatalogue, findOptionsOf, type RatedFinder } from "./climb-catalogue.ts";
import { measureListLatency } from "./list-latency.ts";
import { findersOf, packFinder } from "./pack-finder.ts";
import type { PreparedCatalogue } from "./prepare-catalogue.ts";

/** What all stages share. */
interface Stage {
  readonly system: AnyCatalogueSystem;
  readonly options: RunOptions;
  readonly data: PreparedCatalogue;
  readonly run: OpenRun;
  /** Finished runs of the same system, newest first. */
  readonly earlier: readonly RunReport[];
  readonly onEvent: (event: MillEvent) => void;
}

/** The score from which on lists are shown: as declared, or chosen on validation for the precision that is asked for. */
function policyOf(system: AnyCatalogueSystem, chosen: RatedFinder): Policy {
  const { showAbove, withhold } = system.serving ?? {};
  const share = withhold === undefined ? {} : { withhold };
  if (showAbove === undefined) return share;
  if (typeof showAbove === "number") return { showAbove, ...share };
  const { precision, risk } = showAbove;
  return {
    showAbove: risk === undefined ? confidenceThreshold(chosen.judged, precision) : provenThreshold(chosen.judged, { precision, risk }),
    ...share,
  };
}

/** The chosen one, learned from train and validation, judged once on test. */
async function judgeFinal({ system, data, run, onEvent }: Stage, chosen: RatedFinder, context: CatalogueContext & { policy: Policy }) {
  const { seed, signal } = context;
  const { finder, name } = chosen.candidate;
  onEvent({
    type: "stage",
    stage: "evaluation",
    title: `learning "${name}" again from ${data.split.final.length} events, judging it on test`,
  });
  const stop = signal === undefined ? {} : { signal };
  const started = performance.now();
  const model = await finder.fit(data.final, {
    seed,
    ...stop,
    onProgress: ({ step, steps, values }) => onEvent({ type: "progress", what: name, step, steps, values }),
  });
  const seconds = (performance.now() - started) / 1000;
  const options = findOptionsOf(system, data);
  const lists = await findLists(model, data.test.requests, options, stop);
  const isLinks = system.modeling.task.kind === "linkPrediction";
  const judged = judgeLists(data.test, lists, isLinks ? scorePairs(model, data.test, options, seed) : undefined);
  const { showAbove } = context.policy;
  const { metrics: declared } = system.modeling.task;
  const shown = showAbove === undefined ? [] : [shownShare(showAbove), precisionWhenShown(showAbove)];
  const metrics = [...declared, ...(isLinks ? linkAucs : []), ...shown];
  const own = Object.fromEntries(catalogueSlices.map((slice) => [slice, slice]));
  return {
    model,
    seconds,
    options,
    metrics,
    test: evaluate(metrics, judged, { seed }),
    slices: scoreSlices(judged, { metrics, slices: { ...system.data.slices, ...own }, seed }),
    place: join(run.directory, "package"),
  };
}

function choose(rated: readonly RatedFinder[], { system, options: { seed } }: Stage) {
  const metric = system.modeling.task.metrics[0];
  if (metric === undefined) throw new MillwrightError("MODELING_SETTING_INVALID", "the task has no metric.", "Give it one at least.");
  const entries = rated.map(({ name, rung, judged }) => ({ name, rung, judged, packable: name !== "random" }));
  const choice = chooseCandidate(entries, { metric, seed });
  const chosen = rated.find(({ name }) => name === choice.chosen) ?? rated[1];
  if (chosen === undefined) throw new MillwrightError("MILL_CANDIDATE_UNKNOWN", "nothing was chosen.", "Add a candidate.");
  return { chosen, ladder: ladderEntries({ rated, reports: new Map(), metric, seed }, choice) };
}

/** From the ladder of finders to the written package and the report. */
export async function completeCatalogue(stage: Stage): Promise<RunReport> {
  const { system, options, data, run, earlier, onEvent } = stage;
  const { seed, source, signal, directory, only = [] } = options;
  const context = { seed, ...(signal === undefined ? {} : { signal }), onEvent };
  const started = performance.now();
  onEvent({ type: "stage", stage: "modeling", title: "climbing the ladder" });
  const rated = await climbCatalogue(system, data, run, { ...context, only });
  const { chosen, ladder } = choose(rated, stage);
  const policy = policyOf(system, chosen);
  const { model, seconds, metrics, test, slices, place, options: finding } = await judgeFinal(stage, chosen, { ...context, policy });
  onEvent({ type: "stage", stage: "package", title: "writing the package and comparing it with its trainer" });
  await rm(place, { recursive: true, force: true });
  const packed = await packFinder(place, {
    system,
    data,
    model,
    candidate: { name: chosen.name, rung: chosen.rung },
    policy,
    scores: { validation: chosen.record.validation, test },
    source,
    seed,
  });
  const latency = await measureListLatency(place, data.test, { ...finding, k: system.modeling.task.k }, { finders: findersOf(system) });
  const measures = packageMeasures(latency, packed, seconds);
  const requirements = judgeRequirements(system.setup.requirements, { test, slices, measures });
  const { task } = system.modeling;
  const evidence = {
    ...runFacts(system, run, options),
    seconds: (performance.now() - started) / 1000,
    task: { kind: task.kind, target: task.item, classes: [] },
    metrics: describeMetrics(metrics),
    data: {
      ...dataFacts(options, data, { validation: data.validation.requests.length, test: data.test.requests.length }),
      catalogue: catalogueFacts(data),
    },
    ladder,
    chosen: chosen.name,
    test,
    slices,
    requirements,
    latency,
    peakMemoryMegabytes: measures.peak_memory_mb,
    curves: {},
    package: packageFacts(system, options, packed),
  };
  const report: RunReport = { ...evidence, findings: findingsOf(evidence) };
  await publish({ system, report, earlier, directory, place, rewrite: packed.rewrite });
  return report;
}
