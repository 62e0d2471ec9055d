import { factorScores } from "../../kernels/index.ts";
import type { FindRequest, FittedFinder, Reason, SavedFinder } from "../finding/finder.ts";
import { scoringFinder } from "./scoring-finder.ts";

/** A finder that scores items by their factors with a vector of the request. */
export interface LatentItems {
  readonly kind: string;
  readonly size: number;
  readonly factors: number;
  /** Row-major [items, factors]. */
  readonly items: Float32Array;
  readonly bias?: Float32Array;
  readonly seed: number;
  readonly learned: Readonly<Record<string, number | string>>;
  /** Vector of a request, length factors; undefined where nothing is known of who asks. */
  readonly vectorOf: (request: FindRequest) => Float64Array | undefined;
  readonly save: () => SavedFinder;
}

const NAMED = 3;

/** The items of the history whose factors are most like the item's, by cosine. */
function closest({ items, factors, size }: LatentItems, history: Int32Array, item: number): number[] {
  const row = (code: number): Float32Array => items.subarray(code * factors, (code + 1) * factors);
  const cosine = (a: Float32Array, b: Float32Array): number => {
    let [ab, aa, bb] = [0, 0, 0];
    for (const [n, value] of a.entries()) {
      const other = b[n] ?? 0;
      ab += value * other;
      aa += value * value;
      bb += other * other;
    }
    return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
  };
  const known = [...new Set(history)].filter((code) => code >= 0 && code < size && code !== item);
  return known
    .map((code) => ({ code, like: cosine(row(item), row(code)) }))
    .filter(({ like }) => like > 0)
    .toSorted((a, b) => b.like - a.like)
    .slice(0, NAMED)
    .map(({ code }) => code);
}

/** The fitted finder. */
export function latentItems(model: LatentItems): FittedFinder {
  const { kind, size, seed, items, bias, learned } = model;
  const scores = new Float64Array(size);
  return scoringFinder({
    name: kind,
    size,
    seed,
    learned,
    addScores: (request, board) => {
      const vector = model.vectorOf(request);
      if (vector === undefined) return;
      factorScores(items, vector, bias, scores);
      board.addAll(scores);
    },
    explain: ({ history }, item): Reason => {
      const because = closest(model, history, item);
      if (because.length === 0) return { sentence: "it suits what was learned of who asks" };
      return { sentence: "the same people choose these and it", because };
    },
    save: model.save,
  });
}
