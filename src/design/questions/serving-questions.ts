import type { DeclaredSystem } from "../../system/index.ts";
import { ablationChart } from "../charts/ablation-chart.ts";
import { reliabilityChart } from "../charts/reliability-chart.ts";
import { sliceCharts } from "../charts/slice-charts.ts";
import { chartBlock } from "../document/chart-block.ts";
import { formatChange, formatCount, formatMegabytes, formatMicroseconds, formatNumber, formatShare } from "../format-number.ts";
import { primaryMetric } from "../measured-quantity.ts";
import { oneLine, shorten } from "../one-line.ts";
import type { RunReport } from "../run-report.ts";
import { sortedFindings } from "../terminal/findings-list.ts";
import { requirementSentence } from "../verdict.ts";
import { worstSlices } from "../worst-slices.ts";
import { requestNoun } from "./catalogue-answers.ts";
import { chosenEntry, listed, plural } from "./declaration.ts";
import { answerOf, type Question } from "./question.ts";

/** Its life in use: trust, feedback, change, harm. */
export const servingQuestions: readonly Question[] = [
  {
    id: "experiments",
    stage: "serving",
    question: "Which experiments show that it keeps its promises, before and after it is released?",
    answeredBy: "serving.notes.experiments",
    answer: ({ serving }, report) => answerOf([serving?.notes?.experiments], [requirementSentence(report)]),
  },
  {
    id: "deployment",
    stage: "serving",
    question: "What is deployed, and does it answer as it did in training?",
    answeredBy: "measured: the package and its parity check",
    answer: (_, report) => answerOf([], packageText(report)),
  },
  {
    id: "feedback",
    stage: "serving",
    question: "How do users and events say whether an answer was right?",
    answeredBy: "serving.notes.feedback",
    answer: ({ serving }) => answerOf([serving?.notes?.feedback]),
  },
  {
    id: "updates",
    stage: "serving",
    question: "When does the model learn again: with each row, on a schedule, on a change?",
    answeredBy: "serving.notes.updates",
    answer: ({ serving }) => answerOf([serving?.notes?.updates]),
  },
  {
    id: "new-classes",
    stage: "serving",
    question: "What happens when a new class or a new kind of row appears?",
    answeredBy: "serving.notes.newClasses",
    answer: ({ serving }) => answerOf([serving?.notes?.newClasses]),
  },
  {
    id: "confidence",
    stage: "serving",
    question: "Does it know when it may be wrong?",
    answeredBy: "measured: calibration or interval coverage",
    answer: (system, report) => answerOf([intervalText(system)], [calibrationText(report)], [chartBlock(reliabilityChart(report))]),
  },
  {
    id: "low-confidence",
    stage: "serving",
    question: "What is done when confidence is low?",
    answeredBy: "serving.deferBelow, serving.notes.lowConfidence",
    answer: ({ serving }) =>
      answerOf([
        serving?.deferBelow === undefined
          ? undefined
          : `Below a confidence of ${formatNumber(serving.deferBelow)} the decision is left to a person.`,
        serving?.notes?.lowConfidence,
      ]),
  },
  {
    id: "device-or-server",
    stage: "serving",
    question: "Does it run at the user's or on a server, and what does that cost?",
    answeredBy: "serving.notes.device",
    answer: ({ serving }, report) =>
      answerOf(
        [serving?.notes?.device],
        [
          `The package has ${formatMegabytes(report.package.megabytes)}; one ${requestNoun(report)} takes ${formatMicroseconds(report.latency.p50Ms * 1000)} at the median and ${formatMicroseconds(report.latency.p99Ms * 1000)} at the 99th percentile (${plural(formatCount(report.latency.rows), "request")}).`,
        ],
      ),
  },
  {
    id: "interpretability",
    stage: "serving",
    question: "Can an answer be explained to the person it concerns?",
    answeredBy: "serving.notes.interpretability",
    answer: ({ serving }, report) =>
      serving?.notes?.interpretability === undefined ? undefined : answerOf([serving.notes.interpretability], [parametersText(report)]),
  },
  {
    id: "ablation",
    stage: "serving",
    question: "Which parts earn their place?",
    answeredBy: "measured: each group of features left out in turn",
    answer: (_, report) => answerOf([], [ablationText(report)], [chartBlock(ablationChart(report))]),
  },
  {
    id: "model-bias",
    stage: "serving",
    question: "Is it equally good for everyone?",
    answeredBy: "data.slices, a gapAtMost requirement",
    answer: (_, report) => answerOf([], gapTexts(report), sliceCharts(report).map(chartBlock)),
  },
  {
    id: "misuse",
    stage: "serving",
    question: "What could somebody with bad intentions do with it?",
    answeredBy: "setup.misuse",
    answer: ({ setup }) => answerOf(setup.misuse ?? []),
  },
  {
    id: "assumptions",
    stage: "serving",
    question: "What must hold in the world for it to stay right?",
    answeredBy: "setup.assumptions",
    answer: ({ setup }) => answerOf(setup.assumptions ?? []),
  },
  {
    id: "next-time",
    stage: "serving",
    question: "What should be done next?",
    answeredBy: "measured: findings",
    answer: (_, report) =>
      answerOf(
        [],
        sortedFindings(report.findings).map((finding) => `${finding.title}: ${finding.next}`),
      ),
  },
];

function packageText({ package: model }: RunReport): string[] {
  return [
    `One package, ${shorten(model.id, 24)}, ${formatMegabytes(model.megabytes)}: features, model and calibration in one graph.`,
    `On ${plural(formatCount(model.parity.rows), "row")} it answers as the trainer did; the largest difference is ${formatNumber(model.parity.largestDifference)}.`,
  ];
}

function intervalText({ modeling }: DeclaredSystem): string | undefined {
  if (modeling.intervalCoverage === undefined) return undefined;
  return `Every answer comes with a range that should hold ${formatShare(modeling.intervalCoverage)} of the truths.`;
}

function calibrationText(report: RunReport): string | undefined {
  const coverage = report.test["interval_coverage"];
  if (coverage !== undefined)
    return `The range held ${formatShare(coverage.value)} [${formatShare(coverage.low)}, ${formatShare(coverage.high)}] of the truths on test rows.`;
  const bins = report.curves.reliability?.filter((bin) => bin.rows > 0) ?? [];
  const rows = bins.reduce((sum, bin) => sum + bin.rows, 0);
  if (rows === 0) return undefined;
  const distance = bins.reduce((sum, bin) => sum + (bin.rows / rows) * Math.abs(bin.predicted - bin.observed), 0);
  return `Over ${plural(String(bins.length), "bin")} of ${plural(formatCount(rows), "validation row")} the predicted probability is off by ${formatShare(distance)} on average.`;
}

function parametersText(report: RunReport): string | undefined {
  const parameters = chosenEntry(report)?.learned["parameters"];
  return parameters === undefined
    ? undefined
    : `${oneLine(report.chosen)} has ${typeof parameters === "number" ? formatCount(parameters) : oneLine(parameters)} learned numbers.`;
}

function ablationText(report: RunReport): string | undefined {
  const { ablation = [] } = report;
  if (ablation.length === 0) return undefined;
  const metric = primaryMetric(report);
  const sign = metric.direction === "maximize" ? 1 : -1;
  const sorted = [...ablation].sort((a, b) => sign * (a.change.value - b.change.value));
  const useless = sorted.filter(({ change }) => change.low <= 0 && change.high >= 0).map(({ group }) => group);
  const first = sorted[0];
  if (first === undefined) return undefined;
  const most = `Most is lost without ${oneLine(first.group)}: ${metric.name} changes by ${formatChange(first.change)}.`;
  return useless.length === 0 ? most : `${most} Nothing beyond noise is lost without ${listed(useless)}.`;
}

function gapTexts(report: RunReport): string[] {
  const metric = primaryMetric(report);
  return worstSlices(report).flatMap(({ by, groups }) => {
    const known = groups.filter((group) => Number.isFinite(group.scores[metric.name]?.value));
    const worst = known[0];
    const best = known.at(-1);
    if (worst === undefined || best === undefined || known.length < 2) return [];
    const text = (group: typeof worst) =>
      `${oneLine(group.is) || "(empty)"} (${formatNumber(group.scores[metric.name]?.value ?? Number.NaN)})`;
    return [`By ${oneLine(by)}, ${metric.name} is worst for ${text(worst)} and best for ${text(best)}.`];
  });
}
