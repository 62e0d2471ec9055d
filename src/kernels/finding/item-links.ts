import { ScoreBoard } from "../score-board.ts";
import { bestOfBoard } from "./best-of-board.ts";
import { type Occurrences, occurrencesOf, type Sequences } from "./sequences.ts";

/** Weighted links from item to item: item i points at index[k] with value[k] for k in [rowStart[i], rowStart[i + 1]), strongest first. */
export interface ItemLinks {
  readonly size: number;
  readonly rowStart: Int32Array;
  readonly index: Int32Array;
  readonly value: Float32Array;
}

/** How raw strengths of a pair become a link: strength / ((nᵢ + shrinkage)^from · (nⱼ + shrinkage)^to). */
export interface LinkScaling {
  /** Events of each item, length items. */
  readonly counts: Float64Array;
  readonly shrinkage: number;
  readonly from: number;
  readonly to: number;
}

/** Adds the raw strengths of the links of one item. */
export type LinkSource = (item: number, board: ScoreBoard) => void;

/** Every pair of different items of one asker counts; `share` is what a pair of an asker counts, length askers. Sequences hold each item once. */
export function togetherSource(sequences: Sequences, share: Float64Array): LinkSource {
  const { itemStart, places, askerOf } = occurrencesOf(sequences);
  const { rowStart, items } = sequences;
  return (item, board) => {
    for (let n = itemStart[item]!; n < itemStart[item + 1]!; n++) {
      const asker = askerOf[places[n]!]!;
      board.addRow(items, rowStart[asker]!, rowStart[asker + 1]!, share[asker]!);
    }
    // The item itself is met in each of its rows; a link of 0 is none.
    if (board.has(item)) board.zero(item);
  };
}

/** Pairs of different items within so many steps: later[d − 1] counts for the item d steps after, earlier[d − 1] for the one before. */
export function stepSource(sequences: Sequences, later: Float64Array, earlier: Float64Array): LinkSource {
  const { rowStart, items } = sequences;
  const { itemStart, places, askerOf }: Occurrences = occurrencesOf(sequences);
  return (item, board) => {
    for (let n = itemStart[item]!; n < itemStart[item + 1]!; n++) {
      const place = places[n]!;
      const asker = askerOf[place]!;
      const last = Math.min(rowStart[asker + 1]! - 1, place + later.length);
      for (let k = place + 1; k <= last; k++) if (items[k] !== item) board.add(items[k]!, later[k - place - 1]!);
      const first = Math.max(rowStart[asker]!, place - earlier.length);
      for (let k = place - 1; k >= first; k--) if (items[k] !== item) board.add(items[k]!, earlier[place - k - 1]!);
    }
  };
}

/** The strongest `most` links of each item, after scaling. */
export function buildLinks(source: LinkSource, scaling: LinkScaling, most: number, ties: Int32Array): ItemLinks {
  const { counts, shrinkage, from, to } = scaling;
  const size = counts.length;
  const board = new ScoreBoard(size);
  const target = Float64Array.from(counts, (count) => (count + shrinkage > 0 ? (count + shrinkage) ** -to : 0));
  const rowStart = new Int32Array(size + 1);
  const bestItems = new Int32Array(most);
  const bestValues = new Float64Array(most);
  let index = new Int32Array(size * Math.min(most, 16));
  let value = new Float32Array(index.length);
  for (let item = 0, end = 0; item < size; item++) {
    source(item, board);
    const own = counts[item]! + shrinkage > 0 ? (counts[item]! + shrinkage) ** -from : 0;
    const { values, touched, count } = board;
    for (let n = 0; n < count; n++) values[touched[n]!]! *= own * target[touched[n]!]!;
    let found = bestOfBoard(board, most, ties, undefined, bestItems, bestValues, 0);
    while (found > 0 && bestValues[found - 1] === 0) found--;
    board.clear();
    if (end + found > index.length) {
      index = grown(index, new Int32Array(2 * index.length + found));
      value = grown(value, new Float32Array(index.length));
    }
    for (let n = 0; n < found; n++, end++) {
      index[end] = bestItems[n]!;
      value[end] = bestValues[n]!;
    }
    rowStart[item + 1] = end;
  }
  const end = rowStart[size]!;
  return { size, rowStart, index: index.slice(0, end), value: value.slice(0, end) };
}

function grown<Numbers extends Int32Array | Float32Array>(old: Numbers, larger: Numbers): Numbers {
  larger.set(old);
  return larger;
}

/** Adds weight · value for every link of an item. */
export function addLinks({ rowStart, index, value }: ItemLinks, item: number, weight: number, board: ScoreBoard): void {
  for (let k = rowStart[item]!; k < rowStart[item + 1]!; k++) board.add(index[k]!, weight * value[k]!);
}

/** Strength of the link from one item to another; 0 where there is none. */
export function linkBetween({ rowStart, index, value }: ItemLinks, from: number, to: number): number {
  for (let k = rowStart[from]!; k < rowStart[from + 1]!; k++) if (index[k] === to) return value[k]!;
  return 0;
}
