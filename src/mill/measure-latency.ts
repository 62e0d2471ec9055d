import { encodeInputs, type Table } from "../data/index.ts";
import { openGraph } from "../onnx/index.ts";
import { loadModel } from "../serving/index.ts";
import type { AssembledGraph } from "./assemble-graph.ts";

/** Latency of single requests through a loaded package, in this process: rows, or the lists of queries. */
export interface Latency {
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Requests that were timed. */
  readonly rows: number;
}

/** Requests that are timed, and those before them that only warm up. */
const timed = 1000;
const warmUp = 100;

/** Times requests one after another; the first ones, which only warm up, are those at the end. */
async function timeRequests(count: number, request: (index: number) => Promise<unknown>): Promise<Latency> {
  const times = new Float64Array(count);
  for (let round = -Math.min(warmUp, count); round < count; round++) {
    const started = performance.now();
    await request((round + count) % count);
    if (round >= 0) times[round] = performance.now() - started;
  }
  times.sort();
  const at = (share: number): number => times[Math.min(count - 1, Math.floor(share * count))] ?? Number.NaN;
  return { p50Ms: at(0.5), p99Ms: at(0.99), rows: count };
}

/** Times single rows of a table through the package as a server would; columns derived beside the graph are computed again. */
export async function measureLatency(directory: string, table: Table, options: Parameters<typeof loadModel>[1]): Promise<Latency> {
  const model = await loadModel(directory, options);
  try {
    const sent = table.without(Object.keys(model.manifest.signature.derived ?? {}));
    return await timeRequests(Math.min(sent.rows, timed), (row) => model.predictTable(sent.slice(row, row + 1)));
  } finally {
    await model.close();
  }
}

/**
 * Times whole lists, as requests bring them: check, derived columns, encoding, graph and replies.
 * @param group - query of each row; rows of one query are side by side.
 */
export async function measureQueryLatency(
  directory: string,
  { table, group }: { readonly table: Table; readonly group: Int32Array },
  options: Parameters<typeof loadModel>[1],
): Promise<Latency> {
  const model = await loadModel(directory, options);
  try {
    const { columns } = model.manifest.signature;
    const sent = table.select(columns.map(({ name }) => name).filter((name) => table.has(name)));
    const starts = [...group.keys()].filter((row) => row === 0 || group[row] !== group[row - 1]);
    const lists = starts.slice(0, timed).map((from, at) => {
      const list = sent.slice(from, starts[at + 1] ?? sent.rows);
      return Array.from({ length: list.rows }, (_, row) => list.row(row));
    });
    return await timeRequests(lists.length, (index) => model.predict(lists[index] ?? []));
  } finally {
    await model.close();
  }
}

/** Median microseconds that a graph takes for one row, encoding included; over at most 200 rows. */
export async function rowLatency(graph: AssembledGraph, table: Table): Promise<number> {
  const session = await openGraph(graph.bytes);
  try {
    const count = Math.min(table.rows, 200);
    const times: number[] = [];
    for (let round = -20; round < count; round++) {
      const row = table.slice((round + count) % count, ((round + count) % count) + 1);
      const started = performance.now();
      await session.run(encodeInputs(graph.inputs, row));
      if (round >= 0) times.push(1000 * (performance.now() - started));
    }
    return times.sort((a, b) => a - b)[Math.floor(count / 2)] ?? Number.NaN;
  } finally {
    await session.close();
  }
}
