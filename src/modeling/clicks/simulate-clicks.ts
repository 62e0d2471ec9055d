import { descendingOrder, random } from "../../kernels/index.ts";

/** A list that is shown again and again. */
export interface ShownList {
  /** P(click | seen) of each candidate, in [0, 1]: what the simulation knows and a log does not. */
  readonly attraction: Float64Array;
}

/** How lists are shown and looked at. */
export interface ClickSettings {
  /** How strongly the eye prefers first places: P(seen at place k, from 1) = k^−bias; 0 sees all alike. 1 unless told. */
  readonly bias?: number;
  /** Times that each list is shown. */
  readonly sessions: number;
  /** Share of sessions in which two neighbouring places are swapped, by which propensities are found; 0 unless told. */
  readonly swaps?: number;
  readonly seed: number;
}

/** One candidate as it was shown once. */
export interface Impression {
  readonly list: number;
  readonly candidate: number;
  /** From 1. */
  readonly place: number;
  readonly clicked: boolean;
  /** The place that it was swapped into came from chance. */
  readonly swapped: boolean;
}

/**
 * Shows lists in an order and clicks as the position-based model does: a candidate is clicked where it is seen and attracts.
 * @param scores - of the order that is shown, one array per list.
 * @see Craswell et al. (2008), "An Experimental Comparison of Click Position-Bias Models", WSDM.
 * @example simulateClicks([{ attraction: Float64Array.of(0.2, 0.6) }], [Float64Array.of(2, 1)], { sessions: 100, seed: 1 })
 */
export function simulateClicks(lists: readonly ShownList[], scores: readonly Float64Array[], settings: ClickSettings): Impression[] {
  const { bias = 1, sessions, swaps = 0, seed } = settings;
  const stream = random(seed).fork("clicks");
  return lists.flatMap(({ attraction }, list) => {
    const shown = descendingOrder(scores[list] ?? attraction);
    return Array.from({ length: sessions }, () => {
      const order = [...shown];
      const at = stream.next() < swaps && order.length > 1 ? stream.integer(order.length - 1) : -1;
      if (at >= 0) [order[at], order[at + 1]] = [order[at + 1] ?? 0, order[at] ?? 0];
      return order.map((candidate, index): Impression => {
        const isSeen = stream.next() < (index + 1) ** -bias;
        const attracts = stream.next() < (attraction[candidate] ?? 0);
        return { list, candidate, place: index + 1, clicked: isSeen && attracts, swapped: at >= 0 && (index === at || index === at + 1) };
      });
    }).flat();
  });
}
