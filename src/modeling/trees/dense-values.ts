import { MillwrightError } from "../../errors/index.ts";
import type { FeatureMatrix } from "../../kernels/index.ts";

/**
 * The dense values of rows, row-major.
 * @throws MODELING_FEATURES_REFUSED when they are not as wide as what was learned from, or there are sparse ones
 */
export function denseValues(name: string, columns: number, { dense, sparse, rows }: FeatureMatrix): Float32Array {
  const width = dense?.columns ?? 0;
  if (width === columns && (sparse?.columns ?? 0) === 0) return dense?.values ?? new Float32Array(rows * columns);
  throw new MillwrightError(
    "MODELING_FEATURES_REFUSED",
    `${name} learned from ${columns} dense columns and was asked about ${width} dense and ${sparse?.columns ?? 0} sparse ones.`,
    "Give the features that it was fitted with.",
  );
}
