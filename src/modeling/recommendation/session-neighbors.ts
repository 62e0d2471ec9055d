import {
  addLikeness,
  addSession,
  bestOfBoard,
  itemCounts,
  questionWeights,
  ScoreBoard,
  type Sequences,
  type SessionStore,
  type SessionWeights,
  storeSessions,
  tieOrder,
} from "../../kernels/index.ts";
import type { Finder, FindRequest, FittedFinder, SavedFinder } from "../finding/finder.ts";
import { checkNumber } from "../fitting/check-settings.ts";
import { eventsByAsker } from "./events-by-asker.ts";
import { inOrderOfTime } from "./in-order-of-time.ts";
import { checkSavedRows, savedNumber, savedNumbers } from "./saved-parts.ts";
import { scoringFinder } from "./scoring-finder.ts";

/** Settings of `sessionNeighbors`. */
export interface SessionNeighborsSettings {
  /** Most like sessions that are kept; 200 unless told. */
  readonly neighbors?: number;
  /** Of the sessions with an item only so many of the latest are looked at; 1,000 unless told. */
  readonly sample?: number;
  /** An item of the question counts exp(−steps before the last / fade); 2 unless told. */
  readonly fade?: number;
  /** An item of a like session counts exp(−steps from the last shared item / reach); 3 unless told. */
  readonly reach?: number;
  /** Exponent of a session's length that likeness is divided by; 0.5 unless told. */
  readonly lengthPower?: number;
  /** The n-th newest of N sessions counts exp(−n / N / age); 1 unless told. */
  readonly age?: number;
  /** Exponent of log(sessions / sessions with the item), by which rare items count more; 0.5 unless told. */
  readonly rarity?: number;
}

type Full = Required<SessionNeighborsSettings>;

function weightsOf(settings: Full, sessions: Sequences): SessionWeights {
  const rarity = itemCounts(sessions).map((count) => Math.log(1 + sessions.askers / (1 + count)) ** settings.rarity);
  return { ...settings, rarity };
}

/** Sessions that are most like the question, best first. */
function likeSessions(
  store: SessionStore,
  weights: SessionWeights,
  likeness: ScoreBoard,
  ties: Int32Array,
): (request: FindRequest) => [Map<number, number>, Int32Array, Float64Array] {
  const most = Math.min(weights.neighbors, store.sessions.askers);
  const sessions = new Int32Array(most);
  const values = new Float64Array(most);
  return ({ history }) => {
    const asked = questionWeights(history, weights.fade);
    likeness.clear();
    addLikeness(store, asked, weights, likeness);
    const found = bestOfBoard(likeness, most, ties, undefined, sessions, values, 0);
    return [asked, sessions.subarray(0, found), values];
  };
}

function fitted(sessions: Sequences, settings: Full, seed: number): FittedFinder {
  const store = storeSessions(sessions);
  const weights = weightsOf(settings, sessions);
  const search = likeSessions(store, weights, new ScoreBoard(sessions.askers), tieOrder(sessions.askers, seed));
  return scoringFinder({
    name: "session_neighbors",
    size: sessions.size,
    seed,
    learned: { items: sessions.size, sessions: sessions.askers, events: sessions.items.length },
    addScores: (request, board) => {
      const [asked, found, values] = search(request);
      for (const [n, session] of found.entries()) addSession(store, session, values[n] ?? 0, asked, weights, board);
    },
    explain: (request, item) => {
      const [asked, found] = search(request);
      const shared = new Set<number>();
      let count = 0;
      for (const session of found) {
        const items = sessions.items.subarray(sessions.rowStart[session], sessions.rowStart[session + 1]);
        if (!items.includes(item)) continue;
        count++;
        for (const one of items) if (asked.has(one) && one !== item) shared.add(one);
      }
      if (count === 0) return { sentence: "no session like this one holds it" };
      return { sentence: `${count} of the ${found.length} sessions most like this one hold it`, because: [...shared] };
    },
    save: () => ({
      kind: "session_neighbors",
      settings: { ...settings, seed, size: sessions.size },
      tensors: { row_start: sessions.rowStart, items: sessions.items },
    }),
  });
}

function check(settings: Full): void {
  for (const name of ["neighbors", "sample"] as const) checkNumber("sessionNeighbors", name, settings[name], { least: 1, whole: true });
  for (const name of ["fade", "reach", "age"] as const) checkNumber("sessionNeighbors", name, settings[name], { above: 0 });
  for (const name of ["lengthPower", "rarity"] as const) checkNumber("sessionNeighbors", name, settings[name], { least: 0 });
}

/**
 * Items of the past sessions that are most like this one; each asker of the examples is one session.
 * Without times, sessions are taken to be given oldest first.
 * @throws MODELING_SETTING_INVALID
 * @see Ludewig, Jannach (2018), "Evaluation of Session-Based Recommendation Algorithms", UMUAI 28; Garg et al. (2019), "Sequence and Time
 * Aware Neighborhood for Session-Based Recommendations: STAN", SIGIR.
 * @example await sessionNeighbors({ neighbors: 500 }).fit(examples, { seed: 1 });
 */
export function sessionNeighbors(settings: SessionNeighborsSettings = {}): Finder {
  const full = { neighbors: 200, sample: 1000, fade: 2, reach: 3, lengthPower: 0.5, age: 1, rarity: 0.5, ...settings };
  check(full);
  return {
    name: "session_neighbors",
    settings: full,
    fit: async (examples, { seed }) => fitted(inOrderOfTime(eventsByAsker("session_neighbors", examples)), full, seed),
  };
}

/** Session neighbours from what was saved. @throws MODELING_FINDER_INVALID, MODELING_SETTING_INVALID */
export function restoreSessionNeighbors(saved: SavedFinder): FittedFinder {
  const number = (name: keyof Full): number => savedNumber(saved, name);
  const settings: Full = {
    neighbors: number("neighbors"),
    sample: number("sample"),
    fade: number("fade"),
    reach: number("reach"),
    lengthPower: number("lengthPower"),
    age: number("age"),
    rarity: number("rarity"),
  };
  check(settings);
  const rowStart = savedNumbers(saved, "row_start", Int32Array);
  const items = savedNumbers(saved, "items", Int32Array, rowStart.at(-1));
  const size = savedNumber(saved, "size");
  checkSavedRows(saved, rowStart, items, size);
  const weight = new Float32Array(items.length).fill(1);
  return fitted({ askers: rowStart.length - 1, size, rowStart, items, weight }, settings, savedNumber(saved, "seed"));
}
