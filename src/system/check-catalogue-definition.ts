import { MillwrightError } from "../errors/index.ts";
import { linkAucs } from "../modeling/index.ts";
import type { AnyCatalogueSystem } from "./catalogue-system.ts";
import { checkEntries, checkRequirements, checkSystemName, mustBeKnown } from "./check-parts.ts";

/** Names of the baselines that a run of a catalogue adds. */
export const catalogueBaselines: readonly string[] = ["random", "popularity", "recent popularity", "own history"];

/** Slices that every run of a catalogue adds. */
export const catalogueSlices: readonly string[] = ["events of the asker", "events of the item"];

function checkColumns({ row, data, modeling }: AnyCatalogueSystem): void {
  const columns = Object.keys(row.shape);
  const { asker, item, time, weight, grade, context } = modeling.task;
  for (const column of [asker, item, time, weight, grade, ...context]) {
    if (column !== undefined) mustBeKnown("SYSTEM_COLUMN_UNKNOWN", column, columns, "the task");
  }
  for (const column of data.split.columns) mustBeKnown("SYSTEM_COLUMN_UNKNOWN", column, columns, "the split");
  for (const [name, slice] of Object.entries(data.slices ?? {})) {
    if (typeof slice === "string") mustBeKnown("SYSTEM_COLUMN_UNKNOWN", slice, columns, `slice "${name}"`);
  }
  if (data.catalogue !== undefined)
    mustBeKnown("SYSTEM_COLUMN_UNKNOWN", data.catalogue.id, Object.keys(data.catalogue.row.shape), "the catalogue's id");
  for (const [name, related] of Object.entries(data.related ?? {})) {
    for (const column of [related.asker, related.item, related.time, related.weight]) {
      if (column !== undefined) mustBeKnown("SYSTEM_COLUMN_UNKNOWN", column, Object.keys(related.row.shape), `related "${name}"`);
    }
  }
}

/** @throws SYSTEM_COLUMN_UNKNOWN, SYSTEM_SETTING_INVALID */
function checkServing({ name, data, serving }: AnyCatalogueSystem): void {
  const { rules, explore, showAbove, withhold } = serving ?? {};
  const known = Object.keys(data.catalogue?.row.shape ?? {});
  for (const column of [...Object.keys(rules?.where ?? {}), ...(rules?.atMost === undefined ? [] : [rules.atMost.column])]) {
    mustBeKnown("SYSTEM_COLUMN_UNKNOWN", column, known, "serving.rules");
  }
  const whole = (value: number): boolean => Number.isInteger(value) && value >= 1;
  const isShare = (value: number): boolean => value > 0 && value < 1;
  const wrong = [
    rules?.atMost !== undefined && !whole(rules.atMost.count) ? "rules.atMost.count" : undefined,
    explore !== undefined && !(whole(explore.place) && whole(explore.newBelow)) ? "explore" : undefined,
    typeof showAbove === "object" && !(showAbove.precision > 0 && showAbove.precision <= 1) ? "showAbove.precision" : undefined,
    typeof showAbove === "object" && showAbove.risk !== undefined && !isShare(showAbove.risk) ? "showAbove.risk" : undefined,
    withhold !== undefined && !isShare(withhold) ? "withhold" : undefined,
    rules?.shownAtMost !== undefined && !whole(rules.shownAtMost) ? "rules.shownAtMost" : undefined,
  ].find((one) => one !== undefined);
  if (wrong === undefined) return;
  throw new MillwrightError(
    "SYSTEM_SETTING_INVALID",
    `serving.${wrong} of "${name}" is outside of what it may be.`,
    "Counts and places are whole numbers from 1, precision is above 0 and at most 1, risk and withhold lie between 0 and 1.",
  );
}

/** A request must not carry its own answer. */
function checkContext({ name, modeling }: AnyCatalogueSystem): void {
  const { context, item, weight, grade, asker } = modeling.task;
  const answer = context.find((column) => [item, weight, grade, asker].includes(column));
  if (answer === undefined) return;
  throw new MillwrightError(
    "SYSTEM_TARGET_IN_FEATURE",
    `the context of "${name}" holds "${answer}", which ${answer === asker ? "is who asks" : "no request carries"}.`,
    "Leave it out of the task's context.",
  );
}

/** Checks all that the types cannot see. */
export function checkCatalogueDefinition(system: AnyCatalogueSystem): void {
  const { task, candidates } = system.modeling;
  checkSystemName(system.name);
  checkEntries(system.name, { names: candidates.map(({ name }) => name), candidates: candidates.length, reserved: catalogueBaselines });
  checkColumns(system);
  checkContext(system);
  checkServing(system);
  checkRequirements(system.setup, {
    metrics: [
      ...task.metrics.map((metric) => metric.name),
      ...(task.kind === "linkPrediction" ? linkAucs.map((metric) => metric.name) : []),
      ...(system.serving?.showAbove === undefined ? [] : ["shown_share", "precision_when_shown"]),
    ],
    slices: [...Object.keys(system.data.slices ?? {}), ...catalogueSlices],
  });
}
