export { inspectGraph } from "./package/graph-safety.ts";
export type {
  Manifest,
  PackageContents,
  PackagedMetric,
  PackagedVerdict,
  Parity,
  Policy,
  Signature,
} from "./package/manifest.ts";
export { packageId } from "./package/package-id.ts";
export { parityCheck } from "./package/parity.ts";
export { type ReadLimits, type ReadPackage, readPackage } from "./package/read-package.ts";
export { readSafetensors, type StoredTensor, type StoredTensors, type TensorData, writeSafetensors } from "./package/safetensors.ts";
export { writePackage } from "./package/write-package.ts";
export type { StandardReply } from "./reply.ts";
