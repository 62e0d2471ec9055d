import { existsSync } from "node:fs";
import { join } from "node:path";
import { MillwrightError } from "../errors/index.ts";
import { type LoadedModel, loadModel, type ReplyExtension, type Rule, readPackage } from "../serving/index.ts";
import type { AnySystem } from "../system/index.ts";
import { type MillOptions, openWorkplace, trainingRows, type Workplace } from "./mill-system.ts";
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
  const rule = place.system.modeling.heuristics?.[name];
  if (rule === undefined) {
    throw new MillwrightError(
      "CLI_MODEL_MISSING",
      `the model of "${place.system.name}" is the rule "${name}", which the system no longer has.`,
      "Run the system again.",
    );
  }
  return typeof rule === "function" ? rule : rule.learn(await trainingRows(terminal, place));
}

/**
 * Opens the current model of a system: the package of its latest finished run in the directory.
 * @param keep - keeps what happens to entities in a journal beside the package and goes on from it; for one that serves.
 * @throws CLI_MODEL_MISSING, CLI_SYSTEM_UNKNOWN, CLI_SYSTEM_BROKEN and what `loadModel` throws
 */
export async function openModel(terminal: Terminal, name: string, options: MillOptions, keep?: KeepHistory): Promise<OpenedModel> {
  const place = await openWorkplace(terminal, name, options);
  const { system, directory } = place;
  const folder = join(directory, "models", system.name);
  if (!existsSync(folder)) {
    throw new MillwrightError(
      "CLI_MODEL_MISSING",
      `"${system.name}" has no model in ${directory}.`,
      `\`millwright run ${name}\` makes one.`,
    );
  }
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
