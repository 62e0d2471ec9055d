import { describe, expect, it } from "vitest";
import { inverseOf } from "../cholesky.ts";
import { setKernelThreads } from "../kernel-threads.ts";
import { random } from "../random.ts";
import { easeLinks } from "./ease-links.ts";
import { linkBetween } from "./item-links.ts";
import type { Sequences } from "./sequences.ts";

const PENALTY = 7;

/** Askers with some items each, popular ones more often. */
function histories(size: number): number[][] {
  const draws = random(5);
  return Array.from({ length: 400 }, () => [
    ...new Set(Array.from({ length: 1 + draws.integer(20) }, () => Math.floor(draws.next() ** 2 * size))),
  ]);
}

function sequencesOf(rows: readonly number[][], size: number): Sequences {
  const rowStart = Int32Array.from([0, ...rows.map((_, asker) => rows.slice(0, asker + 1).flat().length)]);
  const items = Int32Array.from(rows.flat());
  return { askers: rows.length, size, rowStart, items, weight: new Float32Array(items.length).fill(1) };
}

/** B = I − P / diag(P) in float64. */
function reference(rows: readonly number[][], size: number): Float64Array {
  const gram = new Float64Array(size * size);
  for (let i = 0; i < size; i++) gram[i * size + i] = PENALTY;
  for (const row of rows) for (const i of row) for (const j of row) gram[i * size + j]! += 1;
  const inverse = inverseOf(gram, size);
  return inverse.map((value, at) => (at % (size + 1) === 0 ? 0 : -value / inverse[(at % size) * (size + 1)]!));
}

const learn = (sequences: Sequences, dense: boolean) =>
  easeLinks({
    sequences,
    dense,
    penalty: PENALTY,
    most: sequences.size,
    tolerance: 1e-6,
    steps: 200,
    ties: Int32Array.from({ length: sequences.size }, (_, n) => n),
    between: async () => undefined,
  });

describe("easeLinks", () => {
  it.each([true, false])("has the weights of the closed form, dense or not: %s", async (dense) => {
    // More items than a block of the dense matrix, and no multiple of it.
    const size = 150;
    const rows = histories(size);
    const links = await learn(sequencesOf(rows, size), dense);
    const right = reference(rows, size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) expect(Math.abs(linkBetween(links, i, j) - right[i * size + j]!)).toBeLessThan(2e-5);
    }
  });

  it.each([true, false])("has the same bits on one thread and on two: dense %s", async (dense) => {
    // Large enough that threads share the work.
    const sequences = sequencesOf(histories(600), 600);
    setKernelThreads(1);
    const one = await learn(sequences, dense);
    setKernelThreads(2);
    expect(await learn(sequences, dense)).toEqual(one);
  });
});
