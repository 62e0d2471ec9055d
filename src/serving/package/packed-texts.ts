import type { StoredTensor } from "../../onnx/index.ts";

/** Ends of the names under which texts are kept. */
export const textEnds = { bytes: ".names", lengths: ".lengths" } as const;

/** Texts as one run of bytes and the length of each; a missing text has length -1. */
export function packTexts(name: string, texts: readonly (string | null)[]): [string, StoredTensor][] {
  const encoder = new TextEncoder();
  const parts = texts.map((text) => (text === null ? undefined : encoder.encode(text)));
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + (part?.length ?? 0), 0));
  let at = 0;
  for (const part of parts) {
    if (part === undefined) continue;
    bytes.set(part, at);
    at += part.length;
  }
  const lengths = Int32Array.from(parts, (part) => part?.length ?? -1);
  return [
    [`${name}${textEnds.bytes}`, { shape: [bytes.length], data: bytes }],
    [`${name}${textEnds.lengths}`, { shape: [lengths.length], data: lengths }],
  ];
}

/** The texts again. */
export function unpackTexts(bytes: Uint8Array, lengths: Int32Array): (string | null)[] {
  const decoder = new TextDecoder();
  let at = 0;
  return Array.from(lengths, (length) => {
    if (length < 0) return null;
    const text = decoder.decode(bytes.subarray(at, at + length));
    at += length;
    return text;
  });
}

/** All texts of a file that `packTexts` put there, by name, "" where one is missing; the other tensors are not looked at. */
export function textsOf(tensors: ReadonlyMap<string, StoredTensor>): Record<string, readonly string[]> {
  const texts: Record<string, readonly string[]> = {};
  for (const [name, { data }] of tensors) {
    if (!name.endsWith(textEnds.bytes) || !(data instanceof Uint8Array)) continue;
    const key = name.slice(0, -textEnds.bytes.length);
    const lengths = tensors.get(`${key}${textEnds.lengths}`)?.data;
    if (lengths instanceof Int32Array) texts[key] = unpackTexts(data, lengths).map((text) => text ?? "");
  }
  return texts;
}

/** True for the names that `packTexts` gives. */
export function isPackedText(name: string): boolean {
  return name.endsWith(textEnds.bytes) || name.endsWith(textEnds.lengths);
}
