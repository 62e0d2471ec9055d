import { MillwrightError } from "../../errors/index.ts";
import type { FinderExamples } from "../finding/finder.ts";

function refuse(learner: string, problem: string, fix: string): never {
  throw new MillwrightError("MODELING_EVENTS_INVALID", `${learner} was given ${problem}`, fix);
}

/** Refuses a column of codes with a code outside [0, size). */
function checkCodes(learner: string, what: string, codes: Int32Array, size: number): void {
  const row = codes.findIndex((code) => !(code >= 0 && code < size));
  if (row < 0) return;
  refuse(learner, `${what} ${codes[row]} in event ${row} where there are ${size}.`, `Give codes from 0 to ${size - 1}.`);
}

/**
 * Refuses events that nothing can be learned from: none at all, columns of unequal length, unknown codes, or weights that are
 * infinite, negative or all 0.
 * @throws MODELING_TARGET_EMPTY, MODELING_EVENTS_INVALID
 */
export function checkEvents(learner: string, { catalogue, askers, events }: FinderExamples): void {
  const rows = events.items.length;
  if (rows === 0 || catalogue.ids.length === 0) {
    throw new MillwrightError("MODELING_TARGET_EMPTY", `${learner} was given no events.`, "Give at least one event of a catalogue's item.");
  }
  const { weight, times } = events;
  for (const [name, length] of [
    ["askers", events.askers.length],
    ["weights", weight?.length ?? rows],
    ["times", times?.length ?? rows],
  ] as const) {
    if (length !== rows) refuse(learner, `${length} ${name} for ${rows} items of events.`, "Give one of each per event.");
  }
  checkCodes(learner, "asker", events.askers, askers.ids.length);
  checkCodes(learner, "item", events.items, catalogue.ids.length);
  const bad = weight?.findIndex((value) => !(value >= 0 && value < Infinity)) ?? -1;
  if (bad >= 0) refuse(learner, `a weight of ${weight?.[bad]} in event ${bad}.`, "Give finite weights that are not negative.");
  if (weight?.every((value) => value === 0)) refuse(learner, "weights that are all 0.", "Give at least one event a weight above 0.");
  const late = times?.findIndex((value) => !Number.isFinite(value)) ?? -1;
  if (late >= 0) refuse(learner, `a time of ${times?.[late]} in event ${late}.`, "Give finite times, or none at all.");
}
