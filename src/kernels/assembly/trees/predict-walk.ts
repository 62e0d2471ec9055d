// Rows walk down trees, eight at a time so that their loads overlap.
//
// A node has 16 bytes: where its column lies in the row as it was laid out for walking, with flags; a bound; the first of its two
// children, for "no" and for missing values, which the one for "yes" follows; for a leaf, the address of its value.
// The question is value ≥ bound. Where missing values go left, "yes" is right and the bound is the next number above the threshold;
// where they go right, the row holds −value, "yes" is left and the bound is −threshold. Leaves point to themselves.

/** The node asks for a category; its bound is the address of a set: a size, then as many bits. */
const ASKS_CATEGORY: u32 = 1;
/** A category's missing values go right, so that "yes" is one of the set; else it is none of the set. */
const MISSING_RIGHT: u32 = 2;
const FLAGS: u32 = 3;
const CHILDREN: usize = 8;
const VALUE: usize = 12;
/** log₂ of the bytes of a node. */
const NODE: usize = 4;

/** The next node of a row after one that asks for a category. */
function stepCategory(node: usize, word: u32, row: usize): usize {
  const children = <usize>load<u32>(node, CHILDREN);
  const value = load<f32>(row + (word & ~FLAGS));
  if (value != value) return children;
  const set = <usize>load<u32>(node, 4);
  const code = <u32><i32>value;
  let inside: u32 = 0;
  if (code < load<u32>(set) && <f32>code == value) inside = (load<u32>(set + ((code >> 5) << 2), 4) >> (code & 31)) & 1;
  const yes = (word & MISSING_RIGHT) != 0 ? inside : inside ^ 1;
  return children + ((<usize>yes) << NODE);
}

@inline
function step(node: usize, row: usize, categories: bool): usize {
  const word = load<u32>(node);
  if (categories && (word & ASKS_CATEGORY) != 0) return stepCategory(node, word, row);
  return <usize>load<u32>(node, CHILDREN) + ((<usize>(load<f32>(row + word) >= load<f32>(node, 4))) << NODE);
}

/** 0 at a leaf. */
@inline
function toGo(node: usize): usize {
  return <usize>load<u32>(node, CHILDREN) ^ node;
}

@inline
function addLeaf(score: usize, leaf: usize): void {
  store<f64>(score, load<f64>(score) + load<f64>(load<u32>(leaf, VALUE)));
}

@inline
function walkRowsWith(root: usize, depth: i32, row: usize, stride: usize, count: i32, scores: usize, scoreStride: usize, categories: bool): void {
  let left = count;
  for (; left >= 8; left -= 8) {
    const r1 = row + stride, r2 = r1 + stride, r3 = r2 + stride, r4 = r3 + stride, r5 = r4 + stride, r6 = r5 + stride, r7 = r6 + stride;
    let n0 = root, n1 = root, n2 = root, n3 = root, n4 = root, n5 = root, n6 = root, n7 = root;
    for (let steps = depth; steps > 0; steps -= 4) {
      for (let k = 0; k < 4; k++) {
        n0 = step(n0, row, categories);
        n1 = step(n1, r1, categories);
        n2 = step(n2, r2, categories);
        n3 = step(n3, r3, categories);
        n4 = step(n4, r4, categories);
        n5 = step(n5, r5, categories);
        n6 = step(n6, r6, categories);
        n7 = step(n7, r7, categories);
      }
      if ((toGo(n0) | toGo(n1) | toGo(n2) | toGo(n3) | toGo(n4) | toGo(n5) | toGo(n6) | toGo(n7)) == 0) break;
    }
    addLeaf(scores, n0);
    addLeaf(scores + scoreStride, n1);
    addLeaf(scores + 2 * scoreStride, n2);
    addLeaf(scores + 3 * scoreStride, n3);
    addLeaf(scores + 4 * scoreStride, n4);
    addLeaf(scores + 5 * scoreStride, n5);
    addLeaf(scores + 6 * scoreStride, n6);
    addLeaf(scores + 7 * scoreStride, n7);
    row = r7 + stride;
    scores += 8 * scoreStride;
  }
  for (; left > 0; left--) {
    walkTree(root, row, scores);
    row += stride;
    scores += scoreStride;
  }
}

/** Adds one tree's leaf values to the scores of `count` rows that lie `stride` bytes apart; their scores lie `scoreStride` apart. */
export function walkRows(root: usize, depth: i32, row: usize, stride: usize, count: i32, scores: usize, scoreStride: usize, categories: bool): void {
  if (categories) walkRowsWith(root, depth, row, stride, count, scores, scoreStride, true);
  else walkRowsWith(root, depth, row, stride, count, scores, scoreStride, false);
}

/** Adds one tree's leaf value to the score of one row. */
export function walkTree(root: usize, row: usize, score: usize): void {
  let node = root;
  while (toGo(node) != 0) node = step(node, row, true);
  addLeaf(score, node);
}

/**
 * Adds eight trees' leaf values to the scores of one row; the trees lie `apart` bytes from each other and say where their root and their
 * output are. Only trees without categories.
 */
export function walkEightTrees(trees: usize, apart: usize, output: usize, row: usize, scores: usize): void {
  let n0: usize = load<u32>(trees), n1: usize = load<u32>(trees + apart), n2: usize = load<u32>(trees + 2 * apart), n3: usize = load<u32>(trees + 3 * apart);
  let n4: usize = load<u32>(trees + 4 * apart), n5: usize = load<u32>(trees + 5 * apart), n6: usize = load<u32>(trees + 6 * apart), n7: usize = load<u32>(trees + 7 * apart);
  for (;;) {
    for (let k = 0; k < 3; k++) {
      n0 = step(n0, row, false);
      n1 = step(n1, row, false);
      n2 = step(n2, row, false);
      n3 = step(n3, row, false);
      n4 = step(n4, row, false);
      n5 = step(n5, row, false);
      n6 = step(n6, row, false);
      n7 = step(n7, row, false);
    }
    if ((toGo(n0) | toGo(n1) | toGo(n2) | toGo(n3) | toGo(n4) | toGo(n5) | toGo(n6) | toGo(n7)) == 0) break;
  }
  addLeaf(scores + load<u32>(trees + output), n0);
  addLeaf(scores + load<u32>(trees + apart + output), n1);
  addLeaf(scores + load<u32>(trees + 2 * apart + output), n2);
  addLeaf(scores + load<u32>(trees + 3 * apart + output), n3);
  addLeaf(scores + load<u32>(trees + 4 * apart + output), n4);
  addLeaf(scores + load<u32>(trees + 5 * apart + output), n5);
  addLeaf(scores + load<u32>(trees + 6 * apart + output), n6);
  addLeaf(scores + load<u32>(trees + 7 * apart + output), n7);
}
