import { describe, expect, test } from "vitest";
import { Table } from "../../data/index.ts";
import { random } from "../../kernels/index.ts";
import { rmse } from "../metrics/rmse.ts";
import type { Prediction } from "../prediction.ts";
import { partialDependence } from "./partial-dependence.ts";
import { permutationImportance } from "./permutation-importance.ts";

const ROWS = 300;
const stream = random(5);
const draw = (): Float64Array => Float64Array.from({ length: ROWS }, () => stream.normal());
const table = new Table("rows", {
  much: { kind: "number", values: draw() },
  little: { kind: "number", values: draw() },
  none: { kind: "number", values: draw() },
  city: { kind: "category", codes: Int32Array.from({ length: ROWS }, (_, row) => row % 3), dictionary: ["a", "b", "c"] },
  open: { kind: "boolean", values: Uint8Array.from({ length: ROWS }, (_, row) => row % 2) },
  day: { kind: "timestamp", values: Float64Array.from({ length: ROWS }, (_, row) => row * 1000) },
  note: { kind: "text", values: Array.from({ length: ROWS }, () => "text") },
});

/** 3·much + little/2 + 10 where the city is "b". */
async function predict(asked: Table): Promise<Prediction> {
  const [much, little, city] = [asked.column("much", "number"), asked.column("little", "number"), asked.column("city", "category")];
  const values = Float64Array.from(
    much.values,
    (value, row) => 3 * value + (little.values[row] ?? 0) / 2 + (city.dictionary[city.codes[row] ?? -1] === "b" ? 10 : 0),
  );
  return { rows: asked.rows, width: 1, values };
}

describe("permutation importance", () => {
  test("orders columns by what their loss costs; a column that is not used costs exactly nothing", async () => {
    const prediction = await predict(table);
    const judged = { prediction, truth: prediction.values, table, classes: [] };
    const found = await permutationImportance({ metric: rmse, judged, predict, seed: 1, resamples: 200 });
    expect(found.map(({ column }) => column).slice(0, 3)).toEqual(["city", "much", "little"]);
    // Two independent draws of a standard normal differ by √2 on average.
    const much = found[1]?.change ?? { value: Number.NaN, low: Number.NaN, high: Number.NaN };
    expect(Math.abs(much.value - 3 * Math.SQRT2)).toBeLessThan(0.3);
    expect(much.low).toBeLessThan(much.value);
    expect(much.high).toBeGreaterThan(much.value);
    expect(found.find(({ column }) => column === "none")?.change).toEqual({ value: 0, low: 0, high: 0 });
  });

  test("gives the same numbers for the same seed, and stops when told", async () => {
    const prediction = await predict(table);
    const judged = { prediction, truth: prediction.values, table, classes: [] };
    const settings = { metric: rmse, judged, predict, seed: 4, columns: ["much"], resamples: 50 };
    expect(await permutationImportance(settings)).toEqual(await permutationImportance(settings));
    await expect(permutationImportance({ ...settings, signal: AbortSignal.abort() })).rejects.toThrow(/MODELING_ABORTED/);
    await expect(permutationImportance({ ...settings, repeats: 0 })).rejects.toThrow(/MODELING_SETTING_INVALID/);
    await expect(permutationImportance({ ...settings, columns: ["such"] })).rejects.toThrow(/DATA_COLUMN_MISSING/);
  });
});

describe("partial dependence", () => {
  test("of a sum is the term of the column, shifted by the mean of the rest; each row has its own curve", async () => {
    const found = await partialDependence({ table, predict, column: "much", points: 5, seed: 1 });
    const values = found.values as number[];
    expect(found.mean.length).toBe(5);
    values.forEach((value, step) => {
      const rise = (found.mean[step] ?? 0) - (found.mean[0] ?? 0);
      expect(rise).toBeCloseTo(3 * (value - (values[0] ?? 0)), 10);
    });
    expect(found.curves.length).toBe(found.rows.length * 5);
    const [first, second] = [found.curves[5] ?? 0, found.curves[6] ?? 0];
    expect(second - first).toBeCloseTo(3 * ((values[1] ?? 0) - (values[0] ?? 0)), 10);
  });

  test("looks at categories, truth values and moments, and draws rows", async () => {
    const city = await partialDependence({ table, predict, column: "city", rows: 60, seed: 1 });
    expect(city.rows.length).toBe(60);
    const byCity = Object.fromEntries(city.values.map((value, step) => [value, city.mean[step] ?? 0]));
    expect((byCity["b"] ?? 0) - (byCity["a"] ?? 0)).toBeCloseTo(10, 10);
    expect((await partialDependence({ table, predict, column: "open", seed: 1 })).values).toEqual([false, true]);
    const day = await partialDependence({ table, predict, column: "day", points: 3, seed: 1 });
    expect(day.values[0]).toEqual(new Date(0));
  });

  test("refuses texts, unknown columns and no points", async () => {
    const settings = { table, predict, column: "much", seed: 1 };
    await expect(partialDependence({ ...settings, column: "note" })).rejects.toThrow(/MODELING_FEATURES_REFUSED/);
    await expect(partialDependence({ ...settings, column: "such" })).rejects.toThrow(/DATA_COLUMN_MISSING/);
    await expect(partialDependence({ ...settings, points: 0 })).rejects.toThrow(/MODELING_SETTING_INVALID/);
    await expect(partialDependence({ ...settings, table: table.slice(0, 0) })).rejects.toThrow(/MODELING_TOO_FEW_ROWS/);
  });
});
