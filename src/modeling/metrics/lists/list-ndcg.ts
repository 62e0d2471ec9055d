import type { JudgedLists, Metric } from "../metric.ts";
import { gradesAtPlaces, type ListMetricSettings, meanOverQuestions } from "./list-metric.ts";

function discounted(grades: Float64Array): number {
  return grades.reduce((sum, grade, place) => sum + grade / Math.log2(place + 2), 0);
}

/** Grades of what was right, best first, as far as a list goes. */
function ideal({ relevant, grades }: JudgedLists, question: number, k: number): Float64Array {
  const from = relevant.start[question] ?? 0;
  const to = relevant.start[question + 1] ?? 0;
  const own = grades?.slice(from, to) ?? new Float64Array(to - from).fill(1);
  return own.sort().reverse().subarray(0, k);
}

/**
 * Normalised discounted cumulative gain of the first k places: an item that was right counts its grade ÷ log2(place + 1), divided by what
 * the best list would have. Mean over questions; askers are drawn whole.
 * @throws MODELING_SETTING_INVALID
 * @see Järvelin and Kekäläinen (2002), "Cumulated gain-based evaluation of IR techniques", TOIS 20(4).
 * @example listNdcg({ k: 10 }).name; // "ndcg_at_10"
 */
export function listNdcg({ k }: ListMetricSettings): Metric {
  const about = {
    name: `ndcg_at_${k}`,
    k,
    range: [0, 1],
    definition: `Σ grade ÷ log2(place + 1) over the first ${k} places, ÷ that of the best list; mean over questions.`,
    paper: 'Järvelin and Kekäläinen (2002), "Cumulated gain-based evaluation of IR techniques", TOIS 20(4)',
    unit: "share",
  } as const;
  return meanOverQuestions(
    about,
    (found, question) => discounted(gradesAtPlaces(found, question, k)) / discounted(ideal(found, question, k)),
  );
}
