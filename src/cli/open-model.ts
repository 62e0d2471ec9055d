import { existsSync } from "node:fs";
import { join } from "node:path";
import { MillwrightError } from "../errors/index.ts";
import { type LoadedModel, loadModel, type ReplyExtension, type Rule, readPackage } from "../serving/index.ts";
import type { AnySystem } from "../system/index.ts";
import { trainingRows, type Workplace } from "./mill-system.ts";
import { rowSystem } from "./row-system.ts";
import type { Terminal } from "./terminal.ts";

/** How what happens to entities while the model serves is kept. */
export interface KeepHistory {
  /** True waits for the disk with each append. */
  readonly sync: boolean;
}

/** A system with its current model. */
export interface OpenedModel {
  readonly system: AnySystem;
  readonly model: LoadedModel;
  readonly reply: ReplyExtension | undefined;
}

/** The rule that won the ladder; one that learns is given the rows that it learned from. */
async function ruleOf(terminal: Terminal, place: Workplace, name: string): Promise<Rule> {
  const rule = rowSystem(place.system, "predict").modeling.heuristics?.[name];
  if (rule === undefined) {
    throw new MillwrightError(
      "CLI_MODEL_MISSING",
      `the model of "${place.system.name}" is the rule "${name}", which the system no longer has.`,
      "Run the system again.",
    );
  }
  return typeof rule === "function" ? rule : rule.learn(await trainingRows(terminal, place));
}

/** Where a system's current model lies. @throws CLI_MODEL_MISSING */
export function modelFolder({ system, directory }: Workplace): string {
  const folder = join(directory, "models", system.name);
  if (existsSync(folder)) return folder;
  throw new MillwrightError(
    "CLI_MODEL_MISSING",
    `"${system.name}" has no model in ${directory}.`,
    `\`millwright run ${system.name}\` makes one.`,
  );
}

/**
 * Opens the current model of a system: the package of its latest finished run in the directory.
 * @param keep - keeps what happens to entities in a journal beside the package and goes on from it; for one that serves.
 * @throws CLI_MODEL_MISSING, CLI_SYSTEM_UNKNOWN, CLI_SYSTEM_BROKEN and what `loadModel` throws
 */
export async function openModel(terminal: Terminal, place: Workplace, system: AnySystem, keep?: KeepHistory): Promise<OpenedModel> {
  const folder = modelFolder(place);
  const { manifest } = await readPackage(folder);
  const reply = system.serving?.reply;
  const rule = manifest.kind === "rule" ? await ruleOf(terminal, place, manifest.candidate.name) : undefined;
  const journal =
    keep === undefined ? undefined : { folder: `${folder}.journal`, sync: keep.sync, onNote: (text: string) => terminal.err(`${text}\n`) };
  const model = await loadModel(folder, {
    ...(reply === undefined ? {} : { reply }),
    ...(rule === undefined ? {} : { rule }),
    ...(journal === undefined ? {} : { journal }),
  });
  return { system, model, reply };
}
