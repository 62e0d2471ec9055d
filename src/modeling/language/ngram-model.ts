import { MillwrightError } from "../../errors/index.ts";
import {
  advance,
  EMPTY_CONTEXT,
  FIRST_WORD,
  logProbability,
  type NgramTrie,
  newWordMarks,
  rangeProbability,
  SENTENCE_START,
  topWords,
  type WordMarks,
} from "../../kernels/index.ts";
import type { LanguageModel } from "./language-model.ts";
import { Vocabulary } from "./vocabulary.ts";

/** A word with its probability. */
export interface ScoredWord {
  readonly word: string;
  readonly probability: number;
}

/** What is known of a model beside its trie. */
export interface NgramFacts {
  readonly endings: boolean;
  readonly open: boolean;
  readonly learned: Readonly<Record<string, number>>;
}

/** Arrays of a saved model by name; they go into one safetensors file. */
export type NgramTensors = Readonly<Record<string, Float32Array | Int32Array | Uint16Array | Uint8Array>>;

/** An n-gram language model: a vocabulary and a flat trie. Immutable, and free of anything that only a server has. */
export class NgramModel implements LanguageModel {
  readonly vocabulary: Vocabulary;
  readonly trie: NgramTrie;
  readonly endings: boolean;
  readonly open: boolean;
  readonly start: number;
  readonly learned: Readonly<Record<string, number>>;
  readonly #seen: WordMarks;

  constructor(vocabulary: Vocabulary, trie: NgramTrie, { endings, open, learned }: NgramFacts) {
    this.vocabulary = vocabulary;
    this.trie = trie;
    this.endings = endings;
    this.open = open;
    this.start = trie.order > 1 ? SENTENCE_START : EMPTY_CONTEXT;
    const sizes = Array.from({ length: trie.order }, (_, at) => [`${at + 1}-grams`, (trie.start[at + 1] ?? 0) - (trie.start[at] ?? 0)]);
    this.learned = { ...learned, ...Object.fromEntries(sizes) };
    this.#seen = newWordMarks(vocabulary.size);
  }

  logProbability(context: number, word: number): number {
    return logProbability(this.trie, context, word);
  }

  advance(context: number, word: number): number {
    return advance(this.trie, context, word);
  }

  /** The context after words at the start of a sentence; only the last ones count. */
  contextOf(words: readonly string[]): number {
    const last = words.slice(-this.trie.order);
    let context = last.length === words.length ? this.start : EMPTY_CONTEXT;
    for (const id of this.vocabulary.encode(last)) context = this.advance(context, id);
    return context;
  }

  /**
   * The k most probable words of a beginning, most probable first.
   * @param blocked - 1 for words that may not be answered, by id.
   */
  topWords(context: number, prefix: string, k: number, blocked: Uint8Array): ScoredWord[] {
    const { words, values } = topWords(this.trie, context, this.vocabulary.rangeOf(prefix), k, blocked, this.#seen);
    return Array.from(words, (id, at) => ({ word: this.vocabulary.words[id] ?? "", probability: Math.exp(values[at] ?? 0) }));
  }

  /** P(some known word that begins so | context). */
  prefixProbability(context: number, prefix: string): number {
    return rangeProbability(this.trie, context, this.vocabulary.rangeOf(prefix), this.#seen);
  }

  /** Bytes of the arrays. */
  get bytes(): number {
    return Object.values(this.save().tensors).reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  /** Arrays and facts, as they go into a file. */
  save(): { readonly tensors: NgramTensors; readonly metadata: Readonly<Record<string, string>> } {
    const { order, vocabulary: _, ...arrays } = this.trie;
    const words = new TextEncoder().encode(this.vocabulary.words.slice(FIRST_WORD).join("\n"));
    const facts: NgramFacts = { endings: this.endings, open: this.open, learned: this.learned };
    return { tensors: { ...arrays, words }, metadata: { kind: "ngrams", order: String(order), facts: JSON.stringify(facts) } };
  }

  /** @throws MODELING_LANGUAGE_FILE where arrays are missing or do not belong together. */
  static open(tensors: Readonly<Record<string, unknown>>, metadata: Readonly<Record<string, string>>): NgramModel {
    const order = Number(metadata["order"]);
    const facts = readFacts(metadata["facts"]);
    const { words, ...arrays } = tensors;
    if (metadata["kind"] !== "ngrams" || facts === undefined || !(words instanceof Uint8Array)) throw invalid("it does not say so");
    const vocabulary = new Vocabulary(words.length === 0 ? [] : new TextDecoder().decode(words).split("\n"));
    const trie = { order, vocabulary: vocabulary.size, ...arrays } as unknown as NgramTrie;
    checkTrie(trie);
    return new NgramModel(vocabulary, trie, facts);
  }
}

function invalid(problem: string): MillwrightError {
  return new MillwrightError(
    "MODELING_LANGUAGE_FILE",
    `this is no saved n-gram model: ${problem}.`,
    "Restore the file, or train it again.",
  );
}

function readFacts(text: string | undefined): NgramFacts | undefined {
  try {
    const facts: unknown = JSON.parse(text ?? "");
    if (typeof facts !== "object" || facts === null) return undefined;
    const { endings, open, learned } = facts as Partial<NgramFacts>;
    return typeof endings === "boolean" && typeof open === "boolean" && typeof learned === "object"
      ? { endings, open, learned }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Lengths, kinds and the ends of ranges: what a query relies on. */
function checkTrie(trie: NgramTrie): void {
  const { order, start, word, probability, backoff, firstChild, link, vocabulary } = trie;
  const typed =
    start instanceof Int32Array &&
    (word instanceof Uint16Array || word instanceof Int32Array) &&
    trie.wordProbability instanceof Float32Array &&
    trie.wordBackoff instanceof Float32Array &&
    (probability instanceof Uint8Array || probability instanceof Float32Array) &&
    (backoff instanceof Uint8Array || backoff instanceof Float32Array) &&
    firstChild instanceof Int32Array &&
    link instanceof Int32Array;
  if (!typed) throw invalid("an array is missing or of another kind");
  const nodes = start[order] ?? -1;
  const inner = order === 1 ? 0 : (start[order - 1] ?? -1);
  if (start.length !== order + 1 || start[1] !== vocabulary) throw invalid("its lengths do not fit its vocabulary");
  if (word.length !== nodes || probability.length !== nodes - vocabulary) throw invalid(`it should have ${nodes} n-grams`);
  if (trie.wordProbability.length !== vocabulary || trie.wordBackoff.length !== Math.min(inner, vocabulary))
    throw invalid("it lacks words");
  if (backoff.length !== Math.max(0, inner - vocabulary) || link.length !== inner || firstChild.length !== inner + 1)
    throw invalid(`it should have ${inner} contexts`);
  const coded = (values: unknown, book: unknown, longest: number): boolean =>
    book instanceof Float32Array && book.length === (values instanceof Uint8Array ? Math.max(0, longest - 1) * 256 : 0);
  if (!coded(probability, trie.probabilityBook, order) || !coded(backoff, trie.backoffBook, order - 1))
    throw invalid("its books do not fit");
  if (firstChild.some((child, at) => child > nodes || child < (firstChild[at - 1] ?? 0))) throw invalid("its children are out of order");
  if (link.some((target, node) => target >= node || target < EMPTY_CONTEXT)) throw invalid("a context leads to itself");
}
