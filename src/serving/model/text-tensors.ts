import type { StoredTensor } from "../../onnx/index.ts";

const namesEnd = ".names";
const lengthsEnd = ".lengths";

/** Texts as one run of bytes and the length of each. */
export function packTexts(name: string, texts: readonly string[]): [string, StoredTensor][] {
  const encoder = new TextEncoder();
  const parts = texts.map((text) => encoder.encode(text));
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  const lengths = Int32Array.from(parts, (part) => part.length);
  return [
    [`${name}${namesEnd}`, { shape: [bytes.length], data: bytes }],
    [`${name}${lengthsEnd}`, { shape: [lengths.length], data: lengths }],
  ];
}

function unpack(bytes: Uint8Array, lengths: Int32Array): string[] {
  const decoder = new TextDecoder();
  let at = 0;
  return Array.from(lengths, (length) => {
    const text = decoder.decode(bytes.subarray(at, at + length));
    at += length;
    return text;
  });
}

/** All texts of a file that `packTexts` put there, by name; the other tensors are not looked at. */
export function unpackTexts(tensors: ReadonlyMap<string, StoredTensor>): Record<string, readonly string[]> {
  const texts: Record<string, readonly string[]> = {};
  for (const [name, { data }] of tensors) {
    if (!name.endsWith(namesEnd) || !(data instanceof Uint8Array)) continue;
    const key = name.slice(0, -namesEnd.length);
    const lengths = tensors.get(`${key}${lengthsEnd}`)?.data;
    if (lengths instanceof Int32Array) texts[key] = unpack(data, lengths);
  }
  return texts;
}

/** True for the names that `packTexts` gives. */
export function isPackedText(name: string): boolean {
  return name.endsWith(namesEnd) || name.endsWith(lengthsEnd);
}
