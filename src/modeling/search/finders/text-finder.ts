import type { Finder, FindRequest, FittedFinder, SavedFinder } from "../../finding/finder.ts";
import { rankedLists } from "../../finding/ranked-lists.ts";
import { checkNumber } from "../../fitting/check-settings.ts";
import { LexicalMix, type MixedIndex, type MixSearchSettings } from "./lexical-mix.ts";
import { requestText, textsOfCatalogue } from "./texts-of-catalogue.ts";

/** Settings of `textFinder`. Plain data. */
export interface TextFinderSettings {
  /** Columns of the request whose texts are the query. */
  readonly query: readonly string[];
  /** One or more ways to read the catalogue; BM25 over a field "text" unless told. */
  readonly indexes?: readonly MixedIndex[];
  readonly search?: MixSearchSettings;
}

/** Kind under which it is saved. */
const KIND = "text_search";

/** Field names of all indexes, each once. */
export function fieldNames(indexes: readonly MixedIndex[]): string[] {
  return [...new Set(indexes.flatMap(({ fields = [{ name: "text" }] }) => fields.map(({ name }) => name)))];
}

function sharedWords(mix: LexicalMix, query: string, item: number): string[] {
  const index = mix.indexes[0];
  if (index === undefined) return [];
  const own = new Set(index.document(item));
  return index
    .queryTerms(query)
    .filter(({ term }) => own.has(term))
    .sort((a, b) => b.factor - a.factor)
    .slice(0, 3)
    .map(({ term }) => index.dictionary.termOf(term));
}

function fitted(mix: LexicalMix, settings: TextFinderSettings, seed: number): FittedFinder {
  const { query: columns, indexes = [{}], search = {} } = settings;
  const textOf = (request: FindRequest): string => requestText(request, columns);
  return {
    name: KIND,
    learned: { documents: mix.size, terms: mix.indexes.reduce((sum, { dictionary }) => sum + dictionary.size, 0) },
    find: (requests, { k, allow }) => {
      checkNumber(KIND, "k", k, { least: 1, whole: true });
      const rows = requests.map((request) =>
        mix.best(mix.scores(textOf(request), search), k, allow === undefined ? undefined : (item) => allow(item, request)),
      );
      return rankedLists(k, rows);
    },
    score: (request, items) => {
      const board = mix.scores(textOf(request), search);
      return Float64Array.from(items, (item) => board[item] ?? 0);
    },
    explain: (request, item) => {
      const words = sharedWords(mix, textOf(request), item);
      return { sentence: words.length > 0 ? `shares ${words.map((word) => `"${word}"`).join(", ")}` : "is written alike" };
    },
    save: () => ({ kind: KIND, settings: { query: columns, indexes, search, seed }, tensors: mix.save() }),
  };
}

/**
 * Finds documents by their words: BM25F, tf-idf cosine, character runs, or several of them with weights. The query is the text of some
 * columns of the request; a query without known words is answered with an empty list.
 * @throws MODELING_SETTING_INVALID
 * @example textFinder({ query: ["title"], indexes: [{ fields: [{ name: "title", weight: 2 }, { name: "body" }] }] })
 */
export function textFinder(settings: TextFinderSettings): Finder {
  const { indexes = [{}], query } = settings;
  checkNumber(KIND, "query columns", query.length, { least: 1 });
  checkNumber(KIND, "indexes", indexes.length, { least: 1 });
  for (const { share = 1 } of indexes) checkNumber(KIND, "share", share, { above: 0 });
  return {
    name: KIND,
    settings: { ...settings },
    fit: async ({ catalogue }, { seed }) => {
      const mix = new LexicalMix(indexes, seed);
      mix.addAll(textsOfCatalogue(catalogue, fieldNames(indexes)));
      return fitted(mix, settings, seed);
    },
  };
}

/** A text finder from what was saved. @throws MODELING_INDEX_INVALID */
export function restoreTextFinder({ settings, tensors }: SavedFinder): FittedFinder {
  const { seed, ...rest } = settings as unknown as TextFinderSettings & { readonly seed: number };
  return fitted(LexicalMix.restore(rest.indexes ?? [], seed, { ...tensors }), rest, seed);
}
