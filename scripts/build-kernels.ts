/** Compiles src/kernels/assembly to WebAssembly and writes it, base64 in a module, to src/kernels/generated (which git ignores). */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { main } from "assemblyscript/asc";
import { root } from "./root.ts";

const options = [
  "src/kernels/assembly/index.ts",
  ...["--outFile", "kernels.wasm", "-O3", "--noAssert", "--converge", "--runtime", "stub"],
  ...["--importMemory", "--sharedMemory", "--initialMemory", "1", "--maximumMemory", "65536"],
  ...["--memoryBase", "1024", "--enable", "simd", "--enable", "relaxed-simd", "--enable", "threads"],
];

/** Writes `kernelsWasm`, the compiled module. */
async function build(): Promise<void> {
  let wasm: Uint8Array | undefined;
  const written = (_name: string, contents: string | Uint8Array): void => {
    if (typeof contents !== "string") wasm = contents;
  };
  const { error, stderr } = await main(options, { baseDir: root, writeFile: written } as Parameters<typeof main>[1]);
  if (error !== null || wasm === undefined) throw new Error(`the kernels do not compile: ${stderr.toString()}`);
  const folder = join(root, "src/kernels/generated");
  mkdirSync(folder, { recursive: true });
  const text = Buffer.from(wasm).toString("base64");
  writeFileSync(join(folder, "kernels.ts"), `/** Compiled from src/kernels/assembly. */\nexport const kernelsWasm: string = "${text}";\n`);
}

await build();
