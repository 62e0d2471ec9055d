// Where things lie in the memory of a training. Addresses below FIRST_FREE are constants; everything else is handed over by JavaScript,
// most of it in the block of arguments (arguments.ts).

/** What threads meet by; see team.ts. */
export const CONTROL: usize = 1024;
/** Arguments of the operation that threads run, float64. */
export const ARGUMENTS: usize = 2048;
/** One float64 per thread and use. */
export const RESULTS: usize = 8192;

/** Scratch of each thread. */
export const SCRATCH: usize = 65536;
export const THREAD_BYTES: usize = 196608;

/** Rows that are gathered before their bins are counted. */
export const BLOCK_ROWS: i32 = 1024;

/** Histograms of the 16 columns of half a record, 256 bins each: int64 (gradient above, hessian below). */
export const HISTOGRAM: usize = SCRATCH;
export const HALF_BYTES: usize = 32768;
export const COLUMN_BYTES: usize = 2048;
/** The same as int32 (16 bits each), added to those above before they can run over. */
export const SMALL_HISTOGRAM: usize = SCRATCH + 65536;
export const SMALL_HALF_BYTES: usize = 16384;
/** Gathered rows of the first half, then of the second. */
export const GATHERED: usize = SCRATCH + 98304;
export const GATHERED_BYTES: usize = 32768;
/** Gathered gradients. */
export const GATHERED_GRADIENTS: usize = SCRATCH + 163840;

/** Byte orders that bring the marked ones of four int32 to the front, then such that bring the others to the back; 16 of each. */
export const TO_FRONT: usize = 12288;
export const TO_BACK: usize = 12544;
