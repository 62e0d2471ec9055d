// The k stored rows with the smallest distance to each query.

import { plainTiles } from "./tile";

const LANES: i32 = 8;

/** Keeps `value` among the k smallest of a sorted list when it belongs there; of equal values the one that came first stays in front. */
@inline
function keep(values: usize, indices: usize, k: i32, value: f32, index: i32): void {
  let place = k - 1;
  while (place > 0 && value < load<f32>(values + ((place - 1) << 2))) {
    store<f32>(values + (place << 2), load<f32>(values + ((place - 1) << 2)));
    store<i32>(indices + (place << 2), load<i32>(indices + ((place - 1) << 2)));
    place--;
  }
  store<f32>(values + (place << 2), value);
  store<i32>(indices + (place << 2), index);
}

/**
 * For each of `queries` rows (a multiple of 4, `stride` floats apart) the k stored rows with the smallest |s|² − 2·q·s, best first.
 * `panels` holds stored rows as [panel][stride][8]; `norms` their squared lengths, infinite for rows that only fill a panel.
 * `values` and `indices` are [queries, k]; scratch holds 32 floats.
 */
export function nearestRows(query: usize, queries: i32, stride: i32, panels: usize, panelCount: i32, norms: usize, k: i32, values: usize, indices: usize, scratch: usize): void {
  const panelBytes = <usize>stride * 32;
  for (let q = 0; q < queries; q += 4) {
    const at = query + ((<usize>q * stride) << 2);
    for (let i = 0; i < 4 * k; i++) store<f32>(values + ((<usize>q * k + i) << 2), Infinity);
    for (let p = 0; p < panelCount; p++) {
      memory.fill(scratch, 0, 128);
      plainTiles(at, <usize>stride << 2, panels + <usize>p * panelBytes, 32, stride, scratch, 32, LANES);
      for (let i = 0; i < 4; i++) {
        const list = values + ((<usize>(q + i) * k) << 2);
        const numbers = indices + ((<usize>(q + i) * k) << 2);
        for (let lane = 0; lane < LANES; lane++) {
          const distance = load<f32>(norms + ((p * LANES + lane) << 2)) - 2 * load<f32>(scratch + i * 32 + (lane << 2));
          if (distance < load<f32>(list + ((k - 1) << 2))) keep(list, numbers, k, distance, p * LANES + lane);
        }
      }
    }
  }
}
