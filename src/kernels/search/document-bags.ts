import type { SparseMatrix } from "../matrix.ts";

/** Documents as runs of term numbers, field by field. */
export interface TokenRuns {
  readonly documents: number;
  readonly fields: number;
  /** Terms of all documents, one field behind the other. */
  readonly tokens: Int32Array;
  /** Where field f of document d begins: `fieldStarts[d * fields + f]`; length documents · fields + 1. */
  readonly fieldStarts: Int32Array;
}

/**
 * Each document as a bag of its terms: a term's value is the sum, over its occurrences, of its field's factor in that document.
 * Terms of a row stand in the order of their first occurrence.
 * @param factors - length documents · fields.
 */
export function documentBags({ documents, fields, tokens, fieldStarts }: TokenRuns, factors: Float64Array, terms: number): SparseMatrix {
  const rowStart = new Int32Array(documents + 1);
  const index = new Int32Array(tokens.length);
  const value = new Float32Array(tokens.length);
  const place = new Int32Array(terms).fill(-1);
  let end = 0;
  for (let d = 0; d < documents; d++) {
    const first = end;
    for (let f = 0; f < fields; f++) {
      const at = d * fields + f;
      const factor = factors[at]!;
      for (let n = fieldStarts[at]!; n < fieldStarts[at + 1]!; n++) {
        const term = tokens[n]!;
        const held = place[term]!;
        // A place below the first of this document was another document's.
        if (held >= first) value[held]! += factor;
        else {
          place[term] = end;
          index[end] = term;
          value[end++] = factor;
        }
      }
    }
    rowStart[d + 1] = end;
  }
  return { rows: documents, columns: terms, rowStart, index: index.slice(0, end), value: value.slice(0, end) };
}

/** In how many documents each term is. @param alive - documents that count are not 0. */
export function documentFrequencies({ rows, columns, rowStart, index }: SparseMatrix, alive: Uint8Array): Int32Array {
  const counts = new Int32Array(columns);
  for (let d = 0; d < rows; d++) {
    if (alive[d] === 0) continue;
    for (let n = rowStart[d]!; n < rowStart[d + 1]!; n++) counts[index[n]!]!++;
  }
  return counts;
}

/** Scales each row to length 1 in place; rows of zeros stay. */
export function normaliseSparseRows({ rows, rowStart, value }: SparseMatrix): void {
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let n = rowStart[i]!; n < rowStart[i + 1]!; n++) sum += value[n]! * value[n]!;
    if (sum === 0) continue;
    const scale = 1 / Math.sqrt(sum);
    for (let n = rowStart[i]!; n < rowStart[i + 1]!; n++) value[n]! *= scale;
  }
}
