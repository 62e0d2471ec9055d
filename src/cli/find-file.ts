import { realpath, rename, rm } from "node:fs/promises";
import { z } from "zod";
import { cellOf, checkFile, literal, openFile, type Table, withEngine } from "../data/index.ts";
import type { LoadedCatalogue } from "../serving/index.ts";
import { untilInterrupted } from "./interrupt.ts";
import { progressOn } from "./progress-on.ts";
import { formatOfOutput, overInput, type ScoredFile, unwritable } from "./score-file.ts";
import type { Terminal } from "./terminal.ts";

const rowsPerBatch = 4096;

/** Columns of the output beside the asker's. */
const added = ["item", "place", "score", "reason"] as const;

/** One found item as a row: who asked, and what was found. */
type FoundRow = readonly [asker: string | null, item: string, place: number, score: number, reason: string | null];

function rowsOf(model: LoadedCatalogue, table: Table, asker: string, from: number): FoundRow[] {
  return Array.from({ length: table.rows }, (_, row) => row).flatMap((row) => {
    const sent = Object.fromEntries([...table.columns].map(([name, column]) => [name, cellOf(column, row)]));
    const { items } = model.find(model.check(sent, `row ${from + row}`));
    const who = sent[asker];
    return items.map(({ id, place, score, reason }): FoundRow => [typeof who === "string" ? who : null, id, place, score, reason ?? null]);
  });
}

/**
 * Finds items for each row of a file and writes them, a row for each item. The output appears whole or not at all.
 * @returns undefined when it was interrupted
 * @throws DATA_… for rows that cannot be read, SERVING_ROW_INVALID, CLI_OUTPUT_UNSUPPORTED, CLI_OUTPUT_UNWRITABLE
 */
export async function findFile(terminal: Terminal, model: LoadedCatalogue, input: string, output: string): Promise<ScoredFile | undefined> {
  const format = formatOfOutput(output);
  const { path } = await checkFile(input);
  if ((await realpath(output).catch(() => output)) === path) throw overInput(output);
  const part = `${output}.part`;
  const { signature, finder } = model.manifest;
  const asker = finder?.asker ?? "";
  const progress = progressOn(terminal);
  let rows = 0;
  try {
    const { result } = await untilInterrupted(terminal, "Stopping. Nothing was written.", (signal) =>
      withEngine({ files: [path, part] }, { seed: 0, signal }, async (connection) => {
        await connection.run(
          `CREATE TABLE found ("${asker.replaceAll('"', '""')}" VARCHAR, item VARCHAR, place INTEGER, score DOUBLE, reason VARCHAR)`,
        );
        const appender = await connection.createAppender("found");
        const use = async (table: Table): Promise<void> => {
          signal.throwIfAborted();
          for (const [who, item, place, score, reason] of rowsOf(model, table, asker, rows)) {
            if (who === null) appender.appendNull();
            else appender.appendVarchar(who);
            appender.appendVarchar(item);
            appender.appendInteger(place);
            appender.appendDouble(score);
            if (reason === null) appender.appendNull();
            else appender.appendVarchar(reason);
            appender.endRow();
          }
          rows += table.rows;
          progress.onEvent({ type: "progress", what: "rows", step: rows, steps: 0, values: {} });
        };
        const schema = { shape: z.object({}), columns: signature.columns };
        await openFile(path).stream?.(schema, { seed: 0, signal }, { rows: rowsPerBatch, use });
        appender.closeSync();
        await connection.run(`COPY found TO ${literal(part)} (${format})`).catch((error: unknown) => {
          throw unwritable(output, error);
        });
        await rename(part, output);
        return { rows, columns: [asker, ...added] };
      }),
    );
    return result;
  } finally {
    progress.end();
    await rm(part, { force: true });
  }
}
