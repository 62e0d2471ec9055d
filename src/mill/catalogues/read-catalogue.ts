import { createHash } from "node:crypto";
import { checkContract, type ReadContext, type ReadResult, type RowShape, rowSchemaOf, type Source, type Table } from "../../data/index.ts";
import { MillwrightError } from "../../errors/index.ts";
import type { AnyCatalogueSystem } from "../../system/index.ts";

/** The tables of a catalogue system, as they came. */
export interface ReadCatalogue {
  readonly events: Table;
  readonly catalogue?: Table;
  readonly related: Readonly<Record<string, Table>>;
  /** Of all tables together. */
  readonly fingerprint: string;
  readonly ignored: readonly string[];
}

async function readRows(source: Source, row: RowShape, context: ReadContext): Promise<ReadResult> {
  const schema = rowSchemaOf(row);
  const read = await source.read(schema, context);
  checkContract(read.table, schema);
  return read;
}

/** A source's companion. @throws DATA_BESIDE_MISSING */
function besideOf(source: Source, name: string): Source {
  const found = source.beside?.[name];
  if (found !== undefined) return found;
  throw new MillwrightError(
    "DATA_BESIDE_MISSING",
    `the rows of ${source.description} come without "${name}", which the system declares.`,
    "Give the folder that the system's README describes; in code, withBeside(events, { … }) puts sources together.",
  );
}

/**
 * Reads the events and what belongs to them, and takes each through its contract.
 * @throws what `Source.read` throws, DATA_CONTRACT_BROKEN, DATA_BESIDE_MISSING
 */
export async function readCatalogue(system: AnyCatalogueSystem, source: Source, context: ReadContext): Promise<ReadCatalogue> {
  const events = await readRows(source, system.row, context);
  const { catalogue: declared, related: others = {} } = system.data;
  const catalogue = declared === undefined ? undefined : await readRows(besideOf(source, "catalogue"), declared.row, context);
  const related: Record<string, ReadResult> = {};
  for (const [name, { row }] of Object.entries(others)) related[name] = await readRows(besideOf(source, name), row, context);
  const all = [events, ...(catalogue === undefined ? [] : [catalogue]), ...Object.values(related)];
  const fingerprint =
    all.length === 1
      ? events.fingerprint
      : createHash("sha256")
          .update(all.map((one) => one.fingerprint).join())
          .digest("hex");
  return {
    events: events.table,
    ...(catalogue === undefined ? {} : { catalogue: catalogue.table }),
    related: Object.fromEntries(Object.entries(related).map(([name, { table }]) => [name, table])),
    fingerprint,
    ignored: events.ignored,
  };
}
