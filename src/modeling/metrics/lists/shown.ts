import { weightedMean } from "../../../kernels/index.ts";
import type { Judged, Metric } from "../metric.ts";
import { describeListMetric, gradesAtPlaces, listsOf } from "./list-metric.ts";

/** 1 for questions whose best item is sure enough to be shown. */
function shownQuestions(judged: Judged, above: number): Float64Array {
  const { lists } = listsOf(judged);
  return judged.truth.map((_, question) => ((lists.scores[question * lists.k] ?? Number.NaN) >= above ? 1 : 0));
}

/**
 * Share of the questions that are answered when only lists are shown whose best item scores at least so much.
 * @param above - the score; chosen beforehand, on other questions.
 * @throws MODELING_SETTING_INVALID
 * @example shownShare(0.8).name; // "shown_share"
 */
export function shownShare(above: number): Metric {
  return {
    ...describeListMetric({
      name: "shown_share",
      k: 1,
      range: [0, 1],
      definition: `Questions whose best item scores at least ${Number(above.toPrecision(6))}, ÷ all questions.`,
      unit: "share",
    }),
    prepare: (judged) => {
      const shown = shownQuestions(judged, above);
      return (weight) => weightedMean(shown, weight);
    },
  };
}

/**
 * Share of the shown lists whose first item is right. NaN where none is shown.
 * @param above - the score; chosen beforehand, on other questions.
 * @throws MODELING_SETTING_INVALID
 * @example precisionWhenShown(0.8).name; // "precision_when_shown"
 */
export function precisionWhenShown(above: number): Metric {
  return {
    ...describeListMetric({
      name: "precision_when_shown",
      k: 1,
      range: [0, 1],
      definition: `Of the questions whose best item scores at least ${Number(above.toPrecision(6))}, the share whose best item is right.`,
      unit: "share",
    }),
    prepare: (judged) => {
      const shown = shownQuestions(judged, above);
      const found = listsOf(judged);
      const right = shown.map((one, question) => (one === 1 && (gradesAtPlaces(found, question, 1)[0] ?? 0) > 0 ? 1 : 0));
      return (weight) => weightedMean(right, weight) / weightedMean(shown, weight);
    },
  };
}
