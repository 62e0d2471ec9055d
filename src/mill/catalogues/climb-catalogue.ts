import type { OpenRun } from "../../ledger/index.ts";
import {
  allowUnknown,
  evaluate,
  type FinderCandidate,
  type FinderContext,
  type FindOptions,
  type FittedFinder,
  findLists,
  judgeLists,
  listDepth,
  ownHistory,
  popularity,
  type QuestionSet,
  type RankedLists,
  randomOrder,
  recentPopularity,
} from "../../modeling/index.ts";
import type { AnyCatalogueSystem } from "../../system/index.ts";
import type { MillEvent } from "../events.ts";
import type { EntryRecord, RatedEntry } from "../ladder.ts";
import type { PreparedCatalogue } from "./prepare-catalogue.ts";

/** An entry of the ladder of a catalogue. */
export interface RatedFinder extends RatedEntry {
  readonly candidate: FinderCandidate;
}

/** What every stage is given. */
export interface CatalogueContext {
  readonly seed: number;
  readonly signal?: AbortSignal;
  readonly onEvent: (event: MillEvent) => void;
}

/** Trivial answers that every run judges. */
export function baselinesOf(system: AnyCatalogueSystem): FinderCandidate[] {
  const { repeats, time, kind } = system.modeling.task;
  const baseline = (name: string, rung: "random" | "heuristic", finder: FinderCandidate["finder"], why: string): FinderCandidate => ({
    name,
    rung,
    finder,
    why,
  });
  return [
    baseline("random", "random", randomOrder(), "Any items in any order."),
    baseline("popularity", "random", popularity(), "The same items for everybody: those with most events."),
    ...(time === undefined ? [] : [baseline("recent popularity", "heuristic", recentPopularity(), "What many had to do with lately.")]),
    ...(repeats && kind !== "retrieval"
      ? [baseline("own history", "heuristic", ownHistory(), "What the asker had to do with most often.")]
      : []),
  ];
}

/** What may be answered, and how deep lists go when they are judged. */
export function findOptionsOf(system: AnyCatalogueSystem, { coded }: PreparedCatalogue): FindOptions {
  const { repeats, sameIds } = system.modeling.task;
  const allow = allowUnknown({ items: coded.catalogue.ids.length, repeats, sameIds });
  return { k: listDepth(system.modeling.task), ...(allow === undefined ? {} : { allow }) };
}

/** Median microseconds of lists that are asked for one at a time; over at most 100 questions. */
function listLatency(model: FittedFinder, { requests }: QuestionSet, options: FindOptions): number {
  const times: number[] = [];
  const count = Math.min(requests.length, 100);
  for (let round = -5; round < count; round++) {
    const request = requests.at((round + count) % count);
    const started = performance.now();
    model.find([request], options);
    if (round >= 0) times.push(1000 * (performance.now() - started));
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** Held-out questions as learners may use them to stop and to choose settings. */
function heldOut({ requests, relevant }: QuestionSet): NonNullable<FinderContext["validation"]> {
  return {
    requests: Array.from({ length: requests.length }, (_, index) => requests.at(index)),
    relevant: Array.from({ length: requests.length }, (_, index) =>
      relevant.values.subarray(relevant.start[index] ?? 0, relevant.start[index + 1] ?? 0),
    ),
  };
}

/** Items and scores side by side, as the ledger keeps them. */
function storedLists({ items, scores }: RankedLists): Float64Array {
  const stored = new Float64Array(2 * items.length);
  stored.set(items);
  stored.set(scores, items.length);
  return stored;
}

function listsOfStored(stored: Float64Array, k: number): RankedLists {
  const half = stored.length / 2;
  return { k, items: Int32Array.from(stored.subarray(0, half)), scores: stored.slice(half) };
}

/** Learns, answers every validation question over the whole catalogue, and rates; what the ledger has already is not asked again. */
export async function climbCatalogue(
  system: AnyCatalogueSystem,
  data: PreparedCatalogue,
  run: OpenRun,
  context: CatalogueContext & { readonly only: readonly string[] },
): Promise<RatedFinder[]> {
  const { seed, only, signal, onEvent } = context;
  const { metrics } = system.modeling.task;
  const primary = metrics[0]?.name ?? "";
  const options = findOptionsOf(system, data);
  const wanted = system.modeling.candidates.filter(({ name }) => only.length === 0 || only.includes(name));
  const entrants = [...baselinesOf(system), ...wanted];
  const validation = heldOut(data.validation);
  const rated: RatedFinder[] = [];

  async function rateAnew(candidate: FinderCandidate): Promise<RatedFinder> {
    const { name, finder } = candidate;
    const started = performance.now();
    const stop = signal === undefined ? {} : { signal };
    const model = await finder.fit(data.train, {
      seed,
      validation,
      ...stop,
      onProgress: ({ step, steps, values }) => onEvent({ type: "progress", what: name, step, steps, values }),
    });
    const seconds = (performance.now() - started) / 1000;
    const lists = await findLists(model, data.validation.requests, options, {
      ...stop,
      onProgress: (step) => onEvent({ type: "progress", what: `${name}: lists`, step, steps: data.validation.requests.length, values: {} }),
    });
    const one = rate(candidate, lists, {
      width: options.k,
      seconds,
      settings: finder.settings,
      learned: model.learned,
      latencyMicroseconds: listLatency(model, data.validation, options),
    });
    run.finishCandidate({ name, record: one.record, predictions: storedLists(lists) });
    return one;
  }

  function rate(
    candidate: FinderCandidate,
    lists: RankedLists,
    record: Omit<EntryRecord, "validation"> & Partial<EntryRecord>,
  ): RatedFinder {
    const judged = judgeLists(data.validation, lists);
    const { name, rung, why } = candidate;
    const validationScores = record.validation ?? evaluate(metrics, judged, { seed });
    return { name, rung, ...(why === undefined ? {} : { why }), candidate, judged, record: { ...record, validation: validationScores } };
  }

  for (const [index, candidate] of entrants.entries()) {
    signal?.throwIfAborted();
    const { name, rung } = candidate;
    onEvent({ type: "candidate-start", candidate: name, rung, index, of: entrants.length });
    const known = run.candidate(name);
    const record = known?.record as EntryRecord | undefined;
    const one =
      known === undefined || record === undefined
        ? await rateAnew(candidate)
        : rate(candidate, listsOfStored(known.predictions, record.width), record);
    rated.push(one);
    const score = one.record.validation[primary] ?? { value: Number.NaN, low: Number.NaN, high: Number.NaN };
    const { seconds } = one.record;
    onEvent({ type: "candidate-end", candidate: name, metric: primary, ...score, seconds, resumed: known !== undefined });
  }
  return rated;
}
