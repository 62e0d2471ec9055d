import type { RowLists, Table } from "../../data/index.ts";
import type { Judged, JudgedLists } from "../metrics/metric.ts";
import type { RequestSet } from "./find-lists.ts";
import type { RankedLists } from "./finder.ts";

/** Questions with what was right. */
export interface QuestionSet {
  readonly requests: RequestSet;
  /** Codes of the items that were right, for each question. */
  readonly relevant: RowLists;
  /** Grades of the same items, above 0; 1 where absent. */
  readonly grades?: Float64Array;
  /** Code of who asks. */
  readonly askers: Int32Array;
  /** A row for each question, for slices. */
  readonly table: Table;
  /** What is known of the items from the events that were learned from. */
  readonly about: Pick<JudgedLists, "popularity" | "likeness">;
}

/** Lists beside what was right, ready for `evaluate`: each question is a row. */
export function judgeLists(questions: QuestionSet, lists: RankedLists, pairs?: JudgedLists["pairs"]): Judged {
  const { relevant, grades, askers, table, about } = questions;
  const rows = askers.length;
  return {
    prediction: { rows, width: 0, values: new Float64Array(0) },
    truth: Float64Array.from({ length: rows }, (_, row) => (relevant.start[row + 1] ?? 0) - (relevant.start[row] ?? 0)),
    table,
    classes: [],
    found: { lists, relevant, ...(grades === undefined ? {} : { grades }), askers, ...about, ...(pairs === undefined ? {} : { pairs }) },
  };
}
