import type { DerivationState } from "../../data/index.ts";
import { readSafetensors, type StoredTensor, writeSafetensors } from "../../onnx/index.ts";
import { isPackedText, packTexts, textsOf } from "../package/packed-texts.ts";

/** What derived columns have learned, as `derivations.safetensors` of a package holds it. */
export function writeDerivations({ arrays, texts }: DerivationState): Uint8Array {
  const tensors = new Map<string, StoredTensor>();
  for (const [name, data] of Object.entries(arrays)) tensors.set(name, { shape: [data.length], data });
  for (const [name, each] of Object.entries(texts)) for (const [key, tensor] of packTexts(name, each)) tensors.set(key, tensor);
  return writeSafetensors(tensors, { contents: "derived columns" });
}

/** The state from safetensors. @throws ONNX_TENSORS_INVALID */
export function readDerivations(file: Uint8Array): DerivationState {
  const { tensors } = readSafetensors(file);
  const arrays: Record<string, Float64Array | Float32Array | Int32Array> = {};
  for (const [name, { data }] of tensors) {
    if (isPackedText(name)) continue;
    if (data instanceof Float64Array || data instanceof Float32Array || data instanceof Int32Array) arrays[name] = data;
  }
  return { arrays, texts: textsOf(tensors) };
}
