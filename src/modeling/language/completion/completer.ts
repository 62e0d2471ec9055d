import type { NgramModel } from "../ngram-model.ts";
import { type Guard, keyboardGuard } from "./guard.ts";
import type { OwnContext, UserMemory } from "./user-memory.ts";

/** How much a person's own words count beside the shared model, for contexts of no, one and two words. */
export interface OwnWeights {
  /** Largest share of each, in [0, 1]. */
  readonly share: readonly [number, number, number];
  /** Occurrences for each different follower that make half of the largest share. */
  readonly evidence: readonly [number, number, number];
}

/** How a completer works. */
export interface CompleterSettings {
  readonly guard?: Guard;
  readonly weights?: OwnWeights;
  /** Words that the shared model brings to each choice; 24 unless told. */
  readonly candidates?: number;
}

/** What is known when a key was pressed. */
export interface TypedText {
  /** Whole words of the message so far. */
  readonly words: readonly string[];
  /** Letters of the word that is being typed; "" before the first. */
  readonly prefix: string;
}

/** A word that could come next. */
export interface Suggestion {
  readonly text: string;
  /** P(this text | the words before), in [0, 1]. */
  readonly probability: number;
  /** Whether it is known only from the person's own messages. */
  readonly own: boolean;
}

/** Words from which on a language can be told to be unknown, and the share of known words below which it is. */
const LEAST_WORDS = 4;
const KNOWN_SHARE = 0.4;

/** Shares that did best on held-out writers of short messages. */
export const ownWeights: OwnWeights = { share: [0.3, 0.5, 0.8], evidence: [1.5, 3, 2] };

/**
 * Suggests what comes next: the shared model's words and, where there is a memory, the person's own, weighed by how much is known of him.
 * Made for one thread; it holds nothing of what was typed.
 */
export class Completer {
  readonly model: NgramModel;
  readonly #guard: Guard;
  readonly #weights: OwnWeights;
  readonly #candidates: number;
  readonly #blocked: Uint8Array;

  constructor(model: NgramModel, { guard = keyboardGuard, weights = ownWeights, candidates = 24 }: CompleterSettings = {}) {
    this.model = model;
    this.#guard = guard;
    this.#weights = weights;
    this.#candidates = candidates;
    this.#blocked = Uint8Array.from(model.vocabulary.words, (word) => (guard.maySuggest(word) ? 0 : 1));
  }

  /** Learns a sent message into a person's memory, but for what the guard keeps out of any memory. */
  learn(memory: UserMemory, words: readonly string[]): void {
    const runs: string[][] = [[]];
    for (const word of words) {
      if (this.#guard.mayLearn(word)) runs.at(-1)?.push(word);
      else runs.push([]);
    }
    // What stood around a word that is kept out must not look as if it had stood together.
    for (const run of runs) if (run.length > 0) memory.learn(run);
  }

  /**
   * The k most probable words that begin with the prefix, most probable first; never the prefix itself.
   * @param passedOver - words that are not to be suggested this time.
   * @returns at most k; each with P(word | words before), whatever the prefix.
   */
  suggest({ words, prefix }: TypedText, k: number, memory?: UserMemory, passedOver?: ReadonlySet<string>): Suggestion[] {
    const context = this.model.contextOf(words);
    const shared = this.model.topWords(context, prefix, Math.max(k, this.#candidates) + (passedOver?.size ?? 0), this.#blocked);
    const own = this.#own(words, memory);
    const probabilities = new Map(shared.map(({ word, probability }) => [word, probability]));
    for (const word of ownCandidates(own, prefix)) {
      if (!probabilities.has(word) && this.#guard.maySuggest(word)) probabilities.set(word, this.#sharedProbability(context, word));
    }
    const scored = [...probabilities].map(([text, probability]) => ({
      text,
      probability: this.#mixed(own, probability, (followers) => followers.get(text) ?? 0),
      own: !this.model.vocabulary.has(text),
    }));
    scored.sort((a, b) => b.probability - a.probability || (a.text < b.text ? -1 : 1));
    return scored.filter(({ text }) => text !== prefix && passedOver?.has(text) !== true).slice(0, k);
  }

  /** P(word | the words before). */
  probability(words: readonly string[], word: string, memory?: UserMemory): number {
    const shared = this.#sharedProbability(this.model.contextOf(words), word);
    return this.#mixed(this.#own(words, memory), shared, (followers) => followers.get(word) ?? 0);
  }

  /** P(some word that begins so | the words before), which what is suggested is a share of. */
  prefixProbability({ words, prefix }: TypedText, memory?: UserMemory): number {
    const shared = this.model.prefixProbability(this.model.contextOf(words), prefix);
    return this.#mixed(this.#own(words, memory), shared, (followers) => {
      let sum = 0;
      for (const [word, count] of followers) if (word.startsWith(prefix)) sum += count;
      return sum;
    });
  }

  /**
   * Whether the text seems to be in a language that neither the model nor the person's memory knows: of four words and more, most are
   * unknown. Suggestions are then guesses and should not be shown.
   */
  isForeign(words: readonly string[], memory?: UserMemory): boolean {
    const known = words.filter((word) => this.model.vocabulary.has(word) || memory?.has(word) === true).length;
    return words.length >= LEAST_WORDS && known < KNOWN_SHARE * words.length;
  }

  #own(words: readonly string[], memory: UserMemory | undefined): (OwnContext | undefined)[] {
    return memory === undefined ? [] : [0, 1, 2].map((before) => memory.after(words, before));
  }

  #sharedProbability(context: number, word: string): number {
    const { vocabulary } = this.model;
    return vocabulary.has(word) ? Math.exp(this.model.logProbability(context, vocabulary.idOf(word))) : 0;
  }

  /** Each longer context of the person's own takes its share of what the shorter ones say. */
  #mixed(own: readonly (OwnContext | undefined)[], shared: number, count: (followers: ReadonlyMap<string, number>) => number): number {
    let probability = shared;
    own.forEach((context, before) => {
      if (context === undefined) return;
      const occurrences = context.total / context.scale;
      const evidence = (this.#weights.evidence[before] ?? 1) * context.words.size;
      const share = ((this.#weights.share[before] ?? 0) * occurrences) / (occurrences + evidence);
      probability = (1 - share) * probability + share * (count(context.words) / context.total);
    });
    return probability;
  }
}

/** Words that the person wrote and that begin so. */
function* ownCandidates(own: readonly (OwnContext | undefined)[], prefix: string): Generator<string> {
  for (const context of own) {
    for (const word of context?.words.keys() ?? []) if (word.startsWith(prefix)) yield word;
  }
}
