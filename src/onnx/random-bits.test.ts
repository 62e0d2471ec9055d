import { expect, test } from "vitest";
import { newGraph } from "./builder.ts";
import { randomBits } from "./random-bits.ts";
import { openGraph } from "./session.ts";
import { tensor } from "./tensor.ts";

/** Bits of several counters as numbers in [−1, 1). */
async function draws(counters: readonly number[], stream: number, shape: readonly number[], threads = 1): Promise<Float64Array[]> {
  const graph = newGraph("bits");
  graph.output("bits", randomBits(graph.input("counter", "int32", []), stream, shape));
  const session = await openGraph(graph.bytes(), { threads });
  const all: Float64Array[] = [];
  for (const counter of counters) {
    const { bits } = await session.run({ counter: tensor("int32", [], [counter]) });
    all.push(Float64Array.from(bits?.data as Int32Array, (value) => value / 2 ** 31));
  }
  await session.close();
  return all;
}

/** Mean product of two series, times √n and 3 (the variance of both is 1/3): standard normal when they are independent. */
function correlationScore(a: Float64Array, b: Float64Array): number {
  return (3 * a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)) / Math.sqrt(a.length);
}

const COLUMNS = 96;
const SHAPE = [128, COLUMNS];
/** Products of independent numbers, scaled to the variance of one of them. */
const product = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value * (b[i] ?? 0) * Math.sqrt(3));
const shifted = (values: Float64Array, by: number): Float64Array => values.map((_, i) => values[(i + by) % values.length] ?? 0);

test("the numbers are uniform: mean, variance and each sixteenth of the range", async () => {
  for (const values of await draws([0, 1, 2, 1000, -7], 3, SHAPE)) {
    const n = values.length;
    expect(Math.abs(values.reduce((sum, value) => sum + value, 0) * Math.sqrt(3 / n))).toBeLessThan(4);
    const counts = new Float64Array(16);
    for (const value of values) counts[Math.floor((value + 1) * 8)] = (counts[Math.floor((value + 1) * 8)] ?? 0) + 1;
    const chiSquare = counts.reduce((sum, count) => sum + (count - n / 16) ** 2 / (n / 16), 0);
    // 99.9 % of a chi-square with 15 degrees of freedom.
    expect(chiSquare).toBeLessThan(37.7);
  }
});

test("neighbours in a row, in a column, in the next step and in another stream are independent", async () => {
  const counters = Array.from({ length: 40 }, (_, i) => i);
  const steps = await draws(counters, 3, SHAPE);
  const others = await draws(counters, 4, SHAPE);
  const scores = steps.flatMap((values, i) => {
    const [right, below, diagonal] = [1, COLUMNS, COLUMNS + 1].map((by) => shifted(values, by)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    return [
      correlationScore(values, right),
      correlationScore(values, below),
      correlationScore(values, steps[(i + 1) % steps.length] ?? values),
      correlationScore(values, others[i] ?? values),
      // Rows and columns are mixed by an exclusive or: four corners of a rectangle must not cancel.
      correlationScore(product(values, right), product(below, diagonal)),
    ];
  });
  expect(Math.max(...scores.map(Math.abs))).toBeLessThan(4.5);
  const mean = scores.reduce((sum, score) => sum + score ** 2, 0) / scores.length;
  expect(mean).toBeGreaterThan(0.7);
  expect(mean).toBeLessThan(1.4);
});

test("equal counters give equal bits, on two threads as on one", async () => {
  const [one] = await draws([5], 1, [512, 256]);
  const [two] = await draws([5], 1, [512, 256], 2);
  expect(one).toEqual(two);
});

test("a counter of another type is refused", () => {
  const graph = newGraph("bits");
  expect(() => randomBits(graph.input("counter", "int64", []), 1, [2])).toThrow("ONNX_TYPE_MISMATCH");
});
