import fc from "fast-check";
import { expect, test } from "vitest";
import { atMost, justAbove, justBelow } from "./float32-bounds.ts";

const double = fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, -0, 1e-46, -1e-46, 3.5e38, -3.5e38, Infinity, -Infinity));

test("comparing float32 numbers with a bound says the same before and after it is rounded", () => {
  fc.assert(
    fc.property(double, fc.float({ noNaN: true, noDefaultInfinity: true }), (bound, x) => {
      for (const value of [x, Math.fround(bound)].filter(Number.isFinite)) {
        expect(value <= atMost(bound)).toBe(value <= bound);
        expect(value <= justBelow(bound)).toBe(value < bound);
        expect(value < justAbove(atMost(bound))).toBe(value <= bound);
      }
    }),
    { numRuns: 2000 },
  );
});

test("neighbours of 0, of the least and of the largest float32", () => {
  expect(justBelow(0)).toBe(-(2 ** -149));
  expect(justBelow(-0)).toBe(-(2 ** -149));
  expect(justAbove(0)).toBe(2 ** -149);
  expect(justBelow(2 ** -149)).toBe(0);
  expect(justAbove(3.4028234663852886e38)).toBe(Infinity);
  expect(justBelow(Infinity)).toBe(3.4028234663852886e38);
  expect(atMost(0.1)).toBeLessThanOrEqual(0.1);
});
