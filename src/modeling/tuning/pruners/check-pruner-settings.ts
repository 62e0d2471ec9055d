import { MillwrightError } from "../../../errors/index.ts";

/** Refuses a setting of a pruner that is not a whole number of at least `least`. @throws MODELING_SETTING_INVALID */
export function checkWhole(pruner: string, name: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new MillwrightError(
    "MODELING_SETTING_INVALID",
    `${pruner} was given ${name} ${value}.`,
    `Give a whole number of at least ${least}.`,
  );
}
