import type { RunReport } from "../design/index.ts";
import { MillwrightError } from "../errors/index.ts";
import { type Ledger, type OpenRun, openLedger, type RunKey, storageError } from "../ledger/index.ts";
import type { MillEvent } from "./events.ts";

/** What is recorded of a run while it is under way. */
export interface Recorder {
  /** Begins a run, or goes on with the unfinished one of this key, and records what `work` makes of it. */
  record(key: RunKey, work: (run: OpenRun, earlier: readonly RunReport[]) => Promise<RunReport>): Promise<RunReport>;
}

/** How runs are recorded. */
interface RecordSettings {
  readonly directory: string;
  readonly seed: number;
  readonly fresh: boolean;
  readonly signal: AbortSignal | undefined;
  readonly onEvent: (event: MillEvent) => void;
}

/** The last finished runs of a system, for the document's history. */
function earlierReports(ledger: Ledger, system: string): RunReport[] {
  return ledger
    .runs({ system, limit: 20 })
    .filter(({ status }) => status === "finished")
    .slice(0, 10)
    .map(({ run }) => ledger.report(run) as RunReport);
}

/** One line for the list of runs. */
function headlineOf(report: RunReport): string {
  const metric = report.metrics[0]?.name ?? "";
  return `${report.chosen}: ${metric} ${report.test[metric]?.value.toPrecision(4) ?? "?"} on test`;
}

/**
 * Opens the ledger while something is run: what finishes is kept, what was interrupted can go on, what failed says why.
 * @throws what `work` throws
 */
export async function withRecorder(settings: RecordSettings, work: (recorder: Recorder) => Promise<RunReport>): Promise<RunReport> {
  const { directory, seed, fresh, signal, onEvent } = settings;
  const ledger = openLedger(directory);
  try {
    return await work({
      record: async (key, make) => {
        const run = ledger.begin(key, { fresh });
        onEvent({ type: "run", run: run.run, system: key.system, seed, resumed: run.resumed });
        try {
          const report = await make(run, earlierReports(ledger, key.system));
          run.finish(report, headlineOf(report));
          onEvent({ type: "done", run: run.run, chosen: report.chosen, seconds: report.seconds });
          return report;
        } catch (error) {
          const reason = storageError(error, directory);
          // An interrupted run and one without room on the disk can go on; others would fail again.
          const resumable = signal?.aborted === true || (reason instanceof MillwrightError && reason.code.startsWith("LEDGER_"));
          if (!resumable) run.fail(reason instanceof Error ? reason.message : String(reason));
          throw reason;
        } finally {
          run.release();
        }
      },
    });
  } finally {
    ledger.close();
  }
}
