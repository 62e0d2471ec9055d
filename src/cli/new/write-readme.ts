import { basename } from "node:path";
import type { SystemPlan } from "./plan-system.ts";

const splits: Readonly<Record<SystemPlan["split"]["kind"], string>> = {
  time: "by time: learned from the past, judged on the future",
  grouped: "by group: rows of one group stay together",
  stratified: "at random, with the same share of each class in every part",
  random: "at random",
};

/** The README of a new system. */
export function writeReadme(plan: SystemPlan, name: string, dataFile: string): string {
  const columns = plan.row.map((column) => {
    const role = column.name === plan.target.name ? "what is predicted" : "";
    return `| \`${column.name.replaceAll("|", "\\|")}\` | ${column.kind}${column.nullable ? ", may be missing" : ""} | ${role} |`;
  });
  return `# ${name}

Predicts \`${plan.target.name}\` (${plan.task.kind}) from the other columns of \`${basename(dataFile)}\`.

\`\`\`
npx millwright run ${name}      # learn, judge, package; prints the ladder and writes the design document
npx millwright check ${name}    # exit code 1 when a requirement of the brief is missed
npx millwright serve ${name}    # HTTP on this machine
npx millwright predict ${name} --input rows.csv --output scored.parquet
\`\`\`

\`system.ts\` is yours to edit: answer the questions of the brief, set the requirements, try other features and learners. \`npx millwright run ${name}\` shows what each change is worth.

## Data

\`${dataFile}\`, or any file of the same columns: \`npx millwright run ${name} --data other.csv\`. CSV in UTF-8 with a header, Parquet or JSON lines; a missing value is an empty cell; moments are ISO 8601. Rows are divided ${splits[plan.split.kind]}.

| Column | Holds | |
|---|---|---|
${columns.join("\n")}
`;
}
