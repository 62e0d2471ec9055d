import type { FindRequest } from "../../modeling/index.ts";
import type { AskerHistories } from "./askers-file.ts";

/** Longest history that is kept of one asker while serving; the oldest are forgotten first. */
const longest = 10_000;

interface Added {
  readonly items: number[];
  readonly times: number[];
}

/** What is known of each asker, as it was packed and as it came since. */
export class LiveHistories {
  readonly #packed: AskerHistories;
  readonly #codes: ReadonlyMap<string, number>;
  readonly #added = new Map<string, Added>();

  constructor(packed: AskerHistories) {
    this.#packed = packed;
    this.#codes = new Map(packed.ids.map((id, code) => [id, code]));
  }

  /** Code of an asker that was learned from; -1 for others. */
  codeOf(id: string): number {
    const code = this.#codes.get(id);
    return code !== undefined && this.#packed.learned[code] === 1 ? code : -1;
  }

  /** True where anything is known of an asker. */
  knows(id: string): boolean {
    return this.#codes.has(id) || this.#added.has(id);
  }

  /** What an asker had to do with, oldest first. */
  historyOf(id: string): Pick<FindRequest, "history" | "historyTimes"> {
    const { start, items, times } = this.#packed;
    const code = this.#codes.get(id);
    const [from, to] = code === undefined ? [0, 0] : [start[code] ?? 0, start[code + 1] ?? 0];
    const added = this.#added.get(id);
    const history = Int32Array.from([...items.subarray(from, to), ...(added?.items ?? [])]);
    if (times === undefined) return { history };
    return { history, historyTimes: Float64Array.from([...times.subarray(from, to), ...(added?.times ?? [])]) };
  }

  /** Adds an item to an asker's past. */
  add(id: string, item: number, at: number): void {
    const added = this.#added.get(id) ?? { items: [], times: [] };
    added.items.push(item);
    added.times.push(at);
    if (added.items.length > longest) {
      added.items.shift();
      added.times.shift();
    }
    this.#added.set(id, added);
  }
}
