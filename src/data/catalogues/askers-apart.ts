import { random } from "../../kernels/index.ts";
import { checkShares, percent, type SplitShares } from "../splits/split-parts.ts";
import type { CatalogueSplitPlan } from "./catalogue-split.ts";
import { eventPart, type QueryStyle, splitOfParts } from "./parted-events.ts";

/** How askers are divided. */
export interface AskersApartSettings extends SplitShares {
  /** "each asker" unless told: all events of an asker are right answers to one question. */
  readonly queries?: QueryStyle;
  /** Questions whose asker has fewer known events are left out; 0 unless told. */
  readonly fewestKnown?: number;
}

/**
 * Askers are divided at random: nothing is learned from those that are asked about, as with queries that nobody asked before.
 * @throws DATA_SETTINGS_INVALID; `divide` throws DATA_SPLIT_EMPTY
 * @example askersApart({ validation: 0.2, test: 0.2 })
 */
export function askersApart(settings: AskersApartSettings): CatalogueSplitPlan<never> {
  const { validation, test, queries = "each asker", fewestKnown = 0 } = settings;
  checkShares(settings);
  return {
    kind: "askers",
    columns: [],
    divide: (events, seed) => {
      const order = random(seed)
        .fork("askers apart")
        .shuffle(Int32Array.from(new Set(events.askers)));
      const partOf = new Uint8Array(events.askerIds.length).fill(eventPart.train);
      order.forEach((asker, place) => {
        const share = (place + 0.5) / order.length;
        if (share < test) partOf[asker] = eventPart.test;
        else if (share < test + validation) partOf[asker] = eventPart.validation;
      });
      const parts = Uint8Array.from(events.askers, (asker) => partOf[asker] ?? eventPart.train);
      const description = `Askers drawn at random: ${percent(test)} for test, ${percent(validation)} for validation; ${queries} is a question.`;
      return splitOfParts(events, { parts, queries, fewestKnown, description });
    },
  };
}
