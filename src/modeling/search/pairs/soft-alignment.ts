/** Vectors of words: where each is, and all of them, row-major. */
export interface WordVectors {
  readonly dimensions: number;
  readonly vectors: Float32Array;
  /** Row of a word, or -1. */
  rowOf(word: string): number;
}

function cosine({ vectors, dimensions }: WordVectors, a: number, b: number): number {
  let sum = 0;
  for (let j = 0; j < dimensions; j++) sum += (vectors[a * dimensions + j] ?? 0) * (vectors[b * dimensions + j] ?? 0);
  return sum;
}

/**
 * How well each word of a text is said by some word of another: 1 for the same word, else the cosine of the nearest one, weighted.
 * @returns in [0, 1]; 1 for a text without words.
 */
export function softCoverage(
  from: ReadonlySet<string>,
  to: ReadonlySet<string>,
  model: WordVectors,
  weight: (word: string) => number,
): { readonly mean: number; readonly worst: number } {
  let covered = 0;
  let total = 0;
  let worst = 0;
  const rows = Array.from(to, (word) => model.rowOf(word)).filter((row) => row >= 0);
  for (const word of from) {
    const worth = weight(word);
    total += worth;
    if (to.has(word)) {
      covered += worth;
      continue;
    }
    const row = model.rowOf(word);
    let best = 0;
    if (row >= 0) for (const other of rows) best = Math.max(best, cosine(model, row, other));
    covered += worth * best;
    worst = Math.max(worst, worth * (1 - best));
  }
  return { mean: total > 0 ? covered / total : 1, worst };
}
