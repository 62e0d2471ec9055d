import { describe, expect, test } from "vitest";
import { random } from "../../../kernels/index.ts";
import { days } from "../../durations.ts";
import type { Column } from "../../tables/column.ts";
import { Table } from "../../tables/table.ts";
import { randomSplit } from "../random-split.ts";
import { timeSplit } from "../time-split.ts";
import { checkLeaks } from "./check-leaks.ts";
import type { LeakFinding } from "./leak-finding.ts";

const n = 4000;
const stream = random(1);
const noise = Float64Array.from({ length: n }, () => stream.normal());
const label = Uint8Array.from({ length: n }, (_, row) => Number((noise[row] ?? 0) + stream.normal() > 1));
const price = Float64Array.from({ length: n }, (_, row) => 100 + 10 * (noise[row] ?? 0) + stream.normal());
const shares = { validation: 0.2, test: 0.2 };

function number(value: (row: number) => number): Column {
  return { kind: "number", values: Float64Array.from({ length: n }, (_, row) => value(row)) };
}

function codes(value: (row: number) => number, size: number): Column {
  return {
    kind: "category",
    codes: Int32Array.from({ length: n }, (_, row) => value(row)),
    dictionary: Array.from({ length: size }, (_, i) => `v${i}`),
  };
}

const clean = new Table("t", {
  label: { kind: "boolean", values: label },
  noise: { kind: "number", values: noise },
  kind: codes((row) => row % 7, 7),
});

function found(table: Table, check: string, target = "label", ignore: string[] = []): LeakFinding {
  const finding = checkLeaks(table, randomSplit(shares).divide(table, 1), { target, ignore }).find((each) => each.check === check);
  if (finding === undefined) throw new Error(`no finding of "${check}"`);
  return finding;
}

test("clean rows: every check runs and finds nothing", () => {
  const findings = checkLeaks(clean, randomSplit(shares).divide(clean, 1), { target: "label" });
  expect(findings.map(({ check, rows }) => [check, rows])).toEqual([
    ["identical rows", 0],
    ["target in a column", 0],
    ["time order", 0],
    ["group overlap", 0],
  ]);
});

describe("identical rows", () => {
  const twice = clean.take(Int32Array.from({ length: n }, (_, row) => row >> 1));

  test("are found in other parts, also when each row has its own number", () => {
    const split = randomSplit(shares).divide(twice, 1);
    const train = new Set([...split.train].map((row) => row >> 1));
    const final = new Set([...split.final].map((row) => row >> 1));
    const expected = split.test.filter((row) => final.has(row >> 1)).length + split.validation.filter((row) => train.has(row >> 1)).length;
    expect(found(twice, "identical rows").rows).toBe(expected);
    const numbered = twice.with({ id: number((row) => row), name: codes((row) => row, n) });
    expect(found(numbered, "identical rows").rows).toBe(expected);
  });

  test("are not those that differ in one value", () => {
    expect(found(twice.with({ x: number((row) => row + 0.5) }), "identical rows").rows).toBe(0);
  });
});

describe("the target in a column", () => {
  const truth = (row: number): number => label[row] ?? 0;
  test.each<[string, Column]>([
    ["itself", { kind: "boolean", values: label }],
    ["a number of it", number((row) => 3 - 2 * truth(row))],
    ["its category", codes(truth, 2)],
    ["the fact that a value is missing", number((row) => (truth(row) === 1 ? Number.NaN : 1))],
    ["which side of a threshold a number is on", number((row) => truth(row) * 10 + (noise[row] ?? 0) / 10)],
    ["a finer category", codes((row) => truth(row) * 3 + (row % 3), 6)],
  ])("is found as %s", (_, column) => {
    const finding = found(clean.with({ secret: column }), "target in a column");
    expect(finding.rows).toBeGreaterThan(0);
    expect(finding.found).toContain('"secret" alone tells "label"');
    expect(found(clean.with({ secret: column }), "target in a column", "label", ["secret"]).rows).toBe(0);
  });

  test("is not a strong but imperfect relation, nor a name for each row", () => {
    const strong = clean.with({
      a: number((row) => truth(row) + (noise[row] ?? 0) / 2),
      b: codes((row) => row, n),
      c: number((row) => row),
    });
    expect(found(strong, "target in a column").rows).toBe(0);
  });

  test("of a regression is found in its multiple, its square root and its groups, and not in a good predictor", () => {
    const homes = clean.with({ price: { kind: "number", values: price } });
    expect(found(homes, "target in a column", "price").rows).toBe(0);
    for (const leak of [number((row) => 7 - 2 * (price[row] ?? 0)), number((row) => Math.exp((price[row] ?? 0) / 7))]) {
      expect(found(homes.with({ leak }), "target in a column", "price").found).toContain('"leak"');
    }
  });

  test("of several classes is found in a number", () => {
    const classes = clean.with({ class: codes((row) => row % 5, 5), leak: number((row) => (row % 5) * 2 + 1) });
    expect(found(classes, "target in a column", "class").found).toContain('"leak"');
  });
});

describe("time and groups", () => {
  const shop = clean.with({
    time: { kind: "timestamp", values: Float64Array.from({ length: n }, (_, row) => ((row * 1013) % n) * days(0.1)) },
    customer: codes((row) => row % 200, 200),
  });

  test("a random split of rows with a time is told", () => {
    const finding = found(shop, "time order");
    expect(finding.rows).toBeGreaterThan(n / 2);
    expect(finding.found).toContain('later in "time" than the first test row');
    expect(found(shop, "time order", "label", ["time"]).rows).toBe(0);
  });

  test("entities in training and test are told, unless the split follows time", () => {
    expect(found(shop, "group overlap").rows).toBe(0.2 * n);
    expect(found(shop, "group overlap").found).toContain('groupedSplit({ by: "customer" })');
    const byTime = checkLeaks(shop, timeSplit({ time: "time", ...shares }).divide(shop, 0), { target: "label" });
    expect(byTime.every((finding) => finding.rows === 0)).toBe(true);
    expect(byTime.find((finding) => finding.check === "group overlap")?.found).toContain("the split follows time");
  });
});
