import { resolve } from "node:path";
import type { Command } from "commander";
import type { RunSummary } from "../../ledger/index.ts";
import { action, type CommandContext, declareCommand, directoryOption, wholeNumber } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";

interface RunsOptions {
  readonly json?: boolean;
  readonly dir: string;
  readonly system?: string;
  readonly limit: number;
}

function lineOf(run: RunSummary, widths: { readonly system: number }): string {
  const told = run.headline ?? run.problem ?? "";
  const started = run.startedAt.slice(0, 16).replace("T", " ");
  return [run.run, started, run.system.padEnd(widths.system), `seed ${run.seed}`, run.status.padEnd(11), told].join("  ").trimEnd();
}

/** `millwright runs`: what was run in this directory. */
export function addRunsCommand(program: Command, context: CommandContext): void {
  const { terminal } = context;
  declareCommand(program, {
    usage: "runs",
    summary: "list the runs of this directory, newest first",
    examples: ["millwright runs", "millwright runs --system card-fraud --limit 5", "millwright runs --json | jq '.runs[0].run'"],
  })
    .addOption(directoryOption())
    .option("--system <name>", "only runs of this system")
    .option("--limit <number>", "at most this many", wholeNumber("--limit", 1, 100_000), 20)
    .action(
      action<RunsOptions>(context, async (options) => {
        const { openExistingLedger } = await import("../open-existing-ledger.ts");
        const directory = resolve(terminal.directory, options.dir);
        const ledger = openExistingLedger(directory);
        const filter = { limit: options.limit, ...(options.system === undefined ? {} : { system: options.system }) };
        const runs = ledger?.runs(filter) ?? [];
        ledger?.close();
        if (options.json === true) terminal.out(JSON.stringify({ runs }));
        else if (runs.length === 0) terminal.out(`No runs in ${directory}. \`millwright run house-price\` makes one.`);
        else {
          const widths = { system: Math.max(...runs.map((run) => run.system.length)) };
          for (const run of runs) terminal.out(lineOf(run, widths));
        }
        return exitCode.success;
      }),
    );
}
