import type { SparseMatrix } from "../matrix.ts";
import type { TokenRuns } from "./document-bags.ts";

/** Sorts each row's columns ascending and adds up equal ones; `value` of equal columns is summed. */
function foldRow(columns: Float64Array, from: number, to: number, index: Int32Array, value: Float32Array, at: number): number {
  const row = columns.subarray(from, to).sort();
  let end = at;
  for (let n = 0; n < row.length; n++) {
    const column = row[n]!;
    if (end > at && index[end - 1] === column) value[end - 1]! += 1;
    else {
      index[end] = column;
      value[end++] = 1;
    }
  }
  return end;
}

/**
 * How often each two terms stand within a window of each other, [terms, terms], symmetric.
 * @param window - most positions apart, from 1.
 */
export function coOccurrences({ documents, fields, tokens, fieldStarts }: TokenRuns, terms: number, window: number): SparseMatrix {
  const counts = new Float64Array(terms + 1);
  const visit = (pair: (a: number, b: number) => void): void => {
    for (let run = 0; run < documents * fields; run++) {
      const end = fieldStarts[run + 1]!;
      for (let n = fieldStarts[run]!; n < end; n++) {
        for (let m = n + 1; m <= n + window && m < end; m++) {
          if (tokens[n] === tokens[m]) continue;
          pair(tokens[n]!, tokens[m]!);
          pair(tokens[m]!, tokens[n]!);
        }
      }
    }
  };
  visit((a) => counts[a + 1]!++);
  for (let t = 0; t < terms; t++) counts[t + 1]! += counts[t]!;
  const columns = new Float64Array(counts[terms]!);
  const next = counts.slice(0, terms);
  visit((a, b) => {
    columns[next[a]!++] = b;
  });
  const rowStart = new Int32Array(terms + 1);
  const index = new Int32Array(columns.length);
  const value = new Float32Array(columns.length);
  let end = 0;
  for (let t = 0; t < terms; t++) {
    end = foldRow(columns, counts[t]!, counts[t + 1]!, index, value, end);
    rowStart[t + 1] = end;
  }
  return { rows: terms, columns: terms, rowStart, index: index.slice(0, end), value: value.slice(0, end) };
}

/**
 * Counts of pairs as positive pointwise mutual information, max(0, ln(P(b given a) / P(b)) − shift) with P(b) ∝ n(b)^smoothing; pairs at 0 are left out.
 * @see Levy and Goldberg (2014), "Neural Word Embedding as Implicit Matrix Factorization", NeurIPS.
 */
export function positiveMutualInformation(
  { rows, columns, rowStart, index, value }: SparseMatrix,
  shift: number,
  smoothing: number,
): SparseMatrix {
  const sums = new Float64Array(rows);
  let total = 0;
  for (let i = 0; i < rows; i++) {
    for (let n = rowStart[i]!; n < rowStart[i + 1]!; n++) sums[i]! += value[n]!;
    total += sums[i]!;
  }
  let smoothed = 0;
  for (let i = 0; i < rows; i++) smoothed += sums[i]! ** smoothing;
  const starts = new Int32Array(rows + 1);
  const kept = new Int32Array(index.length);
  const strength = new Float32Array(index.length);
  let end = 0;
  for (let i = 0; i < rows; i++) {
    for (let n = rowStart[i]!; n < rowStart[i + 1]!; n++) {
      const column = index[n]!;
      const information = Math.log(value[n]! / sums[i]! / (sums[column]! ** smoothing / smoothed)) - shift;
      if (information <= 0) continue;
      kept[end] = column;
      strength[end++] = information;
    }
    starts[i + 1] = end;
  }
  return total === 0
    ? { rows, columns, rowStart: new Int32Array(rows + 1), index: new Int32Array(0), value: new Float32Array(0) }
    : { rows, columns, rowStart: starts, index: kept.slice(0, end), value: strength.slice(0, end) };
}
