import { existsSync } from "node:fs";
import { join } from "node:path";
import type { RunReport } from "../design/index.ts";
import { MillwrightError } from "../errors/index.ts";
import { type Ledger, openLedger } from "../ledger/index.ts";

/** The ledger of a directory; undefined where there is none yet, so that looking never makes one. */
export function openExistingLedger(directory: string): Ledger | undefined {
  return existsSync(join(directory, "ledger.sqlite")) ? openLedger(directory) : undefined;
}

/** The report of a run by its identifier or the start of it. @throws LEDGER_RUN_UNKNOWN, CLI_RUN_MISSING */
export function reportOfRun(directory: string, run: string): RunReport {
  const ledger = openExistingLedger(directory);
  if (ledger === undefined) throw noRun(`${directory} has no runs`);
  try {
    return ledger.report(run) as RunReport;
  } finally {
    ledger.close();
  }
}

/** The report of the latest finished run of a system. @throws CLI_RUN_MISSING */
export function latestReport(directory: string, system: string): RunReport {
  const ledger = openExistingLedger(directory);
  const latest = ledger?.latest(system);
  ledger?.close();
  if (latest === undefined) throw noRun(`"${system}" has no finished run in ${directory}`);
  return latest.report as RunReport;
}

function noRun(what: string): MillwrightError {
  return new MillwrightError("CLI_RUN_MISSING", `${what}.`, "`millwright run <system>` makes one; --dir names another directory.");
}
