/** Compiles src/kernels/assembly to WebAssembly and writes it, base64 in a module, to src/kernels/generated (which git ignores). */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { root } from "./root.ts";

/** Compiler options: SIMD and memory that threads share. */
const options = [
  ...["-O3", "--noAssert", "--converge", "--runtime", "stub"],
  ...["--importMemory", "--sharedMemory", "--initialMemory", "1", "--maximumMemory", "65536", "--memoryBase", "1024"],
  ...["--enable", "simd", "--enable", "relaxed-simd", "--enable", "threads"],
];

/** The compiled module. */
function compile(): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "millwright-kernels-"));
  const output = join(folder, "kernels.wasm");
  const compiler = join(root, "node_modules/assemblyscript/bin/asc.js");
  const source = "src/kernels/assembly/index.ts";
  const { status } = spawnSync(process.execPath, [compiler, source, "--outFile", relative(root, output), ...options], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0) process.exit(status ?? 1);
  const wasm = readFileSync(output);
  rmSync(folder, { recursive: true });
  return wasm;
}

const text = compile().toString("base64");
const folder = join(root, "src/kernels/generated");
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "kernels.ts"), `/** Compiled from src/kernels/assembly. */\nexport const kernelsWasm: string = "${text}";\n`);
