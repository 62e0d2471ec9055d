import {
  distinctItems,
  foldIn,
  type ItemFactors,
  leastSquaresFactors,
  type Sequences,
  type SparseMatrix,
  transposeSparse,
} from "../../kernels/index.ts";
import type { Finder, FinderContext, FittedFinder, SavedFinder } from "../finding/finder.ts";
import { checkNumber } from "../fitting/check-settings.ts";
import { betweenSteps } from "../fitting/stay-responsive.ts";
import { eventsByAsker } from "./events-by-asker.ts";
import { historyWeights } from "./history-weights.ts";
import { latentItems } from "./latent-items.ts";
import { savedNumber, savedNumbers } from "./saved-parts.ts";

/** Settings of `implicitLeastSquares`. */
export interface ImplicitLeastSquaresSettings {
  /** Length of the factors; 64 unless told. */
  readonly factors?: number;
  /** Penalty λ on squared factors, above 0; 0.01 unless told. */
  readonly penalty?: number;
  /** Confidence of an event beyond that of a pair without events, α · weight; 40 unless told. */
  readonly confidence?: number;
  /** 15 unless told. */
  readonly iterations?: number;
  /** What the n-th different item from the end of a history counts: decay^n, in (0, 1]; 1 unless told. */
  readonly decay?: number;
  /** Latest different items of a history that count; 100 unless told. */
  readonly latest?: number;
}

const KIND = "implicit_least_squares";

/** Rows of askers with sorted items and α · weight. */
export function confidenceMatrix(sequences: Sequences, confidence: number): SparseMatrix {
  const { askers, size, rowStart, items, weight } = distinctItems(sequences);
  const value = weight.map((one) => confidence * one);
  // Turned twice, rows are sorted.
  return transposeSparse(transposeSparse({ rows: askers, columns: size, rowStart, index: items, value }));
}

type Full = Required<ImplicitLeastSquaresSettings>;

function fitted(factors: ItemFactors, settings: Full, seed: number): FittedFinder {
  const { decay, confidence, latest } = settings;
  return latentItems({
    kind: KIND,
    size: factors.items,
    factors: factors.factors,
    items: factors.values,
    seed,
    learned: { items: factors.items, factors: factors.factors },
    vectorOf: ({ history }) => {
      const known = historyWeights(history, decay, factors.items, latest);
      if (known.length === 0) return undefined;
      return foldIn(
        factors,
        known.map(({ item }) => item),
        known.map(({ weight }) => confidence * weight),
      );
    },
    save: () => ({ kind: KIND, settings: { ...settings, seed }, tensors: { items: factors.values, inverse: factors.inverse } }),
  });
}

function check({ factors, penalty, confidence, iterations, decay, latest }: Full): void {
  checkNumber("implicitLeastSquares", "factors", factors, { least: 1, most: 512, whole: true });
  checkNumber("implicitLeastSquares", "penalty", penalty, { above: 0 });
  checkNumber("implicitLeastSquares", "confidence", confidence, { above: 0 });
  checkNumber("implicitLeastSquares", "iterations", iterations, { least: 1, whole: true });
  checkNumber("implicitLeastSquares", "decay", decay, { above: 0, most: 1 });
  checkNumber("implicitLeastSquares", "latest", latest, { least: 1, whole: true });
}

async function learn(sequences: Sequences, settings: Full, context: FinderContext): Promise<ItemFactors> {
  const { factors, penalty, confidence, iterations } = settings;
  const extra = confidenceMatrix(sequences, confidence);
  const between = (step: number): Promise<void> => betweenSteps("implicitLeastSquares", context, { step, steps: iterations, values: {} });
  return await leastSquaresFactors({ extra, factors, penalty, iterations, seed: context.seed, between });
}

/**
 * Factors of implicit feedback by alternating least squares: every pair counts as "no" with confidence 1, events as "yes" with more.
 * Each half of an iteration is solved exactly, short rows through the matrix of their own items. A request's vector is solved from its
 * history at the moment of asking, so new events count at once and askers need no training.
 * @throws MODELING_SETTING_INVALID
 * @see Hu, Koren, Volinsky (2008), "Collaborative Filtering for Implicit Feedback Datasets", ICDM.
 * @example await implicitLeastSquares({ factors: 64 }).fit(examples, { seed: 1 });
 */
export function implicitLeastSquares(settings: ImplicitLeastSquaresSettings = {}): Finder {
  const full = { factors: 64, penalty: 0.01, confidence: 40, iterations: 15, decay: 1, latest: 100, ...settings };
  check(full);
  return {
    name: KIND,
    settings: full,
    fit: async (examples, context) => fitted(await learn(eventsByAsker(KIND, examples), full, context), full, context.seed),
  };
}

/** Factors from what was saved. @throws MODELING_FINDER_INVALID, MODELING_SETTING_INVALID */
export function restoreImplicitLeastSquares(saved: SavedFinder): FittedFinder {
  const number = (name: keyof Full): number => savedNumber(saved, name);
  const settings: Full = {
    factors: number("factors"),
    penalty: number("penalty"),
    confidence: number("confidence"),
    iterations: number("iterations"),
    decay: number("decay"),
    latest: number("latest"),
  };
  check(settings);
  const { factors } = settings;
  const values = savedNumbers(saved, "items", Float32Array);
  const inverse = savedNumbers(saved, "inverse", Float64Array, factors * factors);
  const items = Math.floor(values.length / factors);
  savedNumbers(saved, "items", Float32Array, items * factors);
  return fitted({ items, factors, values, inverse }, settings, savedNumber(saved, "seed"));
}
