import { concat, reshape, split, squeeze, transpose, type Value } from "../../../onnx/index.ts";
import { expectRank, fixedSize } from "./fixed-size.ts";
import type { LayerScope } from "./layer.ts";
import { multiplyRows } from "./multiply-rows.ts";

/** Settings of `gru` and `lstm`. */
export interface RecurrenceSettings {
  /** true: what each place left, [N, T, units]; false: what the last one left, [N, units]. true unless told. */
  readonly sequence?: boolean;
}

/** One place of the sequence: what comes from x, [N, gates·units], and what the place before left. */
export type Cell<State> = (fromInput: Value, before: State | undefined) => { output: Value; state: State };

/** Weights of a recurrence, as in PyTorch: both halves have a bias. */
export interface RecurrentWeights {
  readonly weight: Value;
  readonly bias: Value;
}

/** Weights that a place's state is multiplied with, "recurrent_weight" [units, gates·units] and "recurrent_bias". */
export function recurrentWeights(units: number, gates: number, scope: LayerScope): RecurrentWeights {
  const fan = { in: units, out: units * gates };
  return {
    weight: scope.parameter("recurrent_weight", { shape: [units, gates * units], initializer: "orthogonal", fan }),
    bias: scope.parameter("recurrent_bias", { shape: [gates * units], initializer: "zeros", fan, decay: false }),
  };
}

/** What the inputs of all places give, by one matrix product: one value [N, width] per place. */
function projectPlaces(x: Value, width: number, scope: LayerScope): Value[] {
  const [length, inputs] = [fixedSize("recurrence", x, 1), fixedSize("recurrence", x, 2)];
  const fan = { in: inputs, out: width };
  const weight = scope.parameter("weight", { shape: [inputs, width], initializer: "glorot_uniform", fan });
  const bias = scope.parameter("bias", { shape: [width], initializer: "zeros", fan, decay: false });
  // Time first, so that each place is one stretch of memory.
  const projected = multiplyRows(transpose(x, [1, 0, 2]), weight, bias);
  return split(projected, new Array<number>(length).fill(1), 0).map((place) => squeeze(place, [0]));
}

/** Unrolls a cell over a sequence [N, T, D]. */
export function unroll<State>(
  x: Value,
  width: number,
  scope: LayerScope,
  cell: Cell<State>,
  { sequence = true }: RecurrenceSettings,
): Value {
  expectRank("recurrence", x, [3], "sequences [N, T, D]");
  let state: State | undefined;
  const outputs: Value[] = [];
  for (const place of projectPlaces(x, width, scope)) {
    const next = cell(place, state);
    state = next.state;
    outputs.push(next.output);
  }
  const last = outputs.at(-1) as Value;
  if (!sequence) return last;
  const units = fixedSize("recurrence", last, -1);
  const stacked = concat(outputs.map((output) => reshape(output, [0, 1, units])) as [Value, ...Value[]], 1);
  return stacked;
}
