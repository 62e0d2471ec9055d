import { add, mul, sigmoid, split, stableGemm, tanh, type Value } from "../../../onnx/index.ts";
import type { Layer } from "./layer.ts";
import { type RecurrenceSettings, recurrentWeights, unroll } from "./recurrence.ts";

/** What a place leaves to the next. */
interface LstmState {
  readonly hidden: Value;
  readonly cell: Value;
}

/** Gates in the order input, forget, candidate, output. */
function step(gates: Value, before: LstmState | undefined, units: number): LstmState {
  const [opened, candidate, output] = split(gates, [2 * units, units, units], 1) as [Value, Value, Value];
  const [input, forget] = split(sigmoid(opened), [units, units], 1) as [Value, Value];
  const added = mul(input, tanh(candidate));
  const cell = before === undefined ? added : add(mul(forget, before.cell), added);
  return { cell, hidden: mul(sigmoid(output), tanh(cell)) };
}

/**
 * Long short-term memory over a sequence [N, T, D], unrolled; it starts from zeros.
 * @see Hochreiter and Schmidhuber (1997), "Long short-term memory"; Gers et al. (2000) for the forget gate.
 */
export function lstm(units: number, settings: RecurrenceSettings = {}): Layer {
  return {
    kind: "lstm",
    build: (x, scope) => {
      const { weight, bias } = recurrentWeights(units, 4, scope);
      return unroll<LstmState>(
        x,
        4 * units,
        scope,
        (fromInput, before) => {
          const fromState = before === undefined ? bias : stableGemm(before.hidden, weight, bias);
          const state = step(add(fromInput, fromState), before, units);
          return { output: state.hidden, state };
        },
        settings,
      );
    },
  };
}
