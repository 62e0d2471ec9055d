import type { UbjsonValue } from "./read-ubjson.ts";

/** A float32 with an exponent, by which XGBoost tells it from a whole number: "1.5E0"; it reads "Infinity", too. */
function floatText(value: number): string {
  return Number(value.toPrecision(9)).toExponential().replace("e+", "E").replace("e", "E");
}

/** JSON of what UBJSON can hold: lists in the place of typed arrays. */
function text(value: UbjsonValue): string {
  if (value instanceof Float32Array) return `[${Array.from(value, floatText).join(",")}]`;
  if (ArrayBuffer.isView(value)) return `[${(value as Uint8Array).join(",")}]`;
  if (Array.isArray(value)) return `[${value.map(text).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([key, each]) => `${JSON.stringify(key)}:${text(each as UbjsonValue)}`)
    .join(",")}}`;
}

/** A model as JSON that XGBoost reads. */
export function writeJson(value: UbjsonValue): Uint8Array {
  return Buffer.from(text(value), "utf8");
}
