import { type DeclaredSystem, targetOf } from "../system/index.ts";
import { declaredColumns } from "./questions/declaration.ts";
import type { RunReport } from "./run-report.ts";

/** What a system's values are counted in: the currency of its costs, the unit of its target. */
export function reportUnits(system: DeclaredSystem): NonNullable<RunReport["units"]> {
  const currency = system.setup.costs?.currency;
  const target = declaredColumns(system).find((column) => column.name === targetOf(system))?.unit;
  return { ...(currency === undefined ? {} : { currency }), ...(target === undefined ? {} : { target }) };
}
