import { extremeGradient } from "../differentiation/extreme-gradient.ts";
import type { Gradient } from "../differentiation/gradient.ts";
import { reduceMin, reduceMinOp } from "../ops/reduce-min.ts";
import type { ReduceSettings } from "../shapes/reduce.ts";

export const reduceMinGradient: Gradient<ReduceSettings> = extremeGradient(reduceMinOp, reduceMin);
