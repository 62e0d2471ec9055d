import { MillwrightError } from "../../../errors/index.ts";
import { type BestScores, bestOfCodes } from "../../../kernels/index.ts";
import type { Finder, FinderContext, FinderExamples, FindRequest, FittedFinder, SavedFinder } from "../../finding/finder.ts";
import { rankedLists } from "../../finding/ranked-lists.ts";
import { checkNumber } from "../../fitting/check-settings.ts";
import { fittedTrees } from "../../trees/fitted-trees.ts";
import { readLightgbm } from "../../trees/formats/lightgbm/read-lightgbm.ts";
import { writeLightgbm } from "../../trees/formats/lightgbm/write-lightgbm.ts";
import { indexInvalid } from "../index-invalid.ts";
import { shiftPrior } from "../pairs/prior-shift.ts";
import { restoreComparer, saveComparer } from "../pairs/save-comparer.ts";
import { fitStackedPairs, type StackedPairs, type StackedPairsSettings, stackedProbabilities } from "../pairs/stacked-pairs.ts";
import { restoreTermWeights, saveTermWeights } from "../pairs/term-weights.ts";
import { comparisonNames, fitTextComparer, type TextComparerSettings } from "../pairs/text-comparer.ts";
import { Crowds } from "./crowds.ts";
import { LexicalMix, type MixedIndex, type MixSearchSettings } from "./lexical-mix.ts";
import { PairCandidateMaker, type PairCandidates } from "./pair-candidates.ts";
import { restoreDocuments, saveDocuments } from "./saved-documents.ts";
import { requestText, textsOfCatalogue } from "./texts-of-catalogue.ts";

/** Settings of `pairRanker`. Plain data. */
export interface PairRankerSettings {
  /** Columns of the request whose texts are the query. */
  readonly query: readonly string[];
  /** Column of the catalogue that is compared with it. */
  readonly document: string;
  /** How candidates are found; words, character runs, neighbouring words and BM25 together unless told. */
  readonly indexes?: readonly MixedIndex[];
  readonly search?: MixSearchSettings;
  /** Candidates that are compared; 50 unless told. */
  readonly depth?: number;
  /** How much the first score counts beside the log odds of the comparison; 3 unless told. */
  readonly firstScore?: number;
  /** Share of the queries in use that have an answer at all, in (0, 1]; 1 unless told. Probabilities are for that world. */
  readonly answered?: number;
  readonly comparison?: TextComparerSettings;
  readonly learning?: StackedPairsSettings;
}

const KIND = "pair_ranker";

/** Words, runs of characters, neighbouring words, and BM25 without stop words, with weights that suit short questions. */
export function questionIndexes(field: string): readonly MixedIndex[] {
  const fields = [{ name: field }];
  const weighting = { kind: "tfidf", sublinear: true } as const;
  return [
    { fields, weighting, analyzer: { stem: "english" } },
    { fields, weighting, analyzer: { of: "letters", ngrams: [3, 5] } },
    { fields, weighting, analyzer: { stem: "english", ngrams: [2, 2] }, share: 0.3 },
    { fields, analyzer: { stem: "english", stopWords: "english" }, share: 0.05 },
  ];
}

interface Ranker {
  readonly maker: PairCandidateMaker;
  readonly texts: string[];
  readonly model: StackedPairs;
  /** Share of candidates that were right in training. */
  readonly learnedShare: number;
  readonly seed: number;
  readonly settings: PairRankerSettings;
}

/** The best of some candidates, and for each the probability that it is right. */
function ranked({ model, settings, seed }: Ranker, { best, dense, columns, terms }: PairCandidates, k: number): BestScores {
  const probabilities = stackedProbabilities(model, dense, columns, terms);
  const scores = probabilities.map((probability, n) => {
    const safe = Math.min(1 - 1e-9, Math.max(1e-9, probability));
    return Math.log(safe / (1 - safe)) + (settings.firstScore ?? 3) * (best.scores[n] ?? 0);
  });
  return bestOfCodes(best.items, scores, k, seed);
}

/** P(right) of a document with the query's own words in their order: no learned pair shows it, as a query is never its own answer. */
const SAME_WORDS = 0.999;
const inOrder = comparisonNames.indexOf("subsequence_of_longer");

/** P(right) of items that were compared, for a world in which only some queries have an answer. */
function probabilitiesOf({ model, settings, learnedShare }: Ranker, { dense, columns, terms }: PairCandidates): Float64Array {
  const share = Math.min(1 - 1e-9, Math.max(1e-9, learnedShare));
  const actual = share * (settings.answered ?? 1);
  return stackedProbabilities(model, dense, columns, terms).map((probability, row) => {
    const isSame = (terms[row]?.size ?? 0) > 0 && dense[row * columns + inOrder] === 1;
    return isSame ? SAME_WORDS : shiftPrior(probability, share, actual);
  });
}

/** A fitted ranker, which can be told of new documents at once. */
export interface FittedPairRanker extends FittedFinder {
  /** P(right) of given items. */
  probabilities(request: FindRequest, items: Int32Array): Float64Array;
  /** Adds a document, which is found from then on. @returns its code. */
  add(text: string): number;
  /** @throws MODELING_DOCUMENT_UNKNOWN */
  remove(item: number): void;
}

function fitted(ranker: Ranker): FittedPairRanker {
  const { maker, texts, model, settings, seed, learnedShare } = ranker;
  const { depth = 50 } = settings;
  const textOf = (request: FindRequest): string => requestText(request, settings.query);
  return {
    name: KIND,
    learned: { documents: maker.mix.size, words: model.words.dictionary.size, ...model.trees.learned },
    find: (requests, { k, allow }) => {
      checkNumber(KIND, "k", k, { least: 1, whole: true });
      const rows = requests.map((request) => {
        const may = allow === undefined ? undefined : (item: number): boolean => allow(item, request);
        return ranked(ranker, maker.make(textOf(request), Math.max(depth, k), may), k);
      });
      return rankedLists(k, rows);
    },
    score: (request, items) => {
      const { items: codes, scores } = ranked(ranker, maker.of(textOf(request), items), items.length);
      const known = new Map(Array.from(codes, (item, n) => [item, scores[n] ?? 0]));
      return Float64Array.from(items, (item) => known.get(item) ?? 0);
    },
    probabilities: (request, items) => probabilitiesOf(ranker, maker.of(textOf(request), items)),
    explain: (request, item) => {
      const [probability = 0] = probabilitiesOf(ranker, maker.of(textOf(request), Int32Array.of(item)));
      return { sentence: `asks the same with a probability of ${probability.toFixed(2)}` };
    },
    add: (text) => {
      texts.push(text);
      const item = maker.mix.add({ [settings.document]: text });
      maker.crowds.add(text);
      maker.forget();
      return item;
    },
    remove: (item) => {
      maker.mix.remove(item);
      maker.forget();
    },
    save: () => {
      const trees = new TextEncoder().encode(writeLightgbm(model.trees.ensemble));
      const learned = { trees, "ranker.share": Float64Array.of(learnedShare) };
      const tensors = {
        ...maker.mix.save(),
        ...saveComparer(maker.comparer.state),
        ...saveTermWeights(model.words),
        ...saveDocuments(texts),
        ...maker.crowds.save(),
        ...learned,
      };
      return { kind: KIND, settings: { ...settings, indexes: maker.mix.settings, seed }, tensors };
    },
  };
}

/** Text of each training event's query: its own columns, or those of the item that asks. */
function queryTexts({ events, askers, catalogue }: FinderExamples, columns: readonly string[], texts: readonly string[]): string[] {
  const codes = new Map(catalogue.ids.map((id, code) => [id, code]));
  return Array.from(events.askers, (asker, row) => {
    const context = events.table?.row(row);
    const own = columns.some((column) => context?.[column] !== undefined);
    if (own) return requestText({ asker, history: new Int32Array(0), ...(context === undefined ? {} : { context }) }, columns);
    return texts[codes.get(askers.ids[asker] ?? "") ?? -1] ?? "";
  });
}

/** Candidates of each event's query, the right one marked. */
async function learn(ranker: Omit<Ranker, "model" | "learnedShare">, examples: FinderExamples, context: FinderContext): Promise<Ranker> {
  const { maker, texts, settings, seed } = ranker;
  const queries = queryTexts(examples, settings.query, texts);
  const right = new Map<string, Set<number>>();
  queries.forEach((query, row) => {
    const items = right.get(query) ?? new Set<number>();
    right.set(query, items.add(examples.events.items[row] ?? -1));
  });
  const lists: PairCandidates[] = [];
  const truth: number[] = [];
  const groups: number[] = [];
  for (const [query, items] of right) {
    const list = maker.make(query, settings.depth ?? 50, (item) => texts[item] !== query || items.has(item));
    // A list without the right one teaches nothing about its order.
    if (!list.best.items.some((item) => items.has(item))) continue;
    for (const item of list.best.items) {
      truth.push(items.has(item) ? 1 : 0);
      groups.push(lists.length);
    }
    lists.push(list);
  }
  if (lists.length === 0) {
    const problem = "none of the training queries has its answer among its candidates.";
    throw new MillwrightError("MODELING_TARGET_EMPTY", problem, "Give pairs whose texts share words, or a larger depth.");
  }
  const { columns } = maker;
  const dense = new Float32Array(truth.length * columns);
  let at = 0;
  for (const list of lists) {
    dense.set(list.dense, at);
    at += list.dense.length;
  }
  const all = {
    dense,
    columns,
    terms: lists.flatMap(({ terms }) => terms),
    truth: Float64Array.from(truth),
    groups: Int32Array.from(groups),
  };
  const fit = { task: { kind: "binary", classes: 2 }, seed, ...(context.signal === undefined ? {} : { signal: context.signal }) } as const;
  const model = await fitStackedPairs(all, { rounds: 300, leastPairs: 5, penalty: 1, ...settings.learning }, fit);
  return { ...ranker, model, learnedShare: truth.reduce((sum, value) => sum + value, 0) / truth.length };
}

/**
 * Finds documents that ask the same as a text: candidates by words, then a comparison of each with the text, learned from known pairs; its
 * probability and the first score give the order.
 * @throws MODELING_SETTING_INVALID
 * @example pairRanker({ query: ["title"], document: "title", answered: 0.2 })
 */
export function pairRanker(settings: PairRankerSettings): Finder<FittedPairRanker> {
  const { depth = 50, firstScore = 3, answered = 1, query } = settings;
  checkNumber(KIND, "query columns", query.length, { least: 1 });
  checkNumber(KIND, "depth", depth, { least: 1, whole: true });
  checkNumber(KIND, "firstScore", firstScore, { least: 0 });
  checkNumber(KIND, "answered", answered, { above: 0, most: 1 });
  return {
    name: KIND,
    settings: { ...settings },
    fit: async (examples, context) => {
      const { document, indexes = questionIndexes(document), search = {} } = settings;
      const mix = new LexicalMix(indexes, context.seed);
      const fieldTexts = textsOfCatalogue(examples.catalogue, [document]);
      mix.addAll(fieldTexts);
      const texts = fieldTexts.map((fields) => fields[document] ?? "");
      const comparer = fitTextComparer([...new Set(texts)], settings.comparison ?? {}, context.seed);
      const crowds = await Crowds.measure(mix, texts, context);
      const maker = new PairCandidateMaker(mix, comparer, crowds, texts, search);
      return fitted(await learn({ maker, texts, settings, seed: context.seed }, examples, context));
    },
  };
}

/** A pair ranker from what was saved. @throws MODELING_INDEX_INVALID */
export function restorePairRanker({ settings, tensors }: SavedFinder): FittedPairRanker {
  const { seed, ...rest } = settings as unknown as PairRankerSettings & { readonly seed: number };
  const { trees, "ranker.share": share } = tensors;
  if (!(trees instanceof Uint8Array) || !(share instanceof Float64Array)) throw indexInvalid("the trees of the pair ranker are missing");
  const texts = restoreDocuments(tensors);
  const mix = LexicalMix.restore(rest.indexes ?? [], seed, { ...tensors });
  if (mix.size !== texts.length) throw indexInvalid(`its index holds ${mix.size} documents, its texts are ${texts.length}`);
  const comparer = restoreComparer(rest.comparison ?? {}, tensors);
  const maker = new PairCandidateMaker(mix, comparer, Crowds.restore(mix, tensors), texts, rest.search ?? {});
  const model = { words: restoreTermWeights(tensors), trees: fittedTrees("boosted_trees", readLightgbm(new TextDecoder().decode(trees))) };
  return fitted({ maker, texts, model, settings: rest, seed, learnedShare: share[0] ?? 0.5 });
}
