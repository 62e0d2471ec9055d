import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { MillwrightError } from "../../errors/index.ts";
import { action, type CommandContext, dataOption, declareCommand, directoryOption, seedOption, wholeNumber } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";
import type { MillOptions } from "../mill-system.ts";

interface ServeOptions extends MillOptions {
  readonly json?: boolean;
  readonly port: number;
  readonly host: string;
  readonly secretFile?: string;
  readonly fsync?: boolean;
}

/** The first line of a file, which no command line and no list of processes shows. */
function secretIn(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new MillwrightError(
      "CLI_FILE_MISSING",
      `the secret's file ${file} cannot be read.`,
      "Check the path that was given with --secret-file.",
      {
        cause: error,
      },
    );
  }
  const secret = text.split("\n")[0]?.trim() ?? "";
  if (secret.length >= 16) return secret;
  throw new MillwrightError(
    "CLI_FILE_MISSING",
    `the secret in ${file} has ${secret.length} characters.`,
    "Use at least 16, e.g. from `openssl rand -hex 24`.",
  );
}

/** `millwright serve`: the current model of a system over HTTP, on this machine unless told. */
export function addServeCommand(program: Command, context: CommandContext): void {
  const { terminal } = context;
  declareCommand(program, {
    usage: "serve <system>",
    summary: "serve the model of the latest run over HTTP, on this machine unless told",
    examples: [
      "millwright serve house-price                # http://127.0.0.1:8080/docs",
      "millwright serve my-churn --port 0 --json   # a free port, told as JSON",
      "millwright serve my-churn --host 0.0.0.0 --secret-file secret.txt",
    ],
  })
    .option("--port <number>", "0 takes a free one", wholeNumber("--port", 0, 65_535), 8080)
    .option("--host <address>", "any other than this machine's own needs a secret", "127.0.0.1")
    .option("--secret-file <file>", "clients send its first line as `Authorization: Bearer …`")
    .option("--fsync", "entity histories: answer only when a purchase or label is on the disk, so that a power cut loses none")
    .addOption(dataOption())
    .addOption(seedOption())
    .addOption(directoryOption())
    .action(
      action<ServeOptions>(context, async (options, name = "") => {
        const secret = options.secretFile === undefined ? undefined : secretIn(resolve(terminal.directory, options.secretFile));
        const { openWorkplace } = await import("../mill-system.ts");
        const { serveFinder, serveModel } = await import("../serve-model.ts");
        const { isCatalogueSystem } = await import("../../system/index.ts");
        const place = await openWorkplace(terminal, name, options);
        const { system } = place;
        const keep = { sync: options.fsync === true };
        const door = { host: options.host, port: options.port, ...(secret === undefined ? {} : { secret }) };
        if (isCatalogueSystem(system)) {
          const { openFinder } = await import("../open-finder.ts");
          await serveFinder(terminal, await openFinder(terminal, place, system, keep), door, options.json === true);
        } else {
          const { openModel } = await import("../open-model.ts");
          await serveModel(terminal, await openModel(terminal, place, system, keep), door, options.json === true);
        }
        return exitCode.success;
      }),
    );
}
