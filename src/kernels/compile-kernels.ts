import { setFlagsFromString } from "node:v8";
import { type WasmModule, webAssembly } from "./web-assembly.ts";

const compiled = new Map<string, WasmModule>();

/**
 * A compiled module (base64), compiled once per process and at once by the optimising compiler: a kernel that runs its first
 * loop for seconds would otherwise finish it in baseline code.
 */
export function compileKernels(base64: string): WasmModule {
  const known = compiled.get(base64);
  if (known !== undefined) return known;
  setFlagsFromString("--no-liftoff");
  setFlagsFromString("--no-wasm-lazy-compilation");
  const module = new webAssembly.Module(Buffer.from(base64, "base64"));
  setFlagsFromString("--liftoff");
  setFlagsFromString("--wasm-lazy-compilation");
  compiled.set(base64, module);
  return module;
}
