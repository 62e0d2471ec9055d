import { cellOf } from "../../../data/index.ts";
import { MillwrightError } from "../../../errors/index.ts";
import type { Catalogue, FindRequest } from "../../finding/finder.ts";
import type { FieldTexts } from "../lexical/text-index.ts";

/** Text fields of each item of a catalogue. @throws MODELING_FEATURES_REFUSED */
export function textsOfCatalogue({ ids, table }: Catalogue, fields: readonly string[]): FieldTexts[] {
  if (table === undefined) {
    const fix = `Give the catalogue rows with the text columns ${fields.join(", ")}.`;
    throw new MillwrightError("MODELING_FEATURES_REFUSED", "a text finder was given a catalogue of ids alone.", fix);
  }
  const columns = fields.map((field) => [field, table.any(field)] as const);
  return ids.map((_, row) => Object.fromEntries(columns.map(([field, column]) => [field, String(cellOf(column, row) ?? "")])));
}

/** What a request asks for in words: its context columns, one behind the other; empty where it has none. */
export function requestText({ context }: FindRequest, columns: readonly string[]): string {
  return columns
    .map((column) => context?.[column])
    .filter((value) => typeof value === "string")
    .join(" ");
}
