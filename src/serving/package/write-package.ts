import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { MillwrightError } from "../../errors/index.ts";
import { replaceDurably, syncDirectory, writeDurably } from "../../ledger/index.ts";
import { inspectGraph } from "./graph-safety.ts";
import { withLock } from "./lock.ts";
import { type Manifest, type PackageContents, packageFormat, packageVersion } from "./manifest.ts";
import { filesOf, manifestChecksum, packageId, sha256 } from "./package-id.ts";
import { parseManifest } from "./parse-manifest.ts";
import { engineVersions } from "./versions.ts";

/** Where the files of a new version wait, by hash, until they take their names. */
export const stagingFolder = ".staged";

/** Files that a package may list. */
export const knownFiles: readonly string[] = [
  "model.onnx",
  "history.safetensors",
  "derivations.safetensors",
  "finder.safetensors",
  "catalogue.safetensors",
  "askers.safetensors",
];

/** The manifest's file name. */
export const manifestFile = "millwright.json";

function manifestOf(contents: PackageContents, files: ReadonlyMap<string, Uint8Array>): Manifest {
  const {
    graph,
    history: _1,
    documents: _2,
    finderTensors: _3,
    catalogue: _4,
    askerHistories: _5,
    derivations: _6,
    ...described
  } = contents;
  const manifest = {
    format: packageFormat as typeof packageFormat,
    formatVersion: packageVersion,
    kind: contents.finder !== undefined ? ("finder" as const) : graph === undefined ? ("rule" as const) : ("graph" as const),
    id: packageId(contents),
    ...described,
    engines: engineVersions(),
    files: Object.fromEntries([...files].map(([name, bytes]) => [name, { sha256: sha256(bytes), bytes: bytes.length }])),
  };
  // Through JSON first: what is hashed is what a reader will see.
  return { ...manifest, checksum: manifestChecksum(JSON.parse(JSON.stringify(manifest)) as Record<string, unknown>) };
}

function checkDocuments(documents: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(documents)) {
    if (/^[a-z0-9][a-z0-9._-]*\.(md|html|txt|svg)$/i.test(name)) continue;
    throw new MillwrightError(
      "PACKAGE_UNSAFE_PATH",
      `"${name}" cannot be a document of a package.`,
      'Use a plain file name that ends in .md, .html, .txt or .svg, such as "design.md".',
    );
  }
}

/** Files and documents under their own names, into a folder that nobody reads yet. */
async function writeFresh(
  directory: string,
  text: string,
  files: ReadonlyMap<string, Uint8Array>,
  documents: Readonly<Record<string, string>>,
): Promise<void> {
  const beside = join(dirname(directory), `.${randomUUID()}.part`);
  try {
    await mkdir(beside, { recursive: true });
    for (const [name, bytes] of files) await writeDurably(join(beside, name), bytes);
    for (const [name, document] of Object.entries(documents)) await writeDurably(join(beside, name), document);
    await writeDurably(join(beside, manifestFile), text);
    await syncDirectory(beside);
    await rename(beside, directory);
    await syncDirectory(dirname(directory));
  } catch (error) {
    await rm(beside, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
}

/**
 * Over an older package: new files wait under their hashes, one rename of the manifest makes the new version the valid one,
 * then the files take their names. `readPackage` finds a file under its name or, by its hash, where it waits;
 * so at every moment, and after a crash at any, one whole version can be read.
 */
async function replaceFiles(
  directory: string,
  manifest: Manifest,
  text: string,
  files: ReadonlyMap<string, Uint8Array>,
  documents: Readonly<Record<string, string>>,
): Promise<void> {
  const staging = join(directory, stagingFolder);
  try {
    for (const [name, bytes] of files) await writeDurably(join(staging, manifest.files[name]?.sha256 ?? name), bytes);
    if (files.size > 0) await syncDirectory(staging);
    await replaceDurably(join(directory, manifestFile), text);
  } catch (error) {
    for (const name of files.keys()) await rm(join(staging, manifest.files[name]?.sha256 ?? name), { force: true }).catch(() => undefined);
    throw error;
  }
  for (const name of files.keys()) await rename(join(staging, manifest.files[name]?.sha256 ?? name), join(directory, name));
  await syncDirectory(directory);
  await rm(staging, { recursive: true, force: true });
  for (const stale of knownFiles) if (!files.has(stale)) await rm(join(directory, stale), { force: true });
  for (const [name, document] of Object.entries(documents)) await replaceDurably(join(directory, name), document);
}

/** "none", "package" (or empty), or an error for what must not be overwritten. */
async function whatIsThere(directory: string): Promise<"none" | "package"> {
  const found = await stat(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (found === undefined) return "none";
  if (!found.isDirectory())
    throw new MillwrightError(
      "PACKAGE_WRITE_FAILED",
      `"${directory}" is a file.`,
      "Give a directory that does not exist yet, or one that holds a package.",
    );
  const names = await readdir(directory);
  if (names.length === 0 || names.includes(manifestFile) || names.every((name) => name.startsWith("."))) return "package";
  throw new MillwrightError(
    "PACKAGE_WRITE_FAILED",
    `"${directory}" holds other files (${names.slice(0, 3).join(", ")}) and no package.`,
    "Give a directory that does not exist yet, is empty, or holds a package.",
  );
}

function writeFailure(directory: string, cause: unknown): MillwrightError {
  const { code, message } = cause as NodeJS.ErrnoException;
  const fixes: Readonly<Record<string, string>> = {
    ENOSPC: "Free some space on that disk, or write elsewhere.",
    EDQUOT: "Free some of the quota, or write elsewhere.",
    EACCES: "Give the process the right to write there, or write elsewhere.",
    EPERM: "Give the process the right to write there, or write elsewhere.",
    EROFS: "The file system is read-only: write elsewhere.",
  };
  return new MillwrightError(
    "PACKAGE_WRITE_FAILED",
    `the package could not be written to "${directory}" (${code ?? message}).`,
    fixes[code ?? ""] ?? "Check the path, or write elsewhere.",
    { cause },
  );
}

/**
 * Writes a model package: `millwright.json`, `model.onnx` and what lies beside.
 * A new one appears whole (written beside, synced, renamed); an older one is replaced without a moment in which none exists.
 * @returns the manifest as `readPackage` gives it back.
 * @throws PACKAGE_WRITE_FAILED, PACKAGE_BUSY, PACKAGE_UNSAFE_GRAPH, PACKAGE_UNSAFE_PATH, PACKAGE_MANIFEST_INVALID
 */
export async function writePackage(directory: string, contents: PackageContents): Promise<Manifest> {
  const target = resolve(directory);
  const documents = contents.documents ?? {};
  checkDocuments(documents);
  if (contents.graph !== undefined) inspectGraph(contents.graph);
  const files = filesOf(contents);
  const made = manifestOf(contents, files);
  const text = `${JSON.stringify(made, null, 2)}\n`;
  const manifest = parseManifest(text, manifestFile);
  try {
    await mkdir(dirname(target), { recursive: true });
    await withLock(`${target}.lock`, async () => {
      if ((await whatIsThere(target)) === "none") await writeFresh(target, text, files, documents);
      else await replaceFiles(target, manifest, text, files, documents);
    });
  } catch (error) {
    throw error instanceof MillwrightError ? error : writeFailure(target, error);
  }
  return manifest;
}
