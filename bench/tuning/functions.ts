import { type Random, random } from "../../src/kernels/index.ts";

/** A function of the unit cube's [-5, 5] image with its minimum 0 at a place that the instance draws. */
export type TestFunction = (x: Float64Array) => number;

/** A random rotation: Gram–Schmidt on normal vectors. Rows are orthonormal. */
function rotation(d: number, stream: Random): Float64Array {
  const q = Float64Array.from({ length: d * d }, () => stream.normal());
  for (let i = 0; i < d; i++) {
    const row = q.subarray(i * d, (i + 1) * d);
    for (let j = 0; j < i; j++) {
      const before = q.subarray(j * d, (j + 1) * d);
      const product = sum(row, (value, k) => value * (before[k] ?? 0));
      for (let k = 0; k < d; k++) row[k] = (row[k] ?? 0) - product * (before[k] ?? 0);
    }
    const length = Math.hypot(...row);
    for (let k = 0; k < d; k++) row[k] = (row[k] ?? 0) / length;
  }
  return q;
}

const sum = (z: Float64Array, term: (value: number, i: number) => number): number =>
  z.reduce((total, value, i) => total + term(value, i), 0);
const exponent = (i: number, d: number): number => (d === 1 ? 0 : i / (d - 1));

const rastrigin: TestFunction = (z) => sum(z, (v) => v * v + 10 * (1 - Math.cos(2 * Math.PI * v)));
const rosenbrock: TestFunction = (z) => {
  const at = (i: number): number => Math.max(1, Math.sqrt(z.length) / 8) * (z[i] ?? 0) + 1;
  let total = 0;
  for (let i = 0; i + 1 < z.length; i++) total += 100 * (at(i) ** 2 - at(i + 1)) ** 2 + (at(i) - 1) ** 2;
  return total;
};
const griewankRosenbrock: TestFunction = (z) => {
  const at = (i: number): number => Math.max(1, Math.sqrt(z.length) / 8) * (z[i] ?? 0) + 1;
  let total = 0;
  for (let i = 0; i + 1 < z.length; i++) {
    const s = 100 * (at(i) ** 2 - at(i + 1)) ** 2 + (at(i) - 1) ** 2;
    total += s / 4000 - Math.cos(s) + 1;
  }
  return (10 * total) / Math.max(1, z.length - 1);
};
const schaffers: TestFunction = (z) => {
  let total = 0;
  for (let i = 0; i + 1 < z.length; i++) {
    const s = Math.hypot(z[i] ?? 0, z[i + 1] ?? 0);
    total += Math.sqrt(s) * (1 + Math.sin(50 * s ** 0.2) ** 2);
  }
  return (total / Math.max(1, z.length - 1)) ** 2;
};
const weierstrass: TestFunction = (z) => {
  const wave = (v: number): number => {
    let total = 0;
    for (let k = 0; k < 12; k++) total += 0.5 ** k * Math.cos(2 * Math.PI * 3 ** k * (v / 10 + 0.5));
    return total;
  };
  return 10 * (sum(z, wave) / z.length - wave(0)) ** 3;
};

/** Peaks of different heights and widths; the highest one is at 0. */
function gallagher(d: number, stream: Random): TestFunction {
  const peaks = Array.from({ length: 21 }, (_, k) => ({
    centre: Float64Array.from({ length: d }, () => (k === 0 ? 0 : 8 * stream.next() - 4)),
    height: k === 0 ? 10 : 1.1 + (8 * (k - 1)) / 19,
    sharpness: k === 0 ? 1 : 10 ** (1.5 * stream.next()),
  }));
  return (z) => {
    const heights = peaks.map((p) => p.height * Math.exp((-p.sharpness / (2 * d)) * sum(z, (v, i) => (v - (p.centre[i] ?? 0)) ** 2)));
    return (10 - Math.max(...heights)) ** 2;
  };
}

/** Shapes by name, after those of the BBOB collection (Hansen et al. 2009), without its finer irregularities. */
const shapes = {
  sphere: () => (z: Float64Array) => sum(z, (v) => v * v),
  ellipsoid: (d: number) => (z: Float64Array) => sum(z, (v, i) => 10 ** (4 * exponent(i, d)) * v * v),
  discus: () => (z: Float64Array) => sum(z, (v, i) => (i === 0 ? 1e4 : 1) * v * v),
  bent_cigar: () => (z: Float64Array) => sum(z, (v, i) => (i === 0 ? 1 : 1e4) * v * v),
  sharp_ridge: () => (z: Float64Array) => (z[0] ?? 0) ** 2 + 100 * Math.sqrt(sum(z, (v, i) => (i === 0 ? 0 : v * v))),
  different_powers: (d: number) => (z: Float64Array) => Math.sqrt(sum(z, (v, i) => Math.abs(v) ** (2 + 4 * exponent(i, d)))),
  rastrigin: () => rastrigin,
  rosenbrock: () => rosenbrock,
  griewank_rosenbrock: () => griewankRosenbrock,
  schaffers: () => schaffers,
  weierstrass: () => (z: Float64Array) => Math.abs(weierstrass(z)),
  gallagher,
} as const;

export type ShapeName = keyof typeof shapes;

/**
 * An instance of a function: moved, and turned unless it is separable.
 * @param instance - the seed of its place and rotation.
 */
export function testFunction(name: ShapeName, d: number, instance: number, turned: boolean): TestFunction {
  const stream = random(instance).fork(`${name} ${d}`);
  const optimum = Float64Array.from({ length: d }, () => 8 * stream.next() - 4);
  const turn = rotation(d, stream);
  const shape = shapes[name](d, stream);
  const z = new Float64Array(d);
  return (x) => {
    for (let i = 0; i < d; i++) {
      let total = 0;
      if (turned) for (let j = 0; j < d; j++) total += (turn[i * d + j] ?? 0) * ((x[j] ?? 0) - (optimum[j] ?? 0));
      z[i] = turned ? total : (x[i] ?? 0) - (optimum[i] ?? 0);
    }
    return shape(z);
  };
}
