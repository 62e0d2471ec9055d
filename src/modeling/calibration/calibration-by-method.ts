import { didYouMean, MillwrightError } from "../../errors/index.ts";
import type { CalibrationMethod } from "../candidate.ts";
import type { Calibration } from "./calibration.ts";
import { isotonic } from "./isotonic.ts";
import { none } from "./none.ts";
import { platt } from "./platt.ts";
import { temperature } from "./temperature.ts";

const byMethod: Readonly<Record<CalibrationMethod, Calibration>> = { none, platt, isotonic, temperature };

/** The calibration that a candidate names. @throws MODELING_SETTING_INVALID @example calibrationByMethod("isotonic"); */
export function calibrationByMethod(method: CalibrationMethod): Calibration {
  const found: Calibration | undefined = byMethod[method];
  if (found !== undefined) return found;
  throw new MillwrightError("MODELING_SETTING_INVALID", `calibration is "${method}".`, didYouMean(method, Object.keys(byMethod)));
}
