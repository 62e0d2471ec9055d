/** Makes the compiled kernels when they are missing or older than their sources; run by every script that needs them. */
import { spawnSync } from "node:child_process";
import { existsSync, globSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.ts";

const builder = join(root, "scripts/build-kernels.ts");

function newest(files: readonly string[]): number {
  return Math.max(...files.map((file) => statSync(join(root, file)).mtimeMs));
}

function oldest(files: readonly string[]): number {
  return Math.min(...files.map((file) => statSync(join(root, file)).mtimeMs));
}

function areFresh(): boolean {
  const generated = globSync("src/kernels/generated/**/*", { cwd: root }).filter((file) => statSync(join(root, file)).isFile());
  if (generated.length === 0) return false;
  const sources = globSync("src/kernels/assembly/**/*", { cwd: root });
  return oldest(generated) >= newest(["scripts/build-kernels.ts", "scripts/tree-accumulators.ts", ...sources]);
}

/** Compiles the kernels unless they are newer than their sources. */
export function ensureKernels(): void {
  if (!existsSync(builder) || areFresh()) return;
  const { status } = spawnSync(process.execPath, [builder], { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
  if (status !== 0) process.exit(status ?? 1);
}

if (import.meta.main) ensureKernels();
