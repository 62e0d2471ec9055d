import { readSafetensors, writeSafetensors } from "../../onnx/index.ts";
import { NgramModel } from "./ngram-model.ts";

/** A model as the bytes of a safetensors file. */
export function writeNgrams(model: NgramModel): Uint8Array {
  const { tensors, metadata } = model.save();
  return writeSafetensors(new Map(Object.entries(tensors).map(([name, data]) => [name, { shape: [data.length], data }])), metadata);
}

/**
 * A model from the bytes of a file that was read at once.
 * @throws MODELING_LANGUAGE_FILE, ONNX_TENSORS_INVALID
 */
export function readNgrams(file: Uint8Array): NgramModel {
  const { tensors, metadata } = readSafetensors(file);
  return NgramModel.open(Object.fromEntries([...tensors].map(([name, { data }]) => [name, data])), metadata);
}
