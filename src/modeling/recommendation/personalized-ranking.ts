import { type PairwiseFactors, pairwiseFactors } from "../../kernels/index.ts";
import type { Finder, FittedFinder, SavedFinder } from "../finding/finder.ts";
import { checkNumber } from "../fitting/check-settings.ts";
import { betweenSteps } from "../fitting/stay-responsive.ts";
import { eventsByAsker } from "./events-by-asker.ts";
import { historyWeights } from "./history-weights.ts";
import { confidenceMatrix } from "./implicit-least-squares.ts";
import { latentItems } from "./latent-items.ts";
import { savedNumber, savedNumbers } from "./saved-parts.ts";

/** Settings of `personalizedRanking`. */
export interface PersonalizedRankingSettings {
  /** Length of the factors; 64 unless told. */
  readonly factors?: number;
  /** Length of a step; 0.05 unless told. */
  readonly rate?: number;
  /** Penalty on squared factors; 0.01 unless told. */
  readonly penalty?: number;
  /** Passes over the events; 60 unless told. */
  readonly epochs?: number;
}

type Full = Required<PersonalizedRankingSettings>;

const KIND = "personalized_ranking";

/** Mean factors of the items of a history. */
function meanOf({ items, factors }: PairwiseFactors, history: Int32Array, size: number): Float64Array | undefined {
  const known = historyWeights(history, 1, size);
  if (known.length === 0) return undefined;
  const vector = new Float64Array(factors);
  for (const { item } of known) {
    for (let a = 0; a < factors; a++) vector[a] = (vector[a] ?? 0) + (items[item * factors + a] ?? 0) / known.length;
  }
  return vector;
}

function fitted(learnt: PairwiseFactors, settings: Full, seed: number): FittedFinder {
  const { factors, items, bias, askers } = learnt;
  const size = bias.length;
  return latentItems({
    kind: KIND,
    size,
    factors,
    items,
    bias,
    seed,
    learned: { items: size, askers: askers.length / factors, factors },
    vectorOf: ({ asker, history }) => {
      if (asker >= 0 && (asker + 1) * factors <= askers.length) {
        return Float64Array.from(askers.subarray(asker * factors, (asker + 1) * factors));
      }
      return meanOf(learnt, history, size) ?? new Float64Array(factors);
    },
    save: () => ({ kind: KIND, settings: { ...settings, seed }, tensors: { askers, items, bias } }),
  });
}

function check({ factors, rate, penalty, epochs }: Full): void {
  checkNumber("personalizedRanking", "factors", factors, { least: 1, most: 512, whole: true });
  checkNumber("personalizedRanking", "rate", rate, { above: 0, most: 1 });
  checkNumber("personalizedRanking", "penalty", penalty, { least: 0, most: 1 });
  checkNumber("personalizedRanking", "epochs", epochs, { least: 1, whole: true });
}

/**
 * Bayesian personalised ranking: factors under which what an asker had scores above what it had not, learned from drawn pairs.
 * An asker that was not there while it learned gets the mean factors of its history, or the most liked items where there is none.
 * @throws MODELING_SETTING_INVALID
 * @see Rendle, Freudenthaler, Gantner, Schmidt-Thieme (2009), "BPR: Bayesian Personalized Ranking from Implicit Feedback", UAI.
 * @example await personalizedRanking({ epochs: 100 }).fit(examples, { seed: 1 });
 */
export function personalizedRanking(settings: PersonalizedRankingSettings = {}): Finder {
  const full = { factors: 64, rate: 0.05, penalty: 0.01, epochs: 60, ...settings };
  check(full);
  return {
    name: KIND,
    settings: full,
    fit: async (examples, context) => {
      const events = confidenceMatrix(eventsByAsker(KIND, examples), 1);
      const { seed } = context;
      const between = (step: number, right: number): Promise<void> =>
        betweenSteps("personalizedRanking", context, { step, steps: full.epochs, values: { pairs_in_order: right } });
      return fitted(await pairwiseFactors({ events, ...full, seed, between }), full, seed);
    },
  };
}

/** Factors from what was saved. @throws MODELING_FINDER_INVALID, MODELING_SETTING_INVALID */
export function restorePersonalizedRanking(saved: SavedFinder): FittedFinder {
  const number = (name: keyof Full): number => savedNumber(saved, name);
  const settings: Full = { factors: number("factors"), rate: number("rate"), penalty: number("penalty"), epochs: number("epochs") };
  check(settings);
  const { factors } = settings;
  const bias = savedNumbers(saved, "bias", Float32Array);
  const items = savedNumbers(saved, "items", Float32Array, bias.length * factors);
  const askers = savedNumbers(saved, "askers", Float32Array);
  savedNumbers(saved, "askers", Float32Array, Math.floor(askers.length / factors) * factors);
  return fitted({ factors, bias, items, askers }, settings, savedNumber(saved, "seed"));
}
