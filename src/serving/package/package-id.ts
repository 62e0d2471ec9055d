import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";
import type { Manifest, PackageContents } from "./manifest.ts";

/** SHA-256 of bytes or text, hex. */
export function sha256(data: Uint8Array | string): string {
  return createHash("sha256").update(data).digest("hex");
}

/** What the id is taken over. */
type Identity = Pick<Manifest, "task" | "signature" | "finder" | "policy" | "metrics" | "candidate">;

/** The id of a manifest whose model has this hash ("" for a rule). */
export function identityOf(graphHash: string, parts: Identity): string {
  const { task, signature, finder, policy, metrics, candidate } = parts;
  return sha256(canonicalJson({ graphHash, task, signature, finder, policy, metrics, candidate }));
}

/** Hash of what predicts: the graph and its derived columns, or what a finder learned and of which items; "" for a rule. */
export function modelHash(files: Readonly<Record<string, { readonly sha256: string } | undefined>>): string {
  const finder = files["finder.safetensors"];
  const graph = files["model.onnx"]?.sha256 ?? "";
  const derivations = files["derivations.safetensors"];
  if (derivations !== undefined) return sha256(`${graph} ${derivations.sha256}`);
  if (finder === undefined) return graph;
  return sha256(`${finder.sha256} ${files["catalogue.safetensors"]?.sha256 ?? ""}`);
}

/** Hashed files of a package, by name. */
export function filesOf(contents: PackageContents): Map<string, Uint8Array> {
  const { graph, history, derivations, finderTensors, catalogue, askerHistories } = contents;
  const named = {
    "model.onnx": graph,
    "history.safetensors": history,
    "derivations.safetensors": derivations,
    "finder.safetensors": finderTensors,
    "catalogue.safetensors": catalogue,
    "askers.safetensors": askerHistories,
  };
  return new Map(Object.entries(named).flatMap(([name, bytes]) => (bytes === undefined ? [] : [[name, bytes]])));
}

/**
 * The id that a package with these contents will have: known before it is written, so that its own document can name it.
 * @returns 64 hexadecimal digits; the first 12 are the version that the server reports.
 */
export function packageId(contents: PackageContents): string {
  const hashes = [...filesOf(contents)].map(([name, bytes]) => [name, { sha256: sha256(bytes) }]);
  return identityOf(modelHash(Object.fromEntries(hashes)), contents);
}

/** SHA-256 over a manifest without its own checksum. */
export function manifestChecksum(manifest: Readonly<Record<string, unknown>>): string {
  const { checksum: _, ...rest } = manifest;
  return sha256(canonicalJson(rest));
}
