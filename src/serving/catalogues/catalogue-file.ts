import { type Column, type ColumnRule, Table } from "../../data/index.ts";
import type { Catalogue } from "../../modeling/index.ts";
import { readSafetensors, type StoredTensor, type StoredTensors, writeSafetensors } from "../../onnx/index.ts";
import { packTexts, textEnds, unpackTexts } from "../package/packed-texts.ts";
import { damagedFile } from "./damaged-file.ts";

const file = "catalogue.safetensors";

/** A column of a catalogue as tensors; `name` comes first in theirs. */
function tensorsOf(name: string, column: Column): [string, StoredTensor][] {
  if (column.kind === "text") return packTexts(name, column.values);
  if (column.kind !== "category") return [[name, { shape: [column.values.length], data: column.values }]];
  return [[`${name}.codes`, { shape: [column.codes.length], data: column.codes }], ...packTexts(name, column.dictionary)];
}

/** Ids and rows of the items as safetensors. */
export function writeCatalogue({ ids, table }: Catalogue): Uint8Array {
  const columns = [...(table?.columns ?? [])].flatMap(([name, column]) => tensorsOf(`column.${name}`, column));
  return writeSafetensors(new Map([...packTexts("ids", ids), ...columns]), { contents: "catalogue" });
}

/** Texts of a file. @throws PACKAGE_INDEX_DAMAGED */
export function textsIn({ tensors }: StoredTensors, name: string, where: string): (string | null)[] {
  const bytes = tensors.get(`${name}${textEnds.bytes}`)?.data;
  const lengths = tensors.get(`${name}${textEnds.lengths}`)?.data;
  if (!(bytes instanceof Uint8Array) || !(lengths instanceof Int32Array)) throw damagedFile(where, `it has no texts "${name}"`);
  const total = lengths.reduce((sum, length) => sum + Math.max(0, length), 0);
  if (total !== bytes.length) throw damagedFile(where, `texts "${name}" have ${bytes.length} bytes, ${total} are promised`);
  return unpackTexts(bytes, lengths);
}

function columnIn(stored: StoredTensors, { name, kind }: ColumnRule, items: number): Column {
  const key = `column.${name}`;
  const data = stored.tensors.get(kind === "category" ? `${key}.codes` : key)?.data;
  const column = ((): Column | undefined => {
    if (kind === "text") return { kind, values: textsIn(stored, key, file) };
    if (kind === "category" && data instanceof Int32Array)
      return { kind, codes: data, dictionary: textsIn(stored, key, file).map((text) => text ?? "") };
    if (kind === "boolean" && data instanceof Uint8Array) return { kind, values: data };
    if ((kind === "number" || kind === "timestamp") && data instanceof Float64Array) return { kind, values: data };
    return undefined;
  })();
  const length = column === undefined ? -1 : column.kind === "category" ? column.codes.length : column.values.length;
  if (column !== undefined && length === items) return column;
  throw damagedFile(file, `column "${name}" ${column === undefined ? "is missing" : `has ${length} rows for ${items} items`}`);
}

/** The items again. @throws PACKAGE_INDEX_DAMAGED */
export function readCatalogueFile(bytes: Uint8Array, columns: readonly ColumnRule[]): Catalogue {
  const stored = tensorsOfFile(bytes, file);
  const ids = textsIn(stored, "ids", file).map((id) => id ?? "");
  if (columns.length === 0) return { ids };
  return { ids, table: new Table("catalogue", Object.fromEntries(columns.map((rule) => [rule.name, columnIn(stored, rule, ids.length)]))) };
}

/** Reads a file's tensors and names it where it is not whole. @throws PACKAGE_INDEX_DAMAGED */
export function tensorsOfFile(bytes: Uint8Array, name: string): StoredTensors {
  try {
    return readSafetensors(bytes);
  } catch (cause) {
    throw damagedFile(name, cause instanceof Error ? cause.message : String(cause), cause);
  }
}
