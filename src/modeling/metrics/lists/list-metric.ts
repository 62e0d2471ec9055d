import { listOf } from "../../../data/index.ts";
import { MillwrightError } from "../../../errors/index.ts";
import { weightedMean } from "../../../kernels/index.ts";
import { mustBeBetween } from "../at-threshold.ts";
import type { Judged, JudgedLists, Metric } from "../metric.ts";

/** How many places of a list a metric looks at. */
export interface ListMetricSettings {
  readonly k: number;
}

/** The lists of judged questions. @throws MODELING_TASK_WRONG where rows were judged */
export function listsOf({ found }: Judged): JudgedLists {
  if (found !== undefined) return found;
  throw new MillwrightError(
    "MODELING_TASK_WRONG",
    "a metric of lists was asked about predictions of rows.",
    "Use it with recommendation, retrieval, linkPrediction or languageModel.",
  );
}

/** Items of one list without its empty end, k at most. */
export function answered({ lists }: JudgedLists, question: number, k: number): Int32Array {
  const from = question * lists.k;
  const list = lists.items.subarray(from, from + Math.min(k, lists.k));
  const end = list.indexOf(-1);
  return end < 0 ? list : list.subarray(0, end);
}

/** Grade of each place of a list: 0 where the item was not right. */
export function gradesAtPlaces(found: JudgedLists, question: number, k: number): Float64Array {
  const right = listOf(found.relevant, question);
  const first = found.relevant.start[question] ?? 0;
  return Float64Array.from(answered(found, question, k), (item) => {
    const at = right.indexOf(item);
    return at < 0 ? 0 : (found.grades?.[first + at] ?? 1);
  });
}

/** What makes a metric of lists. */
interface ListMetric extends Pick<Metric, "name" | "range" | "definition" | "paper" | "unit"> {
  readonly k: number;
  readonly direction?: Metric["direction"];
}

/** What every metric of lists says of itself; askers are drawn whole. @throws MODELING_SETTING_INVALID */
export function describeListMetric({ k, direction = "maximize", ...rest }: ListMetric): Omit<Metric, "prepare"> {
  mustBeBetween("k", k, 1, 10_000);
  return {
    ...rest,
    direction,
    depth: k,
    tasks: ["recommendation", "retrieval", "linkPrediction", "languageModel"],
    cluster: (judged) => {
      const codes = new Map<number, number>();
      return listsOf(judged).askers.map((asker) => {
        const code = codes.get(asker) ?? codes.size;
        codes.set(asker, code);
        return code;
      });
    },
  };
}

/** A metric that is the mean of one number per question. */
export function meanOverQuestions(about: ListMetric, value: (found: JudgedLists, question: number) => number): Metric {
  return {
    ...describeListMetric(about),
    prepare: (judged) => {
      const found = listsOf(judged);
      const values = Float64Array.from({ length: judged.truth.length }, (_, question) => value(found, question));
      return (weight) => weightedMean(values, weight);
    },
  };
}
