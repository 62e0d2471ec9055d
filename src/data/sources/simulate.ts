import { MillwrightError } from "../../errors/index.ts";
import { type Random, random } from "../../kernels/index.ts";
import type { RowSchema } from "../contracts/row-schema.ts";
import type { Column } from "../tables/column.ts";
import { type PlainRow, tableFromRows } from "../tables/from-rows.ts";
import { Table } from "../tables/table.ts";
import { resultFromTable } from "./from-table.ts";
import type { Source } from "./source.ts";

/** A maker of rows. */
export interface SimulatorSettings<Row extends object = PlainRow> {
  readonly name: string;
  /** Seed of the rows; the read's own seed unless told, so that a run's seed decides them. */
  readonly seed?: number;
  /** Makes all rows, as objects or as typed columns, with no other randomness than the stream that it is given. */
  readonly rows: (random: Random) => Iterable<Row> | Readonly<Record<string, Column>>;
}

function isIterable(value: object): value is Iterable<PlainRow> {
  return Symbol.iterator in value;
}

function tableOf(settings: SimulatorSettings<object>, schema: RowSchema, seed: number): Table {
  const made = settings.rows(random(seed).fork(`simulate ${settings.name}`));
  if (!isIterable(made)) return new Table(settings.name, made as Readonly<Record<string, Column>>);
  const rows = [...made];
  const declared = schema.columns.find((rule) => !rule.nullable && rows.length > 0 && !rows.some((row) => rule.name in row));
  if (declared === undefined) return tableFromRows(settings.name, schema, rows);
  throw new MillwrightError(
    "DATA_COLUMN_MISSING",
    `simulator "${settings.name}" makes no column "${declared.name}", which the row declares.`,
    "Add it to every row that it makes.",
  );
}

/**
 * Rows made up by code: the sample that a system runs on anywhere. The same seed makes the same rows.
 * @example simulate({ name: "coin", rows: (random) => Array.from({ length: 100 }, () => ({ heads: random.next() < 0.5 })) })
 */
export function simulate<Row extends object>(settings: SimulatorSettings<Row>): Source {
  return {
    kind: "simulator",
    description: settings.seed === undefined ? settings.name : `${settings.name}, seed ${settings.seed}`,
    simulated: true,
    read: async (schema, context) => resultFromTable(tableOf(settings, schema, settings.seed ?? context.seed), schema),
  };
}
