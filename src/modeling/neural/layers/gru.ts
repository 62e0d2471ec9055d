import { add, mul, sigmoid, split, stableGemm, sub, tanh, type Value } from "../../../onnx/index.ts";
import type { Layer } from "./layer.ts";
import { type RecurrenceSettings, recurrentWeights, unroll } from "./recurrence.ts";

/** n + z·(h − n): the new state where z is 0, the old one where it is 1. */
function step(fromInput: Value, fromState: Value, before: Value | undefined, units: number): Value {
  const [gatesIn, candidateIn] = split(fromInput, [2 * units, units], 1) as [Value, Value];
  const [gatesState, candidateState] = split(fromState, [2 * units, units], fromState.shape.length - 1) as [Value, Value];
  const [reset, keep] = split(sigmoid(add(gatesIn, gatesState)), [units, units], 1) as [Value, Value];
  const candidate = tanh(add(candidateIn, mul(reset, candidateState)));
  if (before === undefined) return sub(candidate, mul(keep, candidate));
  return add(candidate, mul(keep, sub(before, candidate)));
}

/**
 * Gated recurrent units over a sequence [N, T, D], unrolled; it starts from zeros.
 * @see Cho et al. (2014), "Learning phrase representations using RNN encoder–decoder".
 * @example gru(64, { sequence: false })
 */
export function gru(units: number, settings: RecurrenceSettings = {}): Layer {
  return {
    kind: "gru",
    build: (x, scope) => {
      const { weight, bias } = recurrentWeights(units, 3, scope);
      return unroll<Value>(
        x,
        3 * units,
        scope,
        (fromInput, before) => {
          const state = step(fromInput, before === undefined ? bias : stableGemm(before, weight, bias), before, units);
          return { output: state, state };
        },
        settings,
      );
    },
  };
}
