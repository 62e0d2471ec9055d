import type { CatalogueSplitPlan } from "./catalogue-split.ts";
import { eventPart, splitOfParts } from "./parted-events.ts";
import { listOf } from "./row-lists.ts";

/** How many events an asker needs to be asked about. */
export interface LeaveOneOutSettings {
  /** Askers with fewer events are only learned from; 3 unless told, so that one is left to know them by. */
  readonly fewest?: number;
}

/**
 * The last event of each asker is judged on, the one before it chosen on, and all before those learned from. The last question knows
 * everything before it.
 * @throws `divide` throws DATA_SPLIT_EMPTY
 * @see Kang and McAuley (2018), "Self-Attentive Sequential Recommendation", ICDM.
 * @example leaveOneOut()
 */
export function leaveOneOut({ fewest = 3 }: LeaveOneOutSettings = {}): CatalogueSplitPlan<never> {
  return {
    kind: "leave one out",
    columns: [],
    divide: (events) => {
      const parts = new Uint8Array(events.askers.length).fill(eventPart.train);
      for (let asker = 0; asker < events.askerIds.length; asker++) {
        const rows = listOf(events.byAsker, asker);
        if (rows.length < fewest) continue;
        parts[rows.at(-1) ?? 0] = eventPart.test;
        parts[rows.at(-2) ?? 0] = eventPart.validation;
      }
      const description = `The last event of each asker with at least ${fewest} is test, the one before it validation.`;
      return splitOfParts(events, { parts, queries: "each event", description });
    },
  };
}
