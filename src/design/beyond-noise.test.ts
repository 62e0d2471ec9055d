import { expect, test } from "vitest";
import { differBeyondNoise } from "./beyond-noise.ts";

const around = (value: number, half: number) => ({ value, low: value - half, high: value + half });

test("two intervals of 3 and 4 explain a difference of 5 and no more", () => {
  expect(differBeyondNoise(around(10, 3), around(14.9, 4))).toBe(false);
  expect(differBeyondNoise(around(10, 3), around(15.1, 4))).toBe(true);
  expect(differBeyondNoise(around(15.1, 4), around(10, 3))).toBe(true);
});

test("a value that is not defined differs from nothing", () => {
  expect(differBeyondNoise(around(Number.NaN, 1), around(1, 0.1))).toBe(false);
});
