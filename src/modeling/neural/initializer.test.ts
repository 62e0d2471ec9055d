import { describe, expect, test } from "vitest";
import { random } from "../../kernels/index.ts";
import { type InitializerName, initialValues } from "./initializer.ts";

const FAN = { in: 300, out: 100 };
const COUNT = 30_000;

function deviation(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length);
}

describe("spread by the number of inputs and outputs", () => {
  const expected: readonly (readonly [InitializerName, number])[] = [
    ["he_normal", Math.sqrt(2 / 300)],
    ["he_uniform", Math.sqrt(2 / 300)],
    ["glorot_normal", Math.sqrt(2 / 400)],
    ["glorot_uniform", Math.sqrt(2 / 400)],
    ["lecun_normal", Math.sqrt(1 / 300)],
    ["small_normal", 0.02],
  ];
  test.each(expected)("%s", (name, wanted) => {
    const values = initialValues(name, COUNT, FAN, random(1));
    // Four standard errors of a standard deviation.
    expect(Math.abs(deviation(values) / wanted - 1)).toBeLessThan(4 / Math.sqrt(2 * COUNT));
    expect(initialValues(name, COUNT, FAN, random(1))).toEqual(values);
  });
});

test("orthogonal weights have orthonormal rows or columns, whichever are fewer", () => {
  for (const fan of [
    { in: 3, out: 5 },
    { in: 5, out: 3 },
  ]) {
    const values = initialValues("orthogonal", 15, fan, random(2));
    const vectors = Array.from({ length: 3 }, (_, k) =>
      Array.from({ length: 5 }, (_, j) => (fan.in === 3 ? values[5 * k + j] : values[3 * j + k]) ?? 0),
    );
    for (const [i, a] of vectors.entries()) {
      for (const [j, b] of vectors.entries()) {
        expect(a.reduce((sum, value, at) => sum + value * (b[at] ?? 0), 0)).toBeCloseTo(i === j ? 1 : 0, 6);
      }
    }
  }
});

test("constants are constant, and a name that is not known is refused with those that are", () => {
  expect([...initialValues("ones", 2, FAN, random(1))]).toEqual([1, 1]);
  expect(() => initialValues("he" as InitializerName, 2, FAN, random(1))).toThrow(/there is no initialiser "he".*he_normal/);
});
