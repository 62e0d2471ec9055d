import { describe, expect, it } from "vitest";
import { setKernelThreads } from "../kernel-threads.ts";
import { random } from "../random.ts";
import { inverseOf } from "../cholesky.ts";
import { easeLinks } from "./ease-links.ts";
import { linkBetween } from "./item-links.ts";
import type { Sequences } from "./sequences.ts";

const SIZE = 150;
const PENALTY = 7;

/** 400 askers with some items each, popular ones more often: more items than one block, and not a multiple of it. */
function histories(): number[][] {
  const draws = random(5);
  return Array.from({ length: 400 }, () => [
    ...new Set(Array.from({ length: 1 + draws.integer(20) }, () => Math.floor(draws.next() ** 2 * SIZE))),
  ]);
}

function sequencesOf(rows: readonly number[][]): Sequences {
  const rowStart = Int32Array.from([0, ...rows.map((_, asker) => rows.slice(0, asker + 1).flat().length)]);
  const items = Int32Array.from(rows.flat());
  return { askers: rows.length, size: SIZE, rowStart, items, weight: new Float32Array(items.length).fill(1) };
}

/** B = I − P / diag(P) in float64. */
function reference(rows: readonly number[][]): Float64Array {
  const gram = new Float64Array(SIZE * SIZE);
  for (let i = 0; i < SIZE; i++) gram[i * SIZE + i] = PENALTY;
  for (const row of rows) for (const i of row) for (const j of row) gram[i * SIZE + j]! += 1;
  const inverse = inverseOf(gram, SIZE);
  return inverse.map((value, at) => (at % (SIZE + 1) === 0 ? 0 : -value / inverse[(at % SIZE) * (SIZE + 1)]!));
}

const learn = (sequences: Sequences, dense: boolean) =>
  easeLinks({
    sequences,
    dense,
    penalty: PENALTY,
    most: SIZE,
    tolerance: 1e-6,
    steps: 200,
    ties: Int32Array.from({ length: SIZE }, (_, n) => n),
    between: async () => undefined,
  });

describe("easeLinks", () => {
  it.each([true, false])("has the weights of the closed form, dense or not: %s", async (dense) => {
    const rows = histories();
    const links = await learn(sequencesOf(rows), dense);
    const right = reference(rows);
    for (let i = 0; i < SIZE; i++) {
      for (let j = 0; j < SIZE; j++) expect(Math.abs(linkBetween(links, i, j) - right[i * SIZE + j]!)).toBeLessThan(2e-5);
    }
  });

  it.each([true, false])("has the same bits on one thread and on two: dense %s", async (dense) => {
    const sequences = sequencesOf(histories());
    setKernelThreads(1);
    const one = await learn(sequences, dense);
    setKernelThreads(2);
    expect(await learn(sequences, dense)).toEqual(one);
  });
});
