import { cellOf, type Table } from "../../data/index.ts";
import { MillwrightError } from "../../errors/index.ts";
import type { Prediction } from "../prediction.ts";
import { type AnswerTask, readAnswer } from "./judge-heuristic.ts";

/** Answers that a person gave. */
export interface HumanAnswers {
  /** One row for each of `rows`. */
  readonly prediction: Prediction;
  /** The rows of the table that were answered, ascending. */
  readonly rows: Int32Array;
}

/**
 * The answers that a column recorded from a person, as predictions; rows without an answer are left out. Boolean (binary: true is
 * positive), number (P(positive) or the value), category or text (the class).
 * @throws MODELING_RULE_ANSWER, MODELING_TOO_FEW_ROWS when nobody answered, DATA_COLUMN_MISSING
 * @example const { prediction, rows } = judgeHumans(validation, "analyst", { kind: "binary", classes: ["genuine", "fraud"] });
 */
export function judgeHumans(table: Table, column: string, task: AnswerTask): HumanAnswers {
  const cells = table.any(column);
  const rows: number[] = [];
  const values: number[] = [];
  for (let row = 0; row < table.rows; row++) {
    const cell = cellOf(cells, row);
    if (cell === null) continue;
    const whole = task.kind === "multiclass" || cell instanceof Date ? String(cell) : cell;
    const answer = typeof whole === "boolean" ? Number(whole) : whole;
    values.push(...readAnswer(answer, task, `column "${column}" in row ${row}`));
    rows.push(row);
  }
  if (rows.length === 0) {
    throw new MillwrightError(
      "MODELING_TOO_FEW_ROWS",
      `column "${column}" holds no answer in ${table.rows} rows.`,
      "Leave it out of the ladder, or record people's answers for some of these rows.",
    );
  }
  return {
    prediction: { rows: rows.length, width: values.length / rows.length, values: Float64Array.from(values) },
    rows: Int32Array.from(rows),
  };
}
