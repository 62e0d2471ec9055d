// Everything that JavaScript calls.
export { evaluateChunk, reduceChunks } from "./evaluate";
export { factorGram, factorProduct, factorRows, rankSamples } from "./factors";
export { gramRows } from "./gram";
export { inverseColumns } from "./inverse";
export { letterScores } from "./letters";
export { togetherRows } from "./links";
export { nearestRows } from "./nearest";
export { standardiseRows } from "./standardise";
export { learnRows } from "./stochastic";
export { strongestInColumns } from "./strongest";
export { sweepGather, sweepRows } from "./sweep";
export { predictRow, predictRows } from "./trees/predict";
export { axpy, combine, divideBy, dot, narrow, penalise, scaleBy, sparseSquares } from "./vectors";

/** Address of the first byte behind the kernels' own constants. */
export function firstFree(): usize {
  return __heap_base;
}
