// How a tree ensemble lies in memory; written by pack-trees.ts, read by the predicting kernels. All fields are 32 bits wide.

// Header: addresses and counts.
export const TREES: usize = 0;
export const TREE_COUNT: usize = 4;
export const OUTPUTS: usize = 8;
/** 1 where some tree is not masked. */
export const IS_WALKED: usize = 12;
/** Byte offsets within a row of the columns that masked trees look at. */
export const MASKED_COLUMNS: usize = 16;
export const MASKED_COLUMN_COUNT: usize = 20;
/** The same of walked trees; with the sign bit where the value's sign is turned. */
export const WALKED_COLUMNS: usize = 24;
export const WALKED_COLUMN_COUNT: usize = 28;

// A tree.
export const TREE_BYTES: usize = 32;
export const ROOT: usize = 0;
/** Steps to the deepest leaf. */
export const DEPTH: usize = 4;
/** Byte offset of its output within a row of scores. */
export const OUTPUT: usize = 8;
export const HAS_CATEGORIES: usize = 12;
/** First masked node; 0 where the tree is walked. */
export const MASKED: usize = 16;
export const MASKED_MISSING_LEFT: usize = 20;
export const MASKED_MISSING_RIGHT: usize = 24;
export const FIRST_VALUE: usize = 28;

// A masked node: byte offset of its column in a block, threshold, bits of the leaves below its left child.
export const MASKED_BYTES: usize = 12;

/** Rows that are predicted together. */
export const BLOCK: i32 = 64;
