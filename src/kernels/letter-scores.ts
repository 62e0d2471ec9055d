import { FEW, IN_FEW, IN_MANY, type LetterTables, NOTHING } from "./letter-tables.ts";
import { markOf, slotOf } from "./perfect-hash.ts";
import { extendHash } from "./rolling-hash.ts";

const SPACE = 32;

/** Adds the weights of one n-gram. @returns whether it is known */
function addOne(tables: LetterTables, hash: number, scores: Int32Array): boolean {
  const { classes, cls, mark, weight, fewClass, fewWeight, manyWeight } = tables;
  const slot = slotOf(tables.hash, hash);
  const place = cls[slot]!;
  if (mark[slot] !== markOf(hash) || place === NOTHING) return false;
  if (place === IN_FEW) {
    const row = slotOf(tables.fewHash, hash) * FEW;
    for (let k = row; k < row + FEW; k++) scores[fewClass[k]!]! += fewWeight[k]!;
  } else if (place === IN_MANY) {
    const row = slotOf(tables.manyHash, hash) * classes;
    for (let k = 0; k < classes; k++) scores[k]! += manyWeight[row + k]!;
  } else {
    scores[place]! += weight[slot]!;
  }
  return true;
}

/**
 * How letter tables are read, said plainly; the graph of a model package is held against it. Adds up the steps that each class gets
 * for a text's n-grams: those within a word, spaces at its ends included, that are known together with all that they begin with.
 * @param letters - as `writeLetters` writes them.
 * @param scores - length classes; added to.
 */
export function addLetterScores(tables: LetterTables, longest: number, letters: Int32Array, scores: Int32Array): void {
  for (let first = 0; first < letters.length; first++) {
    let hash = letters[first]!;
    const end = Math.min(letters.length, first + longest);
    for (let last = first; last < end; last++) {
      if (last > first + 1 && letters[last - 1] === SPACE) break;
      if (last > first) hash = extendHash(hash, letters[last]!);
      // A single space is not counted, but begins n-grams that are.
      if (hash === SPACE) continue;
      if (!addOne(tables, hash, scores)) break;
    }
  }
}
