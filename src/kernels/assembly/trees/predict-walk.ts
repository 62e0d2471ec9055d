// Rows walk down trees, eight at a time so that their loads overlap.
//
// A node has 16 bytes: where its column lies in a row, with flags; a bound; the child for "no" and for missing values; the child for "yes".
// The question is value ≥ bound. Where missing values go left, "yes" is right and the bound is the next number above the threshold;
// where they go right, the question is about −value, "yes" is left and the bound is −threshold. Leaves point to themselves.

/** The value's sign is turned; missing values go right. */
const TURNED: u32 = 0x80000000;
/** The node asks for a category; its bound is the address of a set: a size, then as many bits. */
const CATEGORY: u32 = 1;
const OFFSET: u32 = 0x7ffffffc;
const NO: usize = 8;

/** The next node of a row after one that asks for a category. */
function stepCategory(node: usize, word: u32, row: usize): usize {
  const value = load<f32>(row + (word & OFFSET));
  if (value != value) return load<u32>(node, NO);
  const set = load<u32>(node, 4);
  const code = <u32><i32>value;
  let inside: u32 = 0;
  if (code < load<u32>(set) && <f32>code == value) inside = (load<u32>(set + ((code >> 5) << 2), 4) >> (code & 31)) & 1;
  const yes = inside ^ ((~word & TURNED) >> 31);
  return load<u32>(node + (yes << 2), NO);
}

@inline
function step(node: usize, row: usize, categories: bool): usize {
  const word = load<u32>(node);
  if (categories && (word & CATEGORY) != 0) return stepCategory(node, word, row);
  const value = reinterpret<f32>(load<u32>(row + (word & OFFSET)) ^ (word & TURNED));
  return load<u32>(node + ((<usize>(value >= load<f32>(node, 4))) << 2), NO);
}

@inline
function walkOne(root: usize, row: usize, firstLeaf: usize, categories: bool): usize {
  let node = root;
  while (node < firstLeaf) node = step(node, row, categories);
  return node;
}

@inline
function walkRowsWith(root: usize, depth: i32, row: usize, stride: usize, count: i32, firstLeaf: usize, bias: usize, scores: usize, scoreStride: usize, categories: bool): void {
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
      // Negative where one of them is an inner node still.
      const low = (n0 - firstLeaf) | (n1 - firstLeaf) | (n2 - firstLeaf) | (n3 - firstLeaf);
      const high = (n4 - firstLeaf) | (n5 - firstLeaf) | (n6 - firstLeaf) | (n7 - firstLeaf);
      if (<i32>(low | high) >= 0) break;
    }
    addLeaf(scores, bias, n0);
    addLeaf(scores + scoreStride, bias, n1);
    addLeaf(scores + 2 * scoreStride, bias, n2);
    addLeaf(scores + 3 * scoreStride, bias, n3);
    addLeaf(scores + 4 * scoreStride, bias, n4);
    addLeaf(scores + 5 * scoreStride, bias, n5);
    addLeaf(scores + 6 * scoreStride, bias, n6);
    addLeaf(scores + 7 * scoreStride, bias, n7);
    row = r7 + stride;
    scores += 8 * scoreStride;
  }
  for (; left > 0; left--) {
    addLeaf(scores, bias, walkOne(root, row, firstLeaf, categories));
    row += stride;
    scores += scoreStride;
  }
}

@inline
function addLeaf(score: usize, bias: usize, leaf: usize): void {
  store<f64>(score, load<f64>(score) + load<f64>(bias + (leaf >> 1)));
}

/** Adds one tree's leaf values to the scores of `count` rows that lie `stride` bytes apart; their scores lie `scoreStride` apart. */
export function walkRows(root: usize, depth: i32, row: usize, stride: usize, count: i32, firstLeaf: usize, bias: usize, scores: usize, scoreStride: usize, categories: bool): void {
  if (categories) walkRowsWith(root, depth, row, stride, count, firstLeaf, bias, scores, scoreStride, true);
  else walkRowsWith(root, depth, row, stride, count, firstLeaf, bias, scores, scoreStride, false);
}

/** Leaf of one row in one tree. */
export function walkTree(root: usize, row: usize, firstLeaf: usize): usize {
  return walkOne(root, row, firstLeaf, true);
}

/** Leaves of one row in eight trees, whose roots lie `apart` bytes from each other; eight addresses at `leaves`. Only trees without categories. */
export function walkEightTrees(trees: usize, apart: usize, row: usize, firstLeaf: usize, leaves: usize): void {
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
    const low = (n0 - firstLeaf) | (n1 - firstLeaf) | (n2 - firstLeaf) | (n3 - firstLeaf);
    const high = (n4 - firstLeaf) | (n5 - firstLeaf) | (n6 - firstLeaf) | (n7 - firstLeaf);
    if (<i32>(low | high) >= 0) break;
  }
  store<u32>(leaves, <u32>n0);
  store<u32>(leaves, <u32>n1, 4);
  store<u32>(leaves, <u32>n2, 8);
  store<u32>(leaves, <u32>n3, 12);
  store<u32>(leaves, <u32>n4, 16);
  store<u32>(leaves, <u32>n5, 20);
  store<u32>(leaves, <u32>n6, 24);
  store<u32>(leaves, <u32>n7, 28);
}
