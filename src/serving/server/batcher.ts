import { MillwrightError } from "../../errors/index.ts";
import type { Scored } from "../model/loaded-model.ts";
import type { CheckedRow } from "../model/row-check.ts";
import type { ServerLimits } from "./limits.ts";

/** Rows [from, from + count) of a run belong to one request. */
export interface Share {
  readonly scored: Scored;
  readonly from: number;
  readonly count: number;
}

/** What the batcher tells about itself. */
export interface BatcherWatch {
  /** A run has ended: rows in it, seconds that it took. */
  readonly onRun: (rows: number, seconds: number) => void;
}

interface Waiting {
  readonly rows: readonly CheckedRow[];
  readonly deadline: number;
  readonly resolve: (share: Share) => void;
  readonly reject: (error: unknown) => void;
  settled: boolean;
}

const sweepMs = 100;

/**
 * Runs the model on whatever has queued up while the run before was under way: alone when traffic is low,
 * many requests in one run when it is high.
 */
export class Batcher {
  readonly #score: (rows: readonly CheckedRow[]) => Promise<Scored>;
  readonly #limits: ServerLimits;
  readonly #watch: BatcherWatch;
  readonly #running = new Set<Waiting>();
  #queue: Waiting[] = [];
  #queuedRows = 0;
  #busy = false;
  #sweeper: NodeJS.Timeout | undefined;

  constructor(score: (rows: readonly CheckedRow[]) => Promise<Scored>, limits: ServerLimits, watch: BatcherWatch) {
    this.#score = score;
    this.#limits = limits;
    this.#watch = watch;
  }

  /** Rows that wait for a run. */
  get queuedRows(): number {
    return this.#queuedRows;
  }

  /** @throws SERVING_QUEUE_FULL when so many more rows may not wait. */
  checkRoom(rows: number): void {
    const { queueRows } = this.#limits;
    if (this.#queuedRows === 0 || this.#queuedRows + rows <= queueRows) return;
    throw new MillwrightError(
      "SERVING_QUEUE_FULL",
      `${this.#queuedRows} rows wait already; ${queueRows} may.`,
      "Send the request again after the seconds that Retry-After names.",
    );
  }

  /**
   * Puts rows in the queue.
   * @returns their shares of one or several runs, in order.
   * @throws SERVING_QUEUE_FULL, SERVING_TIMEOUT, and what the model throws.
   */
  async submit(rows: readonly CheckedRow[]): Promise<readonly Share[]> {
    this.checkRoom(rows.length);
    const { batchRows } = this.#limits;
    if (rows.length <= batchRows) return [await this.#enqueue(rows)];
    const parts: Promise<Share>[] = [];
    for (let from = 0; from < rows.length; from += batchRows) parts.push(this.#enqueue(rows.slice(from, from + batchRows)));
    return Promise.all(parts);
  }

  /** Refuses what waits and stops the clock. */
  close(): void {
    clearInterval(this.#sweeper);
    const error = new MillwrightError("SERVING_DRAINING", "the server is shutting down.", "Send the request to another instance.");
    for (const item of this.#queue) this.#fail(item, error);
    this.#queue = [];
    this.#queuedRows = 0;
  }

  #enqueue(rows: readonly CheckedRow[]): Promise<Share> {
    return new Promise<Share>((resolve, reject) => {
      this.#queue.push({ rows, deadline: performance.now() + this.#limits.predictMs, resolve, reject, settled: false });
      this.#queuedRows += rows.length;
      if (this.#busy) return;
      this.#busy = true;
      this.#sweeper ??= setInterval(() => this.#sweep(), sweepMs).unref();
      const start = (): void => void this.#drain();
      if (this.#limits.batchDelayMs > 0) setTimeout(start, this.#limits.batchDelayMs);
      else setImmediate(start);
    });
  }

  async #drain(): Promise<void> {
    while (this.#queue.length > 0) {
      await this.#run(this.#take());
      // Lets sockets be read and other routes answer between runs.
      if (this.#queue.length > 0) await new Promise(setImmediate);
    }
    this.#busy = false;
  }

  /** The next requests that fit into one run; at least one. */
  #take(): Waiting[] {
    let rows = 0;
    let count = 0;
    for (const item of this.#queue) {
      if (count > 0 && rows + item.rows.length > this.#limits.batchRows) break;
      rows += item.rows.length;
      count++;
    }
    this.#queuedRows -= rows;
    return this.#queue.splice(0, count).filter((item) => !item.settled);
  }

  async #run(items: readonly Waiting[]): Promise<void> {
    if (items.length === 0) return;
    for (const item of items) this.#running.add(item);
    const [only] = items;
    const rows = items.length === 1 && only !== undefined ? only.rows : items.flatMap((item) => item.rows);
    const started = performance.now();
    try {
      const scored = await this.#score(rows);
      this.#watch.onRun(rows.length, (performance.now() - started) / 1000);
      let from = 0;
      for (const item of items) {
        if (!item.settled) {
          item.settled = true;
          item.resolve({ scored, from, count: item.rows.length });
        }
        from += item.rows.length;
      }
    } catch (error) {
      // One request's rows must not fail those of others: each gets a run of its own.
      if (items.length === 1 && only !== undefined) this.#fail(only, error);
      else for (const item of items) await this.#run([item]);
    } finally {
      for (const item of items) this.#running.delete(item);
    }
  }

  #fail(item: Waiting, error: unknown): void {
    if (item.settled) return;
    item.settled = true;
    item.reject(error);
  }

  /** Answers requests whose time is over, wherever they are. */
  #sweep(): void {
    const now = performance.now();
    for (const item of [...this.#running, ...this.#queue]) {
      if (item.settled || now < item.deadline) continue;
      const { predictMs } = this.#limits;
      this.#fail(
        item,
        new MillwrightError(
          "SERVING_TIMEOUT",
          `the prediction was not ready after ${predictMs} ms.`,
          "Send fewer rows at once, or raise the limit predictMs.",
        ),
      );
    }
  }
}
