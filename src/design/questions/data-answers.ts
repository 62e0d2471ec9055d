import { hasClasses } from "../../modeling/index.ts";
import { type DeclaredSystem, isCatalogueSystem } from "../../system/index.ts";
import { differBeyondNoise } from "../beyond-noise.ts";
import type { Block } from "../document/blocks.ts";
import { formatCount, formatMegabytes, formatNumber, formatShare } from "../format-number.ts";
import { formatMetric, primaryMetric } from "../measured-quantity.ts";
import { oneLine } from "../one-line.ts";
import type { RunReport } from "../run-report.ts";
import { exampleNoun, listFeatureText, listInAndOut, unevenText } from "./catalogue-answers.ts";
import { chosenCandidate, chosenEntry, declaredColumns, listed, plural } from "./declaration.ts";

/** How many rows and columns there are, from where, and what was left out. */
export function atHand({ data }: RunReport): string[] {
  const ignored = data.ignoredColumns.length === 0 ? [] : [`Not declared, so left out: ${listed(data.ignoredColumns)}.`];
  return [
    `${plural(formatCount(data.rows), "row")} with ${plural(String(data.profile.length), "column")} from ${oneLine(data.source)}${data.simulated ? ", which is simulated" : ""}.`,
    ...ignored,
  ];
}

/** What a request holds and what a reply says. */
export function inAndOut(system: DeclaredSystem, report: RunReport): string {
  if (isCatalogueSystem(system)) return listInAndOut(system, report);
  const { task } = report;
  const unknown = new Set([task.target, ...(system.data.trainingOnly ?? [])]);
  const inputs = declaredColumns(system).filter((column) => !unknown.has(column.name));
  const outputs: Readonly<Partial<Record<typeof task.kind, string>>> = {
    binary: `the probability that ${oneLine(task.target)} is ${oneLine(task.classes[1] ?? "true")}`,
    multiclass: `a probability for each of ${task.classes.length} values of ${oneLine(task.target)}`,
    regression: `the value of ${oneLine(task.target)}`,
    ranking: `a score by which the rows of one ${oneLine(isCatalogueSystem(system) ? "query" : (system.modeling.task.query ?? "query"))} are ordered`,
  };
  return `In: ${listed(inputs.map((column) => column.name))}. Out: ${outputs[task.kind]}.`;
}

/** What the learning curve says about more rows; undefined where it has fewer than two points. */
export function curveText(report: RunReport): string | undefined {
  const { learning: points = [] } = report.curves;
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

/** Rows, bytes, and that they were held in memory. */
export function sizeText({ data, peakMemoryMegabytes }: RunReport): string[] {
  const perRow =
    data.megabytes === undefined || data.rows === 0
      ? ""
      : ` They take ${formatMegabytes(data.megabytes)} as columns in memory, about ${formatCount((data.megabytes * 1e6) / data.rows)} bytes a row.`;
  return [
    `${plural(formatCount(data.rows), "row")}.${perRow} The run never needed more than ${formatMegabytes(peakMemoryMegabytes)}, so they fit.`,
    "They are held as typed columns: statistics and features read one column from end to end; a single row is slower to change, which learning never does.",
  ];
}

/** Columns that are derived from the past of an entity. */
export function historyText(system: DeclaredSystem): string[] {
  if (isCatalogueSystem(system)) return [];
  const { data } = system;
  const windows = Object.entries(data.history ?? {});
  if (windows.length === 0) return [];
  const delayed = windows.filter(([, window]) => window.delayMs > 0).map(([name]) => name);
  const note = delayed.length === 0 ? "" : `; in ${listed(delayed)} it ends some time earlier, since labels come late`;
  return [`From each entity's past come ${listed(windows.map(([name]) => name))}, each as it was known at that moment${note}.`];
}

/** The features of the chosen candidate, by group. */
export function featureText(system: DeclaredSystem, report: RunReport): string[] {
  if (isCatalogueSystem(system)) return [listFeatureText(system)];
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

/** Which columns lack values, and how many. */
export function missingText({ data }: RunReport): string[] {
  const columns = data.profile.filter((column) => column.missing > 0).sort((a, b) => b.missing - a.missing);
  if (data.profile.length === 0) return [];
  if (columns.length === 0) return [`Nothing is missing in ${plural(String(data.profile.length), "column")} of the training rows.`];
  const shares = columns.map((column) => `${oneLine(column.name)} ${formatShare(column.missing / Math.max(1, data.split.train))}`);
  return [
    `Missing in the training rows: ${listed(shares)}. What stands in for a missing value is learned by the feature that reads the column.`,
  ];
}

/** The rarest and the most frequent class, or the quantiles of a value. */
export function imbalanceText(system: DeclaredSystem, report: RunReport): string[] {
  if (report.data.catalogue !== undefined) return unevenText(report.data.catalogue);
  if (!hasClasses(report.task.kind)) return regressionSpread(report);
  const counts = Object.entries(report.data.target ?? {}).sort((a, b) => a[1] - b[1]);
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
  const quantiles = Object.entries(report.data.target ?? {});
  if (quantiles.length === 0) return [];
  const unit = report.units?.target === undefined ? "" : ` ${oneLine(report.units.target)}`;
  return [
    `Quantiles of ${oneLine(report.task.target)} in the training rows: ${quantiles.map(([name, value]) => `${oneLine(name)} ${formatNumber(value)}${unit}`).join(", ")}.`,
  ];
}

/** How rows were divided, which leaks were found, and whether test differs from validation. */
export function splitText(report: RunReport): string[] {
  const { split, leaks } = report.data;
  const metric = primaryMetric(report);
  const validation = chosenEntry(report)?.validation[metric.name];
  const test = report.test[metric.name];
  const found = leaks.filter((leak) => leak.rows > 0);
  const asked = exampleNoun(report);
  return [
    `${split.description} ${formatCount(split.train)} rows to learn from, ${formatCount(split.validation)} ${asked} to choose on, ${formatCount(split.test)} to judge on once; before that the chosen candidate learned again from ${formatCount(split.final)} rows.`,
    found.length === 0
      ? "No leak was found between them."
      : `To look at: ${found.map((leak) => `${leak.check} (${formatCount(leak.rows)} rows)`).join("; ")}.`,
    ...(validation === undefined || test === undefined
      ? []
      : [
          `${metric.name} is ${formatMetric(report, metric.name, validation)} on validation and ${formatMetric(report, metric.name, test)} on test: ${
            differBeyondNoise(validation, test) ? "a difference beyond noise, so the two sets differ" : "no difference beyond noise"
          }.`,
        ]),
  ];
}

/** The leak checks as a table. */
export function leakBlock({ data }: RunReport): Block | undefined {
  if (data.leaks.length === 0) return undefined;
  return {
    kind: "table",
    table: {
      columns: [{ title: "leak check" }, { title: "found" }, { title: "rows", align: "right" }],
      rows: data.leaks.map((leak) => [oneLine(leak.check), oneLine(leak.found), formatCount(leak.rows)]),
    },
  };
}

/** How columns of different kinds meet. */
export function mixedText(system: DeclaredSystem, report: RunReport): string | undefined {
  const kinds = [...new Set(report.data.profile.map((column) => column.kind))];
  if (chosenCandidate(system, report) === undefined || kinds.length === 0) return undefined;
  if (kinds.length === 1) return `All columns are of one kind: ${kinds[0]}.`;
  return `There are ${listed(kinds)} columns. Each feature turns its columns into numbers; all of them stand side by side in one row of the matrix.`;
}

/** Which columns are personal, and what is done with them. */
export function personalText(system: DeclaredSystem): string[] {
  const columns = declaredColumns(system).filter((column) => column.personal !== undefined);
  const named = (what: "drop" | "pseudonymise") => columns.filter((column) => column.personal === what).map((column) => column.name);
  const dropped = named("drop");
  const replaced = named("pseudonymise");
  return [
    ...(dropped.length === 0 ? [] : [`Personal and dropped before anything is stored: ${listed(dropped)}.`]),
    ...(replaced.length === 0 ? [] : [`Personal and replaced by a pseudonym before anything is stored or shown: ${listed(replaced)}.`]),
  ];
}

/** How many groups each slice has, and the smallest of them. */
export function representationText(report: RunReport): string[] {
  const names = [...new Set(report.slices.map((slice) => slice.by))];
  return names.map((by) => {
    const groups = report.slices.filter((slice) => slice.by === by).sort((a, b) => a.rows - b.rows);
    const smallest = groups.slice(0, 3).map((slice) => `${oneLine(slice.is) || "(empty)"} (${formatCount(slice.rows)})`);
    return `By ${oneLine(by)}: ${plural(String(groups.length), "group")} among the test ${exampleNoun(report)}; the smallest ${smallest.length === 1 ? "is" : "are"} ${listed(smallest)}.`;
  });
}
