import { createHash } from "node:crypto";
import type { RunKey } from "../ledger/index.ts";
import type { DeclaredSystem } from "../system/index.ts";

/** Plain text for anything that a definition holds; functions count by their source. */
export function canonical(value: unknown): string {
  if (typeof value === "function") return value.toString();
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${Array.from(value as Float64Array).join()}]`;
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value === "object" && value !== null) {
    return `{${Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, inner]) => `${name}:${canonical(inner)}`)
      .join()}}`;
  }
  return JSON.stringify(value) ?? "undefined";
}

/**
 * What makes two runs the same: the definition (with the source of its functions), the data, the seed and the candidates asked for.
 * Settings hidden in a closure are not seen; the definition's own numbers and names are.
 */
export function runKeyOf(system: DeclaredSystem, run: { seed: number; fingerprint: string; only: readonly string[] }): RunKey {
  const { row, ...rest } = system;
  const definition = canonical({ ...rest, columns: Object.keys(row.shape) });
  const key = createHash("sha256")
    .update(canonical({ definition, ...run }))
    .digest("hex");
  return { key, system: system.name, seed: run.seed, fingerprint: run.fingerprint };
}
