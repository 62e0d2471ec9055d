import type { DeclaredSystem } from "../system/index.ts";
import { declaredColumns } from "./questions/declaration.ts";
import type { RunReport } from "./run-report.ts";

/** What a system's values are counted in: the currency of its costs, the unit of its target. */
export function reportUnits(system: DeclaredSystem): NonNullable<RunReport["units"]> {
  const currency = system.setup.costs?.currency;
  const { task } = system.modeling;
  const target = declaredColumns(system).find((column) => column.name === ("asker" in task ? task.item : task.target))?.unit;
  return { ...(currency === undefined ? {} : { currency }), ...(target === undefined ? {} : { target }) };
}
