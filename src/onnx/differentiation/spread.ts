import { random } from "../../kernels/index.ts";
import { elementsOf, type Tensor } from "../tensor.ts";

/**
 * Example values between −2 and 2 in random order, equally far from each other and from 0, so that a small step crosses no kink of
 * an op that compares them.
 */
export function spread(shape: readonly number[], seed = 1): Tensor {
  const count = elementsOf(shape);
  const places = random(seed).shuffle(Array.from({ length: count }, (_, i) => i));
  const half = (count + 1) >> 1;
  const value = (place: number): number => (place < half ? place + 0.5 : place - count - 0.5 + 1) * (2 / half);
  return { type: "float32", shape, data: Float32Array.from(places, value) };
}

/** Example values in (0.5, 2), for ops that need positive ones. */
export function positive(shape: readonly number[], seed = 1): Tensor {
  const { data } = spread(shape, seed);
  return { type: "float32", shape, data: Float32Array.from(data as Float32Array, (value) => 1.25 + value * 0.35) };
}
