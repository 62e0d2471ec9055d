import type { Command } from "commander";
import { action, type CommandContext, dataOption, declareCommand, directoryOption, seedOption } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";
import type { MillOptions } from "../mill-system.ts";

interface CheckOptions extends MillOptions {
  readonly json?: boolean;
}

/** `millwright check`: exit code 1 when a requirement of the brief is missed. */
export function addCheckCommand(program: Command, context: CommandContext): void {
  const { terminal } = context;
  declareCommand(program, {
    usage: "check <system>",
    summary: "measure the brief's requirements: exit code 1 when one is missed",
    examples: [
      "millwright check card-fraud                       # runs it, unless this definition was run on this data before",
      "millwright check my-fraud --data labelled.parquet",
      "millwright check my-fraud --json | jq .requirements",
    ],
  })
    .addOption(dataOption())
    .addOption(seedOption())
    .addOption(directoryOption())
    .option("--fresh", "run it again in any case")
    .action(
      action<CheckOptions>(context, async (options, name = "") => {
        const { finishedRun, millSystem, openWorkplace } = await import("../mill-system.ts");
        const place = await openWorkplace(terminal, name, options);
        const earlier = options.fresh === true ? undefined : await finishedRun(terminal, place);
        const report = earlier ?? (await millSystem(terminal, place, options));
        if (report === undefined) return exitCode.interrupted;
        const { requirementSentence, requirementsTable, shortReport, simulatedWarning } = await import("../../design/index.ts");
        if (options.json === true) terminal.out(JSON.stringify(shortReport(report)));
        else {
          const parts = [simulatedWarning(report), requirementsTable(report, terminal), requirementSentence(report)];
          terminal.out(parts.filter((part) => part !== undefined).join("\n\n"));
        }
        return report.requirements.every((one) => one.met) ? exitCode.success : exitCode.requirementMissed;
      }),
    );
}
