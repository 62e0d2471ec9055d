import { exampleNoun, type Finding, formatCount, type RunReport } from "../design/index.ts";
import { hasClasses } from "../modeling/index.ts";

type Evidence = Omit<RunReport, "findings">;

const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;

/** Gain of the last doubling of the training rows, in units of the primary metric (positive is better). */
function lastGain(report: Evidence): number {
  const [before, last] = (report.curves.learning ?? []).slice(-2);
  if (before === undefined || last === undefined) return 0;
  return report.metrics[0]?.direction === "minimize" ? before.value - last.value : last.value - before.value;
}

function simulated(report: Evidence): Finding[] {
  if (!report.data.simulated) return [];
  return [
    {
      severity: "warning",
      title: "The data are simulated",
      evidence: `${report.data.rows === 1 ? "The one row comes" : `All ${formatCount(report.data.rows)} rows come`} from: ${report.data.source}.`,
      next: "Numbers of this run show that the road works, not how good the model is. Run it with --data on real rows.",
    },
  ];
}

function missedRequirements(report: Evidence): Finding[] {
  return report.requirements
    .filter((one) => !one.met)
    .map((one) => ({
      severity: "problem" as const,
      title: `Requirement missed: ${one.name}`,
      evidence: one.problem ?? `Measured ${one.measured.toPrecision(4)}, asked for ${one.bound}.`,
      next: "Improve the model or the data, or bring the brief in line with what is possible.",
    }));
}

function leaks(report: Evidence): Finding[] {
  return report.data.leaks
    .filter((leak) => leak.rows > 0)
    .map((leak) => ({
      severity: "problem" as const,
      title: `Possible leak: ${leak.check}`,
      evidence: leak.found,
      next: "Check that nothing of the test rows can be known while learning; drop the column or change the split.",
    }));
}

function learnedLittle(report: Evidence): Finding[] {
  const chosen = report.ladder.find((entry) => entry.candidate === report.chosen);
  if (chosen === undefined || chosen.rung === "simple" || chosen.rung === "complex") return [];
  return [
    {
      severity: "warning",
      title: `No model beats the rung "${chosen.rung}"`,
      evidence: `${chosen.candidate} was chosen: what stands above it on the ladder is not better by more than noise.`,
      next: "Look for columns that carry information, more rows, or cleaner labels, before trying larger models.",
    },
  ];
}

function moreData(report: Evidence): Finding[] {
  const chosen = report.ladder.find((entry) => entry.candidate === report.chosen);
  const metric = report.metrics[0];
  const score = metric === undefined ? undefined : chosen?.validation[metric.name];
  const gain = lastGain(report);
  // A tenth of the interval's width is well below what the eye calls a rise; half of it is not.
  if (score === undefined || gain <= 0.25 * (score.high - score.low)) return [];
  const rows = report.curves.learning?.at(-1)?.rows ?? 0;
  return [
    {
      severity: "idea",
      title: "The learning curve still rises: collect more data",
      evidence: `The last step up to ${formatCount(rows)} training rows brought ${gain.toPrecision(3)} ${metric?.name}.`,
      next: "Twice the rows should bring about as much again. The ladder of larger models comes second.",
    },
  ];
}

function suspiciousLabels(report: Evidence): Finding[] {
  if (!hasClasses(report.task.kind)) return [];
  const sure = (report.errors ?? []).filter((error) => error.confidence > 0.99);
  if (sure.length < 3) return [];
  return [
    {
      severity: "idea",
      title: "Some labels look wrong",
      evidence: `${sure.length} validation rows contradict the model although it is more than 99 % sure.`,
      next: "Review the rows under “most confident errors”; correct labels first, then model.",
    },
  ];
}

function uselessFeatures(report: Evidence): Finding[] {
  const direction = report.metrics[0]?.direction === "minimize" ? -1 : 1;
  const { ablation = [] } = report;
  const useless = ablation.filter(({ change }) => direction * change.value >= 0 || (change.low <= 0 && change.high >= 0));
  if (useless.length === 0 || ablation.length < 2) return [];
  return [
    {
      severity: "idea",
      title: "Some features bring nothing measurable",
      evidence: `Without ${useless.map(({ group }) => group).join(", ")} the validation score does not fall by more than noise.`,
      next: "Drop them: fewer columns are cheaper to serve and to watch.",
    },
  ];
}

function weakSlices(report: Evidence): Finding[] {
  const metric = report.metrics[0];
  const overall = metric === undefined ? undefined : report.test[metric.name];
  if (metric === undefined || overall === undefined) return [];
  const worse = report.slices.filter((slice) => {
    const score = slice.scores[metric.name];
    if (score === undefined || slice.rows < 30) return false;
    return metric.direction === "minimize" ? score.low > overall.high : score.high < overall.low;
  });
  return worse.map((slice) => ({
    severity: "warning" as const,
    title: `Weaker where ${slice.by} = ${slice.is}`,
    evidence: `${metric.name} ${slice.scores[metric.name]?.value.toPrecision(3)} on ${formatCount(slice.rows)} test ${exampleNoun(report)}, ${overall.value.toPrecision(3)} overall.`,
    next: "Collect more rows of this kind, add features that describe it, or defer these cases to a person.",
  }));
}

function calibration(report: Evidence): Finding[] {
  const error = report.test["expected_calibration_error"];
  if (error === undefined || error.low < 0.05) return [];
  return [
    {
      severity: "warning",
      title: "Probabilities are off",
      evidence: `Expected calibration error ${percent(error.value)} on test.`,
      next: 'Set calibration: "isotonic", "platt" or "temperature" on the candidate.',
    },
  ];
}

function room(report: Evidence): Finding[] {
  const latency = report.requirements.find((one) => one.name.startsWith("p99_latency_ms"));
  if (latency === undefined || !latency.met || latency.measured > 0.2 * latency.bound) return [];
  return [
    {
      severity: "idea",
      title: "Latency leaves room for a larger model",
      evidence: `p99 is ${latency.measured.toPrecision(2)} ms of ${latency.bound} ms allowed.`,
      next: "Try a more complex candidate; the ladder tells whether it pays.",
    },
  ];
}

function ignoredColumns(report: Evidence): Finding[] {
  const { ignoredColumns: columns } = report.data;
  if (columns.length === 0) return [];
  return [
    {
      severity: "idea",
      title: `${columns.length} columns of the file are not in the row`,
      evidence: columns.slice(0, 12).join(", "),
      next: "Declare those that are known at the moment of prediction, and try them as features.",
    },
  ];
}

/** What deserves a person's attention, the gravest first, each with its evidence and the next step. */
export function findingsOf(report: Evidence): Finding[] {
  const all = [
    simulated,
    missedRequirements,
    leaks,
    learnedLittle,
    weakSlices,
    calibration,
    moreData,
    suspiciousLabels,
    uselessFeatures,
    room,
    ignoredColumns,
  ];
  const grave = ["problem", "warning", "idea"];
  return all.flatMap((find) => find(report)).sort((a, b) => grave.indexOf(a.severity) - grave.indexOf(b.severity));
}
