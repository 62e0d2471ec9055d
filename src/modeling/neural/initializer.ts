import { MillwrightError } from "../../errors/index.ts";
import type { Random } from "../../kernels/index.ts";

/** How the first values of a parameter are drawn. */
export type InitializerName =
  | "zeros"
  | "ones"
  | "he_normal"
  | "he_uniform"
  | "glorot_normal"
  | "glorot_uniform"
  | "lecun_normal"
  | "small_normal"
  | "orthogonal";

/** How many numbers one output is made of, and how many outputs one number goes into. */
export interface Fan {
  readonly in: number;
  readonly out: number;
}

type Fill = (count: number, fan: Fan, stream: Random) => Float32Array;

const normal =
  (deviation: (fan: Fan) => number): Fill =>
  (count, fan, stream) =>
    Float32Array.from({ length: count }, () => deviation(fan) * stream.normal());

const uniform =
  (bound: (fan: Fan) => number): Fill =>
  (count, fan, stream) =>
    Float32Array.from({ length: count }, () => bound(fan) * (2 * stream.next() - 1));

const constant =
  (value: number): Fill =>
  (count) =>
    new Float32Array(count).fill(value);

/**
 * Orthonormal rows or columns, whichever are fewer, by Gram–Schmidt on normal numbers.
 * @see Saxe, McClelland and Ganguli (2014), "Exact solutions to the nonlinear dynamics of learning in deep linear networks".
 */
const orthogonal: Fill = (count, fan, stream) => {
  const rows = Math.min(fan.in, fan.out);
  const columns = count / rows;
  const basis: Float64Array[] = [];
  while (basis.length < rows) {
    const vector = Float64Array.from({ length: columns }, () => stream.normal());
    // Twice, since rounding leaves a rest the first time.
    for (const known of [...basis, ...basis]) {
      const product = known.reduce((sum, value, i) => sum + value * (vector[i] ?? 0), 0);
      for (let i = 0; i < columns; i++) vector[i] = (vector[i] ?? 0) - product * (known[i] ?? 0);
    }
    const length = Math.hypot(...vector);
    basis.push(vector.map((value) => value / length));
  }
  const isWide = fan.in === rows;
  return Float32Array.from({ length: count }, (_, i) => {
    const [row, column] = isWide ? [Math.floor(i / columns), i % columns] : [i % rows, Math.floor(i / rows)];
    return basis[row]?.[column] ?? 0;
  });
};

/**
 * Initialisers by name.
 * @see Glorot and Bengio (2010), "Understanding the difficulty of training deep feedforward neural networks".
 * @see He et al. (2015), "Delving deep into rectifiers".
 */
const initializers: Readonly<Record<InitializerName, Fill>> = {
  zeros: constant(0),
  ones: constant(1),
  he_normal: normal((fan) => Math.sqrt(2 / fan.in)),
  he_uniform: uniform((fan) => Math.sqrt(6 / fan.in)),
  glorot_normal: normal((fan) => Math.sqrt(2 / (fan.in + fan.out))),
  glorot_uniform: uniform((fan) => Math.sqrt(6 / (fan.in + fan.out))),
  lecun_normal: normal((fan) => Math.sqrt(1 / fan.in)),
  small_normal: normal(() => 0.02),
  orthogonal,
};

/**
 * First values of a parameter.
 * @param count - elements.
 * @throws MODELING_SETTING_INVALID for a name that is not known
 */
export function initialValues(name: InitializerName, count: number, fan: Fan, stream: Random): Float32Array {
  const fill = initializers[name] as Fill | undefined;
  if (fill !== undefined) return fill(count, fan, stream);
  const fix = `Allowed: ${Object.keys(initializers).join(", ")}.`;
  throw new MillwrightError("MODELING_SETTING_INVALID", `there is no initialiser "${name}".`, fix);
}
