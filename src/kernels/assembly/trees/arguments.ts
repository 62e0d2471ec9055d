// The block of arguments that JavaScript fills before it runs an operation: float64 numbers by position. An operation's own list of
// positions stands beside it; src/kernels/trees/tree-kernels.ts writes them in the same order.

import { ARGUMENTS } from "./layout";

@inline
export function number(position: i32): f64 {
  return load<f64>(ARGUMENTS + (<usize>position << 3));
}

@inline
export function integer(position: i32): i32 {
  return <i32>number(position);
}

@inline
export function address(position: i32): usize {
  return <usize>number(position);
}

/** First of a thread's equal share of [0, count), a multiple of `step`. */
@inline
export function shareStart(count: i32, thread: i32, threads: i32, step: i32): i32 {
  return <i32>min(<i64>count, (<i64>count * thread / threads + step - 1) / step * step);
}
