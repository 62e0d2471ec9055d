// Everything that JavaScript calls of the trees' kernels.
export { columnOfBest } from "./histograms";
export { preparePartition } from "./partition";
export { close, joined, open, run, serve } from "./team";

/** Address of the first byte behind scratch and constants. */
export function firstFree(): usize {
  return __heap_base;
}
