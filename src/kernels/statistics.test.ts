import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ascendingOrder,
  bootstrapState,
  descendingOrder,
  drawCounts,
  poolAdjacentViolators,
  quantileOfSorted,
  random,
  runEnds,
  weightedMedian,
} from "./index.ts";

describe("ascendingOrder", () => {
  const special = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0, 1e-320, -1e300];
  const stream = random(1);
  for (const size of [50, 5000]) {
    it(`sorts ${size} values like a stable comparison sort, with NaN last and −0 equal to 0`, () => {
      const values = Float64Array.from({ length: size }, (_, i) =>
        i % 9 < 7 ? Math.round(20 * stream.normal()) / 4 : (special[i % special.length] ?? 0),
      );
      const key = (i: number): number => values[i] ?? 0;
      const expected = Array.from(values, (_, i) => i).sort((a, b) => {
        if (Number.isNaN(key(a)) || Number.isNaN(key(b))) return Number(Number.isNaN(key(a))) - Number(Number.isNaN(key(b))) || a - b;
        return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a - b;
      });
      expect([...ascendingOrder(values)]).toEqual(expected);
    });
  }

  it("reversed gives the largest first and keeps the order of equal values", () => {
    expect([...descendingOrder(Float64Array.of(1, 3, 3, 2))]).toEqual([1, 2, 3, 0]);
  });

  it("ends a run at each change of value", () => {
    const values = Float64Array.of(5, 5, 7, 9, 9);
    expect([...runEnds(values, Int32Array.of(0, 1, 2, 3, 4))]).toEqual([0, 1, 1, 0, 1]);
  });
});

describe("drawCounts", () => {
  it("draws n of n units with replacement: the sum is n, and a unit is left out with probability 1/e", () => {
    const counts = new Float64Array(20_000);
    drawCounts(bootstrapState(random(4)), counts);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(20_000);
    expect(counts.filter((count) => count === 0).length / 20_000).toBeCloseTo(Math.exp(-1), 2);
    expect(counts.filter((count) => count === 2).length / 20_000).toBeCloseTo(Math.exp(-1) / 2, 2);
  });
});

describe("weightedMedian", () => {
  it("counts weight as repeated values, and takes the middle of two", () => {
    const values = fc.array(fc.record({ value: fc.integer({ min: 0, max: 9 }), times: fc.integer({ min: 0, max: 3 }) }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(values, (list) => {
        const repeated = list.flatMap(({ value, times }) => Array.from({ length: times }, () => value)).sort((a, b) => a - b);
        const n = repeated.length;
        const expected = n === 0 ? Number.NaN : ((repeated[Math.floor((n - 1) / 2)] ?? 0) + (repeated[Math.floor(n / 2)] ?? 0)) / 2;
        const numbers = Float64Array.from(list, ({ value }) => value);
        const found = weightedMedian(
          numbers,
          ascendingOrder(numbers),
          Float64Array.from(list, ({ times }) => times),
        );
        expect(Object.is(found, expected)).toBe(true);
      }),
      { seed: 1 },
    );
  });
});

describe("quantileOfSorted", () => {
  it("interpolates between neighbours and stays infinite where both are", () => {
    expect(quantileOfSorted(Float64Array.of(0, 10), 0.25)).toBe(2.5);
    expect(quantileOfSorted(Float64Array.of(1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY), 0.75)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("poolAdjacentViolators", () => {
  it("gives scikit-learn's isotonic regression on ties and weights", () => {
    // Golden: scikit-learn 1.9.1, IsotonicRegression().fit(x, y, sample_weight=w).predict(x); tolerance 1e-12.
    const x = Float64Array.of(0.1, 0.4, 0.35, 0.8, 0.4, 0.4, 0.2, 0.9, 0.6, 0.6, 0.05, 0.35);
    const y = Float64Array.of(0, 1, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0);
    const weight = Float64Array.of(1, 2, 0.5, 1, 3, 1, 1, 2, 1.5, 1, 1, 0.25);
    const blocks = poolAdjacentViolators(x, ascendingOrder(x), y, weight);
    expect(Array.from(blocks.first, (first, b) => [first, blocks.last[b], Number((blocks.y[b] ?? 0).toFixed(12))])).toEqual([
      [0.05, 0.35, 0],
      [0.4, 0.6, Number((0.7058823529411765).toFixed(12))],
      [0.8, 0.9, 1],
    ]);
  });

  it("pools a violation that a row of weight 0 follows", () => {
    const blocks = poolAdjacentViolators(
      Float64Array.of(1, 2, 2),
      Int32Array.of(0, 1, 2),
      Float64Array.of(1, 0, 1),
      Float64Array.of(1, 1, 0),
    );
    expect([...blocks.y]).toEqual([0.5]);
  });
});
