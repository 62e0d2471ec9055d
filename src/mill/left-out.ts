import type { AnySystem } from "../system/index.ts";

/** Columns that no request carries: the target, and what exists only where labels do. */
export function leftOutOf(system: AnySystem): string[] {
  return [system.modeling.task.target, ...(system.data.trainingOnly ?? [])];
}
