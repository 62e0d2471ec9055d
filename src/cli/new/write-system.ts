import { basename } from "node:path";
import type { PlannedSplit, SystemPlan } from "./plan-system.ts";
import { bracketed, commentText, propertyName, stringLiteral } from "./source-text.ts";
import { type Code, writeCandidates, writeFeatures, writeRule } from "./write-modeling.ts";
import { writeRequirements } from "./write-requirements.ts";
import { writeRow } from "./write-row.ts";

/** What the new file says beside the plan. */
export interface WriteSettings {
  readonly name: string;
  /** The data file, relative to the system's folder, with forward slashes. */
  readonly dataFile: string;
}

const briefToAnswer = `
    // The brief is a contract. What is answered here stands in the design document; what is not is listed there as unanswered.
    // outOfScope: "What the system is not for.",
    // walkthrough: ["How people meet it, step by step."],
    // decision: "What is decided with a prediction, and by whom.",
    // evaluation: { loss: "…", offline: "…", online: "What shows in use that it works." },
    // personalisation: { level: "global", how: "…" },
    // constraints: { deadline: "…", compute: "…", people: "…", trainingMinutes: 10 },
    // misuse: ["How it could be misused, and what is done about it."],
    // assumptions: ["What must hold in the world for the model to be right."],`;

const costsToAnswer = `
    // Which error costs what decides from which probability on to act:
    // costs: { currency: "EUR", falsePositive: 1, falseNegative: 5 },`;

const notesToAnswer = `
    // notes: { collection: "…", annotation: "…", privacy: "…", bias: "…", framing: "How else it could be framed, and why it is not." },`;

/** Chosen on and judged on: what is left is learned from. */
const shares = "validation: 0.15, test: 0.15";

function splitCode(split: PlannedSplit, target: string): Code & { readonly why: string } {
  switch (split.kind) {
    case "time":
      return {
        text: `timeSplit({ time: ${stringLiteral(split.column)}, ${shares} })`,
        uses: ["timeSplit"],
        why: `Learned from the past, judged on the future, by ${stringLiteral(split.column)}.`,
      };
    case "grouped":
      return {
        text: `groupedSplit({ by: ${stringLiteral(split.column)}, ${shares} })`,
        uses: ["groupedSplit"],
        why: `Rows with the same ${stringLiteral(split.column)} stay together: judged on ones that were never seen.`,
      };
    case "stratified":
      return {
        text: `stratifiedSplit({ by: ${stringLiteral(target)}, ${shares} })`,
        uses: ["stratifiedSplit"],
        why: "Every part holds the same share of each class.",
      };
    case "random":
      return { text: `randomSplit({ ${shares} })`, uses: ["randomSplit"], why: "No time and no group that must not be divided was found." };
  }
}

function taskCode({ task, target }: SystemPlan): Code {
  const entries = [`target: ${stringLiteral(target.name)}`];
  if (task.kind === "binary" && task.positive !== undefined) entries.push(`positive: ${stringLiteral(task.positive)}`);
  if (task.kind === "regression" && task.log) entries.push('transform: "log"');
  return { text: `${task.kind}(${bracketed("{}", entries, 4, 20)})`, uses: [task.kind] };
}

function importsOf(uses: readonly string[]): string {
  const names = [...new Set(uses)].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  const list = bracketed("{}", names, 0, 24);
  return `import { join } from "node:path";\nimport ${list} from "millwright";\n`;
}

function slicesCode({ slices }: SystemPlan): string {
  if (slices.length === 0) return "";
  const entries = slices.map(({ name }) => `${propertyName(name)}: ${stringLiteral(name)}`);
  return `\n    slices: ${bracketed("{}", entries, 4, 8)},`;
}

/** The text of a new system's `system.ts`: complete, runnable, and with the questions of the brief to answer as comments. */
export function writeSystem(plan: SystemPlan, { name, dataFile }: WriteSettings): string {
  const features = writeFeatures(plan);
  const rule = writeRule(plan);
  const candidates = writeCandidates(plan);
  const requirements = writeRequirements(plan);
  const split = splitCode(plan.split, plan.target.name);
  const task = taskCode(plan);
  const own = ["candidate", "column", "defineSystem", "openFile", "z"];
  const uses = [...own, ...[features, candidates, requirements, split, task].flatMap((code) => code.uses)];
  const shownFile = commentText(basename(dataFile));
  return `${importsOf(uses)}
/** One row of ${shownFile}, with what was seen in ${plan.rows.toLocaleString("en-US")} rows. */
${writeRow(plan)}
${features.text}${rule?.helper ?? ""}
export default defineSystem({
  name: ${stringLiteral(name)},
  title: ${stringLiteral(`Predict ${plan.target.name}`)},
  row,
  setup: {
    goal: ${stringLiteral(`Predict ${plan.target.name} from the other columns of ${basename(dataFile)}.`)},${briefToAnswer}${plan.task.kind === "binary" ? costsToAnswer : ""}
    requirements: [
${requirements.lines.map((line) => `      ${line}`).join("\n")}
    ],
  },
  data: {
    sample: () => openFile(join(import.meta.dirname, ${stringLiteral(dataFile)})),
    // ${commentText(split.why)}
    split: ${split.text},${slicesCode(plan)}${notesToAnswer}
  },
  modeling: {
    task: ${task.text},${rule === undefined ? "" : `\n    heuristics: ${rule.entry},`}
    candidates: ${candidates.text},
  },
});
`;
}
