/** `npm run build`: kernels, then JavaScript and declarations of src and systems into dist/, with the systems' data files beside them. */
import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, globSync, mkdirSync, rmSync, statSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { ensureKernels } from "./ensure-kernels.ts";
import { root } from "./root.ts";

const dist = join(root, "dist");

function compile(): void {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  const { status } = spawnSync(process.execPath, [compiler, "-p", "tsconfig.build.json"], { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

function copyAssets(): void {
  for (const file of globSync("systems/*/**/*", { cwd: root })) {
    if (/\.(ts|md)$/.test(file) || !statSync(join(root, file)).isFile()) continue;
    mkdirSync(dirname(join(dist, file)), { recursive: true });
    cpSync(join(root, file), join(dist, file));
  }
}

/** Makes the command executable, and lets `npx millwright` find it in this repository as it would in a project that depends on it. */
function linkCommand(): void {
  const command = join(dist, "src/cli/main.js");
  chmodSync(command, 0o755);
  const link = join(root, "node_modules/.bin/millwright");
  rmSync(link, { force: true });
  symlinkSync(command, link);
}

ensureKernels();
rmSync(dist, { recursive: true, force: true });
compile();
copyAssets();
linkCommand();
