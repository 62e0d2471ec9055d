import type { AnySystem } from "../../system/index.ts";
import { learningCurve } from "../charts/learning-curve.ts";
import { targetChart } from "../charts/target-chart.ts";
import type { Block } from "../document/blocks.ts";
import { profileBlock } from "../document/profile-block.ts";
import { formatCount, formatMegabytes, formatNumber, formatShare } from "../format-number.ts";
import { formatMetric, primaryMetric } from "../measured-quantity.ts";
import { oneLine } from "../one-line.ts";
import type { RunReport } from "../run-report.ts";
import { chosenCandidate, chosenEntry, declaredColumns, listed, plural } from "./declaration.ts";
import { answerOf, type Question } from "./question.ts";

/** Which data there are, how they came about, and what becomes of them. */
export const dataQuestions: readonly Question[] = [
  {
    id: "data-at-hand",
    stage: "data",
    question: "Which data are at hand?",
    answeredBy: "data.sample, data.published",
    answer: (system, report) => answerOf([], atHand(report), [profileBlock(system, report)]),
  },
  {
    id: "framing",
    stage: "data",
    question: "What goes in and what comes out, and which other framings were weighed?",
    answeredBy: "data.notes.framing",
    answer: (system, report) => answerOf([system.data.notes?.framing], [inAndOut(system, report)]),
  },
  {
    id: "collection",
    stage: "data",
    question: "How are the data collected?",
    answeredBy: "data.notes.collection",
    answer: ({ data }) => answerOf([data.notes?.collection]),
  },
  {
    id: "annotation",
    stage: "data",
    question: "Who or what labels them, how well and at what price?",
    answeredBy: "data.notes.annotation",
    answer: ({ data }) => answerOf([data.notes?.annotation]),
  },
  {
    id: "disagreement",
    stage: "data",
    question: "How many judge one example, and what happens when they disagree?",
    answeredBy: "data.notes.disagreement",
    answer: ({ data }) => answerOf([data.notes?.disagreement]),
  },
  {
    id: "weak-labels",
    stage: "data",
    question: "Can rules or a few labels produce more labels?",
    answeredBy: "data.notes.weakLabels",
    answer: ({ data }) => answerOf([data.notes?.weakLabels]),
  },
  {
    id: "enough-data",
    stage: "data",
    question: "Are these enough data, or would more help?",
    answeredBy: "measured: the learning curve of the chosen candidate",
    answer: (_, report) => answerOf([], [curveText(report)], [chartBlock(learningCurve(report))]),
  },
  {
    id: "user-data",
    stage: "data",
    question: "What is needed from users, and how does it get here?",
    answeredBy: "data.notes.userData",
    answer: ({ data }) => answerOf([data.notes?.userData]),
  },
  {
    id: "storage",
    stage: "data",
    question: "Where are the data kept?",
    answeredBy: "data.notes.storage",
    answer: ({ data }, report) => answerOf([data.notes?.storage], [`This run read ${oneLine(report.data.source)}.`]),
  },
  {
    id: "size",
    stage: "data",
    question: "How large is an example, and do all of them fit in memory?",
    answeredBy: "measured",
    answer: (_, report) => answerOf([], sizeText(report)),
  },
  {
    id: "arrival",
    stage: "data",
    question: "How often do new data arrive?",
    answeredBy: "data.notes.arrival",
    answer: ({ data }) => answerOf([data.notes?.arrival]),
  },
  {
    id: "features",
    stage: "data",
    question: "How do raw columns become something to learn from?",
    answeredBy: "modeling.candidates[].features",
    answer: (system, report) => answerOf(historyText(system), featureText(system, report)),
  },
  {
    id: "missing",
    stage: "data",
    question: "What is missing, and what stands in for it?",
    answeredBy: "measured: the profile",
    answer: (_, report) => answerOf([], missingText(report)),
  },
  {
    id: "imbalance",
    stage: "data",
    question: "Are some classes or values rare, and what is done about it?",
    answeredBy: "data.notes.imbalance",
    answer: (system, report) => answerOf([system.data.notes?.imbalance], imbalanceText(system, report), [chartBlock(targetChart(report))]),
  },
  {
    id: "same-distribution",
    stage: "data",
    question: "Do training and test rows come from the same world, and can one leak into the other?",
    answeredBy: "data.split",
    answer: (_, report) => answerOf([], splitText(report), [leakBlock(report)]),
  },
  {
    id: "mixed-types",
    stage: "data",
    question: "How are data of different kinds brought together?",
    answeredBy: "modeling.candidates[].features",
    answer: (system, report) => answerOf([], [mixedText(system, report)]),
  },
  {
    id: "privacy",
    stage: "data",
    question: "What must stay private, how is it made anonymous, and where may it be stored?",
    answeredBy: "data.notes.privacy, personal columns of the row",
    answer: (system) => answerOf([system.data.notes?.privacy, ...personalText(system)]),
  },
  {
    id: "data-bias",
    stage: "data",
    question: "Which prejudices may the data and their labels carry, and would the system strengthen them?",
    answeredBy: "data.notes.bias",
    answer: ({ data }) => answerOf([data.notes?.bias]),
  },
  {
    id: "representation",
    stage: "data",
    question: "Is everybody in the data?",
    answeredBy: "data.slices",
    answer: (_, report) => answerOf([], representationText(report)),
  },
];

function chartBlock(chart: Extract<Block, { kind: "chart" }>["chart"] | undefined): Block | undefined {
  return chart === undefined ? undefined : { kind: "chart", chart };
}

function atHand({ data }: RunReport): string[] {
  const ignored = data.ignoredColumns.length === 0 ? [] : [`Not declared, so left out: ${listed(data.ignoredColumns)}.`];
  return [
    `${plural(formatCount(data.rows), "row")} with ${plural(String(data.profile.length), "column")} from ${oneLine(data.source)}${data.simulated ? ", which is simulated" : ""}.`,
    ...ignored,
  ];
}

function inAndOut(system: AnySystem, { task }: RunReport): string {
  const unknown = new Set([task.target, ...(system.data.trainingOnly ?? [])]);
  const inputs = declaredColumns(system).filter((column) => !unknown.has(column.name));
  const output = {
    binary: `the probability that ${oneLine(task.target)} is ${oneLine(task.classes[1] ?? "true")}`,
    multiclass: `a probability for each of ${task.classes.length} values of ${oneLine(task.target)}`,
    regression: `the value of ${oneLine(task.target)}`,
  }[task.kind];
  return `In: ${listed(inputs.map((column) => column.name))}. Out: ${output}.`;
}

function curveText(report: RunReport): string | undefined {
  const points = report.curves.learning;
  const first = points[0];
  const last = points.at(-1);
  const before = points.at(-2);
  if (first === undefined || last === undefined || before === undefined) return undefined;
  const metric = primaryMetric(report);
  const better = metric.direction === "maximize" ? last.value > before.value : last.value < before.value;
  const interval = chosenEntry(report)?.validation[metric.name];
  const width = interval === undefined ? 0 : interval.high - interval.low;
  const change = Math.abs(last.value - before.value);
  const verdict = !better
    ? "The last rows added no longer help"
    : change > width / 4
      ? "More rows would probably help still"
      : "The curve has become flat beside the uncertainty of the measurement";
  return `${metric.name} went from ${formatNumber(first.value)} with ${formatCount(first.rows)} rows to ${formatNumber(last.value)} with ${formatCount(last.rows)}. ${verdict}: the last step from ${formatCount(before.rows)} rows changed it by ${formatNumber(last.value - before.value)}.`;
}

function sizeText({ data, peakMemoryMegabytes }: RunReport): string[] {
  const perRow =
    data.megabytes === undefined || data.rows === 0
      ? ""
      : ` They take ${formatMegabytes(data.megabytes)} as columns in memory, about ${formatCount((data.megabytes * 1e6) / data.rows)} bytes a row.`;
  return [
    `${plural(formatCount(data.rows), "row")}.${perRow} The run never needed more than ${formatMegabytes(peakMemoryMegabytes)}, so they fit.`,
    "They are held as typed columns: statistics and features read one column from end to end; a single row is slower to change, which learning never does.",
  ];
}

function historyText({ data }: AnySystem): string[] {
  const windows = Object.entries(data.history ?? {});
  if (windows.length === 0) return [];
  const delayed = windows.filter(([, window]) => window.delayMs > 0).map(([name]) => name);
  const note = delayed.length === 0 ? "" : `; in ${listed(delayed)} it ends some time earlier, since labels come late`;
  return [`From each entity's past come ${listed(windows.map(([name]) => name))}, each as it was known at that moment${note}.`];
}

function featureText(system: AnySystem, report: RunReport): string[] {
  const candidate = chosenCandidate(system, report);
  if (candidate === undefined) return [`${oneLine(report.chosen)} reads the row itself; it has no features.`];
  const groups = Map.groupBy(candidate.features, (feature) => feature.group);
  const texts = [...groups].map(([group, features]) => {
    const names = listed(features.map((feature) => feature.name));
    return features.length === 1 && names === oneLine(group) ? `${names}.` : `${oneLine(group)}: ${names}.`;
  });
  return [
    `${oneLine(report.chosen)} learns from ${plural(String(candidate.features.length), "feature")}. What they need to know (means, categories, bounds) comes from the training rows alone.`,
    ...texts,
    "Features and model are one graph, which also computed the rows that were learned from: training and serving cannot differ.",
  ];
}

function missingText({ data }: RunReport): string[] {
  const columns = data.profile.filter((column) => column.missing > 0).sort((a, b) => b.missing - a.missing);
  if (data.profile.length === 0) return [];
  if (columns.length === 0) return [`Nothing is missing in ${plural(String(data.profile.length), "column")} of the training rows.`];
  const shares = columns.map((column) => `${oneLine(column.name)} ${formatShare(column.missing / Math.max(1, data.split.train))}`);
  return [
    `Missing in the training rows: ${listed(shares)}. What stands in for a missing value is learned by the feature that reads the column.`,
  ];
}

function imbalanceText(system: AnySystem, report: RunReport): string[] {
  if (report.task.kind === "regression") return regressionSpread(report);
  const counts = Object.entries(report.data.target).sort((a, b) => a[1] - b[1]);
  const rarest = counts[0];
  const commonest = counts.at(-1);
  if (rarest === undefined || commonest === undefined || counts.length < 2) return [];
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const weight = chosenCandidate(system, report)?.classWeight;
  const treatment =
    weight === "balanced"
      ? "When learning, classes are weighted so that each counts the same."
      : weight === "none"
        ? "Rows count alike when learning: nothing is weighted."
        : undefined;
  return [
    `${oneLine(rarest[0])} is the rarest with ${plural(formatCount(rarest[1]), "row")} (${formatShare(rarest[1] / total)}), ${oneLine(commonest[0])} the most frequent with ${formatCount(commonest[1])}: 1 to ${formatNumber(commonest[1] / Math.max(1, rarest[1]))}.`,
    ...(treatment === undefined ? [] : [treatment]),
  ];
}

function regressionSpread(report: RunReport): string[] {
  const quantiles = Object.entries(report.data.target);
  if (quantiles.length === 0) return [];
  const unit = report.units?.target === undefined ? "" : ` ${oneLine(report.units.target)}`;
  return [
    `Quantiles of ${oneLine(report.task.target)} in the training rows: ${quantiles.map(([name, value]) => `${oneLine(name)} ${formatNumber(value)}${unit}`).join(", ")}.`,
  ];
}

function splitText(report: RunReport): string[] {
  const { split, leaks } = report.data;
  const metric = primaryMetric(report);
  const validation = chosenEntry(report)?.validation[metric.name];
  const test = report.test[metric.name];
  const found = leaks.filter((leak) => leak.rows > 0);
  return [
    `${split.description} ${formatCount(split.train)} rows to learn from, ${formatCount(split.validation)} to choose on, ${formatCount(split.test)} to judge on once; before that the chosen candidate learned again from ${formatCount(split.final)}.`,
    found.length === 0
      ? "No leak was found between them."
      : `To look at: ${found.map((leak) => `${leak.check} (${formatCount(leak.rows)} rows)`).join("; ")}.`,
    ...(validation === undefined || test === undefined
      ? []
      : [
          `${metric.name} is ${formatMetric(report, metric.name, validation)} on validation and ${formatMetric(report, metric.name, test)} on test: ${
            test.low <= validation.high && validation.low <= test.high
              ? "no difference beyond noise"
              : "a difference beyond noise, so the two sets differ"
          }.`,
        ]),
  ];
}

function leakBlock({ data }: RunReport): Block | undefined {
  if (data.leaks.length === 0) return undefined;
  return {
    kind: "table",
    table: {
      columns: [{ title: "leak check" }, { title: "found" }, { title: "rows", align: "right" }],
      rows: data.leaks.map((leak) => [oneLine(leak.check), oneLine(leak.found), formatCount(leak.rows)]),
    },
  };
}

function mixedText(system: AnySystem, report: RunReport): string | undefined {
  const kinds = [...new Set(report.data.profile.map((column) => column.kind))];
  if (chosenCandidate(system, report) === undefined || kinds.length === 0) return undefined;
  if (kinds.length === 1) return `All columns are of one kind: ${kinds[0]}.`;
  return `There are ${listed(kinds)} columns. Each feature turns its columns into numbers; all of them stand side by side in one row of the matrix.`;
}

function personalText(system: AnySystem): string[] {
  const columns = declaredColumns(system).filter((column) => column.personal !== undefined);
  const named = (what: "drop" | "pseudonymise") => columns.filter((column) => column.personal === what).map((column) => column.name);
  const dropped = named("drop");
  const replaced = named("pseudonymise");
  return [
    ...(dropped.length === 0 ? [] : [`Personal and dropped before anything is stored: ${listed(dropped)}.`]),
    ...(replaced.length === 0 ? [] : [`Personal and replaced by a pseudonym before anything is stored or shown: ${listed(replaced)}.`]),
  ];
}

function representationText(report: RunReport): string[] {
  const names = [...new Set(report.slices.map((slice) => slice.by))];
  return names.map((by) => {
    const groups = report.slices.filter((slice) => slice.by === by).sort((a, b) => a.rows - b.rows);
    const smallest = groups.slice(0, 3).map((slice) => `${oneLine(slice.is) || "(empty)"} (${formatCount(slice.rows)})`);
    return `By ${oneLine(by)}: ${plural(String(groups.length), "group")} among the test rows; the smallest are ${listed(smallest)}.`;
  });
}
