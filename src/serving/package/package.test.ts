import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { random } from "../../kernels/index.ts";
import { logisticPackage } from "../fixtures/logistic-package.ts";
import type { Manifest } from "./manifest.ts";
import { manifestChecksum, packageId } from "./package-id.ts";
import { readPackage } from "./read-package.ts";
import { writePackage } from "./write-package.ts";

let folder: string;
let target: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "millwright-package-"));
  target = join(folder, "model");
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

const codeOf = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => "none",
    (error) => String(error.code),
  );

/** Rewrites the manifest with its checksum, as a forger would. */
async function forge(change: (manifest: Record<string, unknown>) => void): Promise<void> {
  const path = join(target, "millwright.json");
  const manifest = JSON.parse(await readFile(path, "utf8")) as Record<string, unknown>;
  change(manifest);
  manifest["checksum"] = manifestChecksum(manifest);
  await writeFile(path, JSON.stringify(manifest));
}

test("what is written is read back, and nothing else is left beside it", async () => {
  const contents = logisticPackage();
  const written = await writePackage(target, { ...contents, documents: { "design.md": "# Design" } });
  const read = await readPackage(target);
  expect(read.manifest).toEqual(written);
  expect(read.graph).toEqual(Buffer.from(contents.graph ?? []));
  expect((await readdir(target)).sort()).toEqual(["design.md", "millwright.json", "model.onnx"]);
  expect(await readdir(folder)).toEqual(["model"]);
});

test("equal contents give equal bytes and ids; another threshold gives another id", async () => {
  await writePackage(target, logisticPackage());
  await writePackage(join(folder, "twin"), logisticPackage());
  expect(await readFile(join(folder, "twin", "millwright.json"))).toEqual(await readFile(join(target, "millwright.json")));
  const other = { ...logisticPackage(), policy: { threshold: 0.41 } };
  expect(packageId(other)).not.toBe(packageId(logisticPackage()));
  expect((await readPackage(target)).manifest.id).toBe(packageId(logisticPackage()));
});

test("numbers that could not be measured survive as NaN", async () => {
  const undefinedMetric = { value: Number.NaN, low: Number.NaN, high: Number.NaN };
  await writePackage(target, { ...logisticPackage(), metrics: { validation: { roc_auc: undefinedMetric }, test: {} } });
  expect((await readPackage(target)).manifest.metrics.validation).toEqual({ roc_auc: undefinedMetric });
});

test("a changed byte anywhere is noticed", async () => {
  await writePackage(target, { ...logisticPackage(), history: Uint8Array.of(1, 2, 3, 4) });
  const draw = random(3);
  for (const name of ["model.onnx", "history.safetensors", "millwright.json"]) {
    const path = join(target, name);
    const original = await readFile(path);
    const region = Math.max(1, Math.floor(original.length / 60));
    for (let from = 0; from < original.length; from += region) {
      const at = Math.min(original.length - 1, from + draw.integer(region));
      const changed = Buffer.from(original);
      changed[at] = (changed[at] ?? 0) ^ (1 << draw.integer(8));
      await writeFile(path, changed);
      const outcome = await readPackage(target).then(
        (read) => read.manifest,
        (error) => String(error.code),
      );
      // White space in the manifest means nothing; everything else does.
      if (typeof outcome === "string") expect(outcome).toMatch(/^PACKAGE_/);
      else expect([name, JSON.parse(changed.toString())]).toEqual(["millwright.json", JSON.parse(original.toString())]);
    }
    await writeFile(path, original);
  }
  expect(await codeOf(readPackage(target))).toBe("none");
});

test("a file that is cut off, swapped or gone is named", async () => {
  await writePackage(target, logisticPackage());
  const model = await readFile(join(target, "model.onnx"));
  await writeFile(join(target, "model.onnx"), model.subarray(0, 100));
  expect(await codeOf(readPackage(target))).toBe("PACKAGE_TAMPERED");
  await writeFile(join(target, "model.onnx"), logisticPackage(8).graph ?? "");
  expect(await codeOf(readPackage(target))).toBe("PACKAGE_TAMPERED");
  await rm(join(target, "model.onnx"));
  await expect(readPackage(target)).rejects.toThrow(/PACKAGE_FILE_MISSING: .* has no model\.onnx/);
});

test("a forged threshold is noticed by the id, even with the right checksum", async () => {
  await writePackage(target, logisticPackage());
  await forge((manifest) => {
    manifest["policy"] = { threshold: 0.99 };
  });
  await expect(readPackage(target)).rejects.toThrow(/PACKAGE_TAMPERED: .*id does not follow/);
});

test.each<[string, string, (manifest: Record<string, unknown>) => void]>([
  [
    "another format",
    "PACKAGE_UNKNOWN_FORMAT",
    (manifest) => {
      manifest["format"] = "mlflow";
    },
  ],
  [
    "a newer version",
    "PACKAGE_VERSION",
    (manifest) => {
      manifest["formatVersion"] = 2;
    },
  ],
  [
    "a version that is none",
    "PACKAGE_VERSION",
    (manifest) => {
      manifest["formatVersion"] = "1";
    },
  ],
  [
    "a file outside of the directory",
    "PACKAGE_UNSAFE_PATH",
    (manifest) => {
      manifest["files"] = { ...(manifest as unknown as Manifest).files, "../secret": { sha256: "0".repeat(64), bytes: 1 } };
    },
  ],
  [
    "a seed that is text",
    "PACKAGE_MANIFEST_INVALID",
    (manifest) => {
      manifest["seed"] = "7";
    },
  ],
])("a manifest with %s is refused", async (_what, code, change) => {
  await writePackage(target, logisticPackage());
  await forge(change);
  expect(await codeOf(readPackage(target))).toBe(code);
});

test("what is no package is told apart: nothing, a file, an empty or foreign directory", async () => {
  expect(await codeOf(readPackage(target))).toBe("PACKAGE_MISSING");
  await writeFile(target, "");
  expect(await codeOf(readPackage(target))).toBe("PACKAGE_MISSING");
  await rm(target);
  await mkdir(target);
  await expect(readPackage(target)).rejects.toThrow(/PACKAGE_UNKNOWN_FORMAT: .* is empty/);
  await writeFile(join(target, "MLmodel"), "");
  await expect(readPackage(target)).rejects.toThrow(/PACKAGE_UNKNOWN_FORMAT: .*it holds MLmodel/);
  await writeFile(join(target, "millwright.json"), "[1]");
  expect(await codeOf(readPackage(target))).toBe("PACKAGE_UNKNOWN_FORMAT");
});

test("links in the place of files, and files beyond the limit, are refused", async () => {
  await writePackage(target, logisticPackage());
  expect(await codeOf(readPackage(target, { fileBytes: 100 }))).toBe("PACKAGE_TOO_LARGE");
  expect(await codeOf(readPackage(target, { manifestBytes: 100 }))).toBe("PACKAGE_TOO_LARGE");
  await rename(join(target, "model.onnx"), join(folder, "elsewhere.onnx"));
  await symlink(join(folder, "elsewhere.onnx"), join(target, "model.onnx"));
  expect(await codeOf(readPackage(target))).toBe("PACKAGE_UNSAFE_PATH");
});

test("a graph whose inputs are not the signature's is refused", async () => {
  const contents = logisticPackage();
  const inputs = contents.signature.inputs.slice(1);
  await expect(
    writePackage(target, { ...contents, signature: { ...contents.signature, inputs } }).then(() => readPackage(target)),
  ).rejects.toThrow(/PACKAGE_MANIFEST_INVALID: model\.onnx takes/);
});

test("while one version replaces another, every read sees a whole one", async () => {
  const versions = [logisticPackage(1), logisticPackage(2)] as const;
  const ids = versions.map((version) => packageId(version));
  await writePackage(target, versions[0]);
  let writing = true;
  const writer = (async () => {
    for (let i = 0; i < 40; i++) await writePackage(target, versions[i % 2 === 0 ? 1 : 0]);
    writing = false;
  })();
  const seen = new Set<string>();
  while (writing) seen.add((await readPackage(target)).manifest.id);
  await writer;
  expect([...seen].sort()).toEqual([...ids].sort());
  expect((await readdir(target)).sort()).toEqual(["millwright.json", "model.onnx"]);
});

test.each(["the manifest's rename", "the first file's rename"])(
  "a crash after %s leaves a whole package, which the next writer tidies",
  async (moment) => {
    await writePackage(target, logisticPackage(1));
    const next = logisticPackage(2);
    const twin = join(folder, "twin");
    const manifest = await writePackage(twin, next);
    const staged = join(target, ".staged", manifest.files["model.onnx"]?.sha256 ?? "");
    await mkdir(join(target, ".staged"));
    await writeFile(staged, next.graph ?? "");
    await rename(join(twin, "millwright.json"), join(target, "millwright.json"));
    if (moment === "the first file's rename") await rename(staged, join(target, "model.onnx"));
    expect((await readPackage(target)).manifest.id).toBe(packageId(next));
    await writePackage(target, logisticPackage(3));
    expect((await readPackage(target)).manifest.id).toBe(packageId(logisticPackage(3)));
    expect((await readdir(target)).sort()).toEqual(["millwright.json", "model.onnx"]);
  },
);

test("a directory with other people's files is not overwritten", async () => {
  await mkdir(target);
  await writeFile(join(target, "thesis.txt"), "");
  await expect(writePackage(target, logisticPackage())).rejects.toThrow(/PACKAGE_WRITE_FAILED: .*thesis\.txt/);
  expect(await readdir(target)).toEqual(["thesis.txt"]);
  await expect(writePackage(join(target, "thesis.txt"), logisticPackage())).rejects.toThrow(/is a file/);
});

test("a second writer is turned away; the lock of a process that is gone is not in the way", async () => {
  await writeFile(`${target}.lock`, String(process.pid));
  expect(await codeOf(writePackage(target, logisticPackage()))).toBe("PACKAGE_BUSY");
  await writeFile(`${target}.lock`, "999999999");
  expect(await codeOf(writePackage(target, logisticPackage()))).toBe("none");
});

test("documents have plain names", async () => {
  expect(await codeOf(writePackage(target, { ...logisticPackage(), documents: { "../design.md": "" } }))).toBe("PACKAGE_UNSAFE_PATH");
});

test("a rule's package has no graph", async () => {
  const { graph: _, ...contents } = logisticPackage();
  const signature = { ...contents.signature, inputs: [], outputs: [] };
  const manifest = await writePackage(target, { ...contents, signature });
  expect([manifest.kind, manifest.files]).toEqual(["rule", {}]);
  expect((await readPackage(target)).graph).toBeUndefined();
});
