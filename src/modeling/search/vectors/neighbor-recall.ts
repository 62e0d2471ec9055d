import type { VectorIndex } from "./vector-index.ts";

/** Share of the exact k nearest that an index finds, mean over queries, in [0, 1]. @param queries - row-major [count, dimensions]. */
export function neighborRecall(index: VectorIndex, exact: VectorIndex, queries: Float32Array, k: number): number {
  const { dimensions } = exact;
  let found = 0;
  let wanted = 0;
  for (let from = 0; from < queries.length; from += dimensions) {
    const query = queries.slice(from, from + dimensions);
    const right = new Set(exact.search(query, { k }).items);
    wanted += right.size;
    for (const item of index.search(query, { k }).items) if (right.has(item)) found++;
  }
  return wanted > 0 ? found / wanted : 1;
}
