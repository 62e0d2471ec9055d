import { MillwrightError } from "../../errors/index.ts";
import { parseTimestamp } from "../model/timestamps.ts";

/** What became of an item that was found. */
export const feedbackKinds = ["shown", "clicked", "accepted", "hidden", "blocked"] as const;
export type FeedbackKind = (typeof feedbackKinds)[number];

/**
 * One thing that happened to an item of a list. Accepted items become part of the asker's history. Hidden and blocked ones are never found
 * for this asker again; where askers are items, a block also keeps the asker from the blocked one.
 */
export interface Feedback {
  /** Id of the asker; null for a stranger. */
  readonly asker: string | null;
  /** Id of the item. */
  readonly item: string;
  readonly kind: FeedbackKind;
  /** Place in the list, from 1. */
  readonly place?: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

function invalid(problem: string): MillwrightError {
  return new MillwrightError(
    "SERVING_ROW_INVALID",
    problem,
    'Send { "asker": "<id>" or null, "item": "<id>", "kind": "shown" | "clicked" | "accepted" | "hidden" | "blocked", "place"?: 1, "at"?: "<ISO 8601>" }.',
  );
}

const fields: readonly string[] = ["asker", "item", "kind", "place", "at"];

/**
 * An event as a caller sends it.
 * @param now - its moment where it names none.
 * @throws SERVING_ROW_INVALID
 */
export function checkFeedback(value: unknown, where: string, now: number): Feedback {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw invalid(`${where} is not an object.`);
  const { asker = null, item, kind, place, at } = value as Record<"asker" | "item" | "kind" | "place" | "at", unknown>;
  const stranger = Object.keys(value).find((name) => !fields.includes(name));
  if (stranger !== undefined) throw invalid(`${where}: field "${stranger.slice(0, 80)}" is not known.`);
  if (asker !== null && (typeof asker !== "string" || asker === "" || asker.length > 256)) throw invalid(`${where}: "asker" is no id.`);
  if (typeof item !== "string") throw invalid(`${where}: "item" is no id.`);
  if (!feedbackKinds.includes(kind as FeedbackKind)) throw invalid(`${where}: "kind" is ${JSON.stringify(kind)?.slice(0, 80)}.`);
  if (asker === null && (kind === "hidden" || kind === "blocked")) throw invalid(`${where}: nobody is said to have ${kind} the item.`);
  if (place !== undefined && !(Number.isInteger(place) && (place as number) >= 1)) throw invalid(`${where}: "place" is no place.`);
  const moment = at === undefined ? now : typeof at === "string" ? parseTimestamp(at) : Number.NaN;
  if (Number.isNaN(moment)) throw invalid(`${where}: "at" is no moment.`);
  return { asker, item, kind: kind as FeedbackKind, ...(place === undefined ? {} : { place: place as number }), at: moment };
}
