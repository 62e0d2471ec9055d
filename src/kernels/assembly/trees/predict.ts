// Scores of rows under a tree ensemble: block after block of rows, tree after tree, so that a tree's nodes stay in the cache.

import {
  BLOCK,
  DEPTH,
  FIRST_VALUE,
  HAS_CATEGORIES,
  IS_WALKED,
  MASKED,
  MASKED_COLUMN_COUNT,
  MASKED_COLUMNS,
  MASKED_MISSING_LEFT,
  MASKED_MISSING_RIGHT,
  OUTPUT,
  OUTPUTS,
  ROOT,
  TREE_BYTES,
  TREE_COUNT,
  TREES,
  WALKED_COLUMN_COUNT,
  WALKED_COLUMNS,
} from "./predict-layout";
import { maskRows } from "./predict-masks";
import { walkEightTrees, walkRows, walkTree } from "./predict-walk";

const SIGN: u32 = 0x80000000;

/** Copies the columns that masked trees look at: [column][BLOCK]. */
function layOutColumns(ensemble: usize, row: usize, stride: usize, count: i32, columns: usize): void {
  const used = <usize>load<u32>(ensemble, MASKED_COLUMNS);
  const usedCount = load<i32>(ensemble, MASKED_COLUMN_COUNT);
  for (let j = 0; j < usedCount; j++) {
    let from = row + load<u32>(used + (<usize>j << 2));
    const to = columns + ((<usize>j * BLOCK) << 2);
    for (let i = 0; i < count; i++) {
      store<f32>(to + (<usize>i << 2), load<f32>(from));
      from += stride;
    }
  }
}

/** Copies the values that walked trees look at, with their signs turned where the trees want them so: [row][column]. */
function layOutRows(ensemble: usize, row: usize, stride: usize, count: i32, to: usize): void {
  const used = <usize>load<u32>(ensemble, WALKED_COLUMNS);
  const end = used + (<usize>load<u32>(ensemble, WALKED_COLUMN_COUNT) << 2);
  for (let i = 0; i < count; i++) {
    for (let at = used; at < end; at += 4) {
      const column = load<u32>(at);
      store<u32>(to, load<u32>(row + (column & ~SIGN)) ^ (column & SIGN));
      to += 4;
    }
    row += stride;
  }
}

/**
 * Adds all trees to the scores of `count` rows, `stride` bytes apart. Scores are float64 [count, outputs], filled with the base before;
 * behind them lie 16 rows that may be written. `scratch` holds BLOCK floats for each masked and each walked column.
 */
export function predictRows(ensemble: usize, rows: usize, stride: usize, count: i32, scores: usize, scratch: usize): void {
  const treeCount = load<i32>(ensemble, TREE_COUNT);
  const scoreStride = <usize>load<u32>(ensemble, OUTPUTS) << 3;
  const columns = scratch;
  const walked = scratch + ((<usize>load<u32>(ensemble, MASKED_COLUMN_COUNT) * BLOCK) << 2);
  const walkedStride = <usize>load<u32>(ensemble, WALKED_COLUMN_COUNT) << 2;
  const isWalked = load<u32>(ensemble, IS_WALKED) != 0;
  for (let from = 0; from < count; from += BLOCK) {
    const inBlock = min(BLOCK, count - from);
    const row = rows + <usize>from * stride;
    const score = scores + <usize>from * scoreStride;
    layOutColumns(ensemble, row, stride, inBlock, columns);
    if (isWalked) layOutRows(ensemble, row, stride, inBlock, walked);
    let tree = <usize>load<u32>(ensemble, TREES);
    for (let t = 0; t < treeCount; t++) {
      const target = score + load<u32>(tree, OUTPUT);
      const masked = <usize>load<u32>(tree, MASKED);
      if (masked == 0) {
        walkRows(load<u32>(tree, ROOT), load<i32>(tree, DEPTH), walked, walkedStride, inBlock, target, scoreStride, load<u32>(tree, HAS_CATEGORIES) != 0);
      } else {
        const left = load<i32>(tree, MASKED_MISSING_LEFT);
        const right = load<i32>(tree, MASKED_MISSING_RIGHT);
        const values = <usize>load<u32>(tree, FIRST_VALUE);
        for (let i = 0; i < inBlock; i += 16) {
          maskRows(columns + (<usize>i << 2), masked, left, right, values, target + <usize>i * scoreStride, scoreStride);
        }
      }
      tree += TREE_BYTES;
    }
  }
}

/** The same for one row. `scratch` holds a float for each walked column. */
export function predictRow(ensemble: usize, row: usize, scores: usize, scratch: usize): void {
  const treeCount = load<i32>(ensemble, TREE_COUNT);
  layOutRows(ensemble, row, 0, 1, scratch);
  let tree = <usize>load<u32>(ensemble, TREES);
  let t = 0;
  for (; t + 8 <= treeCount; t += 8) {
    let withCategories: u32 = 0;
    for (let k: usize = 0; k < 8; k++) withCategories |= load<u32>(tree + k * TREE_BYTES, HAS_CATEGORIES);
    if (withCategories == 0) {
      walkEightTrees(tree, TREE_BYTES, OUTPUT, scratch, scores);
      tree += 8 * TREE_BYTES;
      continue;
    }
    for (let k = 0; k < 8; k++) {
      walkTree(load<u32>(tree, ROOT), scratch, scores + load<u32>(tree, OUTPUT));
      tree += TREE_BYTES;
    }
  }
  for (; t < treeCount; t++) {
    walkTree(load<u32>(tree, ROOT), scratch, scores + load<u32>(tree, OUTPUT));
    tree += TREE_BYTES;
  }
}
