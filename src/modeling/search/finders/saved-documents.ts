import { indexInvalid } from "../index-invalid.ts";

/** Texts as bytes: UTF-8, one behind the other, and where each ends. */
export function saveDocuments(texts: readonly string[]): { readonly "documents.bytes": Uint8Array; readonly "documents.ends": Int32Array } {
  const encoder = new TextEncoder();
  const parts = texts.map((text) => encoder.encode(text));
  const ends = new Int32Array(parts.length);
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let end = 0;
  for (const [n, part] of parts.entries()) {
    bytes.set(part, end);
    end += part.length;
    ends[n] = end;
  }
  return { "documents.bytes": bytes, "documents.ends": ends };
}

/** @throws MODELING_INDEX_INVALID */
export function restoreDocuments(tensors: Readonly<Record<string, unknown>>): string[] {
  const bytes = tensors["documents.bytes"];
  const ends = tensors["documents.ends"];
  if (!(bytes instanceof Uint8Array) || !(ends instanceof Int32Array)) throw indexInvalid("its texts are missing");
  const decoder = new TextDecoder();
  let from = 0;
  return Array.from(ends, (end) => {
    if (end < from || end > bytes.length) throw indexInvalid(`a text ends at byte ${end} of ${bytes.length}`);
    const text = decoder.decode(bytes.subarray(from, end));
    from = end;
    return text;
  });
}
