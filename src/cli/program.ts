import { Command, CommanderError } from "commander";
import type { MillwrightError } from "../errors/index.ts";
import { type CommandContext, usageError } from "./command-context.ts";
import { addBacktestCommand } from "./commands/backtest.ts";
import { addCheckCommand } from "./commands/check.ts";
import { addCompareCommand } from "./commands/compare.ts";
import { addDataCommand } from "./commands/data.ts";
import { addDesignCommand } from "./commands/design.ts";
import { addNewCommand } from "./commands/new.ts";
import { addPredictCommand } from "./commands/predict.ts";
import { addRunCommand } from "./commands/run.ts";
import { addRunsCommand } from "./commands/runs.ts";
import { addServeCommand } from "./commands/serve.ts";
import { addSystemsCommand } from "./commands/systems.ts";
import { addTuneCommand } from "./commands/tune.ts";
import { addWorkerCommand } from "./commands/worker.ts";
import { exitCode } from "./exit-code.ts";
import { installedVersion } from "./installation.ts";
import { reportError } from "./report-error.ts";
import type { Terminal } from "./terminal.ts";

const help = `
A <system> is a name that \`millwright systems\` lists, a folder with a system.ts, or a path to such a file.

Examples:
  $ millwright run house-price                                       # on the sample that comes with it
  $ millwright new my-churn --data customers.csv --predict churned   # a system.ts of your own
  $ millwright check my-churn                                        # exit code 1 when a requirement is missed
  $ millwright serve my-churn                                        # HTTP on this machine

Exit codes: 0 done, 1 a requirement was missed, 2 bad input (with code and fix), 130 interrupted.`;

function createProgram(context: CommandContext): Command {
  const program = new Command("millwright")
    .description("Designs, builds, serves and maintains machine-learning systems.")
    .option("-V, --version", "print the version")
    .addHelpText("after", help)
    .exitOverride()
    .configureOutput({ writeOut: (text) => context.terminal.out(text.trimEnd()), writeErr: () => undefined })
    .configureHelp({ helpWidth: Math.max(60, Math.min(120, context.terminal.width)) });
  addNewCommand(program, context);
  addDataCommand(program, context);
  addRunCommand(program, context);
  addCheckCommand(program, context);
  addBacktestCommand(program, context);
  addTuneCommand(program, context);
  addWorkerCommand(program, context);
  addServeCommand(program, context);
  addPredictCommand(program, context);
  addRunsCommand(program, context);
  addCompareCommand(program, context);
  addDesignCommand(program, context);
  addSystemsCommand(program, context);
  return program;
}

/** Commander's complaint, in the words of every other error. */
function complaintOf(error: CommanderError): MillwrightError {
  const [problem = "", ...hints] = error.message.replace(/^error: /, "").split("\n");
  return usageError(problem.endsWith(".") ? problem : `${problem}.`, hints.join(" ").replace(/^\(|\)$/g, ""));
}

/**
 * Runs one command line.
 * @returns the exit code: 0 done, 1 a requirement was missed, 2 bad input, 70 a fault of Millwright, 130 interrupted.
 */
export async function runCommandLine(commandLine: readonly string[], terminal: Terminal): Promise<number> {
  let ended: number = exitCode.success;
  const program = createProgram({ terminal, end: (code) => (ended = code) });
  try {
    if (commandLine.length === 1 && (commandLine[0] === "-V" || commandLine[0] === "--version")) terminal.out(await installedVersion());
    else await program.parseAsync([...commandLine], { from: "user" });
    return ended;
  } catch (error) {
    const asked = error instanceof CommanderError && error.exitCode === 0;
    if (asked) return exitCode.success;
    if (error instanceof CommanderError && error.code === "commander.help") {
      terminal.out(program.helpInformation().trimEnd());
      return exitCode.badInput;
    }
    return reportError(error instanceof CommanderError ? complaintOf(error) : error, terminal, commandLine.includes("--json"));
  }
}
