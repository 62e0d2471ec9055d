import { EntityHistory, type SavedHistory, type Table, type Window } from "../../data/index.ts";
import { readSafetensors, type StoredTensor, writeSafetensors } from "../../onnx/index.ts";
import { packTexts, textsOf } from "../package/packed-texts.ts";

/**
 * A history as safetensors.
 * @param newest - newest moment that needs no clock to be believed, where it is not that of the newest event.
 */
export function writeHistory(saved: SavedHistory, newest?: number): Uint8Array {
  const tensors = new Map<string, StoredTensor>();
  for (const [name, data] of Object.entries(saved.arrays)) tensors.set(name, { shape: [data.length], data });
  for (const [name, texts] of Object.entries(saved.texts)) for (const [key, tensor] of packTexts(name, texts)) tensors.set(key, tensor);
  return writeSafetensors(tensors, { contents: "entity history", ...(newest === undefined ? {} : { newest: String(newest) }) });
}

/** A history from safetensors. @throws ONNX_TENSORS_INVALID, DATA_HISTORY_STATE_INVALID */
export function readHistory(
  file: Uint8Array,
  windows: Readonly<Record<string, Window>>,
): { readonly history: EntityHistory; readonly newest: number } {
  const { tensors, metadata } = readSafetensors(file);
  const arrays: Record<string, Float64Array> = {};
  const texts = textsOf(tensors);
  let newest = Number.NEGATIVE_INFINITY;
  for (const [name, { data }] of tensors) {
    if (data instanceof Float64Array) {
      arrays[name] = data;
      if (name.endsWith(".newest")) newest = Math.max(newest, data[0] ?? newest);
    }
  }
  const told = metadata["newest"];
  return { history: EntityHistory.restore(windows, { arrays, texts }), newest: told === undefined ? newest : Number(told) };
}

/**
 * The entity history after all rows of a table, as `history.safetensors` of a package holds it.
 * @param windows - the system's derived columns, by name.
 * @throws DATA_HISTORY_TIME_MISSING, DATA_COLUMN_MISSING, DATA_COLUMN_KIND
 */
export function historySnapshot(table: Table, windows: Readonly<Record<string, Window>>): Uint8Array {
  return writeHistory(EntityHistory.from(table, windows).save());
}
