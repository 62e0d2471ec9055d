import type { Table } from "../../tables/table.ts";
import type { Derivation, DerivationKind, Lists } from "../derivation.ts";
import { type PairContext, type PairMeasure, type PairText, pairMeasures, pairText } from "./pair-measures.ts";
import { learnVocabulary, openVocabulary, type PairVocabulary } from "./pair-vocabulary.ts";
import { textsOf, wordsOf } from "./text-words.ts";

/** The two texts of a row that are compared. */
export interface TextPairSettings<Column extends string> {
  /** What is asked; the same in all rows of a list, or not. */
  readonly query: Column;
  /** What may answer it. */
  readonly candidate: Column;
}

/**
 * What a query and a candidate text have in common, with the rarity of words learned from the training rows: choose a measure for each
 * column; all of one pair share what they learn.
 * @example
 * const match = textPair({ query: "question", candidate: "sentence" });
 * // data.derived: { bm25: match("bm25"), covered: match("covered") }
 */
export function textPair<const Column extends string>(settings: TextPairSettings<Column>): (measure: PairMeasure) => Derivation<Column> {
  return (measure) => ({ kind: "text_pair", columns: [settings.query, settings.candidate], settings: {}, output: measure });
}

/** Contexts of a list's rows, in their order. */
function contextsOf(rows: Int32Array, texts: readonly [PairText[], PairText[]], vocabulary: PairVocabulary): PairContext[] {
  const [queries, candidates] = texts;
  const holders = new Map<string, number>();
  const sum = new Map<string, number>();
  const own = Array.from(rows, (row) => ({ query: queries[row] as PairText, candidate: candidates[row] as PairText }));
  for (const { candidate } of own) {
    for (const word of candidate.counts.keys()) holders.set(word, (holders.get(word) ?? 0) + 1);
    for (const [word, weight] of candidate.vector) sum.set(word, (sum.get(word) ?? 0) + weight / own.length);
  }
  const rarityHere = (word: string): number => Math.log((1 + own.length) / (1 + (holders.get(word) ?? 0)));
  const isSubject = (word: string): boolean => (holders.get(word) ?? 0) >= 0.4 * own.length;
  return own.map((pair) => ({ ...pair, vocabulary, rarityHere, isSubject, sum }));
}

function measurePairs(
  vocabulary: PairVocabulary,
  table: Table,
  lists: Lists,
  columns: readonly string[],
  wanted: readonly string[],
): Float64Array[] {
  const known = new Map<string, PairText>();
  // The query is the same text in every row of its list.
  const read = (text: string): PairText => {
    const found = known.get(text) ?? pairText(text, vocabulary);
    known.set(text, found);
    return found;
  };
  const [queries = [], candidates = []] = columns.map((column) => textsOf(table, column).map(read));
  const derived = wanted.map(() => new Float64Array(table.rows));
  const measures = wanted.map((output) => pairMeasures[output as PairMeasure]);
  for (const rows of lists) {
    contextsOf(rows, [queries, candidates], vocabulary).forEach((context, at) => {
      measures.forEach((measure, output) => {
        (derived[output] as Float64Array)[rows[at] ?? 0] = measure(context);
      });
    });
  }
  return derived;
}

/** Comparison of two texts of a row. */
export const textPairKind: DerivationKind = {
  kind: "text_pair",
  outputs: Object.keys(pairMeasures),
  learn: (table, _, { columns: [query = "", candidate = ""] }) => {
    const candidates = [...new Set(textsOf(table, candidate))].map(wordsOf);
    const queries = [...new Set(textsOf(table, query))].map(wordsOf);
    return learnVocabulary([...candidates, ...queries], candidates);
  },
  open: (state, { columns }) => {
    const vocabulary = openVocabulary(state);
    return (table, lists, wanted) => measurePairs(vocabulary, table, lists, columns, wanted);
  },
};
