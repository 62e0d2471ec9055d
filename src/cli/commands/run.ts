import { join } from "node:path";
import type { Command } from "commander";
import { action, type CommandContext, dataOption, declareCommand, directoryOption, seedOption } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";
import type { MillOptions } from "../mill-system.ts";
import { shownPath } from "../shown-path.ts";

interface RunOptions extends MillOptions {
  readonly json?: boolean;
}

/** `millwright run`: takes a system through its four stages and prints the ladder. */
export function addRunCommand(program: Command, context: CommandContext): void {
  const { terminal } = context;
  declareCommand(program, {
    usage: "run <system>",
    summary: "learn, judge and package a system: prints the ladder, requirements and findings",
    examples: [
      "millwright run house-price                               # on its sample",
      "millwright run card-fraud --data published/card-fraud    # on the published data",
      "millwright run my-churn --data customers.csv --seed 7",
      "millwright run my-churn --only ridge --json > run.json",
    ],
  })
    .addOption(dataOption())
    .addOption(seedOption())
    .addOption(directoryOption())
    .option("--only <candidates>", "learn these candidates only (names separated by commas), beside the baselines")
    .option("--fresh", "begin anew instead of resuming an unfinished run")
    .action(
      action<RunOptions>(context, async (options, name = "") => {
        const { millSystem, openWorkplace } = await import("../mill-system.ts");
        const place = await openWorkplace(terminal, name, options);
        const report = await millSystem(terminal, place, options);
        if (report === undefined) return exitCode.interrupted;
        const { runSummary, shortReport } = await import("../../design/index.ts");
        if (options.json === true) terminal.out(JSON.stringify(shortReport(report)));
        else {
          terminal.out(runSummary(report, terminal));
          terminal.out(
            `\n  Design document: ${shownPath(join(place.directory, "runs", report.run, "package", "design.html"), terminal.directory)}`,
          );
          terminal.out(`  Next: millwright serve ${name}${options.dir === ".millwright" ? "" : ` --dir ${options.dir}`}`);
        }
        return exitCode.success;
      }),
    );
}
