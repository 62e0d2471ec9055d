/** Compiles src/kernels/assembly to WebAssembly and writes it, base64 in modules, to src/kernels/generated (which git ignores). */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { root } from "./root.ts";
import { treeAccumulators } from "./tree-accumulators.ts";

/** Compiler options: SIMD and memory that threads share. */
const options = [
  ...["-O3", "--noAssert", "--converge", "--runtime", "stub"],
  ...["--importMemory", "--sharedMemory", "--maximumMemory", "65536"],
  ...["--enable", "simd", "--enable", "relaxed-simd", "--enable", "threads"],
];

/** A module: its source, the address of its own constants and where it goes. */
interface KernelModule {
  readonly source: string;
  readonly memoryBase: number;
  readonly name: string;
}

const modules: readonly KernelModule[] = [
  { source: "src/kernels/assembly/index.ts", memoryBase: 1024, name: "kernels" },
  // Behind the scratch of four threads, whose addresses are constants (assembly/trees/layout.ts).
  { source: "src/kernels/assembly/trees/index.ts", memoryBase: 65_536 + 4 * 196_608, name: "tree-kernels" },
];

/** The compiled module. */
function compile({ source, memoryBase }: KernelModule): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "millwright-kernels-"));
  const output = join(folder, "kernels.wasm");
  const compiler = join(root, "node_modules/assemblyscript/bin/asc.js");
  const pages = String(Math.floor(memoryBase / 65_536) + 1);
  const place = ["--outFile", relative(root, output), "--memoryBase", String(memoryBase), "--initialMemory", pages];
  const { status } = spawnSync(process.execPath, [compiler, source, ...place, ...options], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0) process.exit(status ?? 1);
  const wasm = readFileSync(output);
  rmSync(folder, { recursive: true });
  return wasm;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

write("src/kernels/assembly/trees/generated/accumulate.ts", treeAccumulators());
for (const module of modules) {
  const text = compile(module).toString("base64");
  write(
    `src/kernels/generated/${module.name}.ts`,
    `/** Compiled from ${module.source}. */\nexport const kernelsWasm: string = "${text}";\n`,
  );
}
