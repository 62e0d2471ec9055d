import { itemCounts } from "../../kernels/index.ts";
import type { Events, Finder, FindRequest, FittedFinder, Reason, SavedFinder } from "../finding/finder.ts";
import { checkNumber } from "../fitting/check-settings.ts";
import { eventsByAsker } from "./events-by-asker.ts";
import { savedNumber, savedNumbers } from "./saved-parts.ts";
import { scoringFinder } from "./scoring-finder.ts";

/** Settings of `frequencyRecency`. */
export interface FrequencyRecencySettings {
  /** An event counts decay^n where n events came after it: 1 counts all alike, small values only the latest; 0.98 unless told. */
  readonly decay?: number;
  /** Where the history has times: an event also counts half for each half-life between it and the last one, in their unit; none unless told. */
  readonly halfLife?: number;
  /** How many events of everybody a history is filled up with: its items count by their popularity; 1 unless told. */
  readonly smoothing?: number;
}

const KIND = "frequency_recency";

interface Full {
  readonly decay: number;
  readonly smoothing: number;
  readonly halfLife?: number;
}

/** Calls `add` with what each event of a history counts. */
function eachEvent({ history, historyTimes }: FindRequest, { decay, halfLife }: Full, add: (item: number, weight: number) => void): void {
  const now = historyTimes?.at(-1) ?? 0;
  for (let place = history.length - 1, weight = 1; place >= 0; place--, weight *= decay) {
    const past = halfLife === undefined || historyTimes === undefined ? 0 : (now - (historyTimes[place] ?? now)) / halfLife;
    add(history[place] ?? -1, weight * 2 ** -past);
  }
}

function reason(history: Int32Array, item: number): Reason {
  const places = [...history.keys()].filter((place) => history[place] === item);
  if (places.length === 0) return { sentence: "many others chose it" };
  const after = history.length - 1 - (places.at(-1) ?? 0);
  const last = after === 0 ? "the last time just now" : `${after} ${after === 1 ? "event" : "events"} ago the last time`;
  return { sentence: `chosen ${places.length} ${places.length === 1 ? "time" : "times"} before, ${last}`, because: [item] };
}

/** Shares of so many events, with the events that came since. */
function withEvents(
  share: Float64Array,
  known: number,
  { items, weight }: Events,
): { readonly share: Float64Array; readonly known: number } {
  const counts = share.map((value) => value * known);
  let added = 0;
  for (const [row, item] of items.entries()) {
    if (item < 0 || item >= counts.length || weight?.[row] === 0) continue;
    counts[item] = (counts[item] ?? 0) + 1;
    added++;
  }
  return { share: counts.map((count) => count / (known + added || 1)), known: known + added };
}

/** @param known - events that the shares come from. */
function fitted(share: Float64Array, known: number, settings: Full, seed: number): FittedFinder {
  const size = share.length;
  const model = scoringFinder({
    name: KIND,
    size,
    seed,
    learned: { items: size, events: known },
    addScores: (request, board) => {
      let total = settings.smoothing;
      eachEvent(request, settings, (_, weight) => {
        total += weight;
      });
      if (total === 0) return;
      eachEvent(request, settings, (item, weight) => {
        if (item >= 0 && item < size) board.add(item, weight / total);
      });
      if (settings.smoothing > 0) board.addAll(share.map((value) => (value * settings.smoothing) / total));
    },
    explain: ({ history }, item) => reason(history, item),
    save: () => ({ kind: KIND, settings: { ...settings, seed, events: known }, tensors: { share } }),
  });
  return {
    ...model,
    update: (events) => {
      const later = withEvents(share, known, events);
      return fitted(later.share, later.known, settings, seed);
    },
  };
}

function check({ decay, smoothing, halfLife }: Full): void {
  checkNumber("frequencyRecency", "decay", decay, { above: 0, most: 1 });
  checkNumber("frequencyRecency", "smoothing", smoothing, { least: 0 });
  if (halfLife !== undefined) checkNumber("frequencyRecency", "halfLife", halfLife, { above: 0 });
}

/**
 * What the asker chose often and lately, filled up with what everybody chooses. A score is the share of the next event.
 * @throws MODELING_SETTING_INVALID
 * @example await frequencyRecency({ decay: 0.9 }).fit(examples, { seed: 1 });
 */
export function frequencyRecency(settings: FrequencyRecencySettings = {}): Finder {
  const full: Full = { decay: 0.98, smoothing: 1, ...settings };
  check(full);
  return {
    name: KIND,
    settings: { ...full },
    fit: async (examples, { seed }) => {
      const sequences = eventsByAsker(KIND, examples);
      return fitted(
        itemCounts(sequences).map((count) => count / sequences.items.length),
        sequences.items.length,
        full,
        seed,
      );
    },
  };
}

/** The shares from what was saved. @throws MODELING_FINDER_INVALID, MODELING_SETTING_INVALID */
export function restoreFrequencyRecency(saved: SavedFinder): FittedFinder {
  const halfLife = saved.settings["halfLife"] === undefined ? {} : { halfLife: savedNumber(saved, "halfLife") };
  const settings = { decay: savedNumber(saved, "decay"), smoothing: savedNumber(saved, "smoothing"), ...halfLife };
  check(settings);
  return fitted(savedNumbers(saved, "share", Float64Array), savedNumber(saved, "events"), settings, savedNumber(saved, "seed"));
}
