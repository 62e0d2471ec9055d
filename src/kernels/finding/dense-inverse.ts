import { inverseOf } from "../cholesky.ts";
import type { Workspace } from "../workspace.ts";

/** Rows of a block that is swept at once; fixed in the kernel. */
export const SWEEP_BLOCK = 128;
/** Rows of a job. */
const JOB = 128;

/** The rows and columns that a matrix must be padded to; with 1 on the diagonal it has the same inverse. */
export function sweptSize(size: number): number {
  return Math.ceil(size / SWEEP_BLOCK) * SWEEP_BLOCK;
}

/** An inverse in a workspace, with its sign turned. */
export interface SweptInverse {
  /** Address of columns [start, start + 128), packed as [size / 8][128][8]; until the next call. */
  columns(start: number): number;
}

/** Calls of a kernel for the rows of each job. */
function perJob(size: number, argumentsOf: (first: number, last: number) => number[]): number[][] {
  return Array.from({ length: Math.ceil(size / JOB) }, (_, n) => argumentsOf(n * JOB, Math.min(size, (n + 1) * JOB)));
}

/**
 * −A⁻¹ of a dense symmetric positive definite matrix in place, float32; only its lower triangle is used. Blocks of rows are swept one after
 * the other, which takes size³ / 2 multiplications, nearly all of them in products of dense blocks.
 * @param size - a multiple of 128.
 * @see Goodnight (1979), "A Tutorial on the SWEEP Operator", The American Statistician 33(3).
 */
export async function invertSwept(
  workspace: Workspace,
  matrix: number,
  size: number,
  between: (done: number, all: number) => Promise<void>,
): Promise<SweptInverse> {
  const rowBytes = SWEEP_BLOCK * 4;
  const [panel, packed, negated] = [0, 1, 2].map(() => workspace.allocateUnset(size * rowBytes)) as [number, number, number];
  const [inverse, turned] = [0, 1].map(() => workspace.allocateUnset(SWEEP_BLOCK * rowBytes)) as [number, number];
  const gather = (start: number): void => {
    const jobs = perJob(size, (first, last) => [matrix, size, start, first, last, panel, packed]);
    workspace.run("sweepGather", jobs, size * SWEEP_BLOCK * 8);
  };
  for (let start = 0; start < size; start += SWEEP_BLOCK) {
    gather(start);
    const block = inverseOf(Float64Array.from(workspace.float32(panel + start * rowBytes, SWEEP_BLOCK ** 2)), SWEEP_BLOCK);
    workspace.float32(inverse, block.length).set(block);
    workspace.float32(turned, block.length).set(block.map((value) => -value));
    const multiply = perJob(size, (first, last) => [
      panel + first * rowBytes,
      last - first,
      SWEEP_BLOCK,
      turned,
      negated + first * rowBytes,
    ]);
    workspace.run("factorProduct", multiply, size * SWEEP_BLOCK ** 2);
    // Later rows have more columns: jobs are claimed from the end.
    const sweep = perJob(size, (first, last) => [matrix, size, start, first, last, negated, packed, inverse]);
    workspace.run("sweepRows", sweep, (size * size * SWEEP_BLOCK) / 2);
    await between(start + SWEEP_BLOCK, size);
  }
  return {
    columns: (start) => {
      gather(start);
      return packed;
    },
  };
}
