import { random } from "../random.ts";
import type { ScoreBoard } from "../score-board.ts";

/** A rank for each item that decides between equal scores: a seeded order, so that a code's size never matters. */
export function tieOrder(items: number, seed: number): Int32Array {
  return random(seed)
    .fork("ties")
    .shuffle(Int32Array.from({ length: items }, (_, item) => item));
}

/** Puts an item into a list that is sorted by falling score; the last one falls out when the list is full. */
function insert(
  items: Int32Array,
  scores: Float64Array,
  at: number,
  filled: number,
  k: number,
  item: number,
  value: number,
  ties: Int32Array,
): number {
  let place = filled < k ? filled : k - 1;
  while (place > 0) {
    const above = scores[at + place - 1]!;
    if (above > value || (above === value && ties[items[at + place - 1]!]! < ties[item]!)) break;
    scores[at + place] = above;
    items[at + place] = items[at + place - 1]!;
    place--;
  }
  scores[at + place] = value;
  items[at + place] = item;
  return filled < k ? filled + 1 : k;
}

/**
 * Writes the k best touched items of a board at [at, at + k) of `items` and `scores`, best first; what stays empty is left as it was.
 * @param ties - rank of each item among equal scores, lower first.
 * @param allow - whether an item may be written; all may where absent.
 * @returns how many were written.
 */
export function bestOfBoard(
  board: ScoreBoard,
  k: number,
  ties: Int32Array,
  allow: ((item: number) => boolean) | undefined,
  items: Int32Array,
  scores: Float64Array,
  at: number,
): number {
  let filled = 0;
  for (let n = 0; n < board.count; n++) {
    const item = board.touched[n]!;
    const value = board.values[item]!;
    if (filled === k) {
      const last = scores[at + k - 1]!;
      if (value < last || (value === last && ties[items[at + k - 1]!]! < ties[item]!)) continue;
    }
    if (allow !== undefined && !allow(item)) continue;
    filled = insert(items, scores, at, filled, k, item, value, ties);
  }
  return filled;
}
