import { encodeInputs, type Table } from "../data/index.ts";
import { openGraph } from "../onnx/index.ts";
import { loadModel } from "../serving/index.ts";
import type { AssembledGraph } from "./assemble-graph.ts";

/** Latency of single rows through a loaded package, in this process. */
export interface Latency {
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly rows: number;
}

/** Rows that are timed, and rows before them that only warm up. */
const timed = 1000;
const warmUp = 100;

/** Times single rows of a table, one after another, through the package as a server would. */
export async function measureLatency(directory: string, table: Table, options: Parameters<typeof loadModel>[1]): Promise<Latency> {
  const model = await loadModel(directory, options);
  try {
    const count = Math.min(table.rows, timed);
    const times = new Float64Array(count);
    for (let round = -Math.min(warmUp, count); round < count; round++) {
      const row = (round + count) % count;
      const one = table.slice(row, row + 1);
      const started = performance.now();
      await model.predictTable(one);
      if (round >= 0) times[round] = performance.now() - started;
    }
    times.sort();
    const at = (share: number): number => times[Math.min(count - 1, Math.floor(share * count))] ?? Number.NaN;
    return { p50Ms: at(0.5), p99Ms: at(0.99), rows: count };
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
