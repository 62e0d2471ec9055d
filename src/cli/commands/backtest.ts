import type { Command } from "commander";
import { action, type CommandContext, dataOption, declareCommand, seedOption } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";

interface BacktestOptions {
  readonly json?: boolean;
  readonly data?: string;
  readonly seed: number;
  readonly only?: string;
}

/** `millwright backtest`: how everyone on the ladder would have done at many moments in the past. */
export function addBacktestCommand(program: Command, context: CommandContext): void {
  const { terminal } = context;
  declareCommand(program, {
    usage: "backtest <system>",
    summary: "learn anew at each of data.backtest's moments in the past and judge on what followed",
    examples: [
      "millwright backtest house-price/metro",
      "millwright backtest house-price/metro --data published/house-price --json > backtest.json",
    ],
  })
    .addOption(dataOption())
    .addOption(seedOption())
    .option("--only <candidates>", "learn these candidates only (names separated by commas), beside the baselines")
    .action(
      action<BacktestOptions>(context, async (options, name = "") => {
        const { backtestPlace, openWorkplace } = await import("../mill-system.ts");
        const { backtestSummary } = await import("../../design/index.ts");
        const place = await openWorkplace(terminal, name, { ...options, dir: ".millwright" });
        const found = await backtestPlace(terminal, place, options.only);
        if (found === undefined) return exitCode.interrupted;
        terminal.out(options.json === true ? JSON.stringify(found) : backtestSummary(found, terminal));
        return exitCode.success;
      }),
    );
}
