import type { LetterWeights } from "./letter-model.ts";

const SPACE = 32;

/**
 * Adds a share of multinomial naive Bayes over the same n-grams to the weights of letter models. It says more than they do of n-grams
 * that one class has often and others never: log((n + α) / (N + αV)), n of the N n-grams of the class, V different ones in all classes.
 * Both are sums over n-grams, so the blend costs nothing when it is used. Exact for words of `longest` − 3 letters and more.
 * @param settings - share: of naive Bayes, 0 and up; smoothing: α > 0; longest: letters of the longest n-gram that takes part.
 */
export function blendNaiveBayes(
  weights: LetterWeights,
  settings: { readonly share: number; readonly smoothing: number; readonly longest: number },
): LetterWeights {
  const { count, hash, cls, order, occurrences } = weights;
  const { share, smoothing, longest } = settings;
  const total = new Float64Array(weights.perLetter.length);
  const different = new Set<number>();
  const weight = weights.weight.slice();
  for (let e = 0; e < count; e++) {
    if (order[e]! > longest || hash[e] === SPACE) continue;
    total[cls[e]!]! += occurrences[e]!;
    different.add(hash[e]!);
    weight[e]! += share * Math.log1p(occurrences[e]! / smoothing);
  }
  const perGram = total.map((sum) => share * Math.log(smoothing / (sum + smoothing * different.size)));
  // A word of m letters has m single letters and m + 3 − n n-grams of n letters, its spaces included. What counts once for each
  // letter is added m + 1 times.
  let ofWord = -1;
  for (let n = 2; n <= longest; n++) ofWord += 2 - n;
  const perLetter = weights.perLetter.map((value, c) => value + longest * perGram[c]!);
  const perWord = weights.perWord.map((value, c) => value + ofWord * perGram[c]!);
  return { ...weights, weight, perLetter, perWord };
}
