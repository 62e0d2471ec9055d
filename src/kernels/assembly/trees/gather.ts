// Gathers rows into scratch, many loads at a time.

import { GATHERED_BYTES } from "./layout";

/** Copies 16 bytes of each listed row. */
@inline
export function gatherHalf(rows: usize, shift: usize, list: usize, end: usize, to: usize): void {
  const end4 = list + ((end - list) & ~15);
  for (; list < end4; list += 16) {
    const a = v128.load(rows + (<usize>load<u32>(list) << shift));
    const b = v128.load(rows + (<usize>load<u32>(list, 4) << shift));
    const c = v128.load(rows + (<usize>load<u32>(list, 8) << shift));
    const d = v128.load(rows + (<usize>load<u32>(list, 12) << shift));
    v128.store(to, a);
    v128.store(to, b, 16);
    v128.store(to, c, 32);
    v128.store(to, d, 48);
    to += 64;
  }
  for (; list < end; list += 4) {
    v128.store(to, v128.load(rows + (<usize>load<u32>(list) << shift)));
    to += 16;
  }
}

/** The same for both halves. */
@inline
export function gatherBoth(rows: usize, list: usize, end: usize, to: usize): void {
  const end2 = list + ((end - list) & ~7);
  for (; list < end2; list += 8) {
    const one = rows + (<usize>load<u32>(list) << 5);
    const two = rows + (<usize>load<u32>(list, 4) << 5);
    const a = v128.load(one), b = v128.load(one, 16), c = v128.load(two), d = v128.load(two, 16);
    v128.store(to, a);
    v128.store(to + GATHERED_BYTES, b);
    v128.store(to, c, 16);
    v128.store(to + GATHERED_BYTES, d, 16);
    to += 32;
  }
  for (; list < end; list += 4) {
    const one = rows + (<usize>load<u32>(list) << 5);
    v128.store(to, v128.load(one));
    v128.store(to + GATHERED_BYTES, v128.load(one, 16));
    to += 16;
  }
}

@inline
export function gatherGradients(packed: usize, isQuantised: bool, list: usize, end: usize, to: usize): void {
  if (isQuantised) {
    for (; list < end; list += 4) {
      store<u32>(to, load<u32>(packed + (<usize>load<u32>(list) << 2)));
      to += 4;
    }
    return;
  }
  for (; list < end; list += 4) {
    store<u64>(to, load<u64>(packed + (<usize>load<u32>(list) << 3)));
    to += 8;
  }
}
