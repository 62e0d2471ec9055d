import { MillwrightError } from "../../../errors/index.ts";
import { hashText } from "../../../kernels/index.ts";
import type { DerivationState } from "../derivation.ts";

/** Buckets that runs of letters are hashed to. */
const BUCKETS = 1 << 15;

/** How rare words and runs of letters are in a collection of texts. */
export interface PairVocabulary {
  /** Inverse document frequency of a word: ln((1 + n) / (1 + texts with it)) + 1. */
  rarity(word: string): number;
  /** The same of a run of letters, by bucket. */
  letterRarity(bucket: number): number;
  /** Mean words of a candidate. */
  readonly usualLength: number;
}

/** Runs of three and four characters within words, a space at either end of each, hashed; with their counts. */
export function letterRuns(words: readonly string[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const word of words) {
    const letters = ` ${word} `;
    for (let size = 3; size <= 4; size++) {
      for (let at = 0; at + size <= letters.length; at++) {
        const bucket = (hashText(letters.slice(at, at + size)) >>> 0) % BUCKETS;
        counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
      }
    }
  }
  return counts;
}

/** Counts in how many texts each word and run of letters is. @param candidates - for the usual length, words in order. */
export function learnVocabulary(texts: Iterable<readonly string[]>, candidates: readonly (readonly string[])[]): DerivationState {
  const frequency = new Map<string, number>();
  const letters = new Int32Array(BUCKETS);
  let count = 0;
  for (const words of texts) {
    count++;
    for (const word of new Set(words)) frequency.set(word, (frequency.get(word) ?? 0) + 1);
    for (const bucket of letterRuns([...new Set(words)]).keys()) letters[bucket] = (letters[bucket] ?? 0) + 1;
  }
  // Once is what an unknown word is taken for.
  const kept = [...frequency].filter(([, times]) => times > 1).sort(([a], [b]) => (a < b ? -1 : 1));
  const length = candidates.reduce((sum, words) => sum + words.length, 0) / Math.max(1, candidates.length);
  return {
    arrays: { totals: Float64Array.of(count, length), frequencies: Int32Array.from(kept, ([, times]) => times), letters },
    texts: { words: kept.map(([word]) => word) },
  };
}

/** What was counted, ready. @throws DATA_DERIVATION_STATE_INVALID */
export function openVocabulary({ arrays, texts }: DerivationState): PairVocabulary {
  const { totals, frequencies, letters } = arrays;
  const words = texts["words"];
  if (totals?.length !== 2 || letters?.length !== BUCKETS || words === undefined || frequencies?.length !== words.length) {
    throw new MillwrightError(
      "DATA_DERIVATION_STATE_INVALID",
      "the saved vocabulary of a text pair lacks arrays, or they do not fit each other.",
      "Restore the package from a copy, or run the system again.",
    );
  }
  const [count = 0, usualLength = 0] = totals;
  const rarityOf = (times: number): number => Math.log((1 + count) / (1 + times)) + 1;
  const rarities = new Map(words.map((word, at) => [word, rarityOf(frequencies[at] ?? 0)]));
  const unknown = rarityOf(1);
  return {
    rarity: (word) => rarities.get(word) ?? unknown,
    letterRarity: (bucket) => rarityOf(letters[bucket] ?? 0),
    usualLength: Math.max(1, usualLength),
  };
}
