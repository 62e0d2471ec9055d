import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical-json.ts";
import type { Manifest, PackageContents } from "./manifest.ts";

/** SHA-256 of bytes or text, hex. */
export function sha256(data: Uint8Array | string): string {
  return createHash("sha256").update(data).digest("hex");
}

/** What the id is taken over. */
type Identity = Pick<Manifest, "task" | "signature" | "policy" | "metrics" | "candidate">;

/** The id of a manifest whose graph has this hash ("" for a rule). */
export function identityOf(graphHash: string, parts: Identity): string {
  const { task, signature, policy, metrics, candidate } = parts;
  return sha256(canonicalJson({ graphHash, task, signature, policy, metrics, candidate }));
}

/**
 * The id that a package with these contents will have: known before it is written, so that its own document can name it.
 * @returns 64 hexadecimal digits; the first 12 are the version that the server reports.
 */
export function packageId(contents: PackageContents): string {
  return identityOf(contents.graph === undefined ? "" : sha256(contents.graph), contents);
}

/** SHA-256 over a manifest without its own checksum. */
export function manifestChecksum(manifest: Readonly<Record<string, unknown>>): string {
  const { checksum: _, ...rest } = manifest;
  return sha256(canonicalJson(rest));
}
