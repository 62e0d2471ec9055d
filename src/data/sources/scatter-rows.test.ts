import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { csv } from "./csv.ts";
import { scatterRows } from "./scatter-rows.ts";
import { simulate } from "./simulate.ts";

const folder = mkdtempSync(join(tmpdir(), "scatter-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, "rows.csv");
const rows = Array.from({ length: 5000 }, (_, row) => ({ id: row, half: row % 3 === 0 ? "" : row / 2, y: 10 * row }));
writeFileSync(file, `id,half,y\n${rows.map(({ id, half, y }) => `${id},${half},${y}`).join("\n")}\n`);

const settings = { columns: ["id", "half"], target: "y", seed: 3, parts: 7 };

describe("scatterRows", () => {
  it("deals every row to one part, whole, with missing values as NaN", async () => {
    const scattered = await scatterRows(csv(file), settings);
    const { features, truth } = await scattered.read([...scattered.sizes.keys()]);
    await scattered.close();
    expect(scattered.rows).toBe(5000);
    const { values = new Float32Array() } = features.dense ?? {};
    const ids = Array.from(truth, (y, row) => {
      const id = values[2 * row] ?? Number.NaN;
      expect(y).toBe(10 * id);
      expect(values[2 * row + 1]).toEqual(id % 3 === 0 ? Number.NaN : Math.fround(id / 2));
      return id;
    });
    expect(ids.toSorted((a, b) => a - b)).toEqual(rows.map(({ id }) => id));
  });

  it("makes parts that are random samples of the whole: of about equal size, from its beginning to its end", async () => {
    const scattered = await scatterRows(csv(file), settings);
    for (const [part, size] of scattered.sizes.entries()) {
      expect(Math.abs(size - 5000 / 7)).toBeLessThan(120);
      const { truth } = await scattered.read([part]);
      expect(truth.reduce((sum, y) => sum + y, 0) / truth.length / 25_000).toBeCloseTo(1, 0);
    }
    await scattered.close();
  });

  it("gives the same parts for the same seed, and leaves no files behind", async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith("millwright-rows-")).length;
    const [one, two] = [await scatterRows(csv(file), settings), await scatterRows(csv(file), settings)];
    expect((await one.read([2, 4])).truth).toEqual((await two.read([2, 4])).truth);
    await one.close();
    await two.close();
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith("millwright-rows-")).length).toBeLessThanOrEqual(before);
  });

  it("refuses rows without a target, unknown columns and sources that cannot be read in pieces", async () => {
    await expect(scatterRows(csv(file), { ...settings, target: "half" })).rejects.toThrow("DATA_TARGET_MISSING");
    await expect(scatterRows(csv(file), { ...settings, columns: ["idd"] })).rejects.toThrow("DATA_COLUMN_MISSING");
    const made = simulate({ name: "made", rows: () => [{ id: 1, y: 2 }] });
    await expect(scatterRows(made, { ...settings, columns: ["id"] })).rejects.toThrow("DATA_SETTINGS_INVALID");
  });
});
