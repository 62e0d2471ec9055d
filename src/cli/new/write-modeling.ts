import type { PlannedColumn } from "./plan-columns.ts";
import type { SystemPlan } from "./plan-system.ts";
import { bracketed, commentText, propertyAccess, stringLiteral } from "./source-text.ts";

/** Lines of code with the public names that they use. */
export interface Code {
  readonly text: string;
  readonly uses: readonly string[];
}

/** More values than this are encoded by what they say about the target instead of one column each. */
const mostOneHot = 50;

/** More number columns than this are written as one feature. */
const mostSingleNumbers = 12;

function featureOf(column: PlannedColumn): Code {
  const name = stringLiteral(column.name);
  switch (column.kind) {
    case "number":
      return { text: `numeric(${name})`, uses: ["numeric"] };
    case "boolean":
      return { text: `flag(${name})`, uses: ["flag"] };
    case "timestamp":
      return { text: `dateParts(${name}, { parts: ["month", "weekday"], cyclic: true })`, uses: ["dateParts"] };
    case "text":
      return { text: `words(${name})`, uses: ["words"] };
    case "category":
      if (column.inspected.distinct > mostOneHot) return { text: `targetEncoding(${name})`, uses: ["targetEncoding"] };
      return { text: `oneHot(${name}, { minimumCount: 3 })`, uses: ["oneHot"] };
  }
}

/** The features of all inputs; many numbers become one feature. */
export function writeFeatures({ inputs }: SystemPlan): Code {
  const numbers = inputs.filter(({ kind }) => kind === "number");
  const together = numbers.length > mostSingleNumbers;
  const names = numbers.map(({ name }) => stringLiteral(name));
  const first: Code[] = together ? [{ text: `numerics(${bracketed("[]", names, 2, 10)})`, uses: ["numerics"] }] : [];
  const features = [...first, ...inputs.filter((column) => !(together && column.kind === "number")).map(featureOf)];
  const text = `const features = ${bracketed(
    "[]",
    features.map((feature) => feature.text),
    0,
    17,
  )};\n`;
  return { text, uses: features.flatMap((feature) => feature.uses) };
}

/** The target of one row as a number, for a rule. */
function targetNumber({ target, task }: SystemPlan): string {
  const value = propertyAccess("row", target.name);
  if (task.kind === "regression") return value;
  return task.kind === "binary" && task.positive !== undefined
    ? `${value} === ${stringLiteral(task.positive)} ? 1 : 0`
    : `${value} ? 1 : 0`;
}

const meanByGroup = `
/** The mean within each group; over everything for a group that was not seen. */
function meanByGroup(pairs: readonly (readonly [string, number])[]): (group: string) => number {
  const sums = new Map<string, { count: number; sum: number }>();
  let total = 0;
  for (const [group, value] of pairs) {
    const seen = sums.get(group) ?? { count: 0, sum: 0 };
    sums.set(group, { count: seen.count + 1, sum: seen.sum + value });
    total += value;
  }
  return (group) => {
    const seen = sums.get(group);
    return seen === undefined ? total / pairs.length : seen.sum / seen.count;
  };
}
`;

const modeByGroup = `
/** The most frequent class within each group; over everything for a group that was not seen. */
function modeByGroup(pairs: readonly (readonly [string, string])[]): (group: string) => string {
  const counts = new Map<string, Map<string, number>>();
  const everything = new Map<string, number>();
  for (const [group, name] of pairs) {
    const inGroup = counts.get(group) ?? new Map<string, number>();
    counts.set(group, inGroup.set(name, (inGroup.get(name) ?? 0) + 1));
    everything.set(name, (everything.get(name) ?? 0) + 1);
  }
  const mode = (names: ReadonlyMap<string, number>) => [...names].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "";
  return (group) => mode(counts.get(group) ?? everything);
}
`;

/** A rule that a person could keep on paper: what is usual among rows with the same value of one column. */
export function writeRule(plan: SystemPlan): { readonly helper: string; readonly entry: string } | undefined {
  const { rule, target, task } = plan;
  if (rule === undefined) return undefined;
  const multiclass = task.kind === "multiclass";
  const group = `String(${propertyAccess("row", rule.name)})`;
  const value = multiclass ? propertyAccess("row", target.name) : targetNumber(plan);
  const what = multiclass ? "most frequent" : task.kind === "binary" ? "share of" : "mean";
  return {
    helper: multiclass ? modeByGroup : meanByGroup,
    entry: `{
      // A rule that would fit on a card: what is usual among rows with the same ${commentText(stringLiteral(rule.name))}.
      ${stringLiteral(`${what} ${target.name} by ${rule.name}`)}: {
        learn: (rows) => {
          const usual = ${multiclass ? "modeByGroup" : "meanByGroup"}(rows.map((row) => [${group}, ${value}]));
          return (row) => usual(${group});
        },
      },
    }`,
  };
}

/** A learner that is tried. */
interface Trial {
  readonly name: string;
  readonly estimator: string;
  readonly uses: string;
  readonly rung?: "complex";
  readonly why: string;
}

const neighbours = (k: number): Trial => ({
  name: "nearest neighbours",
  estimator: `nearestNeighbors({ k: ${k} })`,
  uses: "nearestNeighbors",
  rung: "complex",
  why: "Answers as similar rows did: finds what no straight line can.",
});

const trees: Trial = {
  name: "boosted trees",
  estimator: "boostedTrees({ rounds: 200, learningRate: 0.05 })",
  uses: "boostedTrees",
  rung: "complex",
  why: "Many small trees, each on what those before it left: finds bends and meetings of columns by itself.",
};

const weighs = "The simplest model that weighs every column.";

const linear: Readonly<Record<SystemPlan["task"]["kind"], Trial>> = {
  regression: { name: "ridge", estimator: "ridge()", uses: "ridge", why: weighs },
  binary: { name: "logistic", estimator: "logisticRegression()", uses: "logisticRegression", why: weighs },
  multiclass: { name: "multinomial", estimator: "multinomialRegression()", uses: "multinomialRegression", why: weighs },
};

/** The learned candidates, simplest first. Neighbours and trees are not tried on text, whose columns are too many for them. */
export function writeCandidates({ task, inputs }: SystemPlan): Code {
  const hasText = inputs.some(({ kind }) => kind === "text");
  const trials = [linear[task.kind], ...(hasText ? [] : [neighbours(task.kind === "regression" ? 15 : 50), trees])];
  const log = task.kind === "regression" && task.log;
  const written = trials.map((trial) => {
    const entries = [
      "features",
      `estimator: ${trial.estimator}`,
      ...(log ? ["logTarget: true"] : []),
      ...(trial.rung === undefined ? [] : [`rung: ${stringLiteral(trial.rung)}`]),
      `why: ${stringLiteral(trial.why)}`,
    ];
    return `candidate(${stringLiteral(trial.name)}, ${entriesOf(entries, 6)})`;
  });
  return { text: `[\n${written.map((each) => `      ${each},\n`).join("")}    ]`, uses: trials.map((trial) => trial.uses) };
}

/** An object's entries, always one a line. */
function entriesOf(entries: readonly string[], indent: number): string {
  const inner = " ".repeat(indent + 2);
  return `{\n${entries.map((entry) => `${inner}${entry},\n`).join("")}${" ".repeat(indent)}}`;
}
