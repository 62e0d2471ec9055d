import { MillwrightError } from "../../errors/index.ts";
import type { Manifest } from "../package/manifest.ts";
import type { CheckedRow } from "./row-check.ts";

/** A late truth about a row that fits the signature. */
export interface CheckedLabel {
  readonly row: CheckedRow;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The past of every entity, as it is known now. */
export interface OnlineHistory {
  readonly present: boolean;
  /** Rows with their derived columns, as of each row's moment. */
  derive(rows: readonly CheckedRow[]): readonly CheckedRow[];
  observe(rows: readonly CheckedRow[]): void;
  label(labels: readonly CheckedLabel[]): void;
}

function refuse({ system }: Pick<Manifest, "system">): never {
  throw new MillwrightError(
    "SERVING_NO_HISTORY",
    `"${system.name}" derives no columns from entities' past.`,
    "Nothing needs to be observed or labelled; declare `data.history` in the system to change that.",
  );
}

/** The history of a system that has none. */
export function noHistory(manifest: Pick<Manifest, "system">): OnlineHistory {
  return { present: false, derive: (rows) => rows, observe: () => refuse(manifest), label: () => refuse(manifest) };
}

export function openHistory(manifest: Manifest, _bytes: Uint8Array | undefined): OnlineHistory {
  return noHistory(manifest);
}
