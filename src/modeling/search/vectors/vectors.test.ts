import { describe, expect, test } from "vitest";
import { random } from "../../../kernels/index.ts";
import { ApproximateIndex } from "./approximate-index.ts";
import { ExactIndex } from "./exact-index.ts";
import { neighborRecall } from "./neighbor-recall.ts";

const dimensions = 16;

function vectorsOf(count: number, seed: number): Float32Array {
  const stream = random(seed);
  return Float32Array.from({ length: count * dimensions }, () => stream.normal());
}

describe.each([
  ["exact", () => new ExactIndex(dimensions)],
  ["approximate", () => new ApproximateIndex(dimensions)],
] as const)("the %s index", (_, make) => {
  test("finds a vector itself first, with cosine 1, and what comes later", () => {
    const index = make();
    const vectors = vectorsOf(500, 1);
    index.addAll(vectors.subarray(0, 400 * dimensions));
    expect(index.addAll(vectors.subarray(400 * dimensions))).toBe(400);
    for (const item of [3, 450]) {
      const { items, scores } = index.search(vectors.slice(item * dimensions, (item + 1) * dimensions), { k: 3 });
      expect(items[0]).toBe(item);
      expect(scores[0]).toBeCloseTo(1, 5);
    }
  });

  test("keeps filters of any width: price, place, availability", () => {
    const index = make();
    index.addAll(vectorsOf(2000, 2));
    const price = Float64Array.from({ length: 2000 }, (_one, item) => item % 100);
    const query = vectorsOf(1, 9);
    for (const most of [1, 10, 60]) {
      const { items } = index.search(query, { k: 10, allow: (item) => (price[item] ?? 0) < most });
      expect(items.length).toBe(10);
      expect([...items].every((item) => (price[item] ?? 0) < most)).toBe(true);
    }
    expect(index.search(query, { k: 5, allow: () => false }).items.length).toBe(0);
  });

  test("does not find what was removed, and refuses to remove it again", () => {
    const index = make();
    const vectors = vectorsOf(50, 3);
    index.addAll(vectors);
    index.remove(7);
    expect([...index.search(vectors.slice(7 * dimensions, 8 * dimensions), { k: 50 }).items]).not.toContain(7);
    expect(() => index.remove(7)).toThrow(/MODELING_DOCUMENT_UNKNOWN.*item 7/);
  });

  test("refuses vectors of another length and numbers that are not finite", () => {
    expect(() => make().addAll(new Float32Array(5))).toThrow(/MODELING_VECTOR_INVALID/);
    expect(() => make().addAll(new Float32Array(dimensions).fill(Number.NaN))).toThrow(/vector 0/);
  });

  test("an empty index finds nothing", () => {
    expect(make().search(vectorsOf(1, 1), { k: 3 }).items.length).toBe(0);
  });
});

test("the approximate index finds nearly all of the exact ten nearest, the same ones each time", () => {
  const vectors = vectorsOf(3000, 4);
  const queries = vectorsOf(40, 5);
  const exact = new ExactIndex(dimensions);
  const graphs = [new ApproximateIndex(dimensions), new ApproximateIndex(dimensions)] as const;
  for (const index of [exact, ...graphs]) index.addAll(vectors);
  expect(neighborRecall(graphs[0], exact, queries, 10)).toBeGreaterThan(0.95);
  expect(neighborRecall(exact, exact, queries, 10)).toBe(1);
  const query = queries.slice(0, dimensions);
  expect(graphs[0].search(query, { k: 20 })).toEqual(graphs[1].search(query, { k: 20 }));
});
