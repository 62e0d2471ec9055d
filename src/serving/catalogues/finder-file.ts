import { MillwrightError } from "../../errors/index.ts";
import { type FittedFinder, type RestoreFinder, restoreFinder, type SavedFinder } from "../../modeling/index.ts";
import { type StoredTensor, writeSafetensors } from "../../onnx/index.ts";
import type { FinderSignature } from "../package/manifest.ts";
import { tensorsOfFile } from "./catalogue-file.ts";
import { damagedFile } from "./damaged-file.ts";

const file = "finder.safetensors";

/** What a finder has learned as safetensors; its settings stand in the manifest. */
export function writeFinder({ kind, tensors }: SavedFinder): Uint8Array {
  const stored = Object.entries(tensors).map(([name, data]): [string, StoredTensor] => [name, { shape: [data.length], data }]);
  return writeSafetensors(new Map(stored), { contents: "finder", kind });
}

/**
 * The finder again.
 * @param more - kinds that a system brings.
 * @throws PACKAGE_INDEX_DAMAGED, MODELING_FINDER_UNKNOWN
 */
export function readFinder(
  bytes: Uint8Array,
  { kind, settings }: Pick<FinderSignature, "kind" | "settings">,
  more: Readonly<Record<string, RestoreFinder>>,
): FittedFinder {
  const { tensors, metadata } = tensorsOfFile(bytes, file);
  if (metadata["kind"] !== kind) throw damagedFile(file, `it holds a "${metadata["kind"]}", the manifest says "${kind}"`);
  const saved: Record<string, SavedFinder["tensors"][string]> = {};
  for (const [name, { data }] of tensors) {
    if (data instanceof BigInt64Array || data instanceof Int8Array || data instanceof Uint16Array)
      throw damagedFile(file, `tensor "${name}" has a type that no finder saves`);
    saved[name] = data;
  }
  try {
    return restoreFinder({ kind, settings, tensors: saved }, more);
  } catch (cause) {
    // A learner says in its own words what it misses.
    throw cause instanceof MillwrightError ? cause : damagedFile(file, cause instanceof Error ? cause.message : String(cause), cause);
  }
}
