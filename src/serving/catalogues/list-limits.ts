import type { Feedback } from "./feedback.ts";

/** What was recorded while serving and keeps items out of lists: what somebody hid or blocked, and what was shown often enough. */
export class ListLimits {
  readonly #hidden = new Map<string, Set<number>>();
  readonly #shown = new Map<number, number>();
  readonly #shownAtMost: number;
  readonly #sameIds: boolean;
  readonly #codes: ReadonlyMap<string, number>;

  /**
   * @param codes - of the items by their ids.
   * @param limits - `shownAtMost`: showings of an item, to anybody, from which on it rests. `sameIds`: askers are items, so that a block holds
   * in both directions.
   */
  constructor(codes: ReadonlyMap<string, number>, { shownAtMost, sameIds }: { shownAtMost: number | undefined; sameIds: boolean }) {
    this.#codes = codes;
    this.#shownAtMost = shownAtMost ?? Number.POSITIVE_INFINITY;
    this.#sameIds = sameIds;
  }

  record({ asker, item: id, kind }: Pick<Feedback, "asker" | "item" | "kind">): void {
    const item = this.#codes.get(id);
    if (item === undefined) return;
    if (kind === "shown") this.#shown.set(item, (this.#shown.get(item) ?? 0) + 1);
    if ((kind !== "hidden" && kind !== "blocked") || asker === null) return;
    this.#hide(asker, item);
    const other = this.#codes.get(asker);
    if (kind === "blocked" && this.#sameIds && other !== undefined) this.#hide(id, other);
  }

  /** Whether an item may be in a list for this asker; undefined for a stranger. */
  allow(asker: string | undefined): (item: number) => boolean {
    const hidden = asker === undefined ? undefined : this.#hidden.get(asker);
    return (item) => hidden?.has(item) !== true && (this.#shown.get(item) ?? 0) < this.#shownAtMost;
  }

  #hide(asker: string, item: number): void {
    const items = this.#hidden.get(asker) ?? new Set();
    items.add(item);
    this.#hidden.set(asker, items);
  }
}
