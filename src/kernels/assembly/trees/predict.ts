// Scores of rows under a tree ensemble: block after block of rows, tree after tree, so that a tree's nodes stay in the cache.

import {
  BLOCK,
  DEPTH,
  FIRST_LEAF,
  FIRST_VALUE,
  HAS_CATEGORIES,
  MASKED,
  MASKED_MISSING_LEFT,
  MASKED_MISSING_RIGHT,
  OUTPUT,
  OUTPUTS,
  ROOT,
  TREE_BYTES,
  TREE_COUNT,
  TREES,
  USED,
  USED_COUNT,
  VALUE_BIAS,
} from "./predict-layout";
import { maskRows } from "./predict-masks";
import { walkEightTrees, walkRows, walkTree } from "./predict-walk";

/** Copies the columns that masked trees look at: [used column][BLOCK]. */
function layOutColumns(ensemble: usize, row: usize, stride: usize, count: i32, columns: usize): void {
  const used = <usize>load<u32>(ensemble, USED);
  const usedCount = load<i32>(ensemble, USED_COUNT);
  for (let j = 0; j < usedCount; j++) {
    let from = row + load<u32>(used + (<usize>j << 2));
    const to = columns + ((<usize>j * BLOCK) << 2);
    for (let i = 0; i < count; i++) {
      store<f32>(to + (<usize>i << 2), load<f32>(from));
      from += stride;
    }
  }
}

/**
 * Adds all trees to the scores of `count` rows, `stride` bytes apart. Scores are float64 [count, outputs], filled with the base before;
 * behind them lie 16 rows that may be written. `columns` is scratch: BLOCK floats for each used column.
 */
export function predictRows(ensemble: usize, rows: usize, stride: usize, count: i32, scores: usize, columns: usize): void {
  const treeCount = load<i32>(ensemble, TREE_COUNT);
  const firstLeaf = <usize>load<u32>(ensemble, FIRST_LEAF);
  const bias = <usize>load<u32>(ensemble, VALUE_BIAS);
  const scoreStride = <usize>load<u32>(ensemble, OUTPUTS) << 3;
  for (let from = 0; from < count; from += BLOCK) {
    const inBlock = min(BLOCK, count - from);
    const row = rows + <usize>from * stride;
    const score = scores + <usize>from * scoreStride;
    layOutColumns(ensemble, row, stride, inBlock, columns);
    let tree = <usize>load<u32>(ensemble, TREES);
    for (let t = 0; t < treeCount; t++) {
      const target = score + load<u32>(tree, OUTPUT);
      const masked = <usize>load<u32>(tree, MASKED);
      if (masked == 0) {
        walkRows(load<u32>(tree, ROOT), load<i32>(tree, DEPTH), row, stride, inBlock, firstLeaf, bias, target, scoreStride, load<u32>(tree, HAS_CATEGORIES) != 0);
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

/** The same for one row. `leaves` is scratch: eight addresses. */
export function predictRow(ensemble: usize, row: usize, scores: usize, leaves: usize): void {
  const treeCount = load<i32>(ensemble, TREE_COUNT);
  const firstLeaf = <usize>load<u32>(ensemble, FIRST_LEAF);
  const bias = <usize>load<u32>(ensemble, VALUE_BIAS);
  let tree = <usize>load<u32>(ensemble, TREES);
  let t = 0;
  for (; t + 8 <= treeCount; t += 8) {
    let withCategories: u32 = 0;
    for (let k: usize = 0; k < 8; k++) withCategories |= load<u32>(tree + k * TREE_BYTES, HAS_CATEGORIES);
    if (withCategories != 0) {
      for (let k: usize = 0; k < 8; k++) store<u32>(leaves + (k << 2), <u32>walkTree(load<u32>(tree + k * TREE_BYTES), row, firstLeaf));
    } else walkEightTrees(tree, TREE_BYTES, row, firstLeaf, leaves);
    for (let k: usize = 0; k < 8; k++) {
      addTo(scores + load<u32>(tree + k * TREE_BYTES, OUTPUT), bias + (<usize>load<u32>(leaves + (k << 2)) >> 1));
    }
    tree += 8 * TREE_BYTES;
  }
  for (; t < treeCount; t++) {
    addTo(scores + load<u32>(tree, OUTPUT), bias + (walkTree(load<u32>(tree, ROOT), row, firstLeaf) >> 1));
    tree += TREE_BYTES;
  }
}

@inline
function addTo(score: usize, value: usize): void {
  store<f64>(score, load<f64>(score) + load<f64>(value));
}
