import { ascendingOrder, groupByAsker, type Sequences } from "../../kernels/index.ts";
import type { FinderExamples } from "../finding/finder.ts";
import { checkEvents } from "./check-events.ts";

/**
 * The events of each asker, oldest first; without times in the order in which they were given. Events of weight 0 are left out.
 * @throws MODELING_TARGET_EMPTY, MODELING_EVENTS_INVALID
 */
export function eventsByAsker(learner: string, examples: FinderExamples): Sequences {
  checkEvents(learner, examples);
  const { askers, catalogue, events } = examples;
  const { times, weight } = events;
  const inTime = times === undefined ? Int32Array.from({ length: events.items.length }, (_, row) => row) : ascendingOrder(times);
  const order = weight === undefined ? inTime : inTime.filter((row) => (weight[row] ?? 0) > 0);
  const counted = weight === undefined ? events.askers : Int32Array.from(order, (row) => events.askers[row] ?? 0).sort();
  return groupByAsker(askers.ids.length, catalogue.ids.length, order, counted, events);
}
