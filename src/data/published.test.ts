import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  column,
  csv,
  days,
  deriveHistory,
  EntityHistory,
  givenSplit,
  rowSchemaOf,
  sql,
  timeSplit,
  type Window,
  windowCount,
  windowMean,
} from "./index.ts";

/** Published data sets are not in the repository: MILLWRIGHT_DATA names the folder that holds them. */
const folder = process.env["MILLWRIGHT_DATA"] ?? "";
const isThere = (name: string): boolean => folder !== "" && existsSync(join(folder, name));

describe.skipIf(!isThere("card-fraud"))("the card-fraud handbook's protocol (skipped without MILLWRIGHT_DATA)", async () => {
  const schema = rowSchemaOf(
    z.object({
      time: column.timestamp(),
      customer: column.category(),
      terminal: column.category(),
      amount: column.number({ minimum: 0 }),
      fraud: column.boolean(),
    }),
  );
  const source = sql({
    folder: join(folder, "card-fraud"),
    query: `SELECT TX_DATETIME AS time, CUSTOMER_ID AS customer, TERMINAL_ID AS terminal, TX_AMOUNT AS amount, TX_FRAUD AS fraud
      FROM read_parquet('{folder}/handbook_tx_2018-06-11_2018-08-14.parquet') ORDER BY TX_DATETIME, TRANSACTION_ID`,
  });
  const { table } = isThere("card-fraud") ? await source.read(schema, { seed: 0 }) : { table: undefined as never };
  const windows: Record<string, Window> = Object.fromEntries(
    [1, 7, 30].flatMap((length) => {
      const customer = { entity: "customer", time: "time", over: days(length) };
      const terminal = { entity: "terminal", time: "time", over: days(length), delay: days(7) };
      return [
        [`bought_${length}d`, windowCount(customer)],
        [`mean_${length}d`, windowMean({ ...customer, of: "amount" })],
        [`sold_${length}d`, windowCount(terminal)],
        [`risk_${length}d`, windowMean({ ...terminal, of: "fraud" })],
      ];
    }),
  );

  test("the split has the rows and frauds that the handbook's own code selects", () => {
    const plan = timeSplit({
      time: "time",
      train: days(7),
      delay: days(7),
      test: days(7),
      dropKnown: { entity: "customer", label: "fraud" },
    });
    const split = plan.divide(table, 0);
    const frauds = (rows: Int32Array): number => rows.reduce((sum, row) => sum + (table.column("fraud", "boolean").values[row] ?? 0), 0);
    expect([split.final.length, frauds(split.final)]).toEqual([67_240, 598]);
    expect([split.test.length, frauds(split.test)]).toEqual([58_264, 385]);
    expect([split.train.length, frauds(split.train)]).toEqual([66_928, 633]);
    expect([split.validation.length, frauds(split.validation)]).toEqual([58_505, 374]);
  });

  test("replaying the last rows one at a time gives what the table gives, with 622,892 rows and 12 windows", () => {
    const derived = deriveHistory(table, windows);
    const from = table.rows - 2000;
    const history = EntityHistory.from(table.slice(0, from), windows);
    for (let row = from; row < table.rows; row++) {
      const request = table.row(row);
      const online = history.derive({ ...request, fraud: null });
      for (const name of Object.keys(windows)) expect([name, online[name]]).toEqual([name, derived.column(name, "number").values[row]]);
      history.observe(request);
    }
  });
});

describe.skipIf(!isThere("house-price"))("King County and Ames (skipped without MILLWRIGHT_DATA)", () => {
  test("sales to February 2015 are learned from, later ones judged on; the given rows are taken as they are", async () => {
    const file = join(folder, "house-price", "kc_house_data.csv.gz");
    const query = "SELECT price, strptime(date, '%m/%d/%Y') AS sold, TRY_CAST(sqft_basement AS DOUBLE) AS basement FROM homes";
    const schema = rowSchemaOf(z.object({ price: z.number(), sold: z.date(), basement: z.number().nullable() }));
    const { table } = await sql({
      files: { homes: file },
      query: query.replace("FROM homes", `FROM read_csv('${file}', all_varchar = true)`),
    }).read(schema, { seed: 0 });
    const split = timeSplit({ time: "sold", testFrom: "2015-03-01", validation: 0.15 }).divide(table, 0);
    expect([table.rows, split.final.length, split.test.length]).toEqual([21_597, 16_847, 4_750]);
    const rows = JSON.parse(readFileSync(join(folder, "house-price", "splits", "kc_seed0.test_rows.json"), "utf8")) as number[];
    expect(givenSplit({ test: rows, validation: 0.2 }).divide(table, 0).test.length).toBe(4_320);
  });

  test("blank cells of Ames are missing, in numbers and in categories", async () => {
    const schema = rowSchemaOf(
      z.object({
        SalePrice: z.number(),
        "Lot Frontage": z.number().nullable(),
        Alley: column.category().nullable(),
        "MS SubClass": column.category(),
      }),
    );
    const { table, ignored } = await csv(join(folder, "house-price", "ames_housing.csv.gz")).read(schema, { seed: 0 });
    expect([table.rows, ignored.length, ignored[0]]).toEqual([2930, 79, "(column 1)"]);
    expect(table.column("Lot Frontage", "number").values.filter(Number.isNaN).length).toBe(490);
    expect(table.column("Alley", "category").codes.filter((code) => code < 0).length).toBe(2732);
    expect(table.row(0)).toEqual({ SalePrice: 215_000, "Lot Frontage": 141, Alley: null, "MS SubClass": "20" });
  });
});
