import { indexInvalid } from "../index-invalid.ts";
import { Dictionary } from "./dictionary.ts";
import { type SavedTextIndex, TextIndex } from "./text-index.ts";

/** A named array of whole numbers. @throws MODELING_INDEX_INVALID */
function numbers(tensors: SavedTextIndex["tensors"], name: string): Int32Array {
  const found = tensors[name];
  if (!(found instanceof Int32Array)) throw indexInvalid(`the array "${name}" is missing`);
  return found;
}

function checkRuns(tokens: Int32Array, fieldStarts: Int32Array, terms: number, fields: number): void {
  const isWhole = fieldStarts.length % fields === 1 % fields && fieldStarts[0] === 0;
  if (!isWhole || fieldStarts.at(-1) !== tokens.length) throw indexInvalid("its documents do not end where their terms end");
  for (let n = 1; n < fieldStarts.length; n++) {
    if ((fieldStarts[n] ?? 0) < (fieldStarts[n - 1] ?? 0)) throw indexInvalid(`field ${n} ends before it begins`);
  }
  for (const token of tokens) if (token < 0 || token >= terms) throw indexInvalid(`it names term ${token} of ${terms}`);
}

/** The index that `TextIndex.save` gave. @throws MODELING_INDEX_INVALID */
export function loadTextIndex({ settings, tensors }: SavedTextIndex): TextIndex {
  const index = new TextIndex(settings);
  const bytes = tensors["termBytes"];
  if (!(bytes instanceof Uint8Array)) throw indexInvalid('the array "termBytes" is missing');
  const dictionary = Dictionary.load(bytes, numbers(tensors, "termEnds"));
  const tokens = numbers(tensors, "tokens");
  const fieldStarts = numbers(tensors, "fieldStarts");
  const removed = numbers(tensors, "removed");
  checkRuns(tokens, fieldStarts, dictionary.size, index.fields.length);
  const documents = (fieldStarts.length - 1) / index.fields.length;
  for (const document of removed)
    if (document < 0 || document >= documents) throw indexInvalid(`it removed document ${document} of ${documents}`);
  index.restore(dictionary, tokens, fieldStarts, removed);
  return index;
}
