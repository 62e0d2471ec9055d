import { confusionChart } from "../charts/confusion-chart.ts";
import { scatterChart } from "../charts/scatter-chart.ts";
import { chartBlock } from "../document/chart-block.ts";
import { errorsBlock } from "../document/errors-block.ts";
import { decimalsFor, formatChange, formatCount, formatMegabytes, formatMicroseconds, formatSeconds } from "../format-number.ts";
import { formatMetric, primaryMetric } from "../measured-quantity.ts";
import { oneLine } from "../one-line.ts";
import type { LadderEntry, RunReport } from "../run-report.ts";
import { optimismSentence, tuningCost } from "../terminal/tuning-summary.ts";
import { listKinds } from "./catalogue-answers.ts";
import { chosenEntry, plural, settingsText } from "./declaration.ts";
import { answerOf, type Question } from "./question.ts";

/** Which model, why this one, and whether its training can be trusted. */
export const modelingQuestions: readonly Question[] = [
  {
    id: "kind-of-problem",
    stage: "modeling",
    question: "What kind of problem is it?",
    answeredBy: "modeling.task",
    answer: (_, report) => answerOf([kindText(report)]),
  },
  {
    id: "random-baseline",
    stage: "modeling",
    question: "How good is an answer at random, or always the same one?",
    answeredBy: "measured: the lowest rung",
    answer: (_, report) => answerOf([], rungTexts(report, "random")),
  },
  {
    id: "heuristic-baseline",
    stage: "modeling",
    question: "How far does a simple rule get?",
    answeredBy: "modeling.heuristics",
    answer: (_, report) => answerOf([], rungTexts(report, "heuristic")),
  },
  {
    id: "human-baseline",
    stage: "modeling",
    question: "How well would people do it?",
    answeredBy: "modeling.humans",
    answer: (_, report) => answerOf([], rungTexts(report, "human")),
  },
  {
    id: "simplest-model",
    stage: "modeling",
    question: "What is the simplest model that does the job?",
    answeredBy: "modeling.candidates on the rung “simple”",
    answer: (_, report) => answerOf([], rungTexts(report, "simple")),
  },
  {
    id: "worth-of-complexity",
    stage: "modeling",
    question: "Is a more complex model worth its price?",
    answeredBy: "modeling.candidates on the rung “complex”",
    answer: (_, report) => answerOf([], complexTexts(report)),
  },
  {
    id: "families",
    stage: "modeling",
    question: "Which families of models were tried, from simple to complex, and why these?",
    answeredBy: "modeling.candidates[].why",
    answer: ({ modeling }) =>
      answerOf(
        modeling.candidates.map(
          (each) =>
            `${each.name} (${"finder" in each ? each.finder.name : each.estimator.name}).${each.why === undefined ? "" : ` ${each.why}`}`,
        ),
      ),
  },
  {
    id: "training-problems",
    stage: "modeling",
    question: "Did training go wrong anywhere?",
    answeredBy: "measured",
    answer: (_, report) => answerOf([], trainingText(report)),
  },
  {
    id: "small-batch",
    stage: "modeling",
    question: "Can the model learn a handful of rows by heart?",
    answeredBy: "measured: training checks (not made in this run)",
    answer: (_, report) =>
      answerOf(
        [],
        (report.trainingChecks ?? []).map((each) => `${each.passed ? "Passed" : "Failed"}: ${each.check}. ${each.found}`),
      ),
  },
  {
    id: "seed",
    stage: "modeling",
    question: "Does the same run give the same result?",
    answeredBy: "measured",
    answer: (_, report) =>
      answerOf(
        [],
        [
          `Every random choice comes from seed ${report.seed}. With the same rows (fingerprint ${report.data.fingerprint.slice(0, 12)}) and versions the run repeats bit for bit.`,
        ],
      ),
  },
  {
    id: "settings",
    stage: "modeling",
    question: "How were the settings chosen?",
    answeredBy: "modeling.candidates[].estimator, modeling.candidates[].search",
    answer: (_, report) => answerOf([], [...tuningTexts(report), ...settingTexts(report)]),
  },
  {
    id: "scaling",
    stage: "modeling",
    question: "Does training fit one machine, and what would more data ask for?",
    answeredBy: "measured",
    answer: ({ setup }, report) => answerOf([], scalingText(report, setup.constraints?.trainingMinutes)),
  },
  {
    id: "where-it-fails",
    stage: "modeling",
    question: "Where does it fail, and how sure was it?",
    answeredBy: "measured",
    answer: (system, report) =>
      answerOf([], [], [chartBlock(confusionChart(report)), chartBlock(scatterChart(report)), errorsBlock(system, report)]),
  },
];

function kindText({ task }: RunReport): string {
  const kinds: Readonly<Record<RunReport["task"]["kind"], string>> = {
    ...listKinds(task.target),
    binary: `Supervised classification in two classes: is ${oneLine(task.target)} ${oneLine(task.classes[1] ?? "true")}?`,
    multiclass: `Supervised classification: which of ${task.classes.length} values has ${oneLine(task.target)}?`,
    regression: `Supervised regression: how large is ${oneLine(task.target)}?`,
    ranking: `Learning to rank: which rows of a query have the highest ${oneLine(task.target)}?`,
  };
  return `${kinds[task.kind]} Nothing is generated.`;
}

function scoreText(report: RunReport, entry: LadderEntry): string {
  const metric = primaryMetric(report);
  const score = entry.validation[metric.name];
  const rows = entry.rows === undefined ? "" : ` on the ${plural(formatCount(entry.rows), "row")} that it answered`;
  return `${oneLine(entry.candidate)}: ${score === undefined ? "not measured" : `${metric.name} ${formatMetric(report, metric.name, score)}`}${rows}.`;
}

function rungTexts(report: RunReport, rung: LadderEntry["rung"]): string[] {
  return report.ladder.filter((entry) => entry.rung === rung).map((entry) => `${scoreText(report, entry)}${gainText(report, entry)}`);
}

function gainText(report: RunReport, { gain, validation }: LadderEntry): string {
  if (gain === undefined) return "";
  const decimals = decimalsFor([validation[primaryMetric(report).name]?.value ?? gain.value]);
  const better = gain.value > 0 === (primaryMetric(report).direction === "maximize");
  const clear = gain.low > 0 || gain.high < 0 ? `${better ? "better" : "worse"} by more than noise` : "within noise";
  return ` That is ${formatChange(gain, decimals)} beside ${oneLine(gain.over)}: ${clear}.`;
}

function complexTexts(report: RunReport): string[] {
  const texts = report.ladder
    .filter((entry) => entry.rung === "complex")
    .map((entry) => `${scoreText(report, entry)}${entry.verdict.trim() === "" ? gainText(report, entry) : ` ${oneLine(entry.verdict)}`}`);
  return texts.length === 0
    ? []
    : [...texts, "A higher rung is taken only when it beats the lower one by more than noise and keeps the requirements."];
}

function trainingText(report: RunReport): string[] {
  const problems = report.findings.filter((finding) => finding.severity !== "idea");
  const learned = chosenEntry(report)?.learned ?? {};
  return [
    ...(Object.keys(learned).length === 0 ? [] : [`${oneLine(report.chosen)} learned: ${settingsText(learned)}.`]),
    problems.length === 0
      ? "The run found no problem."
      : `The run found ${plural(String(problems.length), "thing")} to look at: ${problems.map((each) => each.title).join("; ")}.`,
  ];
}

function settingTexts(report: RunReport): string[] {
  return report.ladder
    .filter((entry) => Object.keys(entry.settings).length > 0)
    .map((entry) => {
      const learned = Object.keys(entry.learned).length === 0 ? "" : ` Found while learning: ${settingsText(entry.learned)}.`;
      return `${oneLine(entry.candidate)}: ${settingsText(entry.settings)}.${learned}`;
    });
}

function tuningTexts(report: RunReport): string[] {
  return (report.tuning ?? []).map((tuning) => {
    const optimism = optimismSentence(tuning);
    const found =
      tuning.chosen === undefined ? "No trial was completed." : `Taken: ${settingsText(tuning.chosen.parameters)}, ${tuning.chosen.why}.`;
    return `${oneLine(tuning.candidate)} was tuned: ${tuningCost(tuning)}. ${found}${optimism === undefined ? "" : ` ${optimism}`}`;
  });
}

function scalingText(report: RunReport, budgetMinutes: number | undefined): string[] {
  const entry = chosenEntry(report);
  const budget = budgetMinutes === undefined ? "" : ` of ${budgetMinutes} min allowed`;
  return [
    `One process on one machine: ${oneLine(report.chosen)} took ${formatSeconds(entry?.seconds ?? Number.NaN)} to fit, the run ${formatSeconds(report.seconds)}${budget}, with at most ${formatMegabytes(report.peakMemoryMegabytes)}. No gradients are passed between machines, so none can be late or stale.`,
    perRowText(report, entry),
  ].filter((text) => text !== "");
}

function perRowText(report: RunReport, entry: LadderEntry | undefined): string {
  if (entry === undefined || report.data.split.train === 0 || entry.seconds <= 0) return "";
  return `That is ${formatMicroseconds((entry.seconds / report.data.split.train) * 1e6)} for each training row.`;
}
