import { MillwrightError } from "../../errors/index.ts";
import { FIRST_WORD, SENTENCE_END, SENTENCE_START, UNKNOWN } from "../../kernels/index.ts";

/** One message, sentence or line, as words. */
export interface Sentence {
  readonly words: readonly string[];
  /** Who wrote it, a whole number from 0; needed where words must have several writers. */
  readonly writer?: number;
}

/** Which words a vocabulary takes in. */
export interface VocabularySettings {
  /** Occurrences that a word needs; 1 unless told. */
  readonly minimumCount?: number;
  /** Different writers that a word needs; 1 unless told. */
  readonly minimumWriters?: number;
  /** Most words, the most frequent first; no limit unless told. */
  readonly maximumWords?: number;
}

const NAMES = ["", "<unk>", "<s>", "</s>"];

/**
 * The words that a language model knows, with their ids: after the four special ones they follow in the order of their code units, so
 * that the words of one beginning have ids side by side.
 */
export class Vocabulary {
  /** Words by id; the first four are special. */
  readonly words: readonly string[];
  readonly #ids: ReadonlyMap<string, number>;

  /** @param words - any order; special names and doubles are dropped. */
  constructor(words: Iterable<string>) {
    const distinct = [...new Set(words)].filter((word) => !NAMES.includes(word)).sort();
    this.words = [...NAMES, ...distinct];
    const ids = new Map(distinct.map((word, at) => [word, at + FIRST_WORD]));
    ids.set("<unk>", UNKNOWN).set("<s>", SENTENCE_START).set("</s>", SENTENCE_END);
    this.#ids = ids;
  }

  /** Number of ids, the special ones included. */
  get size(): number {
    return this.words.length;
  }

  /** Id of a word; that of `<unk>` where it is not known. */
  idOf(word: string): number {
    return this.#ids.get(word) ?? UNKNOWN;
  }

  has(word: string): boolean {
    return (this.#ids.get(word) ?? 0) >= FIRST_WORD;
  }

  /** Ids of a sentence, without its start and end. Special names inside of it become unknown words. */
  encode(words: readonly string[]): Int32Array {
    return Int32Array.from(words, (word) => {
      const id = this.idOf(word);
      return id < FIRST_WORD ? UNKNOWN : id;
    });
  }

  /** Ids [from, to) of the words that begin so. */
  rangeOf(prefix: string): readonly [number, number] {
    if (prefix === "") return [FIRST_WORD, this.size];
    const from = this.#firstNotBefore(prefix);
    // Nothing sorts between the words of this beginning and its continuation by the largest code unit.
    return [from, this.#firstNotBefore(`${prefix}\uffff`)];
  }

  #firstNotBefore(text: string): number {
    let low = FIRST_WORD;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.words[middle] ?? "") < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Occurrences and writers of one word; a second writer is all that most words need to be told apart, so only a few are kept. */
interface Tally {
  count: number;
  readonly writers: Set<number>;
}

/**
 * Takes in the words that occur often enough and that enough people wrote.
 * @throws MODELING_TEXT_EMPTY where no word is left.
 * @example buildVocabulary(sentences, { minimumCount: 2 })
 */
export function buildVocabulary(sentences: Iterable<Sentence>, settings: VocabularySettings = {}): Vocabulary {
  const { minimumCount = 1, minimumWriters = 1, maximumWords = Number.POSITIVE_INFINITY } = settings;
  const tallies = new Map<string, Tally>();
  for (const { words, writer = -1 } of sentences) {
    for (const word of words) {
      const tally = tallies.get(word) ?? { count: 0, writers: new Set() };
      tally.count++;
      if (tally.writers.size < minimumWriters) tally.writers.add(writer);
      tallies.set(word, tally);
    }
  }
  const enough = [...tallies].filter(([, { count, writers }]) => count >= minimumCount && writers.size >= minimumWriters);
  enough.sort(([a, x], [b, y]) => y.count - x.count || (a < b ? -1 : 1));
  if (enough.length === 0) {
    throw new MillwrightError(
      "MODELING_TEXT_EMPTY",
      `of ${tallies.size} different words none occurs ${minimumCount} times and has ${minimumWriters} writers.`,
      "Give more text, or lower minimumCount and minimumWriters.",
    );
  }
  return new Vocabulary(enough.slice(0, maximumWords).map(([word]) => word));
}
