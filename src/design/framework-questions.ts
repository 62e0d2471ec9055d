import type { DeclaredSystem } from "../system/index.ts";
import { dataQuestions } from "./questions/data-questions.ts";
import { modelingQuestions } from "./questions/modeling-questions.ts";
import type { Answer, Question, Stage } from "./questions/question.ts";
import { servingQuestions } from "./questions/serving-questions.ts";
import { setupQuestions } from "./questions/setup-questions.ts";
import type { RunReport } from "./run-report.ts";

/** Every question of the four stages, in order. */
export const frameworkQuestions: readonly Question[] = [...setupQuestions, ...dataQuestions, ...modelingQuestions, ...servingQuestions];

/** The stages in order, with their headings. */
export const stages: readonly { readonly stage: Stage; readonly title: string }[] = [
  { stage: "setup", title: "Project setup" },
  { stage: "data", title: "Data pipeline" },
  { stage: "modeling", title: "Modeling" },
  { stage: "serving", title: "Serving" },
];

/** Every question with its answer; undefined where declaration and run say nothing. */
export function answerQuestions(
  system: DeclaredSystem,
  report: RunReport,
): readonly { readonly question: Question; readonly answer: Answer | undefined }[] {
  return frameworkQuestions.map((question) => ({ question, answer: question.answer(system, report) }));
}
