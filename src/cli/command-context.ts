import { type Command, Option } from "commander";
import { MillwrightError } from "../errors/index.ts";
import { reportError } from "./report-error.ts";
import type { Terminal } from "./terminal.ts";

/** What every command is given: its terminal, and a way to say how it ended. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly end: (exitCode: number) => void;
}

/** How a command is declared. */
interface CommandDeclaration {
  /** "run <system>" */
  readonly usage: string;
  readonly summary: string;
  /** Lines of the help's end: what to type and, after `#`, what it does. */
  readonly examples: readonly string[];
}

/** A command with the option --json and its examples in the help. */
export function declareCommand(program: Command, { usage, summary, examples }: CommandDeclaration): Command {
  return program
    .command(usage)
    .description(summary)
    .option("--json", "print one JSON object on standard output")
    .addHelpText("after", `\nExamples:\n${examples.map((line) => `  $ ${line}`).join("\n")}`);
}

/** The command line reads `--store --json` as a store called "--json": nobody means that. @throws CLI_USAGE */
function refuseSwallowedOptions(command: Command): void {
  for (const option of command.options) {
    const values: unknown[] = [command.getOptionValue(option.attributeName())].flat();
    const swallowed = values.find((value) => typeof value === "string" && value.startsWith("--"));
    if (option.required && swallowed !== undefined) throw usageError(`${option.long} lacks its value: "${swallowed}" follows it.`);
  }
}

/**
 * The action of a command: `work` gets its options and arguments and returns the exit code; what it throws is reported.
 */
export function action<Options extends { readonly json?: boolean }>(
  context: CommandContext,
  work: (options: Options, ...positional: string[]) => Promise<number>,
): (...received: unknown[]) => Promise<void> {
  return async (...received) => {
    const command = received.at(-1) as Command;
    const options = command.opts<Options>();
    try {
      refuseSwallowedOptions(command);
      context.end(await work(options, ...command.processedArgs.filter((value) => value !== undefined)));
    } catch (error) {
      context.end(reportError(error, context.terminal, options.json === true));
    }
  };
}

/** The option that says where runs and models are kept. */
export function directoryOption(): Option {
  return new Option("--dir <folder>", "where runs and models are kept").default(".millwright");
}

/** The option that says which rows to use. */
export function dataOption(): Option {
  return new Option(
    "--data <path>",
    "a file (CSV, Parquet, JSON lines) or the folder of the published data; else MILLWRIGHT_DATA, else the sample",
  );
}

/** The option that says where randomness begins. */
export function seedOption(): Option {
  return new Option("--seed <number>", "equal seeds give equal bits").default(0).argParser(wholeNumber("--seed", 0, 2 ** 31 - 1));
}

/** Reads a whole number within bounds. */
export function wholeNumber(option: string, minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== "" && Number.isInteger(value) && value >= minimum && value <= maximum) return value;
    throw usageError(`${option} must be a whole number from ${minimum} to ${maximum}, not "${text}".`);
  };
}

/** Reads a number above 0. */
export function positiveNumber(option: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== "" && Number.isFinite(value) && value > 0) return value;
    throw usageError(`${option} must be a number above 0, not "${text}".`);
  };
}

/** A command line that cannot be understood. */
export function usageError(problem: string, hint: string = ""): MillwrightError {
  return new MillwrightError("CLI_USAGE", problem, `${hint === "" ? "" : `${hint} `}\`millwright --help\` shows what can be asked.`);
}
