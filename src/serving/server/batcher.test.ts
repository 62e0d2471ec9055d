import { expect, test } from "vitest";
import type { Scored } from "../model/loaded-model.ts";
import type { CheckedRow } from "../model/row-check.ts";
import { Batcher } from "./batcher.ts";
import { limitsFrom, type ServerLimits } from "./limits.ts";

const rowsFrom = (from: number, count: number): CheckedRow[] => Array.from({ length: count }, (_, i) => ({ x: from + i }));

function scoredOf(rows: readonly CheckedRow[]): Scored {
  return { rows, prediction: { rows: rows.length, width: 1, values: Float64Array.from(rows, (row) => 10 * Number(row["x"])) } };
}

/** A batcher over a model that waits until it is let go. */
function gated(limits: Partial<ServerLimits> = {}) {
  const runs: number[] = [];
  const gates: (() => void)[] = [];
  const batcher = new Batcher(
    (rows) =>
      new Promise((resolve) => {
        runs.push(rows.length);
        gates.push(() => resolve(scoredOf(rows)));
      }),
    limitsFrom(limits),
    { onRun: () => undefined },
  );
  const letGo = async (): Promise<void> => {
    while (gates.length === 0) await new Promise(setImmediate);
    gates.shift()?.();
  };
  return { batcher, runs, letGo };
}

async function valuesOf(promise: ReturnType<Batcher["submit"]>): Promise<number[]> {
  return (await promise).flatMap(({ scored, from, count }) => [...scored.prediction.values.slice(from, from + count)]);
}

test("what queues up during a run shares the next one, and each gets its own rows back", async () => {
  const { batcher, runs, letGo } = gated();
  const first = valuesOf(batcher.submit(rowsFrom(0, 1)));
  while (runs.length === 0) await new Promise(setImmediate);
  const others = [
    valuesOf(batcher.submit(rowsFrom(1, 2))),
    valuesOf(batcher.submit(rowsFrom(3, 1))),
    valuesOf(batcher.submit(rowsFrom(4, 3))),
  ];
  await letGo();
  await letGo();
  expect(await Promise.all([first, ...others])).toEqual([[0], [10, 20], [30], [40, 50, 60]]);
  expect(runs).toEqual([1, 6]);
});

test("a run holds no more rows than it may; a large request takes several", async () => {
  const { batcher, runs, letGo } = gated({ batchRows: 4 });
  const answers = [valuesOf(batcher.submit(rowsFrom(0, 10))), valuesOf(batcher.submit(rowsFrom(10, 2)))];
  for (let i = 0; i < 3; i++) await letGo();
  expect(await Promise.all(answers)).toEqual([rowsFrom(0, 10).map((row) => 10 * Number(row["x"])), [100, 110]]);
  expect(runs).toEqual([4, 4, 4]);
});

test("beyond the bound of the queue a request is refused, and the others are answered", async () => {
  const { batcher, runs, letGo } = gated({ queueRows: 3 });
  const running = valuesOf(batcher.submit(rowsFrom(0, 1)));
  while (runs.length === 0) await new Promise(setImmediate);
  const waiting = valuesOf(batcher.submit(rowsFrom(1, 3)));
  await expect(batcher.submit(rowsFrom(9, 1))).rejects.toThrow(/SERVING_QUEUE_FULL: 3 rows wait already; 3 may/);
  await letGo();
  await letGo();
  expect(await Promise.all([running, waiting])).toEqual([[0], [10, 20, 30]]);
});

test("a request larger than the queue is taken when nothing waits", async () => {
  const { batcher, letGo } = gated({ queueRows: 3 });
  const answer = valuesOf(batcher.submit(rowsFrom(0, 5)));
  await letGo();
  expect(await answer).toHaveLength(5);
});

test("one request's failure does not touch those that shared its run", async () => {
  const batcher = new Batcher(
    async (rows) => {
      if (rows.some((row) => row["x"] === 13)) throw new Error("thirteen");
      return scoredOf(rows);
    },
    limitsFrom(),
    { onRun: () => undefined },
  );
  const answers = await Promise.allSettled([
    valuesOf(batcher.submit(rowsFrom(1, 1))),
    valuesOf(batcher.submit(rowsFrom(13, 1))),
    valuesOf(batcher.submit(rowsFrom(2, 1))),
  ]);
  expect(answers.map((answer) => (answer.status === "fulfilled" ? answer.value : String(answer.reason)))).toEqual([
    [10],
    "Error: thirteen",
    [20],
  ]);
});

test("a prediction that is not ready in time is given up, running or waiting", async () => {
  const { batcher, letGo } = gated({ predictMs: 20 });
  const running = batcher.submit(rowsFrom(0, 1));
  await new Promise(setImmediate);
  const waiting = batcher.submit(rowsFrom(1, 1));
  await expect(running).rejects.toThrow(/SERVING_TIMEOUT: .*20 ms/);
  await expect(waiting).rejects.toThrow(/SERVING_TIMEOUT/);
  await letGo();
  const next = valuesOf(batcher.submit(rowsFrom(2, 1)));
  await letGo();
  expect(await next).toEqual([20]);
});

test("closing refuses what waits", async () => {
  const { batcher, runs } = gated();
  const running = batcher.submit(rowsFrom(0, 1));
  running.catch(() => undefined);
  while (runs.length === 0) await new Promise(setImmediate);
  const waiting = batcher.submit(rowsFrom(1, 1));
  batcher.close();
  await expect(waiting).rejects.toThrow(/SERVING_DRAINING/);
});

test("limits are checked", () => {
  expect(() => limitsFrom({ bodyBytes: 0 })).toThrow(/SERVING_SETTINGS_INVALID: the limit bodyBytes is 0/);
  expect(() => limitsFrom({ bodyByte: 1 } as object)).toThrow(/no limit "bodyByte"\. Did you mean "bodyBytes"\?/);
  expect(limitsFrom({ batchDelayMs: 0 }).batchRows).toBe(256);
});
