/**
 * Probabilities for a world in which another share of the cases is positive, all else being alike.
 * @param learned - share of positives among the examples, in (0, 1).
 * @param actual - share among the cases that are to be judged, in (0, 1).
 * @see Saerens, Latinne and Decaestecker (2002), "Adjusting the Outputs of a Classifier to New a Priori Probabilities", Neural Computation 14.
 * @example shiftPrior(0.5, 0.5, 0.01); // 0.01
 */
export function shiftPrior(probability: number, learned: number, actual: number): number {
  const positive = (probability * actual) / learned;
  const negative = ((1 - probability) * (1 - actual)) / (1 - learned);
  return positive + negative > 0 ? positive / (positive + negative) : probability;
}
