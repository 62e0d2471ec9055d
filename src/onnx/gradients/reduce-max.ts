import { extremeGradient } from "../differentiation/extreme-gradient.ts";
import type { Gradient } from "../differentiation/gradient.ts";
import { reduceMax, reduceMaxOp } from "../ops/reduce-max.ts";
import type { ReduceSettings } from "../shapes/reduce.ts";

export const reduceMaxGradient: Gradient<ReduceSettings> = extremeGradient(reduceMaxOp, reduceMax);
