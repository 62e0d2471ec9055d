import { MillwrightError } from "../../../errors/index.ts";
import type { Measured } from "../../metrics/metric.ts";
import { type RatioPart, ratioInterval } from "./ratio-interval.ts";
import { type TypingCosts, typingCosts } from "./typing-costs.ts";

/** Suggests words for what is typed, and learns what one writer sent. */
export interface TypingAid {
  /** @returns at most k words, best first. */
  readonly suggest: (writer: number, words: readonly string[], prefix: string, k: number) => readonly string[];
  readonly sent?: (writer: number, words: readonly string[]) => void;
}

/** A message to be typed. */
export interface TypedMessage {
  readonly words: readonly string[];
  readonly writer: number;
}

/** How simulated typing is judged. */
export interface TypingSettings {
  readonly seed: number;
  /** Suggestions on show; 3 unless told. */
  readonly shown?: number;
  readonly costs?: TypingCosts;
}

/** What typing with suggestions came to; intervals are over writers. */
export interface TypingResult {
  /** 1 − keys pressed / keys that the text has. */
  readonly keystrokesSaved: Measured;
  /** 1 − time with suggestions / time without. */
  readonly timeSaved: Measured;
  /** Share of words that stand first before any letter is typed. */
  readonly top1: Measured;
  /** Share of words that are shown before any letter is typed. */
  readonly topShown: Measured;
  /** Share of shown lists from which a word is taken. */
  readonly accepted: Measured;
  readonly words: number;
  readonly writers: number;
}

/** Sums of one writer. */
interface Tally {
  words: number;
  first: number;
  shown: number;
  keys: number;
  textKeys: number;
  lists: number;
  accepted: number;
}

/** Types one word: looks after every letter, takes the word as soon as it is shown. A word and its space are its letters + 1 keys. */
function typeWord(aid: TypingAid, writer: number, before: readonly string[], word: string, shown: number, tally: Tally): void {
  tally.words++;
  tally.textKeys += word.length + 1;
  for (let typed = 0; typed < word.length; typed++) {
    const list = aid.suggest(writer, before, word.slice(0, typed), shown);
    if (list.length > 0) tally.lists++;
    const place = list.indexOf(word);
    if (typed === 0 && place === 0) tally.first++;
    if (place < 0) continue;
    if (typed === 0) tally.shown++;
    tally.accepted++;
    tally.keys += typed + 1;
    return;
  }
  tally.keys += word.length + 1;
}

/**
 * Types held-out messages with an aid, writer by writer in the order given; what was sent is learned before the next message.
 * The simulated typist never errs and takes every right suggestion at once, so that what is saved is a bound on what people save.
 * @throws MODELING_TEXT_EMPTY
 */
export function simulateTyping(aid: TypingAid, messages: readonly TypedMessage[], settings: TypingSettings): TypingResult {
  const { seed, shown = 3, costs = typingCosts } = settings;
  const tallies = new Map<number, Tally>();
  for (const { words, writer } of messages) {
    const tally = tallies.get(writer) ?? { words: 0, first: 0, shown: 0, keys: 0, textKeys: 0, lists: 0, accepted: 0 };
    tallies.set(writer, tally);
    words.forEach((word, at) => {
      typeWord(aid, writer, words.slice(0, at), word, shown, tally);
    });
    aid.sent?.(writer, words);
  }
  const all = [...tallies.values()].filter(({ words }) => words > 0);
  if (all.length === 0) throw new MillwrightError("MODELING_TEXT_EMPTY", "the messages hold no words.", "Give messages to type.");
  const measured = (part: (tally: Tally) => RatioPart): Measured => ratioInterval(all.map(part), { seed });
  const withAid = ({ keys, accepted, lists }: Tally): number =>
    (keys - accepted) * costs.keyMs + accepted * costs.acceptMs + lists * costs.glanceMs;
  return {
    keystrokesSaved: measured(({ keys, textKeys }) => ({ numerator: textKeys - keys, denominator: textKeys })),
    timeSaved: measured((tally) => ({
      numerator: tally.textKeys * costs.keyMs - withAid(tally),
      denominator: tally.textKeys * costs.keyMs,
    })),
    top1: measured(({ first, words }) => ({ numerator: first, denominator: words })),
    topShown: measured((tally) => ({ numerator: tally.shown, denominator: tally.words })),
    accepted: measured(({ accepted, lists }) => ({ numerator: accepted, denominator: lists })),
    words: all.reduce((sum, { words }) => sum + words, 0),
    writers: all.length,
  };
}
