/** Order of the fields of `Problem` in src/kernels/assembly/problem.ts; each is one 32-bit slot. */
export const problemFields = [
  "rows",
  "loss",
  "classes",
  "outputs",
  "denseStride",
  "dense",
  "sparseColumns",
  "rowStart",
  "index",
  "value",
  "label",
  "weight",
  "coefficients",
  "chunkRows",
  "scratch",
  "scratchBytes",
  "gradient",
  "gradientBytes",
  "losses",
  "pairs",
] as const;

/** Values of the fields by name. */
export type ProblemValues = Readonly<Record<(typeof problemFields)[number], number>>;

/** Rows that the passes take at once; chunks are multiples of it. */
export const BLOCK_ROWS = 256;
