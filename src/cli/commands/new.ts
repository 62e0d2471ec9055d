import { join } from "node:path";
import type { Command } from "commander";
import { action, type CommandContext, declareCommand, usageError } from "../command-context.ts";
import { exitCode } from "../exit-code.ts";
import type { CreatedSystem } from "../new/create-system.ts";
import { shownPath } from "../shown-path.ts";

interface NewOptions {
  readonly json?: boolean;
  readonly data?: string;
  readonly predict?: string;
  readonly template?: string;
}

/** What was inferred, as a program reads it. */
function replyOf({ name, folder, files, plan }: CreatedSystem): Record<string, unknown> {
  const made = { name, folder, files };
  if (plan === undefined) return made;
  const columns = plan.row.map(({ name: column, kind, nullable }) => ({ name: column, kind, nullable }));
  return { ...made, target: plan.target.name, task: plan.task, split: plan.split, columns, leftOut: plan.leftOut };
}

function summaryOf({ name, folder, plan }: CreatedSystem, directory: string): string {
  const lines = [`Wrote ${shownPath(join(folder, "system.ts"), directory)} and ${shownPath(join(folder, "README.md"), directory)}.`];
  if (plan !== undefined) {
    const split =
      plan.split.kind === "time" || plan.split.kind === "grouped" ? `${plan.split.kind} by "${plan.split.column}"` : plan.split.kind;
    lines.push(`Task: ${plan.task.kind}, predicting "${plan.target.name}" from ${plan.inputs.length} columns; split: ${split}.`);
    const { missing } = plan.target.inspected;
    if (missing > 0)
      lines.push(`"${plan.target.name}" is missing in ${missing} rows: \`run\` refuses them, so fill them in or leave them out.`);
    for (const column of plan.leftOut) lines.push(`Left out "${column.name}": ${column.why}.`);
  }
  lines.push(`Next: millwright run ${name}`);
  return lines.join("\n");
}

/** `millwright new`: a system of one's own, from a file or from one that comes with Millwright. */
export function addNewCommand(program: Command, context: CommandContext): void {
  const { terminal } = context;
  declareCommand(program, {
    usage: "new <name>",
    summary: "write a system.ts for a file of yours, or copy a system that comes with Millwright",
    examples: [
      "millwright new my-churn --data customers.csv --predict churned   # infers columns, task and split",
      "millwright new my-fraud --template card-fraud                    # a copy, to run with --data on your rows",
    ],
  })
    .option("--data <file>", "CSV, Parquet or JSON lines with a row per example")
    .option("--predict <column>", "the column to predict")
    .option("--template <system>", "a system that comes with Millwright (see `millwright systems`)")
    .action(
      action<NewOptions>(context, async (options, name = "") => {
        const { createFromData, createFromTemplate } = await import("../new/create-system.ts");
        const { data, predict, template } = options;
        let created: CreatedSystem;
        if (template !== undefined && data === undefined && predict === undefined) {
          created = createFromTemplate(name, template, terminal.directory);
        } else if (template === undefined && data !== undefined && predict !== undefined) {
          terminal.err(`reading ${data}\n`);
          created = await createFromData(name, data, predict, terminal.directory);
        } else {
          throw usageError("`new` takes either --data with --predict, or --template.");
        }
        terminal.out(options.json === true ? JSON.stringify(replyOf(created)) : summaryOf(created, terminal.directory));
        return exitCode.success;
      }),
    );
}
