import { join } from "node:path";
import { type Command, Option } from "commander";
import {
  action,
  type CommandContext,
  dataOption,
  declareCommand,
  directoryOption,
  positiveNumber,
  seedOption,
  wholeNumber,
} from "../command-context.ts";
import { exitCode } from "../exit-code.ts";
import { shownPath } from "../shown-path.ts";
import type { TuneCommandOptions } from "../tune-system.ts";

const most = 1_000_000;

function addSearchOptions(command: Command): Command {
  return command
    .option("--candidate <name>", "tune this candidate (may be given several times); else all that have a space", collect)
    .option("--trials <number>", "trials in all, 100 unless told", wholeNumber("--trials", 1, most))
    .option("--minutes <number>", "begin no trial after so long", positiveNumber("--minutes"))
    .option("--workers <number>", "trials at a time; 0 only steers workers elsewhere", wholeNumber("--workers", 0, 256), 1)
    .addOption(new Option("--isolation <kind>", "what a trial runs in").choices(["processes", "threads"]).default("processes"))
    .option("--sampler <name>", "what proposes settings")
    .option("--pruner <name>", "what gives trials up half way")
    .option("--folds <number>", "folds of the training rows; 1 holds a quarter out", wholeNumber("--folds", 1, 50))
    .option("--repeats <number>", "divide into folds anew so many times", wholeNumber("--repeats", 1, 50))
    .option("--objectives <names>", "quality, or a trade: quality,latency or quality,size")
    .option("--one-standard-error", "choose the smallest model within one standard error of the best")
    .option("--all-trials", "spend the whole budget, also when no gain beyond noise is to be expected")
    .option("--trial-seconds <number>", "time limit of a trial, 600 unless told", positiveNumber("--trial-seconds"))
    .option("--trial-memory <megabytes>", "memory limit of a trial", wholeNumber("--trial-memory", 64, most))
    .option("--store <address>", "share trials: a folder, or postgres://user:password@host:5432/database")
    .option("--fresh", "begin anew instead of going on with an earlier study");
}

function collect(name: string, before: readonly string[] = []): string[] {
  return [...before, name];
}

/** Puts the names that there are into the help, once the command is asked for: other commands need not load them. */
function nameMethods(program: Command, command: Command): void {
  program.hook("preSubcommand", async (_, asked) => {
    if (asked !== command) return;
    const { prunerNames, samplerNames } = await import("../../mill/index.ts");
    const names: Readonly<Record<string, readonly string[]>> = { sampler: samplerNames, pruner: prunerNames };
    for (const option of command.options) {
      const known = names[option.name()];
      if (known !== undefined) option.description += `: ${known.join(", ")}`;
    }
  });
}

/** `millwright tune`: searches the spaces of a system's candidates for better settings. */
export function addTuneCommand(program: Command, context: CommandContext): void {
  const { terminal } = context;
  const command = declareCommand(program, {
    usage: "tune <system>",
    summary: "search for better settings of its candidates; the next run puts them on the ladder",
    examples: [
      "millwright tune house-price --trials 50 --workers 2                  # on its sample",
      'millwright tune card-fraud --candidate "boosted trees" --minutes 30  # one candidate, half an hour',
      "millwright tune house-price --objectives quality,size                # a Pareto front",
      "millwright tune house-price --store postgres://me@db/studies         # with `millwright worker` on other machines",
    ],
  })
    .addOption(dataOption())
    .addOption(seedOption())
    .addOption(directoryOption());
  nameMethods(program, command);
  addSearchOptions(command).action(
    action<TuneCommandOptions>(context, async (options, name = "") => {
      const { openWorkplace } = await import("../mill-system.ts");
      const { tuneWorkplace } = await import("../tune-system.ts");
      const place = await openWorkplace(terminal, name, options);
      const reports = await tuneWorkplace(terminal, place, name, options);
      if (reports === undefined) return exitCode.interrupted;
      const { shortTuningReport, tuningSummary, writeTuningPages } = await import("../../design/index.ts");
      const folder = join(place.directory, "tuning");
      const pages = await writeTuningPages(folder, reports);
      if (options.json === true)
        terminal.out(JSON.stringify({ system: place.system.name, studies: reports.map(shortTuningReport), pages }));
      else {
        terminal.out(reports.map((report) => tuningSummary(report, terminal)).join("\n\n"));
        for (const page of pages) terminal.out(`\n  Pictures: ${shownPath(page, terminal.directory)}`);
        terminal.out(`  Next: millwright run ${name}, which shows declared and tuned settings side by side`);
      }
      return exitCode.success;
    }),
  );
}
