import type { Finding, LadderEntry, RunReport, Scores, SliceScores } from "./run-report.ts";

/** What `run --json` prints: stable names, numbers as they were measured; a value that is not defined is null. */
export interface ShortReport {
  readonly system: string;
  readonly run: string;
  readonly data: { readonly source: string; readonly simulated: boolean; readonly fingerprint: string; readonly rows: number };
  readonly seed: number;
  readonly ladder: readonly {
    readonly candidate: string;
    readonly rung: string;
    readonly validation: Scores;
    readonly seconds: number;
    readonly listCost?: LadderEntry["listCost"];
    readonly tuned?: LadderEntry["tuned"];
  }[];
  readonly chosen: string;
  readonly test: Scores;
  readonly slices: readonly SliceScores[];
  readonly requirements: readonly {
    readonly name: string;
    readonly measured: number;
    readonly bound: number;
    readonly met: boolean;
    readonly problem?: string;
  }[];
  /** The directory of the model package. */
  readonly package: string;
  readonly findings: readonly Finding[];
}

/**
 * A run report shortened to the object that programs read.
 *
 * @example process.stdout.write(`${JSON.stringify(shortReport(report))}\n`);
 */
export function shortReport(report: RunReport): ShortReport {
  return {
    system: report.system,
    run: report.run,
    data: {
      source: report.data.source,
      simulated: report.data.simulated,
      fingerprint: report.data.fingerprint,
      rows: report.data.rows,
    },
    seed: report.seed,
    ladder: report.ladder.map(({ candidate, rung, validation, seconds, listCost, tuned }) => ({
      candidate,
      rung,
      validation,
      seconds,
      ...(listCost === undefined ? {} : { listCost }),
      ...(tuned === undefined ? {} : { tuned }),
    })),
    chosen: report.chosen,
    test: report.test,
    slices: report.slices,
    requirements: report.requirements.map(({ name, measured, bound, met, problem }) => ({
      name,
      measured,
      bound,
      met,
      ...(problem === undefined ? {} : { problem }),
    })),
    package: report.package.path,
    findings: report.findings,
  };
}
