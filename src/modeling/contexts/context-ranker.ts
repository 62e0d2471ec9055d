import { MillwrightError } from "../../errors/index.ts";
import { topNodes } from "../../kernels/index.ts";
import type { Events, Finder, FindRequest, FittedFinder, Reason, SavedFinder } from "../finding/finder.ts";
import { checkNumber } from "../fitting/check-settings.ts";
import { listsOf } from "../graphs/graph-finder.ts";
import { ensembleFromTensors, ensembleTensors } from "../trees/ensemble-tensors.ts";
import { type FittedTrees, fittedTrees } from "../trees/fitted-trees.ts";
import type { CodedEvents } from "./coded-events.ts";
import { type ContextCodes, codeContexts, contextCodes } from "./context-codes.ts";
import { contextFeatures } from "./context-features.ts";
import { type ContextCandidates, ContextIndex, type Moment } from "./context-index.ts";
import { type ContextRankerSettings, fillContextRanker } from "./context-ranker-settings.ts";
import { trainContextRanker } from "./train-context-ranker.ts";

const NAME = "context_ranker";

/** What a fitted ranker consists of. */
interface Parts {
  readonly index: ContextIndex;
  readonly codes: ContextCodes;
  readonly trees: FittedTrees;
  readonly candidates: ContextCandidates;
  readonly seed: number;
}

/** @throws MODELING_CONTEXT_MISSING */
function tableOf(events: Events, columns: readonly string[]): NonNullable<Events["table"]> {
  if (events.table !== undefined) return events.table;
  const fix = "Give the events' table: the context of each event is read from it.";
  throw new MillwrightError("MODELING_CONTEXT_MISSING", `${NAME} was to read ${columns.join(", ")} of events without a table.`, fix);
}

function joinEvents(known: CodedEvents, events: Events, codes: ContextCodes): CodedEvents {
  const table = tableOf(events, codes.columns);
  const added = Array.from(events.items.keys(), (row) => codes.of(table.row(row)));
  return {
    ...known,
    askers: Int32Array.of(...known.askers, ...events.askers),
    items: Int32Array.of(...known.items, ...events.items),
    uses: Float64Array.of(...known.uses, ...events.items.keys().map((row) => events.weight?.[row] ?? 1)),
    codes: Int32Array.of(...known.codes, ...added.flatMap((row) => [...row])),
  };
}

function momentOf({ index, codes }: Parts, { asker, history, context }: FindRequest): Moment {
  const known = asker >= 0 && asker < index.events.askerCount;
  const items = history.filter((item) => item >= 0 && item < index.events.itemCount);
  return { asker: known ? asker : -1, history: items, codes: codes.of(context) };
}

/** Candidates of a request, or given items, with the probability of each. */
function rate(parts: Parts, request: FindRequest, given?: Int32Array): { readonly items: Int32Array; readonly scores: Float64Array } {
  const { index, trees, candidates } = parts;
  const moment = momentOf(parts, request);
  const own = index.ownCounts(moment);
  return index.withCompanions(own, (together) => {
    const more = given ?? index.others(own, together, candidates);
    const items = Int32Array.from(new Set([...own.keys(), ...more]));
    const values = contextFeatures(index, moment, items, own, together);
    const columns = values.length / Math.max(1, items.length);
    const scores = trees.predict({ rows: items.length, dense: { rows: items.length, columns, values } }).values;
    return { items, scores };
  });
}

function reasonOf(parts: Parts, request: FindRequest, item: number): Reason {
  const { index, codes } = parts;
  const moment = momentOf(parts, request);
  const count = index.ownCounts(moment).get(item) ?? 0;
  if (count === 0) return { sentence: "popular with people who use the same" };
  const sums = index.ownSums(moment, Int32Array.of(item));
  const shared = codes.columns
    .map((column, at) => ({ column, value: request.context?.[column], agreeing: sums[2 + at] ?? 0 }))
    .filter(({ agreeing }) => agreeing > 0)
    .sort((a, b) => b.agreeing - a.agreeing)
    .slice(0, 3);
  const often = `used in ${count} ${count === 1 ? "moment" : "moments"}`;
  const like = shared.map(({ column, value, agreeing }) => `${agreeing} with ${column} ${String(value)}`).join(", ");
  return { sentence: like === "" ? often : `${often}: ${like}`, because: [item] };
}

function fitted(parts: Parts): FittedFinder {
  const { index, codes, trees, candidates, seed } = parts;
  const { askers, items, uses, codes: rows, askerCount, itemCount } = index.events;
  const byItem = new Float64Array(itemCount);
  return {
    name: NAME,
    learned: { events: items.length, ...trees.learned },
    find(requests, { k, allow }) {
      checkNumber(NAME, "k", k, { least: 1, whole: true });
      return listsOf(requests, k, (request) => {
        const { items: found, scores } = rate(parts, request);
        for (const [at, item] of found.entries()) byItem[item] = scores[at] ?? 0;
        return topNodes(found, found.length, byItem, { k, seed }, (item) => allow?.(item, request) ?? true);
      });
    },
    score(request, given) {
      const { items: found, scores } = rate(parts, request, given);
      const places = new Map(Array.from(found, (item, place) => [item, place]));
      return Float64Array.from(given, (item) => scores[places.get(item) ?? -1] ?? 0);
    },
    explain: (request, item) => reasonOf(parts, request, item),
    update: (events) => fitted({ ...parts, index: new ContextIndex(joinEvents(index.events, events, codes), seed) }),
    save: () => ({
      kind: NAME,
      settings: { columns: codes.columns, values: codes.values, ...candidates, seed, askerCount, itemCount },
      tensors: {
        "events.askers": askers,
        "events.items": items,
        "events.uses": uses,
        "events.codes": rows,
        ...ensembleTensors(trees.ensemble),
      },
    }),
  };
}

/**
 * Finds what an asker uses at a moment: its own items and others by counts of its events in like moments, popularity, lift of the context
 * and items that go together, weighed by boosted trees. Scores are the probability of each item.
 * Each event that the trees learn from is described by the events of other folds.
 * @throws MODELING_SETTING_INVALID; fitting: MODELING_CONTEXT_MISSING, MODELING_TOO_FEW_ROWS
 * @example contextRanker({ columns: ["daytime", "weekday", "homework"] })
 */
export function contextRanker(settings: ContextRankerSettings): Finder {
  const full = fillContextRanker(settings);
  return {
    name: NAME,
    settings: { ...full },
    async fit({ catalogue, askers, events }, context) {
      const { codes, rows } = codeContexts(tableOf(events, full.columns), full.columns);
      const uses = events.weight ?? new Float64Array(events.items.length).fill(1);
      const counts = { askerCount: askers.ids.length, itemCount: catalogue.ids.length };
      const coded = { ...counts, askers: events.askers, items: events.items, uses, codes: rows, columns: full.columns.length };
      const trees = fittedTrees(NAME, await trainContextRanker(coded, full, context));
      const candidates = { popular: full.popular, companions: full.companions };
      return fitted({ index: new ContextIndex(coded, context.seed), codes, trees, candidates, seed: context.seed });
    },
  };
}

/** The ranker that was saved. @throws MODELING_FILE_INVALID */
export function restoreContextRanker({ settings, tensors }: SavedFinder): FittedFinder {
  const [askers, items, uses, codes] = ["askers", "items", "uses", "codes"].map((name) => tensors[`events.${name}`]);
  const { columns, values, popular, companions, seed, askerCount, itemCount } = settings;
  const isWhole =
    askers instanceof Int32Array && items instanceof Int32Array && uses instanceof Float64Array && codes instanceof Int32Array;
  if (!isWhole || !Array.isArray(columns) || !Array.isArray(values) || codes.length !== items.length * columns.length) {
    throw new MillwrightError("MODELING_FILE_INVALID", `a saved ${NAME} lacks events or is cut short.`, "Save the model again.");
  }
  const events = { askerCount: Number(askerCount), itemCount: Number(itemCount), askers, items, uses, codes, columns: columns.length };
  return fitted({
    index: new ContextIndex(events, Number(seed)),
    codes: contextCodes(columns, values),
    trees: fittedTrees(NAME, ensembleFromTensors(tensors)),
    candidates: { popular: Number(popular), companions: Number(companions) },
    seed: Number(seed),
  });
}
