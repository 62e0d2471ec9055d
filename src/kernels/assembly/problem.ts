/** What a pass over the rows needs; its fields are 32-bit slots that `problem-layout.ts` names for JavaScript. */
@unmanaged
export class Problem {
  rows: i32;
  /** 0 logistic, 1 softmax, 2 squared. */
  loss: i32;
  classes: i32;
  /** 1 for one output, else the classes rounded up to a multiple of 4. */
  outputs: i32;
  /** Floats from one dense row to the next, a multiple of 4; columns beyond the real ones are zero. */
  denseStride: i32;
  dense: usize;
  sparseColumns: i32;
  rowStart: usize;
  index: usize;
  value: usize;
  /** float32, length rows (and 4 more). */
  label: usize;
  /** float32, length rows and 4 more that are zero. */
  weight: usize;
  /** float32 [denseStride + sparseColumns + 1, outputs]; the last row is the intercept. */
  coefficients: usize;
  chunkRows: i32;
  /** Per chunk: logits, residuals and a float32 gradient block. */
  scratch: usize;
  scratchBytes: i32;
  /** Per chunk: float64 [denseStride + sparseColumns + 1, outputs]. */
  gradient: usize;
  gradientBytes: usize;
  /** Per chunk: float64. */
  losses: usize;
  /** Per chunk, with one output and sparse columns: float32 [sparseColumns, 2]. */
  pairs: usize;
}
