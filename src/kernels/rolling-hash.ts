/** Modulus of the rolling hash: the prime 2³¹ − 1. With `HASH_BASE` every step is exact in doubles and in int64. */
export const HASH_MODULUS = 2_147_483_647;

/** Base of the rolling hash: hash("ab") = hash("a") · base + "b", modulo `HASH_MODULUS`. */
export const HASH_BASE = 1_000_003;

/** The hash of a sequence with one more element; both in [0, 2³¹). */
export function extendHash(hash: number, element: number): number {
  return (hash * HASH_BASE + element) % HASH_MODULUS;
}
