import { describe, expect, expectTypeOf, it } from "vitest";
import { random } from "../../../kernels/index.ts";
import { integerRange, numberRange, oneOf, onlyWhen } from "./parameters.ts";
import { searchSpace, type ValuesOf } from "./search-space.ts";
import { decodePoint, encodePoint, unitCube } from "./unit-cube.ts";

const space = searchSpace(
  {
    rate: numberRange(0.001, 1, { scale: "log" }),
    depth: integerRange(1, 12),
    booster: oneOf(["plain", "dart"]),
    dropShare: onlyWhen({ booster: "dart" }, numberRange(0, 0.5)),
    batch: oneOf([16, 32, 64], { ordered: true }),
  },
  [{ name: "deep trees learn slowly", holds: ({ depth, rate }) => depth < 10 || rate < 0.1 }],
);

describe("a search space", () => {
  it("types the values that an estimator is made from", () => {
    type Values = ValuesOf<(typeof space)["parameters"]>;
    expectTypeOf<Values["rate"]>().toEqualTypeOf<number>();
    expectTypeOf<Values["booster"]>().toEqualTypeOf<"plain" | "dart">();
    expectTypeOf<Values["dropShare"]>().toEqualTypeOf<number | undefined>();
    expectTypeOf<Values["batch"]>().toEqualTypeOf<16 | 32 | 64>();
  });

  it("is a unit cube that every drawn point returns to", () => {
    const cube = unitCube(space);
    const stream = random(3);
    for (let i = 0; i < 200; i++) {
      const values = decodePoint(
        cube,
        Float64Array.from(cube.dimensions, () => stream.next()),
      );
      const point = encodePoint(cube, values);
      expect(point).toBeDefined();
      expect(values["dropShare"] === undefined).toBe(values["booster"] === "plain");
      const again = decodePoint(cube, point ?? []);
      expect(again["rate"]).toBeCloseTo(Number(values["rate"]), 12);
      expect({ ...again, rate: 0, dropShare: 0 }).toEqual({ ...values, rate: 0, dropShare: 0 });
    }
    expect(encodePoint(cube, { rate: 2, depth: 3, booster: "plain", batch: 16 })).toBeUndefined();
  });

  it("reaches both bounds and gives each whole number an equal share", () => {
    const [dimension] = unitCube(searchSpace({ n: integerRange(3, 6) })).dimensions;
    const counts = new Map<unknown, number>();
    for (let i = 0; i < 400; i++) {
      const value = dimension?.decode((i + 0.5) / 400);
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    expect([...counts]).toEqual([3, 4, 5, 6].map((value) => [value, 100]));
  });

  it.each([
    ["no parameters", () => searchSpace({}), "MODELING_SPACE_EMPTY"],
    ["bounds in the wrong order", () => searchSpace({ a: numberRange(2, 1) }), "MODELING_SPACE_EMPTY"],
    ["no choices", () => searchSpace({ a: oneOf([]) }), "MODELING_SPACE_EMPTY"],
    ["a log scale from 0", () => searchSpace({ a: numberRange(0, 1, { scale: "log" }) }), "MODELING_SPACE_INVALID"],
    ["a bound that is no number", () => searchSpace({ a: numberRange(0, Number.NaN) }), "MODELING_SPACE_INVALID"],
    ["broken whole bounds", () => searchSpace({ a: integerRange(0, 1.5) }), "MODELING_SPACE_INVALID"],
    ["a choice twice", () => searchSpace({ a: oneOf([1, 1]) }), "MODELING_SPACE_INVALID"],
    ["a condition on nothing", () => searchSpace({ a: onlyWhen({ b: 1 }, numberRange(0, 1)) }), "MODELING_SPACE_INVALID"],
    [
      "a condition that never holds",
      () => searchSpace({ a: oneOf(["x", "y"]), b: onlyWhen({ a: "z" }, numberRange(0, 1)) }),
      "MODELING_SPACE_INVALID",
    ],
    [
      "constraints that exclude each other",
      () =>
        searchSpace({ a: numberRange(0, 1) }, [
          { name: "a > 0.6", holds: ({ a }) => a > 0.6 },
          { name: "a < 0.4", holds: ({ a }) => a < 0.4 },
        ]),
      "MODELING_SPACE_CONTRADICTORY",
    ],
  ])("with %s is refused", (_, make, code) => {
    expect(make).toThrow(expect.objectContaining({ code }));
  });
});
