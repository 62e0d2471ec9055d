/** A list of candidates: their scores, and whether each is one of the best. */
interface ScoredList {
  readonly scores: readonly number[];
  readonly best: readonly boolean[];
}

/**
 * Probabilities of being the best of a list, in the order of the scores: softmax of score / temperature.
 * @returns in [0, 1], summing to 1.
 * @see Plackett (1975), "The Analysis of Permutations", Applied Statistics 24(2).
 */
export function bestOfList(scores: readonly number[], temperature: number): number[] {
  const most = Math.max(...scores);
  const weights = scores.map((score) => Math.exp((score - most) / temperature));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function listsOf(scores: Float64Array, truth: Float64Array, group: Int32Array): ScoredList[] {
  const rows = Map.groupBy(group.keys(), (row) => group[row] ?? -1);
  return [...rows.values()].flatMap((list) => {
    const most = Math.max(...list.map((row) => truth[row] ?? 0));
    if (list.length < 2 || most <= 0) return [];
    return [{ scores: list.map((row) => scores[row] ?? 0), best: list.map((row) => truth[row] === most) }];
  });
}

/** Mean surprise, in nats, that the best row is one of those that are. */
function surprise(lists: readonly ScoredList[], temperature: number): number {
  const sum = lists.reduce((total, { scores, best }) => {
    const share = bestOfList(scores, temperature).reduce((found, p, at) => found + (best[at] === true ? p : 0), 0);
    return total - Math.log(Math.max(1e-12, share));
  }, 0);
  return sum / lists.length;
}

/**
 * The temperature at which `bestOfList` of held-out scores is least surprised by the rows of the highest grade.
 * @param group - the query of each row.
 * @returns undefined where no list has a better and a worse row.
 */
export function listTemperature(scores: Float64Array, truth: Float64Array, group: Int32Array): number | undefined {
  const lists = listsOf(scores, truth, group);
  if (lists.length === 0) return undefined;
  // Surprise has one valley over the logarithm of the temperature in practice; a golden search finds its floor.
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [Math.log(1e-3), Math.log(1e3)];
  while (high - low > 1e-3) {
    const [left, right] = [high - ratio * (high - low), low + ratio * (high - low)];
    if (surprise(lists, Math.exp(left)) <= surprise(lists, Math.exp(right))) high = right;
    else low = left;
  }
  return Math.exp((low + high) / 2);
}
