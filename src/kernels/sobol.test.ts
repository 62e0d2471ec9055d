import { describe, expect, it } from "vitest";
import { sobolPoint } from "./sobol.ts";

function points(count: number, d: number, seed: number, from = 0): Float64Array[] {
  return Array.from({ length: count }, (_, i) => {
    const point = new Float64Array(d);
    sobolPoint(from + i, seed, point);
    return point;
  });
}

describe("a scrambled Sobol sequence", () => {
  it.each([1, 7, 12345])("puts one of 64 points in a row into each 64th of every one of 60 dimensions, seed %i", (seed) => {
    for (const from of [0, 64, 4096]) {
      const block = points(64, 60, seed, from);
      for (let j = 0; j < 60; j++) expect(new Set(block.map((point) => Math.floor(64 * point[j]!))).size).toBe(64);
    }
  });

  it("puts one of 256 points into each of 16 × 16 squares of its first two dimensions", () => {
    const squares = new Set(points(256, 2, 5).map(([x = 0, y = 0]) => 16 * Math.floor(16 * x) + Math.floor(16 * y)));
    expect(squares.size).toBe(256);
  });

  it("is another sequence for another seed, and the same for the same", () => {
    expect(points(8, 3, 1)).toEqual(points(8, 3, 1));
    expect(points(8, 3, 1)).not.toEqual(points(8, 3, 2));
  });

  it("integrates a smooth function of 5 dimensions more closely than chance would", () => {
    const mean = points(1024, 5, 3).reduce((sum, x) => sum + x.reduce((product, v) => product * (1 + (v - 0.5)), 1), 0) / 1024;
    // By chance the error would be about √(((1 + 1/12)⁵ − 1)/1024) = 0.022.
    expect(Math.abs(mean - 1)).toBeLessThan(0.002);
  });
});
