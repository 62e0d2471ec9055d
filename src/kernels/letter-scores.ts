import { FEW, IN_FEW, IN_MANY, type LetterTables, NOTHING } from "./letter-tables.ts";
import { SPREAD_BUCKET, SPREAD_MARK, SPREAD_SLOT, slotOf } from "./perfect-hash.ts";
import { HASH_BASE, HASH_MODULUS } from "./rolling-hash.ts";

const SPACE = 32;

/** Letter tables laid out for reading: what one slot holds lies in one number. */
export interface LetterScorer {
  readonly tables: LetterTables;
  /** Mark, class and weight of each slot: bits 0 to 7, 8 to 15 and 16 to 31 (signed). */
  readonly slot: Int32Array;
  readonly longest: number;
}

/** Lays tables out for `addScores`. */
export function letterScorer(tables: LetterTables, longest: number): LetterScorer {
  const slot = Int32Array.from(tables.mark, (mark, at) => mark | (tables.cls[at]! << 8) | (tables.weight[at]! << 16));
  return { tables, slot, longest };
}

/** hash("ab") from hash("a") and "b", by the modulus' form 2³¹ − 1 in place of a division; equals `extendHash`. */
function extended(hash: number, letter: number): number {
  const long = hash * HASH_BASE + letter;
  const high = Math.floor(long / 2147483648);
  const folded = long - high * 2147483648 + high;
  return folded >= HASH_MODULUS ? folded - HASH_MODULUS : folded;
}

/** Adds the weights of an n-gram that is known. */
function addKnown(tables: LetterTables, cls: number, held: number, hash: number, scores: Int32Array): void {
  const { classes } = tables;
  if (cls < classes) {
    scores[cls]! += held >> 16;
  } else if (cls === IN_FEW) {
    const { fewClass, fewWeight } = tables;
    const row = slotOf(tables.fewHash, hash) * FEW;
    for (let k = row; k < row + FEW; k++) scores[fewClass[k]!]! += fewWeight[k]!;
  } else if (cls === IN_MANY) {
    const { manyWeight } = tables;
    const row = slotOf(tables.manyHash, hash) * classes;
    for (let k = 0; k < classes; k++) scores[k]! += manyWeight[row + k]!;
  }
}

/**
 * Adds up the steps that each class gets for a text's n-grams: those within a word, spaces at its ends included, that are known
 * together with all that they begin with.
 * @param letters - as `writeLetters` writes them, from `from` to `to`.
 * @param scores - length classes; added to.
 * @param counts - receives how many letters and how many words the text has.
 */
export function addScores(
  scorer: LetterScorer,
  letters: Int32Array,
  from: number,
  to: number,
  scores: Int32Array,
  counts: Int32Array,
): void {
  const { tables, slot, longest } = scorer;
  const { slots, multipliers } = tables.hash;
  const buckets = multipliers.length;
  let inWords = 0;
  let spaces = 0;
  for (let i = from; i < to; i++) {
    const first = letters[i]!;
    if (first === SPACE) spaces++;
    else inWords++;
    let hash = first;
    const last = Math.min(to, i + longest);
    for (let end = i; end < last; end++) {
      if (end > i) {
        if (end > i + 1 && letters[end - 1] === SPACE) break;
        hash = extended(hash, letters[end]!);
      } else if (first === SPACE) continue;
      const bucket = Math.floor(((Math.imul(hash, SPREAD_BUCKET) >>> 1) * buckets) / 2147483648);
      const spread = Math.imul(Math.imul(hash, SPREAD_SLOT), 2 * multipliers[bucket]! + 1);
      const held = slot[Math.floor(((spread >>> 1) * slots) / 2147483648)]!;
      const cls = (held >>> 8) & 255;
      if ((held & 255) !== Math.imul(hash, SPREAD_MARK) >>> 24 || cls === NOTHING) break;
      addKnown(tables, cls, held, hash, scores);
    }
  }
  counts[0] = inWords;
  counts[1] = spaces > 0 ? spaces - 1 : 0;
}
