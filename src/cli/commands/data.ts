import type { Command } from "commander";
import { action, type CommandContext, dataOption, declareCommand, seedOption } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";

interface DataOptions {
  readonly json?: boolean;
  readonly data?: string;
  readonly seed: number;
}

/** `millwright data`: what a system's rows look like, whether they keep the contract, and how they are divided. */
export function addDataCommand(program: Command, context: CommandContext): void {
  const { terminal } = context;
  declareCommand(program, {
    usage: "data <system>",
    summary: "profile the rows, check contract and leaks, show the split; nothing is learned",
    examples: [
      "millwright data house-price",
      "millwright data my-churn --data customers.csv",
      "millwright data card-fraud --json | jq .leaks",
    ],
  })
    .addOption(dataOption())
    .addOption(seedOption())
    .action(
      action<DataOptions>(context, async (options, name = "") => {
        const { openWorkplace, inspectData } = await import("../mill-system.ts");
        const place = await openWorkplace(terminal, name, { ...options, dir: ".millwright" });
        const data = await inspectData(terminal, place);
        if (data === undefined) return exitCode.interrupted;
        if (options.json === true) terminal.out(JSON.stringify(data));
        else {
          const { dataSummary } = await import("../data-summary.ts");
          terminal.out(dataSummary(data, terminal));
        }
        return exitCode.success;
      }),
    );
}
