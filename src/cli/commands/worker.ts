import { type Command, Option } from "commander";
import { action, type CommandContext, declareCommand, positiveNumber, wholeNumber } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";
import { untilInterrupted } from "../interrupt.ts";
import type { Isolation } from "../trial-job.ts";

interface WorkerOptions {
  readonly json?: boolean;
  readonly store: string;
  readonly workers: number;
  readonly isolation: Isolation;
  readonly untilIdle?: number;
}

/** `millwright worker`: takes trials of studies that are tuned elsewhere. */
export function addWorkerCommand(program: Command, context: CommandContext): void {
  const { terminal } = context;
  declareCommand(program, {
    usage: "worker",
    summary: "take trials of the studies in a store until it is interrupted",
    examples: [
      "millwright worker --store postgres://me@db/studies --workers 4   # on each machine that helps",
      "millwright worker --until-idle 60                                # beside a tuner on this machine",
    ],
  })
    .option("--store <address>", "a ledger's folder, or postgres://user:password@host:5432/database", ".millwright")
    .option("--workers <number>", "trials at a time", wholeNumber("--workers", 1, 256), 1)
    .addOption(new Option("--isolation <kind>", "what a trial runs in").choices(["processes", "threads"]).default("processes"))
    .option("--until-idle <seconds>", "end after so long without a trial", positiveNumber("--until-idle"))
    .action(
      action<WorkerOptions>(context, async (options) => {
        const { workForStudies } = await import("../work-for-studies.ts");
        const { storeAddress } = await import("../store-address.ts");
        const stopping = "Stopping. Trials under way are given back.";
        const { result, interrupted } = await untilInterrupted(terminal, stopping, (signal) =>
          workForStudies(terminal, {
            store: storeAddress(terminal.directory, options.store),
            workers: options.workers,
            isolation: options.isolation,
            ...(options.untilIdle === undefined ? {} : { idleSeconds: options.untilIdle }),
            signal,
          }),
        );
        if (options.json === true) terminal.out(JSON.stringify({ trials: result ?? 0 }));
        else terminal.out(`${result ?? 0} trials`);
        return interrupted ? exitCode.interrupted : exitCode.success;
      }),
    );
}
