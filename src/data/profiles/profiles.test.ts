import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sortedPresent } from "../../kernels/index.ts";
import { Table } from "../tables/table.ts";
import { profileTable } from "./profile-table.ts";

const nan = Number.NaN;

describe("profileTable", () => {
  test("gives a number's distribution by hand", () => {
    const values = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 100, nan);
    const [profile] = profileTable(new Table("t", { x: { kind: "number", values } }));
    expect(profile).toMatchObject({
      name: "x",
      kind: "number",
      missing: 1,
      distinct: 9,
      minimum: 1,
      maximum: 100,
      quantiles: [1, 3, 5, 7, 100],
    });
    expect(profile?.mean).toBeCloseTo(136 / 9, 12);
    // numpy.std([1, …, 8, 100], ddof=1)
    expect(profile?.standardDeviation).toBeCloseTo(31.915687539376478, 12);
    expect(profile?.outliers).toBeCloseTo(1 / 9, 12);
    expect(profile?.histogram?.[0]).toBe(5);
    expect(profile?.histogram?.at(-1)).toBe(1);
    expect(profile?.relationToTarget).toBeUndefined();
  });

  test("counts categories, texts and booleans, the most frequent first", () => {
    const table = new Table("t", {
      c: { kind: "category", codes: Int32Array.of(0, 1, 1, -1), dictionary: ["a", "b", "unused"] },
      s: { kind: "text", values: ["z", "z", null, "y"] },
      b: { kind: "boolean", values: Uint8Array.of(1, 1, 0, 255) },
    });
    expect(profileTable(table)).toEqual([
      {
        name: "c",
        kind: "category",
        missing: 1,
        distinct: 2,
        top: [
          { value: "b", count: 2 },
          { value: "a", count: 1 },
        ],
      },
      {
        name: "s",
        kind: "text",
        missing: 1,
        distinct: 2,
        top: [
          { value: "z", count: 2 },
          { value: "y", count: 1 },
        ],
      },
      {
        name: "b",
        kind: "boolean",
        missing: 1,
        distinct: 2,
        top: [
          { value: "true", count: 2 },
          { value: "false", count: 1 },
        ],
        mean: 2 / 3,
      },
    ]);
  });

  test("keeps the ten most frequent of many values, ties in the order of the alphabet", () => {
    const dictionary = Array.from({ length: 1000 }, (_, i) => `v${String(i).padStart(4, "0")}`);
    const codes = Int32Array.from({ length: 1011 }, (_, i) => (i < 1000 ? 999 - i : 990 + (i % 5)));
    const top = profileTable(new Table("t", { c: { kind: "category", codes, dictionary } }))[0]?.top;
    expect(top?.map(({ value, count }) => `${value} ${count}`)).toEqual([
      "v0990 4",
      "v0991 3",
      "v0992 3",
      "v0993 3",
      "v0994 3",
      "v0000 1",
      "v0001 1",
      "v0002 1",
      "v0003 1",
      "v0004 1",
    ]);
  });

  test("a column without values has no distribution", () => {
    expect(profileTable(new Table("t", { x: { kind: "number", values: Float64Array.of(nan) } }))).toEqual([
      { name: "x", kind: "number", missing: 1, distinct: 0 },
    ]);
  });
});

describe("relation to the target", () => {
  const truth = Float64Array.of(1, 2, 3, 4, 5, 6);
  const relation = (
    column: ConstructorParameters<typeof Table>[1] extends infer C ? (C extends Readonly<Record<string, infer K>> ? K : never) : never,
    values: Float64Array,
    kind: "binary" | "multiclass" | "regression",
  ) => profileTable(new Table("t", { x: column }), { values, kind })[0]?.relationToTarget;

  test("of a number is |Pearson|, without the rows where it is missing", () => {
    expect(relation({ kind: "number", values: Float64Array.of(-1, -2, -3, -4, -5, nan) }, truth, "regression")).toBeCloseTo(1, 12);
    // numpy.corrcoef([1,0,1,0,1,1],[1..6])[0,1]
    expect(relation({ kind: "number", values: Float64Array.of(1, 0, 1, 0, 1, 1) }, truth, "regression")).toBeCloseTo(
      0.20701966780270625,
      12,
    );
  });

  test("of a category is what its groups explain, less what chance explains", () => {
    const dictionary = ["a", "b"];
    expect(
      relation({ kind: "category", codes: Int32Array.of(0, 0, 0, 1, 1, 1), dictionary }, Float64Array.of(0, 0, 0, 1, 1, 1), "binary"),
    ).toBeCloseTo(1, 12);
    // η² = 13.5 / 17.5; ε² = 1 − (1 − η²) · 5 / 4
    expect(relation({ kind: "category", codes: Int32Array.of(0, 0, 0, 1, 1, 1), dictionary }, truth, "regression")).toBeCloseTo(
      Math.sqrt(1 - (4 / 17.5) * 1.25),
      12,
    );
    const names = Array.from({ length: 6 }, (_, i) => String(i));
    expect(relation({ kind: "category", codes: Int32Array.of(0, 1, 2, 3, 4, 5), dictionary: names }, truth, "regression")).toBe(0);
  });

  test("for several classes is the correlation ratio of numbers and Cramér's V of categories", () => {
    const classes = Float64Array.of(0, 0, 1, 1, 2, 2, 0, 1, 2);
    const dictionary = ["a", "b", "c"];
    expect(relation({ kind: "number", values: Float64Array.from(classes, (code) => code * code) }, classes, "multiclass")).toBeCloseTo(
      1,
      12,
    );
    expect(relation({ kind: "category", codes: Int32Array.from(classes), dictionary }, classes, "multiclass")).toBeCloseTo(1, 12);
    const independent = Int32Array.of(0, 1, 0, 1, 0, 1, 2, 2, 2);
    expect(relation({ kind: "category", codes: independent, dictionary }, classes, "multiclass")).toBe(0);
  });

  test("is left out for text and for columns that do not vary", () => {
    expect(relation({ kind: "text", values: ["a", "b", "c", "d", "e", "f"] }, truth, "regression")).toBeUndefined();
    expect(relation({ kind: "number", values: new Float64Array(6) }, truth, "regression")).toBeUndefined();
  });
});

test("sorting by counting equals sorting by comparing", () => {
  const anything = fc.array(fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, -0, nan, Number.NEGATIVE_INFINITY, 5e-324)), {
    minLength: 5000,
    maxLength: 6000,
  });
  fc.assert(
    fc.property(anything, (list) => {
      const values = Float64Array.from(list);
      const expected = values
        .filter((value) => !Number.isNaN(value))
        .map((value) => value + 0)
        .sort();
      expect(sortedPresent(values)).toEqual(expected);
    }),
    { numRuns: 20 },
  );
});
