import { random } from "../../kernels/index.ts";

/** A place for each item, drawn by lot: what equal scores are ordered by. */
export function tieOrder(items: number, seed: number): Int32Array {
  return random(seed)
    .fork("ties")
    .shuffle(Int32Array.from({ length: items }, (_, item) => item));
}
