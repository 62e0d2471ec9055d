import { type FileHandle, lstat, open, readdir, realpath } from "node:fs/promises";
import { join, resolve } from "node:path";
import { MillwrightError } from "../../errors/index.ts";
import type { ModelDescription } from "../../onnx/index.ts";
import { inspectGraph } from "./graph-safety.ts";
import type { Manifest } from "./manifest.ts";
import { sha256 } from "./package-id.ts";
import { parseManifest } from "./parse-manifest.ts";
import { knownFiles, manifestFile, stagingFolder } from "./write-package.ts";

/** A package, read and verified. */
export interface ReadPackage {
  /** Absolute path. */
  readonly directory: string;
  readonly manifest: Manifest;
  /** `model.onnx`; absent where a rule predicts. */
  readonly graph?: Uint8Array;
  /** `history.safetensors`; absent where the system keeps no history. */
  readonly history?: Uint8Array;
  /** What a finder learned, its items and its askers; absent where the package is none. */
  readonly finder?: { readonly tensors: Uint8Array; readonly catalogue: Uint8Array; readonly askers: Uint8Array };
  /** `derivations.safetensors`; absent where no derived column has learned anything. */
  readonly derivations?: Uint8Array;
}

/** Bounds on what is read. */
export interface ReadLimits {
  /** Bytes of the manifest; 16 MiB unless told. */
  readonly manifestBytes?: number;
  /** Bytes of any other file; 2 GiB − 1 (protobuf's own bound) unless told. */
  readonly fileBytes?: number;
}

const defaultManifestBytes = 16 * 1024 * 1024;
const defaultFileBytes = 2 ** 31 - 1;

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT" && error.code !== "ENOTDIR") throw error;
}

/** A regular file's bytes, or undefined where there is none. */
async function readBounded(path: string, bound: number): Promise<Uint8Array | undefined> {
  const found = await lstat(path).catch(absent);
  if (found === undefined) return undefined;
  if (!found.isFile())
    throw new MillwrightError(
      "PACKAGE_UNSAFE_PATH",
      `"${path}" is a link or not a file.`,
      "Copy the package with its files, not with links to them.",
    );
  if (found.size > bound)
    throw new MillwrightError(
      "PACKAGE_TOO_LARGE",
      `"${path}" has ${found.size} bytes; ${bound} are allowed.`,
      "Raise the limit if you trust the package.",
    );
  let handle: FileHandle | undefined;
  try {
    // A writer may have moved it since.
    handle = await open(path, "r").catch(absent);
    return await handle?.readFile();
  } finally {
    await handle?.close();
  }
}

async function rootOf(directory: string): Promise<string> {
  const path = resolve(directory);
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined)
    throw new MillwrightError(
      "PACKAGE_MISSING",
      `there is no "${path}".`,
      "Give the directory that `millwright run` wrote, the one with millwright.json in it.",
    );
  const root = await realpath(path);
  const names = await readdir(root).catch(() => undefined);
  if (names === undefined)
    throw new MillwrightError(
      "PACKAGE_MISSING",
      `"${path}" is not a directory.`,
      "Give the directory that holds millwright.json, not a file of it.",
    );
  if (names.includes(manifestFile)) return root;
  const problem =
    names.length === 0 ? `"${path}" is empty.` : `"${path}" has no ${manifestFile} (it holds ${names.slice(0, 3).join(", ")}).`;
  throw new MillwrightError("PACKAGE_UNKNOWN_FORMAT", problem, "Give the directory that `millwright run` wrote.");
}

function checkListed(manifest: Manifest): void {
  for (const name of Object.keys(manifest.files)) {
    if (knownFiles.includes(name)) continue;
    throw new MillwrightError(
      "PACKAGE_UNSAFE_PATH",
      `the manifest lists a file "${name}"; allowed are ${knownFiles.join(", ")}.`,
      "Run the system again to write a whole package.",
    );
  }
  const needed: Readonly<Record<Manifest["kind"], readonly string[]>> = {
    graph: ["model.onnx"],
    rule: [],
    finder: ["finder.safetensors", "catalogue.safetensors", "askers.safetensors"],
  };
  const all = Object.values(needed).flat();
  const wrong = all.find((name) => (manifest.files[name] !== undefined) !== needed[manifest.kind].includes(name));
  if (wrong === undefined && (manifest.finder !== undefined) === (manifest.kind === "finder")) return;
  throw new MillwrightError(
    "PACKAGE_FILE_MISSING",
    `a package of kind "${manifest.kind}" ${wrong === undefined ? "does not fit its finder" : `${manifest.files[wrong] === undefined ? "needs" : "may not have"} a ${wrong}`}.`,
    "Run the system again to write a whole package.",
  );
}

/** A listed file under its name or, while a writer is at work, by its hash where it waits; undefined when neither matches. */
async function readListed(
  root: string,
  name: string,
  expected: { readonly sha256: string; readonly bytes: number },
  bound: number,
): Promise<{ readonly found: Uint8Array | undefined; readonly seen: boolean }> {
  let seen = false;
  for (const path of [join(root, name), join(root, stagingFolder, expected.sha256)]) {
    const bytes = await readBounded(path, bound);
    if (bytes === undefined) continue;
    seen = true;
    if (bytes.length === expected.bytes && sha256(bytes) === expected.sha256) return { found: bytes, seen };
  }
  return { found: undefined, seen };
}

function checkGraphAgainst(manifest: Manifest, described: ModelDescription): void {
  const inputs = described.inputs.map((input) => input.name);
  const outputs = described.outputs.map((output) => output.name);
  const missing = [
    ...manifest.signature.inputs.map((input) => input.name).filter((name) => !inputs.includes(name)),
    ...manifest.signature.outputs.filter((name) => !outputs.includes(name)),
  ];
  const extra = inputs.filter((name) => !manifest.signature.inputs.some((input) => input.name === name));
  if (missing.length === 0 && extra.length === 0 && outputs.includes("prediction")) return;
  throw new MillwrightError(
    "PACKAGE_MANIFEST_INVALID",
    `model.onnx takes (${inputs.join(", ")}) and gives (${outputs.join(", ")}), which is not what the manifest's signature says.`,
    "Run the system again to write a whole package.",
  );
}

interface Attempt {
  readonly checksum: string;
  readonly result: ReadPackage | MillwrightError;
}

async function readOnce(root: string, limits: ReadLimits): Promise<Attempt> {
  const where = join(root, manifestFile);
  const bytes = await readBounded(where, limits.manifestBytes ?? defaultManifestBytes);
  if (bytes === undefined)
    throw new MillwrightError("PACKAGE_FILE_MISSING", `"${where}" is gone.`, "Restore the package from a copy, or run the system again.");
  const manifest = parseManifest(new TextDecoder().decode(bytes), where);
  checkListed(manifest);
  const files = new Map<string, Uint8Array>();
  for (const [name, expected] of Object.entries(manifest.files)) {
    const { found, seen } = await readListed(root, name, expected, limits.fileBytes ?? defaultFileBytes);
    if (found !== undefined) files.set(name, found);
    else return { checksum: manifest.checksum, result: fileFault(root, name, expected.sha256, seen) };
  }
  const graph = files.get("model.onnx");
  const history = files.get("history.safetensors");
  const derivations = files.get("derivations.safetensors");
  if (graph !== undefined) checkGraphAgainst(manifest, inspectGraph(graph));
  return {
    checksum: manifest.checksum,
    result: {
      directory: root,
      manifest,
      ...(graph === undefined ? {} : { graph }),
      ...(history === undefined ? {} : { history }),
      ...finderOf(files),
      ...(derivations === undefined ? {} : { derivations }),
    },
  };
}

function finderOf(files: ReadonlyMap<string, Uint8Array>): Pick<ReadPackage, "finder"> {
  const [tensors, catalogue, askers] = ["finder", "catalogue", "askers"].map((name) => files.get(`${name}.safetensors`));
  if (tensors === undefined || catalogue === undefined || askers === undefined) return {};
  return { finder: { tensors, catalogue, askers } };
}

function fileFault(root: string, name: string, hash: string, seen: boolean): MillwrightError {
  const fix = "Restore the package from a copy, or run the system again.";
  if (!seen) return new MillwrightError("PACKAGE_FILE_MISSING", `"${root}" has no ${name}, which its manifest lists.`, fix);
  return new MillwrightError("PACKAGE_TAMPERED", `${name} in "${root}" was changed after it was written: its SHA-256 is not ${hash}.`, fix);
}

/**
 * Reads a model package and verifies it before anything is used: format, version, checksum, schema, id, names, sizes, hashes and
 * the graph's operators. Nothing of it is run.
 * @throws PACKAGE_MISSING, PACKAGE_UNKNOWN_FORMAT, PACKAGE_VERSION, PACKAGE_TAMPERED, PACKAGE_FILE_MISSING,
 * PACKAGE_MANIFEST_INVALID, PACKAGE_TOO_LARGE, PACKAGE_UNSAFE_PATH, PACKAGE_UNSAFE_GRAPH
 */
export async function readPackage(directory: string, limits: ReadLimits = {}): Promise<ReadPackage> {
  const root = await rootOf(directory);
  let last: Attempt | undefined;
  // A writer may replace files between our reads; then the manifest differs at the next attempt.
  for (let attempt = 0; attempt < 5; attempt++) {
    const now = await readOnce(root, limits);
    if (!(now.result instanceof MillwrightError)) return now.result;
    if (last?.checksum === now.checksum) throw now.result;
    last = now;
  }
  throw last?.result ?? new Error("unreachable");
}
