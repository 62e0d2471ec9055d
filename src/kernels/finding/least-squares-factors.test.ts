import { describe, expect, it } from "vitest";
import { random } from "../random.ts";
import { foldIn, leastSquaresFactors } from "./least-squares-factors.ts";

/** Askers with very different numbers of items, so that short and long rows are both met. */
function problem(): { rows: number; columns: number; rowStart: Int32Array; index: Int32Array; value: Float32Array } {
  const draws = random(3);
  const [rows, columns] = [50, 40];
  const [starts, index, value]: [number[], number[], number[]] = [[0], [], []];
  for (let row = 0; row < rows; row++) {
    const share = row % 3 === 0 ? 0.7 : 0.1;
    for (let column = 0; column < columns; column++) {
      if (draws.next() > share) continue;
      index.push(column);
      value.push(0.5 + 5 * draws.next());
    }
    starts.push(index.length);
  }
  return { rows, columns, rowStart: Int32Array.from(starts), index: Int32Array.from(index), value: Float32Array.from(value) };
}

/** Σ confidence (preference − x·y)² + λ (|x|² + |y|²), with the askers' factors solved from the items'. */
describe("leastSquaresFactors", () => {
  it("solves short and long rows for the same minimum: the gradient of each asker vanishes", async () => {
    const extra = problem();
    const penalty = 0.3;
    const factors = 10;
    const learnt = await leastSquaresFactors({ extra, factors, penalty, iterations: 8, seed: 1, between: async () => undefined });
    for (let row = 0; row < extra.rows; row++) {
      const places = Array.from({ length: extra.rowStart[row + 1]! - extra.rowStart[row]! }, (_, n) => extra.rowStart[row]! + n);
      const items = places.map((k) => extra.index[k]!);
      const confidence = places.map((k) => extra.value[k]!);
      const x = foldIn(learnt, items, confidence);
      for (let a = 0; a < factors; a++) {
        let slope = penalty * x[a]!;
        for (let item = 0; item < extra.columns; item++) {
          const y = learnt.values.subarray(item * factors, (item + 1) * factors);
          const score = y.reduce((sum, value, b) => sum + value * x[b]!, 0);
          const place = items.indexOf(item);
          const own = place < 0 ? 0 : confidence[place]!;
          slope += ((1 + own) * score - (place < 0 ? 0 : 1 + own)) * y[a]!;
        }
        expect(Math.abs(slope)).toBeLessThan(1e-3);
      }
    }
  });

  it("lowers the loss with each iteration", async () => {
    const extra = problem();
    const losses: number[] = [];
    for (const iterations of [1, 2, 4, 8]) {
      const learnt = await leastSquaresFactors({ extra, factors: 6, penalty: 0.1, iterations, seed: 1, between: async () => undefined });
      let loss = 0;
      for (let row = 0; row < extra.rows; row++) {
        const items = [...extra.index.subarray(extra.rowStart[row], extra.rowStart[row + 1])];
        const confidence = [...extra.value.subarray(extra.rowStart[row], extra.rowStart[row + 1])];
        const x = foldIn(learnt, items, confidence);
        loss += 0.1 * x.reduce((sum, value) => sum + value * value, 0);
        for (let item = 0; item < extra.columns; item++) {
          const score = x.reduce((sum, value, a) => sum + value * learnt.values[item * 6 + a]!, 0);
          const place = items.indexOf(item);
          loss += (1 + (place < 0 ? 0 : confidence[place]!)) * ((place < 0 ? 0 : 1) - score) ** 2;
        }
      }
      losses.push(loss + 0.1 * learnt.values.reduce((sum, value) => sum + value * value, 0));
    }
    expect(losses[1]).toBeLessThan(losses[0]!);
    expect(losses[2]).toBeLessThan(losses[1]!);
    expect(losses[3]).toBeLessThan(losses[2]!);
  });
});
