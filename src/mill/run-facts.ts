import { join } from "node:path";
import { type RunReport, reportUnits } from "../design/index.ts";
import type { OpenRun } from "../ledger/index.ts";
import { engineVersions } from "../serving/index.ts";
import type { DeclaredSystem } from "../system/index.ts";
import type { PreparedCatalogue } from "./catalogues/prepare-catalogue.ts";
import type { PackedModel } from "./pack.ts";
import type { PreparedData } from "./prepare-data.ts";
import type { RunOptions } from "./run-options.ts";

type Same = "run" | "system" | "title" | "units" | "seed" | "startedAt" | "versions";

/** What every report begins with, whatever was learned. */
export function runFacts(system: DeclaredSystem, run: OpenRun, { seed }: RunOptions): Pick<RunReport, Same> {
  return {
    run: run.run,
    system: system.name,
    title: system.title,
    units: reportUnits(system),
    seed,
    startedAt: run.startedAt,
    versions: engineVersions(),
  };
}

/** What every report says of the data. @param judged - how many rows or questions it was judged on. */
export function dataFacts(
  { source }: RunOptions,
  data: PreparedData | PreparedCatalogue,
  judged: { readonly validation: number; readonly test: number },
): RunReport["data"] {
  const { split } = data;
  return {
    source: source.description,
    simulated: source.simulated,
    fingerprint: data.fingerprint,
    rows: data.rows,
    megabytes: data.megabytes,
    ignoredColumns: data.ignored,
    split: { description: split.description, train: split.train.length, ...judged, final: split.final.length },
    leaks: data.leaks,
    profile: data.profile,
  };
}

type Measures = Record<"p50_latency_ms" | "p99_latency_ms" | "package_mb" | "training_seconds" | "peak_memory_mb", number>;

/** What requirements may ask of the packed model, beside its quality. */
export function packageMeasures(latency: RunReport["latency"], packed: PackedModel, trainingSeconds: number): Measures {
  return {
    p50_latency_ms: latency.p50Ms,
    p99_latency_ms: latency.p99Ms,
    package_mb: packed.megabytes,
    training_seconds: trainingSeconds,
    peak_memory_mb: process.resourceUsage().maxRSS / 1024,
  };
}

/** Where the packed model will lie, and what it is. */
export function packageFacts(
  system: DeclaredSystem,
  { directory }: RunOptions,
  { id, megabytes, parity }: PackedModel,
): RunReport["package"] {
  return { path: join(directory, "models", system.name), id, megabytes, parity };
}
