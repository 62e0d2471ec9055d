/** Cosines of one vector with all stored ones, which have length 1 or 0: scores[i] = ⟨stored[i], vector⟩. Unchecked. */
export function cosineScan(stored: Float32Array, vector: Float32Array, scores: Float64Array): void {
  const { length: dimensions } = vector;
  for (let item = 0, at = 0; item < scores.length; item++, at += dimensions) {
    let sum = 0;
    for (let j = 0; j < dimensions; j++) sum += stored[at + j]! * vector[j]!;
    scores[item] = sum;
  }
}
