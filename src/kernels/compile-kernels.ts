import { setFlagsFromString } from "node:v8";
import { kernelsWasm } from "./generated/kernels.ts";
import { type WasmModule, webAssembly } from "./web-assembly.ts";

let compiled: WasmModule | undefined;

/**
 * The compiled kernels, compiled once per process and at once by the optimising compiler: a kernel that runs its first
 * loop for seconds would otherwise finish it in baseline code.
 */
export function compileKernels(): WasmModule {
  if (compiled === undefined) {
    setFlagsFromString("--no-liftoff");
    setFlagsFromString("--no-wasm-lazy-compilation");
    compiled = new webAssembly.Module(Buffer.from(kernelsWasm, "base64"));
    setFlagsFromString("--liftoff");
    setFlagsFromString("--wasm-lazy-compilation");
  }
  return compiled;
}
