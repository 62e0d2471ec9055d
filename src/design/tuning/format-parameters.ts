import type { ParameterValues } from "../../modeling/index.ts";
import { oneLine } from "../one-line.ts";

/** A value of a parameter, in few digits. @example formatParameter(0.0123456); // "0.0123" */
export function formatParameter(value: string | number | boolean): string {
  if (typeof value !== "number") return oneLine(String(value));
  if (Number.isInteger(value)) return String(value).replace("-", "−");
  const size = Math.abs(value);
  const text = size < 1e-3 || size >= 1e6 ? value.toExponential(1) : String(Number(value.toPrecision(3)));
  return text.replace("e+", "e").replaceAll("-", "−");
}

/** Values of a trial on one line. @example formatParameters({ k: 12, weights: "distance" }); // "k 12, weights distance" */
export function formatParameters(values: ParameterValues): string {
  return Object.entries(values)
    .map(([name, value]) => `${oneLine(name)} ${formatParameter(value)}`)
    .join(", ");
}
