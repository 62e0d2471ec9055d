// Best split of a column of categories: ordered by gradient / hessian, then cut like numbers (Fisher 1958).

import { address, integer, number } from "./arguments";
import { gainOf, nodeAt } from "./split-scores";

// Arguments: 23 smoothing, 24 extra l2, 25 most categories of a split, 26 fewest rows of a category, 44 scratch of threads, 45 bytes of
// each: 32 per bin.

/** Categories up to which no extra l2 is taken. */
const FEW: i32 = 4;

/** Merge sort of `count` pairs (float64 key, int64) by key, stable; ends in `list`. */
function sortByKey(list: usize, other: usize, count: i32): void {
  let from = list;
  let to = other;
  for (let width = 1; width < count; width <<= 1) {
    for (let start = 0; start < count; start += width << 1) {
      let a = from + (<usize>start << 4);
      const middle = from + (<usize>min(start + width, count) << 4);
      let b = middle;
      const end = from + (<usize>min(start + (width << 1), count) << 4);
      for (let place = to + (<usize>start << 4); a < middle || b < end; place += 16) {
        const takesFirst = b === end || (a < middle && load<f64>(a) <= load<f64>(b));
        const taken = takesFirst ? a : b;
        v128.store(place, v128.load(taken));
        if (takesFirst) a += 16;
        else b += 16;
      }
    }
    const held = from;
    from = to;
    to = held;
  }
  if (from !== list) memory.copy(list, from, <usize>count << 4);
}

/** Lists the bins that may go left with their keys; answers how many. */
function listBins(side: i32, histogram: usize, bins: i32, others: i32, list: usize): i32 {
  const node = nodeAt(side);
  const least = max<i32>(1, <i32>Math.ceil((number(26) - 0.5) * number(node + 1) / number(node + 2)));
  let count = 0;
  for (let bin = 0; bin <= bins; bin++) {
    const sum = load<i64>(histogram + (<usize>bin << 3));
    const hessian = <i32>sum;
    if (bin === others || hessian < least) continue;
    const place = list + (<usize>count << 4);
    store<f64>(place, <f64>(<i32>(sum >> 32)) / number(17) / (<f64>hessian / number(18) + number(23)));
    store<i64>(place, bin, 8);
    count++;
  }
  return count;
}

/** Writes which bins go left: `count` of the list from `first` on, in steps of `step`. */
function writeLeftBins(list: usize, first: i32, step: i32, count: i32, bins: i32, candidate: usize): void {
  memory.fill(candidate + 24, 0, (bins >> 3) + 1);
  for (let k = 0; k < count; k++) {
    const bin = <usize>load<i64>(list + (<usize>(first + k * step) << 4), 8);
    const byte = candidate + 24 + (bin >> 3);
    store<u8>(byte, load<u8>(byte) | <u8>(<u32>1 << (<u32>bin & 7)));
  }
  store<i32>(candidate, load<u8>(candidate + 24) & 1, 12);
}

/** Best split of a column of categories; see `bestCategorySplit` of the reference. */
export function scanCategories(thread: i32, side: i32, histogram: usize, bins: i32, others: i32, draw: f64, candidate: usize): void {
  const node = nodeAt(side);
  const list = address(44) + <usize>thread * address(45);
  const listed = listBins(side, histogram, bins, others, list);
  sortByKey(list, list + (address(45) >> 1), listed);
  const extraL2: f64 = listed > FEW ? number(24) : 0;
  const most = min(listed, integer(25));
  const only = draw < 0 ? 0 : 1 + <i32>Math.floor(draw * <f64>(most - 1));
  const hessian = integer(node + 1);
  const least = integer(node + 3);
  let best: f64 = -Infinity;
  let bestCount = 0;
  let bestStep = 1;
  for (let step = 1; step >= (draw < 0 ? -1 : 1); step -= 2) {
    let at = list + (<usize>(step > 0 ? 0 : listed - 1) << 4);
    let sum: i64 = 0;
    for (let count = 1; count <= most; count++) {
      sum += load<i64>(histogram + (<usize>load<i64>(at, 8) << 3));
      at += step * 16;
      if (only > 0 && count !== only) continue;
      const leftHessian = <i32>sum;
      if (leftHessian < least || hessian - leftHessian < least) continue;
      const gain = gainOf(side, <i32>(sum >> 32), leftHessian, extraL2);
      if (gain <= best) continue;
      best = gain;
      bestCount = count;
      bestStep = step;
      store<i32>(candidate, <i32>(sum >> 32), 16);
      store<i32>(candidate, leftHessian, 20);
    }
  }
  if (bestCount === 0) return;
  store<f64>(candidate, best);
  store<i32>(candidate, 0, 8);
  writeLeftBins(list, bestStep > 0 ? 0 : listed - 1, bestStep, bestCount, bins, candidate);
}
