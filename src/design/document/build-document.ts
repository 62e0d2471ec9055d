import type { DeclaredSystem } from "../../system/index.ts";
import { answerQuestions, stages } from "../framework-questions.ts";
import { oneLine } from "../one-line.ts";
import { reportUnits } from "../report-units.ts";
import type { RunReport } from "../run-report.ts";
import { sortedFindings } from "../terminal/findings-list.ts";
import { tuningSection } from "../tuning/tuning-section.ts";
import { simulatedWarning } from "../verdict.ts";
import type { AnsweredBlock, Block, DesignDocument, Section } from "./blocks.ts";
import { historySection } from "./history-section.ts";
import { ladderSection } from "./ladder-section.ts";
import { listCostSection } from "./list-cost-section.ts";
import { reproduceSection } from "./reproduce-section.ts";
import { requirementsSection } from "./requirements-section.ts";
import { verdictSection } from "./verdict-section.ts";

/** The document of a run: first the verdict, then the evidence, then every question of the four stages. */
export function buildDocument(system: DeclaredSystem, measured: RunReport, earlier: readonly RunReport[] = []): DesignDocument {
  const report: RunReport = { ...measured, units: measured.units ?? reportUnits(system) };
  const warning = simulatedWarning(report);
  return {
    title: oneLine(system.title),
    subtitle: `Design of ${oneLine(system.name)}, written by run ${oneLine(report.run)}`,
    ...(warning === undefined ? {} : { warning }),
    sections: [
      verdictSection(system, report),
      ladderSection(report),
      ...listCostSection(report),
      requirementsSection(report),
      findingsSection(report),
      ...(report.tuning ?? []).map(tuningSection),
      ...stageSections(system, report),
      openQuestionsSection(system, report),
      ...historySection(report, earlier),
      reproduceSection(report),
    ],
  };
}

function findingsSection(report: RunReport): Section {
  const blocks: Block[] = sortedFindings(report.findings).map((finding) => ({ kind: "finding", finding }));
  return {
    id: "findings",
    title: "Findings",
    blocks: blocks.length === 0 ? [{ kind: "text", text: "Nothing stood out in this run." }] : blocks,
  };
}

function stageSections(system: DeclaredSystem, report: RunReport): Section[] {
  const answered = answerQuestions(system, report);
  return stages.map(({ stage, title }, index) => ({
    id: `stage-${stage}`,
    title: `Stage ${index + 1}: ${title}`,
    blocks: answered.flatMap(({ question, answer }): AnsweredBlock[] =>
      question.stage !== stage || answer === undefined
        ? []
        : [
            {
              kind: "answer",
              id: question.id,
              question: question.question,
              declared: answer.declared,
              measured: answer.measured,
              evidence: answer.evidence ?? [],
            },
          ],
    ),
  }));
}

function openQuestionsSection(system: DeclaredSystem, report: RunReport): Section {
  const answered = answerQuestions(system, report);
  const open = answered.filter(({ answer }) => answer === undefined);
  const id = "open-questions";
  if (open.length === 0)
    return { id, title: "Open questions", blocks: [{ kind: "text", text: `All ${answered.length} questions are answered.` }] };
  const stageTitle = (stage: string) => stages.find((each) => each.stage === stage)?.title ?? stage;
  return {
    id,
    title: "Open questions",
    blocks: [
      {
        kind: "text",
        text: `${answered.length - open.length} of ${answered.length} questions are answered. ${open.length === 1 ? "This one is" : "These are"} not, neither by the declaration nor by the run:`,
      },
      {
        kind: "table",
        table: {
          columns: [{ title: "question" }, { title: "would be answered by" }, { title: "stage" }],
          rows: open.map(({ question }) => [
            question.question,
            question.answeredBy,
            { text: stageTitle(question.stage), tone: "quiet" as const },
          ]),
        },
      },
    ],
  };
}
