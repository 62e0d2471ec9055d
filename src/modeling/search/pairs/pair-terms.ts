import type { SparseMatrix } from "../../../kernels/index.ts";
import { Dictionary } from "../lexical/dictionary.ts";
import type { ComparableText } from "./text-comparer.ts";

/** Rarities are divided by this, so that weights of words are of the size of 1. */
const SCALE = 8;
/** Worth of a word on one side beside a word on the other. */
const EXCHANGE = 0.5;
/** Words on one side only that are looked at for exchanges. */
const MOST_EXCHANGED = 12;

/** Words and neighbouring words of one side only and of both, and words that stand on one side in place of others: by name, with weights. */
export function pairTerms(a: ComparableText, b: ComparableText, rarity: (stem: string) => number): Map<string, number> {
  const terms = new Map<string, number>();
  const add = (kind: string, term: string, weight: number): unknown =>
    terms.set(`${kind}${term}`, (terms.get(`${kind}${term}`) ?? 0) + weight);
  const sides = [
    [a.profile, b.profile],
    [b.profile, a.profile],
  ] as const;
  for (const [own, other] of sides) {
    for (const stem of own.stemSet) if (!other.stemSet.has(stem)) add("-", stem, rarity(stem) / SCALE);
    for (const pair of own.pairs) if (!other.pairs.has(pair)) add("-", pair, 1);
  }
  for (const stem of a.profile.stemSet) if (b.profile.stemSet.has(stem)) add("+", stem, rarity(stem) / SCALE);
  for (const pair of a.profile.pairs) if (b.profile.pairs.has(pair)) add("+", pair, 1);
  const alone = sides.map(([own, other]) => [...own.stemSet].filter((stem) => !other.stemSet.has(stem)).slice(0, MOST_EXCHANGED));
  for (const first of alone[0] ?? []) {
    for (const second of alone[1] ?? []) add("/", first < second ? `${first}/${second}` : `${second}/${first}`, EXCHANGE);
  }
  return terms;
}

/** Columns for the terms of pairs: those that are in enough of them. */
export class PairTermColumns {
  readonly dictionary: Dictionary;

  constructor(dictionary: Dictionary) {
    this.dictionary = dictionary;
  }

  /** @param least - pairs that a term must be in. */
  static learn(pairs: readonly ReadonlyMap<string, number>[], least: number): PairTermColumns {
    const counts = new Map<string, number>();
    for (const terms of pairs) for (const term of terms.keys()) counts.set(term, (counts.get(term) ?? 0) + 1);
    const dictionary = new Dictionary();
    for (const [term, count] of counts) if (count >= least) dictionary.add(term);
    return new PairTermColumns(dictionary);
  }

  matrix(pairs: readonly ReadonlyMap<string, number>[]): SparseMatrix {
    const rowStart = new Int32Array(pairs.length + 1);
    const index: number[] = [];
    const value: number[] = [];
    pairs.forEach((terms, row) => {
      const known = Array.from(terms, ([term, weight]) => [this.dictionary.numberOf(term), weight] as const)
        .filter(([column]) => column >= 0)
        .sort(([first], [second]) => first - second);
      for (const [column, weight] of known) {
        index.push(column);
        value.push(weight);
      }
      rowStart[row + 1] = index.length;
    });
    // A matrix has a column even where no term was learned.
    const columns = Math.max(1, this.dictionary.size);
    return { rows: pairs.length, columns, rowStart, index: Int32Array.from(index), value: Float32Array.from(value) };
  }
}
