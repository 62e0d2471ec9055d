import { MillwrightError } from "../errors/index.ts";
import { type Candidate, decodePoint, unitCube } from "../modeling/index.ts";
import { checkEntries, checkRequirements, checkSystemName, mustBeKnown } from "./check-parts.ts";
import type { AnySystem } from "./system.ts";

function checkNames(system: AnySystem): void {
  const { heuristics, humans, candidates } = system.modeling;
  checkSystemName(system.name);
  checkEntries(system.name, {
    names: [...Object.keys(heuristics ?? {}), ...Object.keys(humans ?? {}), ...candidates.map((one) => one.name)],
    candidates: candidates.length,
    reserved: ["random", "constant", "given_order"],
  });
}

/** A candidate's features, and those that its search makes in the middle of its space. */
function featuresOf({ features, search }: Candidate): Candidate["features"] {
  if (search?.features === undefined) return features;
  const cube = unitCube(search.space);
  return [
    ...features,
    ...search.features(
      decodePoint(
        cube,
        cube.dimensions.map(() => 0.5),
      ),
    ),
  ];
}

function checkFeatures(system: AnySystem, known: readonly string[]): void {
  const forbidden = [system.modeling.task.target, ...(system.data.trainingOnly ?? [])];
  for (const one of system.modeling.candidates) {
    for (const feature of featuresOf(one)) {
      for (const column of feature.columns) {
        const where = `feature ${feature.name} of candidate "${one.name}"`;
        mustBeKnown("SYSTEM_COLUMN_UNKNOWN", column, known, where);
        if (!forbidden.includes(column)) continue;
        throw new MillwrightError(
          "SYSTEM_TARGET_IN_FEATURE",
          `${where} reads "${column}", which no request carries.`,
          "Leave it out, or derive a delayed window from it in data.history.",
        );
      }
    }
  }
}

function checkHistory(system: AnySystem, columns: readonly string[]): void {
  const unseen = [system.modeling.task.target, ...(system.data.trainingOnly ?? [])];
  for (const [name, window] of Object.entries(system.data.history ?? {})) {
    if (columns.includes(name)) {
      throw new MillwrightError(
        "SYSTEM_DUPLICATE_NAME",
        `the derived column "${name}" has the name of a column of the row.`,
        "Rename it in data.history.",
      );
    }
    for (const column of [window.entity, window.time, ...(window.of === undefined ? [] : [window.of])]) {
      mustBeKnown("SYSTEM_COLUMN_UNKNOWN", column, columns, `derived column "${name}"`);
    }
    if (window.of === undefined || !unseen.includes(window.of) || window.delayMs > 0) continue;
    throw new MillwrightError(
      "SYSTEM_WINDOW_READS_TARGET",
      `the derived column "${name}" aggregates "${window.of}" up to the row itself.`,
      "Give the window a delay, as long as labels take to arrive: { …, delay: days(7) }.",
    );
  }
}

/** Derived columns have names of their own and read what a request carries, or what is derived before them. */
function checkDerived(system: AnySystem, known: readonly string[]): void {
  const unseen = [system.modeling.task.target, ...(system.data.trainingOnly ?? [])];
  const before = [...known];
  for (const [name, derivation] of Object.entries(system.data.derived ?? {})) {
    if (before.includes(name)) {
      const problem = `the derived column "${name}" has the name of another column.`;
      throw new MillwrightError("SYSTEM_DUPLICATE_NAME", problem, "Rename it in data.derived.");
    }
    for (const column of derivation.columns) {
      mustBeKnown("SYSTEM_COLUMN_UNKNOWN", column, before, `derived column "${name}"`);
      if (!unseen.includes(column)) continue;
      const problem = `the derived column "${name}" reads "${column}", which no request carries.`;
      throw new MillwrightError("SYSTEM_TARGET_IN_FEATURE", problem, "Leave it out.");
    }
    before.push(name);
  }
}

/** Checks all that the types cannot see, for systems that are written in JavaScript or put together at run time. */
export function checkDefinition(system: AnySystem): void {
  checkNames(system);
  const columns = Object.keys(system.row.shape);
  const history = Object.entries(system.data.history ?? {});
  checkHistory(system, columns);
  const past = [...columns, ...history.map(([name]) => name)];
  checkDerived(system, past);
  const known = [...past, ...Object.keys(system.data.derived ?? {})];
  const { query } = system.modeling.task;
  if (query !== undefined) mustBeKnown("SYSTEM_COLUMN_UNKNOWN", query, columns, "the task's query");
  mustBeKnown("SYSTEM_COLUMN_UNKNOWN", system.modeling.task.target, columns, "the task's target");
  for (const column of system.data.trainingOnly ?? []) mustBeKnown("SYSTEM_COLUMN_UNKNOWN", column, columns, "data.trainingOnly");
  for (const column of system.data.split.columns) mustBeKnown("SYSTEM_COLUMN_UNKNOWN", column, columns, "the split");
  if (system.data.backtest !== undefined) mustBeKnown("SYSTEM_COLUMN_UNKNOWN", system.data.backtest.time, columns, "data.backtest");
  for (const [name, slice] of Object.entries(system.data.slices ?? {})) {
    if (typeof slice === "string") mustBeKnown("SYSTEM_COLUMN_UNKNOWN", slice, known, `slice "${name}"`);
  }
  for (const column of Object.values(system.modeling.humans ?? {}))
    mustBeKnown("SYSTEM_COLUMN_UNKNOWN", column, columns, "modeling.humans");
  checkFeatures(system, known);
  checkRequirements(system.setup, {
    metrics: system.modeling.task.metrics.map((metric) => metric.name),
    slices: Object.keys(system.data.slices ?? {}),
  });
  if (system.setup.costs !== undefined && system.modeling.task.kind !== "binary") {
    throw new MillwrightError(
      "SYSTEM_COSTS_NOT_BINARY",
      `system "${system.name}" prices false positives and negatives, but its task is ${system.modeling.task.kind}.`,
      "Remove setup.costs, or frame the decision as a binary task.",
    );
  }
}
