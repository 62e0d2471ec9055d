import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { checkFile } from "../../data/index.ts";
import { didYouMean, MillwrightError } from "../../errors/index.ts";
import { copyTemplate } from "./copy-template.ts";
import { inspectFile } from "./inspect-file.ts";
import { planSystem, type SystemPlan } from "./plan-system.ts";
import { writeReadme } from "./write-readme.ts";
import { writeSystem } from "./write-system.ts";

/** What was made. */
export interface CreatedSystem {
  readonly name: string;
  /** Absolute. */
  readonly folder: string;
  readonly files: readonly string[];
  /** What was inferred from the file; absent for a copy of a template. */
  readonly plan?: SystemPlan;
}

function folderFor(name: string, directory: string): string {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 64) {
    throw new MillwrightError(
      "CLI_NAME_INVALID",
      `"${name}" is not a name for a system.`,
      'Use small letters, digits and single hyphens: "my-churn".',
    );
  }
  const folder = join(directory, name);
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new MillwrightError("CLI_FILE_EXISTS", `${folder} is there already and not empty.`, "Choose another name, or move it away.");
  }
  return folder;
}

/** Makes a system that is a copy of one that comes with Millwright. @throws CLI_NAME_INVALID, CLI_FILE_EXISTS, CLI_SYSTEM_UNKNOWN */
export function createFromTemplate(name: string, template: string, directory: string): CreatedSystem {
  const folder = folderFor(name, directory);
  return { name, folder, files: copyTemplate(template, name, folder) };
}

/**
 * Makes a system that predicts a column of a file from the others.
 * @throws CLI_NAME_INVALID, CLI_FILE_EXISTS, CLI_COLUMN_UNKNOWN, CLI_TARGET_UNFIT and what reading the file throws
 */
export async function createFromData(name: string, data: string, target: string, directory: string): Promise<CreatedSystem> {
  const folder = folderFor(name, directory);
  const given = resolve(directory, data);
  const { path } = await checkFile(given);
  const inspected = await inspectFile(path, target, (names) => {
    if (names.includes(target)) return;
    throw new MillwrightError("CLI_COLUMN_UNKNOWN", `${data} has no column "${target}".`, didYouMean(target, names));
  });
  const plan = planSystem(inspected, target);
  const dataFile = relative(folder, given).replaceAll("\\", "/");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "system.ts"), writeSystem(plan, { name, dataFile }));
  writeFileSync(join(folder, "README.md"), writeReadme(plan, name, dataFile));
  return { name, folder, files: ["README.md", "system.ts"], plan };
}
