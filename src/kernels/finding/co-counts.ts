import { occurrencesOf, type Sequences } from "./sequences.ts";

/** XᵀX + λ as sorted sparse rows, with 1 / diagonal. */
export interface CoCounts {
  readonly rowStart: Int32Array;
  readonly index: Int32Array;
  readonly value: Float32Array;
  readonly scale: Float32Array;
}

/** One in so many items at least: then looking at all of them is cheaper than sorting those that were met. */
const SPARSE = 16;

/** Codes of the `count` items that have a count, ascending. */
function occurring(counts: Float32Array, count: number): Int32Array {
  const row = new Int32Array(count);
  for (let item = 0, n = 0; n < count; item++) if (counts[item] !== 0) row[n++] = item;
  return row;
}

/** How many askers have both items, for each pair of items that someone has; λ is added on the diagonal. */
export function coCounts(sequences: Sequences, penalty: number): CoCounts {
  const { size, rowStart, items } = sequences;
  const { itemStart, places, askerOf } = occurrencesOf(sequences);
  const counts = new Float32Array(size);
  const met = new Int32Array(size);
  const starts = new Int32Array(size + 1);
  const scale = new Float32Array(size);
  const rows: Int32Array[] = [];
  const values: Float32Array[] = [];
  for (let item = 0; item < size; item++) {
    let count = 0;
    counts[item] = penalty;
    met[count++] = item;
    for (let n = itemStart[item]!; n < itemStart[item + 1]!; n++) {
      const asker = askerOf[places[n]!]!;
      for (let k = rowStart[asker]!; k < rowStart[asker + 1]!; k++) {
        if (counts[items[k]!] === 0) met[count++] = items[k]!;
        counts[items[k]!]!++;
      }
    }
    const row = count * SPARSE > size ? occurring(counts, count) : met.slice(0, count).sort();
    rows.push(row);
    values.push(Float32Array.from(row, (j) => counts[j]!));
    scale[item] = 1 / counts[item]!;
    for (let n = 0; n < count; n++) counts[row[n]!] = 0;
    starts[item + 1] = starts[item]! + count;
  }
  const all = { rowStart: starts, index: new Int32Array(starts[size]!), value: new Float32Array(starts[size]!), scale };
  for (let item = 0; item < size; item++) {
    all.index.set(rows[item]!, starts[item]);
    all.value.set(values[item]!, starts[item]);
  }
  return all;
}
