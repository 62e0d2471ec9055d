import { random, type Sequences } from "../../kernels/index.ts";
import type { Events, FinderExamples, FindRequest } from "../finding/finder.ts";
import { eventsByAsker } from "./events-by-asker.ts";
import { inOrderOfTime } from "./in-order-of-time.ts";

/**
 * What is held out: the last event of each asker; every next event of the latest askers, for sessions that are short and many; or all
 * events of askers drawn by lot, for questions about what has no events yet.
 */
export type HoldOut = "last_events" | "latest_askers" | "askers";

/** Questions whose answer is known, and the events that were there before. */
export interface HeldOut {
  readonly earlier: FinderExamples;
  readonly requests: readonly FindRequest[];
  readonly relevant: readonly Int32Array[];
}

/** Events of places [start, end(asker)) of each asker's sequence. */
function eventsUpTo(sequences: Sequences, end: (asker: number) => number): Events {
  const { askers, rowStart, items, weight, times } = sequences;
  const places: number[] = [];
  const who: number[] = [];
  for (let asker = 0; asker < askers; asker++) {
    for (let place = rowStart[asker] ?? 0; place < end(asker); place++) {
      places.push(place);
      who.push(asker);
    }
  }
  const own = {
    askers: Int32Array.from(who),
    items: Int32Array.from(places, (place) => items[place] ?? 0),
    weight: Float64Array.from(places, (place) => weight[place] ?? 0),
  };
  return times === undefined ? own : { ...own, times: Float64Array.from(places, (place) => times[place] ?? 0) };
}

function questionAt({ rowStart, items, times }: Sequences, asker: number, known: boolean, place: number): FindRequest {
  const from = rowStart[asker] ?? 0;
  const request = { asker: known ? asker : -1, history: items.slice(from, place) };
  return times === undefined ? request : { ...request, historyTimes: times.slice(from, place) };
}

/** Askers drawn by lot: all that they had to do with is right. */
function askersHeldOut(sequences: Sequences, examples: FinderExamples, share: number, most: number, seed: number): HeldOut {
  const { askers, rowStart, items } = sequences;
  const having = Array.from({ length: askers }, (_, asker) => asker).filter((asker) => (rowStart[asker + 1] ?? 0) > (rowStart[asker] ?? 0));
  const order = random(seed).fork("questions").shuffle(having);
  const drawn = order.slice(0, Math.min(most, Math.floor(order.length * share)));
  const out = new Set(drawn);
  const events = eventsUpTo(sequences, (asker) => (out.has(asker) ? 0 : (rowStart[asker + 1] ?? 0)));
  return {
    earlier: { ...examples, events },
    requests: drawn.map((asker) => ({ asker, history: new Int32Array() })),
    relevant: drawn.map((asker) => items.slice(rowStart[asker], rowStart[asker + 1])),
  };
}

/**
 * Holds events out of examples and asks for them.
 * @param share - of the askers that are held out, with "latest_askers" and "askers".
 * @param most - questions kept, drawn by lot.
 */
export function heldOutQuestions(
  learner: string,
  examples: FinderExamples,
  how: HoldOut,
  share: number,
  most: number,
  seed: number,
): HeldOut {
  const byAsker = eventsByAsker(learner, examples);
  if (how === "askers") return askersHeldOut(byAsker, examples, share, most, seed);
  const sequences = how === "latest_askers" ? inOrderOfTime(byAsker) : byAsker;
  const { askers, rowStart, items } = sequences;
  const firstOut = how === "latest_askers" ? Math.floor(askers * (1 - share)) : 0;
  const asked: [number, number][] = [];
  const end = (asker: number): number => {
    const [from, to] = [rowStart[asker] ?? 0, rowStart[asker + 1] ?? 0];
    if (asker < firstOut) return to;
    return how === "latest_askers" ? from : Math.max(from + 1, to - 1);
  };
  for (let asker = firstOut; asker < askers; asker++) {
    for (let place = Math.max(end(asker), (rowStart[asker] ?? 0) + 1); place < (rowStart[asker + 1] ?? 0); place++)
      asked.push([asker, place]);
  }
  const draws = random(seed).fork("questions");
  const order = draws.shuffle(Int32Array.from({ length: asked.length }, (_, n) => n)).slice(0, most);
  const taken = Array.from(order.sort()).flatMap((n) => (asked[n] === undefined ? [] : [asked[n]]));
  const ids = { ids: Array.from({ length: askers }, (_, asker) => String(asker)) };
  return {
    earlier: { catalogue: examples.catalogue, askers: ids, events: eventsUpTo(sequences, end) },
    requests: taken.map(([asker, place]) => questionAt(sequences, asker, how === "last_events", place)),
    relevant: taken.map(([, place]) => Int32Array.of(items[place] ?? 0)),
  };
}

/** What may be answered: everything where what is known already was among the right answers, else only what is new. */
export function allowedAnswers(
  requests: readonly FindRequest[],
  relevant: readonly Int32Array[],
): ((item: number, request: FindRequest) => boolean) | undefined {
  const repeats = requests.some(({ history }, row) => (relevant[row] ?? new Int32Array()).some((item) => history.includes(item)));
  return repeats ? undefined : (item, { history }) => !history.includes(item);
}
