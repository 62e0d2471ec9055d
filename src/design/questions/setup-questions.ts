import type { DeclaredSystem } from "../../system/index.ts";
import { costCurve } from "../charts/cost-curve.ts";
import { precisionRecallChart } from "../charts/precision-recall.ts";
import type { Block } from "../document/blocks.ts";
import { chartBlock } from "../document/chart-block.ts";
import { formatCount, formatMegabytes, formatMicroseconds, formatNumber, formatPlain, formatSeconds } from "../format-number.ts";
import { formatMetric, unitOf } from "../measured-quantity.ts";
import { oneLine } from "../one-line.ts";
import type { RunReport } from "../run-report.ts";
import { requirementSentence } from "../verdict.ts";
import { exampleNoun, requestNoun } from "./catalogue-answers.ts";
import { answerOf, type Question } from "./question.ts";

/** Before any model: what is wanted, by whom, at what price of an error. */
export const setupQuestions: readonly Question[] = [
  {
    id: "goal",
    stage: "setup",
    question: "What is to be achieved, and what is not?",
    answeredBy: "setup.goal, setup.outOfScope",
    answer: ({ setup }) => answerOf([setup.goal, setup.outOfScope === undefined ? undefined : `Out of scope: ${setup.outOfScope}`]),
  },
  {
    id: "walkthrough",
    stage: "setup",
    question: "How do people meet the system, step by step?",
    answeredBy: "setup.walkthrough",
    answer: ({ setup }) => answerOf([], [], [listBlock(setup.walkthrough)]),
  },
  {
    id: "decision",
    stage: "setup",
    question: "What is decided with a prediction, and who decides?",
    answeredBy: "setup.decision",
    answer: ({ setup }) => answerOf([setup.decision]),
  },
  {
    id: "how-good-how-fast",
    stage: "setup",
    question: "How good and how fast must an answer be?",
    answeredBy: "setup.requirements",
    answer: ({ setup }, report) =>
      setup.requirements.length === 0 && report.requirements.length === 0
        ? undefined
        : answerOf(
            [`The brief asks for: ${setup.requirements.map((each) => each.name).join("; ")}.`],
            [
              requirementSentence(report),
              `A single ${requestNoun(report)} is answered in ${formatMicroseconds(report.latency.p50Ms * 1000)} at the median and ${formatMicroseconds(report.latency.p99Ms * 1000)} at the 99th percentile.`,
            ],
          ),
  },
  {
    id: "costlier-error",
    stage: "setup",
    question: "Which error costs more, and where does that put the threshold?",
    answeredBy: "setup.costs",
    answer: (system, report) =>
      answerOf(costsText(system), thresholdText(report), [chartBlock(costCurve(report)), chartBlock(precisionRecallChart(report))]),
  },
  {
    id: "training-objective",
    stage: "setup",
    question: "What does learning minimise, and what does that stand in for?",
    answeredBy: "setup.evaluation.loss",
    answer: ({ setup }) => answerOf([setup.evaluation?.loss]),
  },
  {
    id: "offline-evaluation",
    stage: "setup",
    question: "How is quality judged before anyone uses it?",
    answeredBy: "setup.evaluation.offline",
    answer: ({ setup }, report) =>
      answerOf(
        [setup.evaluation?.offline],
        [
          `On ${formatCount(report.data.split.test)} test ${exampleNoun(report)}: ${report.metrics
            .flatMap((metric) => {
              const score = report.test[metric.name];
              return score === undefined ? [] : [`${metric.name} ${formatMetric(report, metric.name, score)}`];
            })
            .join("; ")}. Candidates were chosen by the first.`,
        ],
      ),
  },
  {
    id: "online-evaluation",
    stage: "setup",
    question: "What shows in use that it works?",
    answeredBy: "setup.evaluation.online",
    answer: ({ setup }) => answerOf([setup.evaluation?.online]),
  },
  {
    id: "personalisation",
    stage: "setup",
    question: "One model for everybody, one per group, or one per person?",
    answeredBy: "setup.personalisation",
    answer: ({ setup }) => {
      if (setup.personalisation === undefined) return undefined;
      const levels = { global: "One model for everybody.", segment: "By group.", user: "By person." };
      return answerOf([`${levels[setup.personalisation.level]} ${setup.personalisation.how}`]);
    },
  },
  {
    id: "deadline",
    stage: "setup",
    question: "How much time is there until it must be in use?",
    answeredBy: "setup.constraints.deadline",
    answer: ({ setup }) => answerOf([setup.constraints?.deadline]),
  },
  {
    id: "compute",
    stage: "setup",
    question: "How much computing is at hand, and how much was needed?",
    answeredBy: "setup.constraints.compute, .trainingMinutes, .memoryMegabytes",
    answer: ({ setup }, report) =>
      answerOf(
        [
          setup.constraints?.compute,
          setup.constraints?.trainingMinutes === undefined ? undefined : `Budget of time: ${setup.constraints.trainingMinutes} min.`,
          setup.constraints?.memoryMegabytes === undefined
            ? undefined
            : `Budget of memory: ${formatMegabytes(setup.constraints.memoryMegabytes)}.`,
        ],
        [`The whole run took ${formatSeconds(report.seconds)} and at most ${formatMegabytes(report.peakMemoryMegabytes)} of memory.`],
      ),
  },
  {
    id: "people-and-systems",
    stage: "setup",
    question: "Which people and which existing systems can take part?",
    answeredBy: "setup.constraints.people, setup.constraints.systems",
    answer: ({ setup }) => answerOf([setup.constraints?.people, setup.constraints?.systems]),
  },
];

function listBlock(items: readonly string[] | undefined): Block | undefined {
  return items === undefined || items.length === 0 ? undefined : { kind: "list", items, ordered: true };
}

function costsText({ setup }: DeclaredSystem): string[] {
  const costs = setup.costs;
  if (costs === undefined) return [];
  const price = (cost: number | ((row: never) => number) | undefined) =>
    cost === undefined
      ? "nothing"
      : typeof cost === "number"
        ? `${formatPlain(cost)} ${oneLine(costs.currency)}`
        : "an amount that depends on the row";
  return [
    `A false alarm costs ${price(costs.falsePositive)}; a miss costs ${price(costs.falseNegative)}.`,
    `A right alarm costs ${price(costs.truePositive)}; rightly doing nothing costs ${price(costs.trueNegative)}.`,
  ];
}

function thresholdText(report: RunReport): string[] {
  if (report.threshold === undefined) return [];
  const lowest = report.curves.cost?.reduce((best, point) => (point.cost < best.cost ? point : best));
  const unit = unitOf(report, "expected_cost") ?? report.units?.currency ?? "";
  const price = lowest === undefined ? "" : `, where a row costs ${formatNumber(lowest.cost)} ${oneLine(unit)} on average`;
  return [
    `Costs on ${formatCount(report.data.split.validation)} validation rows are lowest when everything from a probability of ${formatNumber(report.threshold)} on counts as positive${price}.`,
  ];
}
