import { resolve } from "node:path";
import type { Command } from "commander";
import { action, type CommandContext, declareCommand, directoryOption } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";

interface CompareOptions {
  readonly json?: boolean;
  readonly dir: string;
}

/** `millwright compare`: what differs between two runs. */
export function addCompareCommand(program: Command, context: CommandContext): void {
  const { terminal } = context;
  declareCommand(program, {
    usage: "compare <runA> <runB>",
    summary: "what differs between two runs: quality, settings, data, requirements",
    examples: [
      "millwright compare 20261123-5f0c 20261123-9be1   # the start of a run's name is enough",
      "millwright compare <runA> <runB> --json",
    ],
  })
    .addOption(directoryOption())
    .action(
      action<CompareOptions>(context, async (options, first = "", second = "") => {
        const { reportOfRun } = await import("../open-existing-ledger.ts");
        const { compareReports, comparisonTable } = await import("../../design/index.ts");
        const directory = resolve(terminal.directory, options.dir);
        const comparison = compareReports(reportOfRun(directory, first), reportOfRun(directory, second));
        terminal.out(options.json === true ? JSON.stringify(comparison) : comparisonTable(comparison, terminal));
        return exitCode.success;
      }),
    );
}
