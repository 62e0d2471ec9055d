import { descendingOrder } from "../../../kernels/index.ts";
import { mustBeBetween } from "../at-threshold.ts";
import type { Judged, Metric } from "../metric.ts";
import { describeListMetric, gradesAtPlaces, listsOf } from "./list-metric.ts";

/** How right the first place must be. */
export interface CoverageAtPrecisionSettings {
  /** In (0, 1]: share of the shown answers that must be right. */
  readonly precision: number;
}

/** Questions by falling confidence with whether their first item was right; `end` where the next confidence is lower. */
interface Confident {
  readonly question: Int32Array;
  readonly confidence: Float64Array;
  readonly right: Uint8Array;
  readonly end: Uint8Array;
}

/**
 * Largest share of the questions that can be answered with one item each so that at least the asked share of the answers is right, when the
 * most confident are answered first. Confidence is the score of the first item; questions of equal confidence are answered together. 0 where
 * no confidence is high enough. The best threshold on the judged questions themselves is taken: see `showAbove` for one that was chosen
 * before. Askers are drawn whole.
 * @throws MODELING_SETTING_INVALID
 * @see Geifman and El-Yaniv (2017), "Selective Classification for Deep Neural Networks", NeurIPS.
 * @example coverageAtPrecision({ precision: 0.9 }).name; // "coverage_at_precision_0.9"
 */
export function coverageAtPrecision({ precision }: CoverageAtPrecisionSettings): Metric {
  mustBeBetween("precision", precision, 0, 1);
  return {
    ...describeListMetric({
      name: `coverage_at_precision_${precision}`,
      k: 1,
      range: [0, 1],
      definition: `Largest share of questions, most confident first, whose first item is right in at least ${precision} of them.`,
      paper: 'Geifman and El-Yaniv (2017), "Selective Classification for Deep Neural Networks", NeurIPS',
      unit: "share",
    }),
    prepare: (judged) => {
      const confident = byConfidence(judged);
      return (weight) => largestCoverage(confident, weight, precision).shown / weight.reduce((sum, own) => sum + own, 0);
    },
  };
}

/** The questions by falling score of their first item; those without a list are left out. */
export function byConfidence(judged: Judged): Confident {
  const found = listsOf(judged);
  const { k, scores } = found.lists;
  const confidence = Float64Array.from({ length: judged.truth.length }, (_, question) => {
    const score = scores[question * k] ?? Number.NaN;
    return Number.isNaN(score) ? Number.NEGATIVE_INFINITY : score;
  });
  const order = Int32Array.from(descendingOrder(confidence)).filter((question) => confidence[question] !== Number.NEGATIVE_INFINITY);
  return {
    question: order,
    confidence: Float64Array.from(order, (question) => confidence[question] ?? Number.NaN),
    right: Uint8Array.from(order, (question) => ((gradesAtPlaces(found, question, 1)[0] ?? 0) > 0 ? 1 : 0)),
    end: Uint8Array.from(order, (question, at) => (confidence[order[at + 1] ?? -1] === confidence[question] ? 0 : 1)),
  };
}

/**
 * The score from which on lists are shown, so that the first item is right in the asked share of them and as many as possible are shown.
 * @returns the largest number where no score is high enough: then nothing is shown.
 */
export function confidenceThreshold(judged: Judged, precision: number): number {
  const confident = byConfidence(judged);
  const { at } = largestCoverage(confident, judged.weight ?? new Float64Array(judged.truth.length).fill(1), precision);
  return at < 0 ? Number.MAX_VALUE : (confident.confidence[at] ?? Number.MAX_VALUE);
}

function largestCoverage({ question, right, end }: Confident, weight: Float64Array, precision: number): { shown: number; at: number } {
  let [shown, correct] = [0, 0];
  let best = { shown: 0, at: -1 };
  for (let at = 0; at < question.length; at++) {
    const own = weight[question[at] ?? 0] ?? 0;
    shown += own;
    if (right[at] === 1) correct += own;
    if (end[at] === 1 && shown > 0 && correct >= precision * shown) best = { shown, at };
  }
  return best;
}
