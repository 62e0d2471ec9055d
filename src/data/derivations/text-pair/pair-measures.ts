import { letterRuns, type PairVocabulary } from "./pair-vocabulary.ts";
import { isStopWord, wordsOf } from "./text-words.ts";

/** A text, taken apart once for all the texts that it is compared with. */
export interface PairText {
  readonly words: readonly string[];
  readonly counts: ReadonlyMap<string, number>;
  /** Distinct words that are no stop words. */
  readonly content: ReadonlySet<string>;
  readonly vector: ReadonlyMap<string, number>;
  readonly letters: ReadonlyMap<number, number>;
}

/** Numbers of members, scaled to length 1. */
function normalised<Key>(weights: ReadonlyMap<Key, number>): Map<Key, number> {
  let squares = 0;
  for (const weight of weights.values()) squares += weight * weight;
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  return new Map([...weights].map(([key, weight]) => [key, weight * scale]));
}

function dot<Key>(a: ReadonlyMap<Key, number>, b: ReadonlyMap<Key, number>): number {
  const [few, many] = a.size <= b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [key, weight] of few) sum += weight * (many.get(key) ?? 0);
  return sum;
}

/** Takes a text apart. */
export function pairText(text: string, vocabulary: PairVocabulary): PairText {
  const words = wordsOf(text);
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const damped = [...counts].map(([word, times]): [string, number] => [word, (1 + Math.log(times)) * vocabulary.rarity(word)]);
  const runs = [...letterRuns(words)].map(([run, times]): [number, number] => [run, (1 + Math.log(times)) * vocabulary.letterRarity(run)]);
  return {
    words,
    counts,
    content: new Set([...counts.keys()].filter((word) => !isStopWord(word))),
    vector: normalised(new Map(damped)),
    letters: normalised(new Map(runs)),
  };
}

/** What a measure is told: query and candidate, and the candidates of the same list. */
export interface PairContext {
  readonly query: PairText;
  readonly candidate: PairText;
  readonly vocabulary: PairVocabulary;
  /** Weight of a word by how few of the list's candidates have it: ln((1 + n) / (1 + those with it)), at least 0. */
  readonly rarityHere: (word: string) => number;
  /** True for a word that two fifths of the list's candidates have, or more: what the list is about. */
  readonly isSubject: (word: string) => boolean;
  /** Sum of the vectors of the list's candidates. */
  readonly sum: ReadonlyMap<string, number>;
}

function weigh(words: Iterable<string>, weight: (word: string) => number): number {
  let sum = 0;
  for (const word of words) sum += weight(word);
  return sum;
}

function shared({ query, candidate }: PairContext): string[] {
  return [...query.content].filter((word) => candidate.counts.has(word));
}

function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

/** Robertson's BM25 with k₁ = 1.2 and b = 0.75. */
function bm25(context: PairContext): number {
  const { candidate, vocabulary } = context;
  const length = 0.25 + (0.75 * candidate.words.length) / vocabulary.usualLength;
  return weigh(shared(context), (word) => {
    const times = candidate.counts.get(word) ?? 0;
    return (vocabulary.rarity(word) * times * 2.2) / (times + 1.2 * length);
  });
}

/** Share of the query's pairs of neighbouring words that the candidate has. */
function phrases({ query, candidate }: PairContext): number {
  const pairsOf = (words: readonly string[]): Set<string> => new Set(words.slice(1).map((word, at) => `${words[at] ?? ""} ${word}`));
  const asked = pairsOf(query.words);
  const said = pairsOf(candidate.words);
  return share([...asked].filter((pair) => said.has(pair)).length, asked.size);
}

/** Weight of the heaviest sequence of words that query and candidate have in the same order, stop words counting a fifth. */
function sequence({ query, candidate, vocabulary }: PairContext): number {
  const best = new Float64Array(candidate.words.length + 1);
  for (const asked of query.words) {
    if (!candidate.counts.has(asked)) continue;
    const weight = isStopWord(asked) ? 0.2 : vocabulary.rarity(asked);
    let diagonal = 0;
    candidate.words.forEach((said, at) => {
      const above = best[at + 1] ?? 0;
      best[at + 1] = Math.max(above, best[at] ?? 0, said === asked ? diagonal + weight : 0);
      diagonal = above;
    });
  }
  return best[candidate.words.length] ?? 0;
}

/** Words of the query that are no subject of the list: fewer than two fifths of its candidates have them. */
function focus({ query, isSubject }: PairContext): string[] {
  return [...query.content].filter((word) => !isSubject(word));
}

/** Positions of the query's words in the candidate. */
function matches({ query, candidate }: PairContext): number[] {
  return candidate.words.flatMap((word, at) => (query.content.has(word) ? [at] : []));
}

/** Something that can be measured of a query and a candidate. */
export type PairMeasure =
  | "shared_words"
  | "shared_share"
  | "shared_weight"
  | "covered"
  | "covered_back"
  | "shared_here"
  | "cosine"
  | "letters"
  | "bm25"
  | "phrases"
  | "span"
  | "first_match"
  | "sequence"
  | "missing"
  | "focus"
  | "opening"
  | "fresh_words"
  | "length"
  | "query_length"
  | "central";

/** How each is measured. */
export const pairMeasures: Readonly<Record<PairMeasure, (context: PairContext) => number>> = {
  /** Distinct words of the query, stop words apart, that the candidate has. */
  shared_words: (context) => shared(context).length,
  /** The same as a share of the query's. */
  shared_share: (context) => share(shared(context).length, context.query.content.size),
  /** Sum of their rarity. */
  shared_weight: (context) => weigh(shared(context), context.vocabulary.rarity),
  /** The same as a share of the query's. */
  covered: (context) => share(weigh(shared(context), context.vocabulary.rarity), weigh(context.query.content, context.vocabulary.rarity)),
  /** And as a share of the candidate's. */
  covered_back: (context) =>
    share(weigh(shared(context), context.vocabulary.rarity), weigh(context.candidate.content, context.vocabulary.rarity)),
  /** Sum of the shared words' rarity within the list. */
  shared_here: (context) => weigh(shared(context), context.rarityHere),
  /** Cosine of the tf-idf vectors. */
  cosine: ({ query, candidate }) => dot(query.vector, candidate.vector),
  /** Cosine of the weighted runs of three and four letters. */
  letters: ({ query, candidate }) => dot(query.letters, candidate.letters),
  bm25,
  phrases,
  /** Share of the candidate between the first and the last word of the query in it; 1 where there is none. */
  span: (context) => {
    const found = matches(context);
    return found.length === 0 ? 1 : ((found.at(-1) ?? 0) - (found[0] ?? 0) + 1) / context.candidate.words.length;
  },
  /** Words before the first one of the query; 50 where there is none. */
  first_match: (context) => Math.min(50, matches(context)[0] ?? 50),
  sequence,
  /** Rarity of the rarest word of the query, stop words apart, that the candidate lacks; 0 where it has all. */
  missing: ({ query, candidate, vocabulary }) =>
    [...query.content].reduce((most, word) => (candidate.counts.has(word) ? most : Math.max(most, vocabulary.rarity(word))), 0),
  /** Share, weighed by rarity, of the query's words beside the list's subject that the candidate has; 0.5 where there are none. */
  focus: (context) => {
    const { candidate, vocabulary } = context;
    const words = focus(context);
    if (words.length === 0) return 0.5;
    const found = words.filter((word) => candidate.counts.has(word));
    return weigh(found, vocabulary.rarity) / weigh(words, vocabulary.rarity);
  },
  /** Words of the query, stop words apart, among the candidate's first six. */
  opening: ({ query, candidate }) => candidate.words.slice(0, 6).filter((word) => query.content.has(word)).length,
  /** Distinct words of the candidate, stop words apart, that the query lacks. */
  fresh_words: ({ query, candidate }) => [...candidate.content].filter((word) => !query.counts.has(word)).length,
  /** ln(1 + words) of the candidate. */
  length: ({ candidate }) => Math.log1p(candidate.words.length),
  /** Words of the query. */
  query_length: ({ query }) => query.words.length,
  /** Mean cosine of the candidate with all of the list. */
  central: ({ candidate, sum }) => dot(candidate.vector, sum),
};
