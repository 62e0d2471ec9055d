import { readFile, rename, writeFile } from "node:fs/promises";
import { MillwrightError } from "../../errors/index.ts";
import { readSafetensors, type StoredTensor, writeSafetensors } from "../../onnx/index.ts";
import type { SavedFinder } from "../finding/finder.ts";
import { indexInvalid } from "./index-invalid.ts";
import { loadTextIndex } from "./lexical/load-text-index.ts";
import type { TextIndex } from "./lexical/text-index.ts";

const FORMAT = "millwright text index 1";

/** Writes a text index to a safetensors file, whole or not at all. */
export async function saveTextIndex(index: TextIndex, path: string): Promise<void> {
  const { settings, tensors } = index.save();
  const stored = new Map<string, StoredTensor>(Object.entries(tensors).map(([name, data]) => [name, { shape: [data.length], data }]));
  const bytes = writeSafetensors(stored, { format: FORMAT, settings: JSON.stringify(settings) });
  await writeFile(`${path}.part`, bytes);
  await rename(`${path}.part`, path);
}

/** Reads a text index at one go. @throws MODELING_INDEX_INVALID that names the file where it is damaged, cut short, or something else. */
export async function openTextIndex(path: string): Promise<TextIndex> {
  try {
    const { tensors, metadata } = readSafetensors(await readFile(path));
    if (metadata["format"] !== FORMAT) throw indexInvalid(`its format is ${JSON.stringify(metadata["format"])}, not "${FORMAT}"`);
    const arrays = Object.fromEntries(Array.from(tensors, ([name, { data }]) => [name, data])) as SavedFinder["tensors"];
    return loadTextIndex({ settings: JSON.parse(metadata["settings"] ?? "{}"), tensors: arrays });
  } catch (error) {
    const problem = error instanceof MillwrightError ? error.problem : error instanceof Error ? error.message : String(error);
    throw indexInvalid(problem.replace(/\.$/, ""), path, error);
  }
}
