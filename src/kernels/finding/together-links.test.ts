import { describe, expect, it } from "vitest";
import { setKernelThreads } from "../kernel-threads.ts";
import { random } from "../random.ts";
import { tieOrder } from "./best-of-board.ts";
import { buildLinks, togetherSource } from "./item-links.ts";
import { itemCounts, type Sequences } from "./sequences.ts";
import { togetherLinks } from "./together-links.ts";

const SIZE = 900;

/** Enough pairs that threads share them: 4,000 askers with up to 120 items each. */
function sequences(): Sequences {
  const draws = random(8);
  const rows = Array.from({ length: 4000 }, () => [
    ...new Set(Array.from({ length: draws.integer(120) }, () => Math.floor(draws.next() ** 2 * SIZE))),
  ]);
  const rowStart = new Int32Array(rows.length + 1);
  for (const [asker, row] of rows.entries()) rowStart[asker + 1] = rowStart[asker]! + row.length;
  const items = Int32Array.from(rows.flat());
  return { askers: rows.length, size: SIZE, rowStart, items, weight: new Float32Array(items.length).fill(1) };
}

describe("togetherLinks", () => {
  const all = sequences();
  const share = Float64Array.from({ length: all.askers }, (_, asker) => 1 / (1 + (asker % 4)));
  const counts = itemCounts(all);
  const ties = tieOrder(SIZE, 1);
  const scale = counts.map((count) => 1 / Math.sqrt(count + 5));

  it("finds the links that counting them one by one finds", () => {
    const found = togetherLinks({ sequences: all, share, scale, most: 30, ties });
    const right = buildLinks(togetherSource(all, share), { counts, shrinkage: 5, from: 0.5, to: 0.5 }, 30, ties);
    expect(found.rowStart).toEqual(right.rowStart);
    expect(found.value.every((value, k) => Math.abs(value - right.value[k]!) <= 1e-6 * value)).toBe(true);
    // Only links that differ by rounding may stand in another order.
    expect(found.index.filter((item, k) => item !== right.index[k]).length).toBeLessThan(found.index.length / 1000);
  });

  it("keeps every link, strongest first, where there is room, and none to the item itself", () => {
    const { rowStart, index, value } = togetherLinks({ sequences: all, share, scale, most: SIZE, ties });
    for (let item = 0; item < SIZE; item++) {
      const [from, to] = [rowStart[item]!, rowStart[item + 1]!];
      expect(index.subarray(from, to).includes(item)).toBe(false);
      expect(value.subarray(from + 1, to).every((strength, n) => strength <= value[from + n]!)).toBe(true);
    }
  });

  it("has the same bits on one thread and on three", () => {
    setKernelThreads(1);
    const one = togetherLinks({ sequences: all, share, scale, most: 30, ties });
    setKernelThreads(3);
    expect(togetherLinks({ sequences: all, share, scale, most: 30, ties })).toEqual(one);
  });
});
