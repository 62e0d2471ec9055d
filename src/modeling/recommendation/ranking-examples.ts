import type { Examples } from "../estimator.ts";
import type { FindRequest } from "../finding/finder.ts";
import type { Candidates } from "./candidate-columns.ts";

/** Candidates of all requests below one another, right ones with truth 1; requests without a right candidate teach nothing and are left out. */
export function rankingExamples(
  requests: readonly FindRequest[],
  relevant: readonly Int32Array[],
  columns: number,
  candidates: (request: FindRequest) => Candidates,
): Examples {
  const parts: Float32Array[] = [];
  const truth: number[] = [];
  const group: number[] = [];
  for (const [query, request] of requests.entries()) {
    const { items, values } = candidates(request);
    const right = new Set(relevant[query]);
    if (!items.some((item) => right.has(item))) continue;
    parts.push(values);
    for (const item of items) {
      truth.push(right.has(item) ? 1 : 0);
      group.push(query);
    }
  }
  const values = new Float32Array(truth.length * columns);
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  const dense = { rows: truth.length, columns, values };
  return { features: { rows: truth.length, dense }, truth: Float64Array.from(truth), group: Int32Array.from(group) };
}
