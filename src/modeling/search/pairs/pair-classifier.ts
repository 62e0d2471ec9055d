import { MillwrightError } from "../../../errors/index.ts";
import { checkNumber } from "../../fitting/check-settings.ts";
import { fittedTrees } from "../../trees/fitted-trees.ts";
import { readLightgbm } from "../../trees/formats/lightgbm/read-lightgbm.ts";
import { writeLightgbm } from "../../trees/formats/lightgbm/write-lightgbm.ts";
import { indexInvalid } from "../index-invalid.ts";
import { pairTerms } from "./pair-terms.ts";
import { shiftPrior } from "./prior-shift.ts";
import { restoreComparer, saveComparer } from "./save-comparer.ts";
import { fitStackedPairs, type StackedPairs, type StackedPairsSettings, stackedProbabilities } from "./stacked-pairs.ts";
import { restoreTermWeights, saveTermWeights } from "./term-weights.ts";
import { type ComparableText, comparisonNames, fitTextComparer, type TextComparer, type TextComparerSettings } from "./text-comparer.ts";

/** Two texts, and whether they ask the same. */
export interface LabelledPair {
  readonly first: string;
  readonly second: string;
  readonly same: boolean;
}

/** Settings of `fitPairClassifier`. Plain data. */
export interface PairClassifierSettings extends TextComparerSettings, StackedPairsSettings {}

/** What a classifier is saved as. */
export interface SavedPairClassifier {
  readonly settings: PairClassifierSettings;
  readonly tensors: Readonly<Record<string, Float32Array | Float64Array | Int32Array | Uint8Array>>;
}

/** Says whether two texts ask the same. */
export class PairClassifier {
  readonly settings: PairClassifierSettings;
  readonly comparer: TextComparer;
  readonly #model: StackedPairs;
  /** Share of pairs that were the same among the examples. */
  readonly #learnedShare: number;

  constructor(settings: PairClassifierSettings, comparer: TextComparer, model: StackedPairs, learnedShare: number) {
    this.settings = settings;
    this.comparer = comparer;
    this.#model = model;
    this.#learnedShare = learnedShare;
  }

  /**
   * P(the same) of each pair.
   * @param share - of pairs that are the same where the classifier is used; that of the examples unless told.
   * @throws MODELING_SETTING_INVALID
   */
  probabilities(pairs: readonly { readonly first: string; readonly second: string }[], share: number = this.#learnedShare): Float64Array {
    checkNumber("pair classifier", "share", share, { above: 0, most: 1 - 1e-9 });
    const ready = pairs.map(({ first, second }) => [this.comparer.prepare(first), this.comparer.prepare(second)] as const);
    const { dense, terms } = pairColumnsOf(this.comparer, ready);
    const values = stackedProbabilities(this.#model, dense, comparisonNames.length, terms);
    return values.map((probability) => shiftPrior(probability, this.#learnedShare, share));
  }

  save(): SavedPairClassifier {
    const trees = new TextEncoder().encode(writeLightgbm(this.#model.trees.ensemble));
    const own = { trees, share: Float64Array.of(this.#learnedShare) };
    return { settings: this.settings, tensors: { ...saveComparer(this.comparer.state), ...saveTermWeights(this.#model.words), ...own } };
  }
}

/** Columns and terms of prepared pairs. */
export function pairColumnsOf(
  comparer: TextComparer,
  pairs: readonly (readonly [ComparableText, ComparableText])[],
): { readonly dense: Float32Array; readonly terms: readonly ReadonlyMap<string, number>[] } {
  const dense = new Float32Array(pairs.length * comparisonNames.length);
  const rarity = (stem: string): number => comparer.rarity(stem);
  const terms = pairs.map(([a, b], row) => {
    dense.set(comparer.compare(a, b), row * comparisonNames.length);
    return pairTerms(a, b, rarity);
  });
  return { dense, terms };
}

/**
 * Learns from labelled pairs whether two texts ask the same: overlap of words weighted by rarity, names, numbers, negations, order, word
 * vectors and learned weights of words and of words in place of others, put together by boosted trees. Pairs that share a text are never
 * divided when weights of words are learned.
 * @param unlabelled - further texts from which the rarity and the company of words are learned.
 * @throws MODELING_TARGET_EMPTY, MODELING_TARGET_ONE_CLASS, MODELING_SETTING_INVALID
 */
export async function fitPairClassifier(
  pairs: readonly LabelledPair[],
  settings: PairClassifierSettings,
  seed: number,
  unlabelled: readonly string[] = [],
): Promise<PairClassifier> {
  const positives = pairs.filter(({ same }) => same).length;
  if (pairs.length === 0) throw new MillwrightError("MODELING_TARGET_EMPTY", "there are no pairs to learn from.", "Give labelled pairs.");
  if (positives === 0 || positives === pairs.length) {
    const problem = `all ${pairs.length} pairs have the same label.`;
    throw new MillwrightError("MODELING_TARGET_ONE_CLASS", problem, "Give pairs that ask the same and pairs that do not.");
  }
  const texts = [...new Set([...pairs.flatMap(({ first, second }) => [first, second]), ...unlabelled])];
  const comparer = fitTextComparer(texts, settings, seed);
  const ready = pairs.map(({ first, second }) => [comparer.prepare(first), comparer.prepare(second)] as const);
  const truth = Float64Array.from(pairs, ({ same }) => (same ? 1 : 0));
  const examples = { ...pairColumnsOf(comparer, ready), columns: comparisonNames.length, truth, groups: connectedPairs(pairs) };
  const model = await fitStackedPairs(examples, settings, { task: { kind: "binary", classes: 2 }, seed });
  return new PairClassifier(settings, comparer, model, positives / pairs.length);
}

/** A number for each pair, the same for pairs that share a text, directly or through others. */
function connectedPairs(pairs: readonly LabelledPair[]): Int32Array {
  const parent = Int32Array.from(pairs.keys());
  const rootOf = (pair: number): number => {
    let at = pair;
    while (parent[at] !== at) at = parent[at] ?? at;
    return at;
  };
  const seen = new Map<string, number>();
  pairs.forEach(({ first, second }, pair) => {
    for (const text of [first, second]) {
      const other = seen.get(text);
      if (other === undefined) seen.set(text, pair);
      else parent[rootOf(pair)] = rootOf(other);
    }
  });
  return parent.map((_, pair) => rootOf(pair));
}

/** The classifier that `save` gave. @throws MODELING_INDEX_INVALID, MODELING_FILE_INVALID */
export function restorePairClassifier({ settings, tensors }: SavedPairClassifier): PairClassifier {
  const { trees, share } = tensors;
  if (!(trees instanceof Uint8Array) || !(share instanceof Float64Array))
    throw indexInvalid("the trees of the pair classifier are missing");
  const ensemble = readLightgbm(new TextDecoder().decode(trees));
  const model = { words: restoreTermWeights(tensors), trees: fittedTrees("boosted_trees", ensemble) };
  return new PairClassifier(settings, restoreComparer(settings, tensors), model, share[0] ?? 0.5);
}
