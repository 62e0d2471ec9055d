import { type Random, random } from "../../src/kernels/index.ts";
import { cutRows, type Problem } from "./problem.ts";

/** One addend of the true score: two or three hidden normals that interact. */
interface Term {
  readonly kind: number;
  readonly weight: number;
  readonly columns: readonly [number, number, number];
}

function newTerms(rng: Random, low: number): Term[] {
  return Array.from({ length: 24 }, (_, index) => ({
    kind: index % 4,
    weight: rng.normal(),
    columns: [rng.integer(low), rng.integer(low), rng.integer(low)] as const,
  }));
}

function effect({ kind, columns }: Term, hidden: Float64Array): number {
  const [a, b, c] = columns.map((column) => hidden[column] ?? 0) as [number, number, number];
  if (kind === 0) return Math.sin(1.5 * a * b);
  if (kind === 1) return 0.7 * Math.abs(a - b);
  return kind === 2 ? (a > 0.3 ? b : -0.5 * c) : Math.tanh(a * b + c);
}

/** What is seen of a hidden normal: itself, skewed, folded or in steps. */
function seen(column: number, z: number): number {
  if (column % 4 === 0) return z;
  if (column % 4 === 1) return Math.exp(0.5 * z);
  return column % 4 === 2 ? Math.abs(z) ** 1.5 : Math.round(z * 2) / 2;
}

/**
 * Two classes shaped like measurements of collisions: three quarters of the columns show one hidden normal each, the others a noisy
 * length of two, a tenth of every fifth of these missing; the score is a sum of 24 interactions.
 */
function physicsShaped(name: string, rows: number, testRows: number, columns: number, seed: number): Problem {
  const rng = random(seed);
  const low = Math.floor((columns * 3) / 4);
  const terms = newTerms(rng.fork("terms"), low);
  const pairs = Array.from({ length: columns - low }, () => [rng.integer(low), rng.integer(low)] as const);
  const all = rows + testRows;
  const values = new Float32Array(all * columns);
  const score = new Float64Array(all);
  const hidden = new Float64Array(low);
  for (let i = 0; i < all; i++) {
    for (let j = 0; j < low; j++) {
      hidden[j] = rng.normal();
      values[i * columns + j] = seen(j, hidden[j] ?? 0);
    }
    for (const [index, [a, b]] of pairs.entries()) {
      const length = Math.hypot(hidden[a] ?? 0, hidden[b] ?? 0) + 0.3 * rng.normal();
      values[i * columns + low + index] = index % 5 === 0 && rng.next() < 0.1 ? Number.NaN : length;
    }
    score[i] = terms.reduce((sum, term) => sum + term.weight * effect(term, hidden), 0);
  }
  const centre = score.reduce((sum, value) => sum + value, 0) / all;
  const spread = Math.sqrt(score.reduce((sum, value) => sum + (value - centre) ** 2, 0) / all);
  const truth = score.map((value) => (rng.next() < 1 / (1 + Math.exp((-1.6 * (value - centre)) / spread)) ? 1 : 0));
  return { name, objective: "binary", ...cutRows(values, truth, columns, rows) };
}

/** 1,000,000 × 28 to learn from, 200,000 to judge on (seed 1). */
export const higgsShaped = (): Problem => physicsShaped("1M × 28", 1_000_000, 200_000, 28, 1);

/** 100,000 × 200 to learn from, 50,000 to judge on (seed 2). */
export const wide = (): Problem => physicsShaped("100k × 200", 100_000, 50_000, 200, 2);

/** Few rows in the same shape, for peers that take long and for trying things out (seed 3). */
export const small = (rows: number): Problem => physicsShaped(`${rows} × 28`, rows, 10_000, 28, 3);
