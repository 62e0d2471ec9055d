import { resolve } from "node:path";
import type { Command } from "commander";
import { action, type CommandContext, dataOption, declareCommand, directoryOption, seedOption } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";
import type { MillOptions, Workplace } from "../mill-system.ts";
import type { ScoredFile } from "../score-file.ts";
import { shownPath } from "../shown-path.ts";
import type { Terminal } from "../terminal.ts";

interface PredictOptions extends MillOptions {
  readonly json?: boolean;
  readonly input: string;
  readonly output: string;
}

/** What scores a file: a model of rows adds columns to it, a finder writes a row for each found item. */
interface Scorer {
  readonly model: { readonly version: string; close(): Promise<void> };
  readonly score: (input: string, output: string) => Promise<ScoredFile | undefined>;
}

async function openScorer(terminal: Terminal, place: Workplace): Promise<Scorer> {
  const { isCatalogueSystem } = await import("../../system/index.ts");
  if (isCatalogueSystem(place.system)) {
    const { openFinder } = await import("../open-finder.ts");
    const { findFile } = await import("../find-file.ts");
    const model = await openFinder(terminal, place, place.system);
    return { model, score: (input, output) => findFile(terminal, model, input, output) };
  }
  const { openModel } = await import("../open-model.ts");
  const { scoreFile } = await import("../score-file.ts");
  const { model } = await openModel(terminal, place, place.system);
  return { model, score: (input, output) => scoreFile(terminal, model, input, output) };
}

/** `millwright predict`: scores a file of rows with the current model of a system. */
export function addPredictCommand(program: Command, context: CommandContext): void {
  const { terminal } = context;
  declareCommand(program, {
    usage: "predict <system>",
    summary: "score a file of rows with the model of the latest run",
    examples: [
      "millwright predict my-churn --input rows.csv --output scored.parquet",
      "millwright predict house-price --input homes.parquet --output prices.csv",
      "millwright predict my-churn --input rows.jsonl --output scored.jsonl --json",
    ],
  })
    .requiredOption("--input <file>", "rows to score: CSV, Parquet or JSON lines; columns that the model does not know are kept")
    .requiredOption("--output <file>", ".parquet, .csv or .jsonl: the rows with prediction, label, confidence, … beside them")
    .addOption(dataOption())
    .addOption(seedOption())
    .addOption(directoryOption())
    .action(
      action<PredictOptions>(context, async (options, name = "") => {
        const { openWorkplace } = await import("../mill-system.ts");
        const { checkOutput } = await import("../score-file.ts");
        const { plural } = await import("../../design/index.ts");
        const output = resolve(terminal.directory, options.output);
        checkOutput(output);
        const { model, score } = await openScorer(terminal, await openWorkplace(terminal, name, options));
        try {
          const scored = await score(resolve(terminal.directory, options.input), output);
          if (scored === undefined) return exitCode.interrupted;
          if (options.json === true)
            terminal.out(JSON.stringify({ rows: scored.rows, columns: scored.columns, output, version: model.version }));
          else
            terminal.out(
              `${plural(scored.rows.toLocaleString("en-US"), "row")} scored; ${shownPath(output, terminal.directory)} adds ${scored.columns.join(", ")}.`,
            );
          return exitCode.success;
        } finally {
          await model.close();
        }
      }),
    );
}
