import { commonSubsequence, countOne, jaccard, setOverlap } from "./set-overlap.ts";
import { softCoverage, type WordVectors } from "./soft-alignment.ts";
import { questionWords, type TextProfile } from "./text-profile.ts";

/** What the comparison of two texts knows of a collection. */
export interface PairStatistics {
  /** How much a stem says. */
  rarity(stem: string): number;
  readonly words: WordVectors;
}

/** Names of the columns that `pairColumns` fills, in their order. "_least" and "_most" are of the two texts. */
export const pairColumnNames = [
  "word_overlap",
  "rarity_overlap",
  "rarity_covered_least",
  "rarity_covered_most",
  "content_overlap",
  "content_shared",
  "content_apart",
  "pair_overlap",
  "letter_overlap",
  "length_apart",
  "length_least",
  "length_most",
  "rarest_unmatched_least",
  "rarest_unmatched_most",
  "unmatched_least",
  "unmatched_most",
  "same_first_word",
  "same_first_two",
  "same_last_word",
  "same_last_two",
  "numbers_shared",
  "numbers_apart",
  "names_shared",
  "names_apart",
  "rarest_name_apart",
  "negations_differ",
  "one_contains_other",
  "asks_the_same",
  "asks_least",
  "asks_most",
  "subsequence_of_longer",
  "subsequence_of_shorter",
  "soft_coverage_least",
  "soft_coverage_most",
  "soft_worst_least",
  "soft_worst_most",
] as const;

function sameStart(a: readonly string[], b: readonly string[], count: number): number {
  for (let n = 0; n < count; n++) if (a[n] !== b[n]) return 0;
  return 1;
}

function sameEnd(a: readonly string[], b: readonly string[], count: number): number {
  for (let n = 1; n <= count; n++) if (a.at(-n) !== b.at(-n)) return 0;
  return 1;
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 1;
}

/** Facts about names and numbers, which tell questions apart that share all else. */
function detailColumns(a: TextProfile, b: TextProfile, rarity: (stem: string) => number): number[] {
  const numbers = setOverlap(a.numbers, b.numbers, countOne);
  // A name that the other text has in small letters is no difference.
  const names = setOverlap(a.names, b.names, rarity);
  const apart = [...a.names].filter((name) => !b.stemSet.has(name)).concat([...b.names].filter((name) => !a.stemSet.has(name)));
  const worths = apart.map(rarity);
  return [
    numbers.shared,
    numbers.onlyFirst + numbers.onlySecond,
    names.shared,
    worths.reduce((sum, worth) => sum + worth, 0),
    Math.max(0, ...worths),
    Math.abs(a.negations - b.negations),
  ];
}

/** Facts about the order of words and the question that is asked. */
function orderColumns(a: TextProfile, b: TextProfile): number[] {
  const most = questionWords.length;
  const asks = [a.asks < 0 ? most : a.asks, b.asks < 0 ? most : b.asks];
  const common = commonSubsequence(a.stems, b.stems);
  const lengths = [a.stems.length, b.stems.length];
  return [
    asks[0] === asks[1] ? 1 : 0,
    Math.min(...asks),
    Math.max(...asks),
    share(common, Math.max(...lengths)),
    share(common, Math.min(...lengths)),
  ];
}

/**
 * What two texts have in common and what tells them apart, the same whichever comes first.
 * @returns length `pairColumnNames`.
 */
export function pairColumns(a: TextProfile, b: TextProfile, { rarity, words }: PairStatistics): number[] {
  const plain = setOverlap(a.stemSet, b.stemSet, countOne);
  const rare = setOverlap(a.stemSet, b.stemSet, rarity);
  const content = setOverlap(a.content, b.content, countOne);
  const covered = [share(rare.shared, rare.shared + rare.onlyFirst), share(rare.shared, rare.shared + rare.onlySecond)];
  const lengths = [a.words.length, b.words.length];
  const soft = [softCoverage(a.stemSet, b.stemSet, words, rarity), softCoverage(b.stemSet, a.stemSet, words, rarity)] as const;
  return [
    jaccard(plain),
    jaccard(rare),
    Math.min(...covered),
    Math.max(...covered),
    jaccard(content),
    content.shared,
    content.onlyFirst + content.onlySecond,
    jaccard(setOverlap(a.pairs, b.pairs, countOne)),
    jaccard(setOverlap(a.letters, b.letters, countOne)),
    Math.abs(a.words.length - b.words.length),
    Math.min(...lengths),
    Math.max(...lengths),
    Math.min(rare.rarestFirst, rare.rarestSecond),
    Math.max(rare.rarestFirst, rare.rarestSecond),
    Math.min(rare.onlyFirst, rare.onlySecond),
    Math.max(rare.onlyFirst, rare.onlySecond),
    sameStart(a.stems, b.stems, 1),
    sameStart(a.stems, b.stems, 2),
    sameEnd(a.stems, b.stems, 1),
    sameEnd(a.stems, b.stems, 2),
    ...detailColumns(a, b, rarity),
    plain.onlyFirst === 0 || plain.onlySecond === 0 ? 1 : 0,
    ...orderColumns(a, b),
    Math.min(soft[0].mean, soft[1].mean),
    Math.max(soft[0].mean, soft[1].mean),
    Math.min(soft[0].worst, soft[1].worst),
    Math.max(soft[0].worst, soft[1].worst),
  ];
}
