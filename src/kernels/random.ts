/** A seeded stream of random numbers; the same seed gives the same stream on every machine. */
export interface Random {
  /** Uniform in [0, 1), with 53 bits. */
  next(): number;
  /** Uniform integer in [0, bound). */
  integer(bound: number): number;
  /** Standard normal (Marsaglia's polar method). */
  normal(): number;
  /** Exponential with mean 1. */
  exponential(): number;
  /** Poisson with the given mean (Knuth below 30, rounded normal above). */
  poisson(mean: number): number;
  /** A stream that is independent of this one, named by a label: adding a consumer never shifts the others. */
  fork(label: string): Random;
  /** Fisher–Yates shuffle in place. */
  shuffle<T extends unknown[] | Int32Array | Float64Array>(values: T): T;
}

/** 32-bit hash of a string (FNV-1a), to derive seeds from labels. */
function hashLabel(label: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < label.length; i++) hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Splitmix32: spreads a seed over the generator's state. */
function splitmix(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
}

/**
 * A seeded generator (xoshiro128**, Blackman and Vigna 2018).
 * @param seed - any integer; its low 53 bits count.
 * @example random(7).integer(10); // the same digit on every machine
 */
export function random(seed: number): Random {
  const low = seed >>> 0;
  const high = Math.floor(Math.abs(seed) / 4294967296) >>> 0;
  const spread = splitmix(low ^ Math.imul(high, 0x85ebca6b));
  let a = spread();
  let b = spread();
  let c = spread();
  let d = spread();
  const bits = (): number => {
    const product = Math.imul(b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
    return result;
  };
  const next = (): number => ((bits() >>> 5) * 67108864 + (bits() >>> 6)) / 9007199254740992;
  const integer = (bound: number): number => Math.floor(next() * bound);
  const normal = (): number => {
    for (;;) {
      const u = 2 * next() - 1;
      const v = 2 * next() - 1;
      const s = u * u + v * v;
      if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s);
    }
  };
  return {
    next,
    integer,
    normal,
    exponential: () => -Math.log(1 - next()),
    poisson: (mean) => {
      if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
      const limit = Math.exp(-mean);
      let count = 0;
      for (let product = next(); product > limit; product *= next()) count++;
      return count;
    },
    fork: (label) => random((low ^ Math.imul(high, 0x9e3779b1) ^ hashLabel(label)) >>> 0),
    shuffle: (values) => {
      for (let i = values.length - 1; i > 0; i--) {
        const j = integer(i + 1);
        const held = values[i]!;
        values[i] = values[j]!;
        values[j] = held;
      }
      return values;
    },
  };
}
