import { type Random, random } from "../../kernels/index.ts";
import type { FeedbackKind } from "./feedback.ts";

/** How items that hardly anybody has seen get a chance. */
export interface Exploration {
  /** Place of each list that is given to a new item, from 1; lists that are shorter have none. */
  readonly place: number;
  /** Items are new until they were shown so often. */
  readonly newBelow: number;
}

/** Items that are weighed for one place. */
const mostWeighed = 200;

/** A draw from the gamma distribution with shape a ≥ 1 and scale 1. @see Marsaglia and Tsang (2000), TOMS 26(3). */
function gamma(shape: number, stream: Random): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = stream.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - stream.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** How often each item was shown and accepted while serving, and which new one is tried next. */
export class ThompsonSlot {
  readonly #shown = new Map<number, number>();
  readonly #accepted = new Map<number, number>();
  readonly #stream: Random;
  readonly #settings: Exploration;
  readonly #items: number;

  /** @param items - length of the catalogue. */
  constructor(items: number, settings: Exploration, seed: number) {
    this.#items = items;
    this.#settings = settings;
    this.#stream = random(seed).fork("exploration");
  }

  record(item: number, kind: FeedbackKind): void {
    const counts = kind === "shown" ? this.#shown : kind === "accepted" ? this.#accepted : undefined;
    counts?.set(item, (counts.get(item) ?? 0) + 1);
  }

  /**
   * A new item, drawn by how good it may be: one acceptance rate is drawn for each from Beta(1 + accepted, 1 + shown − accepted), and the
   * largest wins. Of a large catalogue some are drawn first.
   * @param isKnown - true for items that are not new, because they were learned from.
   * @returns undefined where no new item is allowed.
   * @see Chapelle and Li (2011), "An Empirical Evaluation of Thompson Sampling", NeurIPS.
   */
  draw(isKnown: (item: number) => boolean, allow: (item: number) => boolean): number | undefined {
    const first = this.#items <= mostWeighed ? 0 : this.#stream.integer(this.#items);
    let [best, bestRate, weighed]: [number | undefined, number, number] = [undefined, -1, 0];
    for (let step = 0; step < this.#items && weighed < mostWeighed; step++) {
      const item = (first + step) % this.#items;
      const shown = this.#shown.get(item) ?? 0;
      if (shown >= this.#settings.newBelow || isKnown(item) || !allow(item)) continue;
      weighed++;
      const accepted = Math.min(this.#accepted.get(item) ?? 0, shown);
      const [good, bad] = [gamma(1 + accepted, this.#stream), gamma(1 + shown - accepted, this.#stream)];
      if (good / (good + bad) <= bestRate) continue;
      [best, bestRate] = [item, good / (good + bad)];
    }
    return best;
  }
}
