import type { Table } from "../../data/index.ts";
import { didYouMean, MillwrightError } from "../../errors/index.ts";
import type { Heuristic, RuleAnswer } from "../candidate.ts";
import type { Prediction } from "../prediction.ts";
import { hasClasses, type Task } from "../tasks/task.ts";

/** How answers are read. */
export interface AnswerTask {
  readonly kind: Task["kind"];
  /** Names by code: for binary [negative, positive]; empty for regression. */
  readonly classes: readonly string[];
}

/** @throws MODELING_RULE_ANSWER */
function refuse(where: string, answer: unknown, allowed: string): never {
  throw new MillwrightError("MODELING_RULE_ANSWER", `${where} answered ${JSON.stringify(answer) ?? String(answer)}.`, allowed);
}

function codeOf(name: string, classes: readonly string[], where: string): number {
  const code = classes.indexOf(name);
  return code >= 0 ? code : refuse(where, name, `It must name a class. ${didYouMean(name, classes)}`);
}

/** Probabilities by class, scaled to sum to 1. */
function fromRecord(answer: Readonly<Record<string, number>>, classes: readonly string[], where: string): number[] {
  const row = classes.map(() => 0);
  for (const [name, probability] of Object.entries(answer)) {
    if (!(probability >= 0 && probability < Number.POSITIVE_INFINITY))
      refuse(where, answer, "Give each class a number that is not negative.");
    row[codeOf(name, classes, where)] = probability;
  }
  const sum = row.reduce((total, probability) => total + probability, 0);
  if (sum === 0) refuse(where, answer, "Give at least one class more than 0.");
  return row.map((probability) => probability / sum);
}

/**
 * One answer as numbers: [P(positive)], one probability per class, or [value].
 * @param where - who answered what, for errors.
 * @throws MODELING_RULE_ANSWER
 */
export function readAnswer(answer: RuleAnswer, { kind, classes }: AnswerTask, where: string): number[] {
  if (!hasClasses(kind)) {
    return typeof answer === "number" && Number.isFinite(answer) ? [answer] : refuse(where, answer, "It must be a finite number.");
  }
  if (typeof answer === "number") {
    if (kind === "multiclass") return refuse(where, answer, "It must be a class or an object of probabilities by class.");
    return answer >= 0 && answer <= 1 ? [answer] : refuse(where, answer, "P(positive) must be from 0 to 1.");
  }
  if (typeof answer !== "string" && (typeof answer !== "object" || answer === null)) {
    return refuse(where, answer, "It must be a number, a class or an object of probabilities by class.");
  }
  const row =
    typeof answer === "string"
      ? classes.map((_, code) => (code === codeOf(answer, classes, where) ? 1 : 0))
      : fromRecord(answer, classes, where);
  return kind === "binary" ? row.slice(1) : row;
}

/** Runs a rule's code; what it throws is kept as the cause. @throws MODELING_RULE_FAILED */
function attempt<Result>(what: string, run: () => Result): Result {
  try {
    return run();
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new MillwrightError("MODELING_RULE_FAILED", `${what}: ${reason}`, "Mend the rule; columns that may be missing hold null.", {
      cause,
    });
  }
}

/** What a rule is judged on. */
export interface HeuristicRows extends AnswerTask {
  /** For errors. */
  readonly name?: string;
  /** The rows it learns from, where it learns. */
  readonly train: Table;
  /** The rows it answers. */
  readonly rows: Table;
}

/**
 * The answers of a rule that a person wrote, as predictions.
 * @throws MODELING_RULE_FAILED, MODELING_RULE_ANSWER
 * @example judgeHeuristic((row: { amount: number }) => (row.amount > 220 ? 1 : 0), { kind: "binary", classes: ["no", "yes"], train, rows });
 */
export function judgeHeuristic<Row>(heuristic: Heuristic<Row>, settings: HeuristicRows): Prediction {
  const { train, rows, name = "rule" } = settings;
  const objects = (table: Table): Row[] => Array.from({ length: table.rows }, (_, at) => table.row(at) as Row);
  const rule = typeof heuristic === "function" ? heuristic : attempt(`learning "${name}" failed`, () => heuristic.learn(objects(train)));
  const width = settings.kind === "multiclass" ? settings.classes.length : 1;
  const values = new Float64Array(rows.rows * width);
  for (let at = 0; at < rows.rows; at++) {
    const answer = attempt(`"${name}" failed on row ${at}`, () => rule(rows.row(at) as Row));
    values.set(readAnswer(answer, settings, `"${name}" in row ${at}`), at * width);
  }
  return { rows: rows.rows, width, values };
}
