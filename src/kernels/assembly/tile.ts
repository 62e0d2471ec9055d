// The multiply-add kernels that everything dense stands on: C[rows × 4V] += Σ_t A[t, rows] ⊗ B[t, 0..4V].

/** Rows that are accumulated in float32 before they are added to float64 sums. */
export const BLOCK_ROWS: i32 = 256;

@inline
function addPair(address: usize, v: v128): void {
  v128.store(address, f64x2.add(v128.load(address), f64x2.promote_low_f32x4(v)));
}

/** float64 C row (4 values) += float32 vector. */
@inline
function addQuad(address: usize, v: v128): void {
  addPair(address, v);
  addPair(address + 16, i32x4.shuffle(v, v, 2, 3, 2, 3));
}

@inline
function finish(wide: bool, c: usize, v: v128): void {
  if (wide) addQuad(c, v);
  else v128.store(c, f32x4.add(v128.load(c), v));
}

/**
 * Adds the tile to C. Element (i, t) of A is the float at a + i·aInner + t·aOuter; row t of B is at b + t·bOuter.
 * `vectors` is 1 or 2 (with 3 the sums would not fit into registers) and `wide` says whether C holds float64: both are constants where it is inlined.
 */
@inline
function tile(vectors: i32, wide: bool, a: usize, aInner: usize, aOuter: usize, b: usize, bOuter: usize, count: i32, c: usize, cStride: usize): void {
  let a0 = a;
  let a1 = a0 + aInner;
  let a2 = a1 + aInner;
  let a3 = a2 + aInner;
  let c00 = f32x4.splat(0);
  let c01 = c00, c10 = c00, c11 = c00, c20 = c00, c21 = c00, c30 = c00, c31 = c00;
  for (let t = 0; t < count; t++) {
    const b0 = v128.load(b);
    const b1 = vectors > 1 ? v128.load(b, 16) : b0;
    let s = v128.load_splat<f32>(a0);
    c00 = f32x4.relaxed_madd(s, b0, c00);
    if (vectors > 1) c01 = f32x4.relaxed_madd(s, b1, c01);
    s = v128.load_splat<f32>(a1);
    c10 = f32x4.relaxed_madd(s, b0, c10);
    if (vectors > 1) c11 = f32x4.relaxed_madd(s, b1, c11);
    s = v128.load_splat<f32>(a2);
    c20 = f32x4.relaxed_madd(s, b0, c20);
    if (vectors > 1) c21 = f32x4.relaxed_madd(s, b1, c21);
    s = v128.load_splat<f32>(a3);
    c30 = f32x4.relaxed_madd(s, b0, c30);
    if (vectors > 1) c31 = f32x4.relaxed_madd(s, b1, c31);
    a0 += aOuter;
    a1 += aOuter;
    a2 += aOuter;
    a3 += aOuter;
    b += bOuter;
  }
  const step: usize = wide ? 32 : 16;
  finish(wide, c, c00);
  if (vectors > 1) finish(wide, c + step, c01);
  c += cStride;
  finish(wide, c, c10);
  if (vectors > 1) finish(wide, c + step, c11);
  c += cStride;
  finish(wide, c, c20);
  if (vectors > 1) finish(wide, c + step, c21);
  c += cStride;
  finish(wide, c, c30);
  if (vectors > 1) finish(wide, c + step, c31);
}

/**
 * C[3 × 4V] (float64) += AᵀB with rows of A and B 48 bytes apart. Three rows and three vectors need nine sums, which with the operands
 * fit into the sixteen registers; four rows would not.
 */
@inline
function threeRows(vectors: i32, a: usize, b: usize, count: i32, c: usize, cStride: usize): void {
  let c00 = f32x4.splat(0);
  let c01 = c00, c02 = c00, c10 = c00, c11 = c00, c12 = c00, c20 = c00, c21 = c00, c22 = c00;
  for (let t = 0; t < count; t++) {
    const b0 = v128.load(b);
    const b1 = vectors > 1 ? v128.load(b, 16) : b0;
    const b2 = vectors > 2 ? v128.load(b, 32) : b0;
    let s = v128.load_splat<f32>(a);
    c00 = f32x4.relaxed_madd(s, b0, c00);
    if (vectors > 1) c01 = f32x4.relaxed_madd(s, b1, c01);
    if (vectors > 2) c02 = f32x4.relaxed_madd(s, b2, c02);
    s = v128.load_splat<f32>(a, 4);
    c10 = f32x4.relaxed_madd(s, b0, c10);
    if (vectors > 1) c11 = f32x4.relaxed_madd(s, b1, c11);
    if (vectors > 2) c12 = f32x4.relaxed_madd(s, b2, c12);
    s = v128.load_splat<f32>(a, 8);
    c20 = f32x4.relaxed_madd(s, b0, c20);
    if (vectors > 1) c21 = f32x4.relaxed_madd(s, b1, c21);
    if (vectors > 2) c22 = f32x4.relaxed_madd(s, b2, c22);
    a += 48;
    b += 48;
  }
  addQuad(c, c00);
  if (vectors > 1) addQuad(c + 32, c01);
  if (vectors > 2) addQuad(c + 64, c02);
  c += cStride;
  addQuad(c, c10);
  if (vectors > 1) addQuad(c + 32, c11);
  if (vectors > 2) addQuad(c + 64, c12);
  c += cStride;
  addQuad(c, c20);
  if (vectors > 1) addQuad(c + 32, c21);
  if (vectors > 2) addQuad(c + 64, c22);
}

/** Three columns of a panel with twelve of another. */
export function panelTile(a: usize, b: usize, count: i32, c: usize, cStride: usize): void {
  threeRows(3, a, b, count, c, cStride);
}

/** Three columns of a panel with eight of another. */
export function panelTileMiddle(a: usize, b: usize, count: i32, c: usize, cStride: usize): void {
  threeRows(2, a, b, count, c, cStride);
}

/** Three columns of a panel with four of another. */
export function panelTileLast(a: usize, b: usize, count: i32, c: usize, cStride: usize): void {
  threeRows(1, a, b, count, c, cStride);
}

/** C[rows4 × width] (float64) += AᵀB with A's four columns side by side; width is a multiple of 4. */
export function transposedTiles(a: usize, aOuter: usize, b: usize, bOuter: usize, count: i32, c: usize, cStride: usize, width: i32): void {
  let k = 0;
  for (; k + 8 <= width; k += 8) tile(2, true, a, 4, aOuter, b + (k << 2), bOuter, count, c + (k << 3), cStride);
  if (width - k == 4) tile(1, true, a, 4, aOuter, b + (k << 2), bOuter, count, c + (k << 3), cStride);
}

/** C[4 × width] (float32) += A B for four rows of A that are `aRow` bytes apart; width is a multiple of 4. */
export function plainTiles(a: usize, aRow: usize, b: usize, bOuter: usize, count: i32, c: usize, cStride: usize, width: i32): void {
  let k = 0;
  for (; k + 8 <= width; k += 8) tile(2, false, a, aRow, 4, b + (k << 2), bOuter, count, c + (k << 2), cStride);
  if (width - k == 4) tile(1, false, a, aRow, 4, b + (k << 2), bOuter, count, c + (k << 2), cStride);
}
