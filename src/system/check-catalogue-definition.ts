import { MillwrightError } from "../errors/index.ts";
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
  checkRequirements(system.setup, {
    metrics: task.metrics.map((metric) => metric.name),
    slices: [...Object.keys(system.data.slices ?? {}), ...catalogueSlices],
  });
}
