import { MillwrightError } from "../../../errors/index.ts";
import { type BestScores, documentBags, documentFrequencies, type SparseMatrix } from "../../../kernels/index.ts";
import { checkNumber } from "../../fitting/check-settings.ts";
import { type Analyzer, type AnalyzerSettings, analyzer } from "../analysis/analyzer.ts";
import { Dictionary } from "./dictionary.ts";
import { GrowingTokens } from "./growing-tokens.ts";
import { boostPhrases, type TermPair } from "./phrase-boost.ts";
import { PostingLists } from "./posting-lists.ts";
import { PrunedSearch, type WeightedTerm } from "./pruned-search.ts";
import {
  bm25Rarity,
  type CollectionStatistics,
  checkWeighting,
  finishWeights,
  meanLengths,
  occurrenceFactors,
  type SearchField,
  tfidfRarity,
  type WeightingSettings,
} from "./weighting.ts";

/** Settings of a text index. Plain data. */
export interface TextIndexSettings {
  /** Fields of a document; one field "text" unless told. */
  readonly fields?: readonly SearchField[];
  readonly analyzer?: AnalyzerSettings;
  /** BM25 unless told. */
  readonly weighting?: WeightingSettings;
}

/** A document or query: the text of each field by name; a missing field is empty. */
export type FieldTexts = Readonly<Record<string, string | undefined>>;

/** Settings of one search. */
export interface TextSearchSettings {
  /** Length of the list, from 1. */
  readonly k: number;
  /** Whether a document may be answered; asked before the cut at k. */
  readonly allow?: (document: number) => boolean;
  /** Seed of the order of equals; 0 unless told. */
  readonly seed?: number;
  /** Words that the index does not know are replaced by known ones within so many edits (0, unless told, to 2): 1 edit for words of 4 letters. */
  readonly mostEdits?: number;
  /** Whether the last word may be only the beginning of one: for search while it is typed. False unless told. */
  readonly prefix?: boolean;
  /** Worth of words that stand side by side in the query and in the document, as a share of their own; 0 unless told. */
  readonly phraseBoost?: number;
  /** Terms in more than this share of the documents are passed over; 1 unless told. */
  readonly commonest?: number;
}

/** What an index is saved as. */
export interface SavedTextIndex {
  readonly settings: TextIndexSettings;
  readonly tensors: Readonly<Record<string, Float32Array | Float64Array | Int32Array | Uint8Array>>;
}

/** Candidates whose phrases are looked at. */
const PHRASE_DEPTH = 200;
/** Known words that stand in for one that is not known. */
const MOST_REPLACEMENTS = 8;

/**
 * An inverted index over documents with fields: BM25F or tf-idf cosine, prefixes and typing errors, words side by side; documents can be
 * added and removed at any time, and are found or not found from then on.
 * @throws MODELING_SETTING_INVALID
 * @see Robertson and Zaragoza (2009), "The Probabilistic Relevance Framework: BM25 and Beyond".
 * @example
 * const index = new TextIndex({ analyzer: { stem: "english" } });
 * index.addAll([{ text: "reset a password" }, { text: "change a picture" }]);
 * index.search({ text: "How do I reset passwords?" }, { k: 1 }).items[0]; // 0
 */
export class TextIndex {
  readonly settings: TextIndexSettings;
  readonly fields: readonly SearchField[];
  readonly reader: Analyzer;
  readonly #weighting: WeightingSettings;
  #dictionary = new Dictionary();
  #tokens: GrowingTokens;
  #lists: PostingLists;
  #statistics: CollectionStatistics;
  /** Documents with each term, those that came and went later included. */
  #frequencies: number[] = [];
  #removed: number[] = [];
  #alive = 0;
  /** Documents whose lists are in one array. */
  #built = 0;
  #board = new Float32Array(0);
  readonly #pruned = new PrunedSearch();

  constructor(settings: TextIndexSettings = {}) {
    const { fields = [{ name: "text" }], weighting = { kind: "bm25" } } = settings;
    checkWeighting(weighting, fields);
    if (fields.length === 0) {
      throw new MillwrightError("MODELING_SETTING_INVALID", "a text index was given no fields.", 'Give at least one: [{ name: "text" }].');
    }
    this.settings = settings;
    this.fields = fields;
    this.reader = analyzer(settings.analyzer);
    this.#weighting = weighting;
    this.#tokens = new GrowingTokens(fields.length);
    this.#lists = PostingLists.of({
      rows: 0,
      columns: 0,
      rowStart: Int32Array.of(0),
      index: new Int32Array(0),
      value: new Float32Array(0),
    });
    this.#statistics = { documents: 0, meanLengths: new Float64Array(fields.length), frequencies: new Int32Array(0) };
  }

  /** Numbers given to documents so far; those of removed ones are not given again. */
  get size(): number {
    return this.#tokens.documents;
  }

  /** Documents that can be found. */
  get alive(): number {
    return this.#alive;
  }

  get dictionary(): Dictionary {
    return this.#dictionary;
  }

  /** Adds many documents and builds the lists anew. @returns the number of the first. */
  addAll(documents: Iterable<FieldTexts>): number {
    const first = this.size;
    for (const document of documents) this.#push(document);
    this.compact();
    return first;
  }

  /** Adds a document, which can be found at once. Lists are built anew whenever a fifth of the documents came after they were built. */
  add(document: FieldTexts): number {
    const number = this.size;
    this.#push(document);
    const bag = this.#bags(this.#tokens.only(number));
    for (const term of bag.index) this.#frequencies[term] = (this.#frequencies[term] ?? 0) + 1;
    this.#lists.push(number, bag.index, bag.value);
    if (this.size - this.#built > 1000 + this.#built / 5) this.compact();
    return number;
  }

  /** Takes a document out: it is not found any more. @throws MODELING_DOCUMENT_UNKNOWN */
  remove(document: number): void {
    if (!Number.isInteger(document) || document < 0 || document >= this.size || this.#removed[document] === 1) {
      const problem = `document ${document} is not in the index, which has given the numbers 0 to ${this.size - 1}.`;
      throw new MillwrightError("MODELING_DOCUMENT_UNKNOWN", problem, "Remove each document once, by the number that adding it gave.");
    }
    this.#removed[document] = 1;
    this.#alive--;
    for (const term of new Set(this.#tokens.document(document))) this.#frequencies[term] = (this.#frequencies[term] ?? 1) - 1;
  }

  has(document: number): boolean {
    return document >= 0 && document < this.size && this.#removed[document] !== 1;
  }

  /** Terms of a document, all fields one behind the other. */
  document(number: number): Int32Array {
    return this.#tokens.document(number);
  }

  /** Documents that hold a term. */
  frequency(term: number): number {
    return this.#frequencies[term] ?? 0;
  }

  /** How much a term says, in the index's own measure. */
  rarity(term: number): number {
    const measure = this.#weighting.kind === "bm25" ? bm25Rarity : tfidfRarity;
    return measure(this.#alive, this.frequency(term));
  }

  /** Builds the lists anew, from all documents that are there: mean lengths and frequencies are those of now. */
  compact(): void {
    const runs = this.#tokens.runs();
    const alive = Uint8Array.from({ length: this.size }, (_, document) => (this.has(document) ? 1 : 0));
    const plain = documentBags(runs, new Float64Array(runs.documents * runs.fields).fill(1), this.#dictionary.size);
    const frequencies = documentFrequencies(plain, alive);
    this.#statistics = { documents: this.#alive, meanLengths: meanLengths(runs, alive), frequencies };
    this.#frequencies = Array.from(frequencies);
    this.#lists = PostingLists.of(this.#bags(runs));
    this.#built = this.size;
  }

  /** Terms of a query with their weights; terms that the index does not know are replaced by near ones where that is asked for. */
  queryTerms(query: FieldTexts | string, settings: Partial<TextSearchSettings> = {}): WeightedTerm[] {
    const { commonest = 1 } = settings;
    const counts = new Map<number, number>();
    for (const [term, times] of this.#knownTerms(query, settings)) {
      const isCommon = commonest < 1 && this.frequency(term) > commonest * this.#alive;
      if (!isCommon) counts.set(term, (counts.get(term) ?? 0) + times);
    }
    const weighted = Array.from(counts, ([term, times]) => ({ term, factor: times * this.rarity(term) }));
    if (this.#weighting.kind === "bm25") return weighted;
    const length = Math.sqrt(weighted.reduce((sum, { factor }) => sum + factor * factor, 0)) || 1;
    return weighted.map(({ term, factor }) => ({ term, factor: factor / length }));
  }

  /** The best documents, whose scores are above 0. */
  search(query: FieldTexts | string, settings: TextSearchSettings): BestScores {
    const { k, allow, seed = 0, phraseBoost = 0 } = settings;
    checkNumber("search", "k", k, { least: 1, whole: true });
    const mayAnswer = (document: number): boolean => this.#removed[document] !== 1 && (allow === undefined || allow(document));
    const isFree = this.#removed.length === 0 && allow === undefined;
    const pairs = phraseBoost > 0 ? this.#pairs(query, phraseBoost) : [];
    const depth = pairs.length > 0 ? Math.max(k, PHRASE_DEPTH) : k;
    const terms = this.#rarestFirst(query, settings);
    const best = this.#pruned.best(this.#lists, this.size, { terms, k: depth, seed, ...(isFree ? {} : { allow: mayAnswer }) });
    return pairs.length > 0 ? boostPhrases(best, this.#tokens, pairs, k, seed) : best;
  }

  /** Scores of all documents by number, in an array that the next search uses again. */
  scores(query: FieldTexts | string, settings: Partial<TextSearchSettings> = {}): Float32Array {
    if (this.#board.length < this.size) this.#board = new Float32Array(Math.ceil(1.2 * this.size));
    const board = this.#board.subarray(0, this.size).fill(0);
    for (const { term, factor } of this.#rarestFirst(query, settings)) this.#lists.addTo(board, term, factor);
    return board;
  }

  /** Weights of all documents' terms, documents × terms, as they would be stored. */
  bags(): SparseMatrix {
    return this.#bags(this.#tokens.runs());
  }

  /** @see loadTextIndex */
  save(): SavedTextIndex {
    const { tokens, fieldStarts } = this.#tokens.runs();
    const { bytes, ends } = this.#dictionary.save();
    const removed = Int32Array.from(this.#removed.flatMap((isRemoved, document) => (isRemoved === 1 ? [document] : [])));
    return {
      settings: this.settings,
      tensors: { tokens: tokens.slice(), fieldStarts: fieldStarts.slice(), termBytes: bytes, termEnds: ends, removed },
    };
  }

  /** Takes over what `save` gave, already checked. */
  restore(dictionary: Dictionary, tokens: Int32Array, fieldStarts: Int32Array, removed: Int32Array): void {
    this.#dictionary = dictionary;
    this.#tokens = new GrowingTokens(this.fields.length, tokens, fieldStarts);
    this.#removed = [];
    for (const document of removed) this.#removed[document] = 1;
    this.#alive = this.size - removed.length;
    this.compact();
  }

  #rarestFirst(query: FieldTexts | string, settings: Partial<TextSearchSettings>): WeightedTerm[] {
    return this.queryTerms(query, settings).sort((a, b) => this.frequency(a.term) - this.frequency(b.term) || a.term - b.term);
  }

  #push(document: FieldTexts): void {
    this.#tokens.push(this.fields.map(({ name }) => this.reader.terms(document[name] ?? "").map((term) => this.#dictionary.add(term))));
    this.#alive++;
  }

  #bags(runs: ReturnType<GrowingTokens["runs"]>): SparseMatrix {
    const factors = occurrenceFactors(runs, this.fields, this.#weighting, this.#statistics);
    const bags = documentBags(runs, factors, this.#dictionary.size);
    finishWeights(bags, this.#weighting, this.#statistics);
    return bags;
  }

  #knownTerms(query: FieldTexts | string, { mostEdits = 0, prefix = false }: Partial<TextSearchSettings>): (readonly [number, number])[] {
    const terms = termsOf(query, this.reader);
    return terms.flatMap((term, n) => {
      const known = this.#dictionary.numberOf(term);
      const isLast = prefix && n === terms.length - 1;
      if (known >= 0 && !isLast) return [[known, 1] as const];
      const edits = known >= 0 ? 0 : Math.min(mostEdits, term.length < 4 ? 0 : term.length < 8 ? 1 : 2);
      if (edits === 0 && !isLast) return [];
      return this.#replacements(term, edits, isLast);
    });
  }

  /** Known terms near to one, each worth less with each edit, the more frequent first among equals. */
  #replacements(term: string, mostEdits: number, prefix: boolean): (readonly [number, number])[] {
    return this.#dictionary
      .near(term, { mostEdits, prefix })
      .filter(({ number }) => this.frequency(number) > 0)
      .sort((a, b) => a.edits - b.edits || this.frequency(b.number) - this.frequency(a.number) || a.number - b.number)
      .slice(0, MOST_REPLACEMENTS)
      .map(({ term: found, number, edits }) => [number, found === term ? 1 : 0.5 / (1 + edits)] as const);
  }

  #pairs(query: FieldTexts | string, boost: number): TermPair[] {
    const numbers = termsOf(query, this.reader).map((term) => this.#dictionary.numberOf(term));
    return numbers.slice(1).flatMap((second, n) => {
      const first = numbers[n] ?? -1;
      if (first < 0 || second < 0) return [];
      return [{ first, second, worth: (boost * (this.rarity(first) + this.rarity(second))) / 2 }];
    });
  }
}

function termsOf(query: FieldTexts | string, reader: Analyzer): string[] {
  return typeof query === "string" ? reader.terms(query) : Object.values(query).flatMap((text) => reader.terms(text ?? ""));
}
