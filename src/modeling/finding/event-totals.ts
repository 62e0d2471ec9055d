import type { FinderExamples } from "./finder.ts";

/** Weight of all events of each item, by code; counts where events have no weights. */
export function itemTotals({ catalogue, events }: Pick<FinderExamples, "catalogue" | "events">): Float64Array {
  const totals = new Float64Array(catalogue.ids.length);
  events.items.forEach((item, row) => {
    totals[item] = (totals[item] ?? 0) + (events.weight?.[row] ?? 1);
  });
  return totals;
}

/** Share of all events of each item, by code; 0 everywhere where there are no events. */
export function itemShares(examples: Pick<FinderExamples, "catalogue" | "events">): Float64Array {
  const totals = itemTotals(examples);
  const sum = totals.reduce((all, one) => all + one, 0);
  return sum === 0 ? totals : totals.map((total) => total / sum);
}
