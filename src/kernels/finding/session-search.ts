import type { ScoreBoard } from "../score-board.ts";
import type { Sequences } from "./sequences.ts";

/** Past sessions, oldest first, and for each item the sessions that hold it, oldest first. */
export interface SessionStore {
  readonly sessions: Sequences;
  readonly itemStart: Int32Array;
  readonly itemSessions: Int32Array;
}

/** How like sessions are found and what their items count. */
export interface SessionWeights {
  /** Of the sessions with an item only so many of the latest are looked at. */
  readonly sample: number;
  /** Most like sessions that are kept. */
  readonly neighbors: number;
  /** What an item of the question counts: exp(−steps before the last / fade). */
  readonly fade: number;
  /** What an item of a like session counts: exp(−steps from the last shared item / reach). */
  readonly reach: number;
  /** Exponent of a session's length that likeness is divided by. */
  readonly lengthPower: number;
  /** A session counts exp(−sessions after it / all sessions / age). */
  readonly age: number;
  /** Weight of each item in an answer, length items: its rarity. */
  readonly rarity: Float64Array;
}

/** Where each item's sessions are listed, each session once. */
export function storeSessions(sessions: Sequences): SessionStore {
  const { askers, size, rowStart, items } = sessions;
  const met = new Int32Array(size).fill(-1);
  const itemStart = new Int32Array(size + 1);
  for (let s = 0; s < askers; s++) {
    for (let k = rowStart[s]!; k < rowStart[s + 1]!; k++) {
      if (met[items[k]!] === s) continue;
      met[items[k]!] = s;
      itemStart[items[k]! + 1]!++;
    }
  }
  for (let item = 0; item < size; item++) itemStart[item + 1]! += itemStart[item]!;
  const next = itemStart.slice(0, size);
  const itemSessions = new Int32Array(itemStart[size]!);
  met.fill(-1);
  for (let s = 0; s < askers; s++) {
    for (let k = rowStart[s]!; k < rowStart[s + 1]!; k++) {
      const item = items[k]!;
      if (met[item] === s) continue;
      met[item] = s;
      itemSessions[next[item]!++] = s;
    }
  }
  return { sessions, itemStart, itemSessions };
}

/** Weight of each different item of a question, by its last place. */
export function questionWeights(history: Int32Array, fade: number): Map<number, number> {
  const weights = new Map<number, number>();
  for (let back = 0; back < history.length; back++) {
    const item = history[history.length - 1 - back]!;
    if (!weights.has(item)) weights.set(item, Math.exp(-back / fade));
  }
  return weights;
}

/** Likeness of every sampled session that shares an item with the question, on `likeness` (a board over sessions). */
export function addLikeness(store: SessionStore, asked: ReadonlyMap<number, number>, weights: SessionWeights, likeness: ScoreBoard): void {
  const { itemStart, itemSessions, sessions } = store;
  for (const [item, weight] of asked) {
    if (!(item >= 0 && item < sessions.size)) continue;
    const end = itemStart[item + 1]!;
    for (let k = Math.max(itemStart[item]!, end - weights.sample); k < end; k++) likeness.add(itemSessions[k]!, weight);
  }
  for (let n = 0; n < likeness.count; n++) {
    const s = likeness.touched[n]!;
    const length = sessions.rowStart[s + 1]! - sessions.rowStart[s]!;
    likeness.values[s]! *= length ** -weights.lengthPower * Math.exp((s + 1 - sessions.askers) / sessions.askers / weights.age);
  }
}

/** Adds what the items of one like session count; an item that occurs twice counts by its nearest place. */
export function addSession(
  { sessions }: SessionStore,
  session: number,
  likeness: number,
  asked: ReadonlyMap<number, number>,
  weights: SessionWeights,
  board: ScoreBoard,
): void {
  const { rowStart, items } = sessions;
  const first = rowStart[session]!;
  const end = rowStart[session + 1]!;
  let shared = end - 1;
  while (shared > first && !asked.has(items[shared]!)) shared--;
  const done = new Set<number>();
  for (let step = 0; step < end - first; step++) {
    for (const place of step === 0 ? [shared] : [shared + step, shared - step]) {
      if (place < first || place >= end || done.has(items[place]!)) continue;
      const item = items[place]!;
      done.add(item);
      board.add(item, likeness * weights.rarity[item]! * Math.exp(-step / weights.reach));
    }
  }
}
