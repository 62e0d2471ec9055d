/** One fully connected layer with what follows it: activation(x·weight + bias). */
export interface DenseLayer {
  readonly inputs: number;
  readonly outputs: number;
  /** [inputs, outputs] */
  readonly weight: Float32Array;
  readonly bias: Float32Array;
  readonly activation: "identity" | "relu" | "silu" | "tanh";
}

function activateInPlace(kind: DenseLayer["activation"], values: Float64Array): void {
  if (kind === "relu") for (let i = 0; i < values.length; i++) values[i] = values[i]! > 0 ? values[i]! : 0;
  if (kind === "silu") for (let i = 0; i < values.length; i++) values[i] = values[i]! / (1 + Math.exp(-values[i]!));
  if (kind === "tanh") for (let i = 0; i < values.length; i++) values[i] = Math.tanh(values[i]!);
}

/** Rows [rows, inputs of the first layer] → [rows, outputs of the last], summed in double precision. */
export function denseLayers(layers: readonly DenseLayer[], x: Float32Array, rows: number): Float64Array {
  let values = Float64Array.from(x);
  for (const { inputs, outputs, weight, bias, activation } of layers) {
    const next = new Float64Array(rows * outputs);
    for (let row = 0; row < rows; row++) {
      const at = row * outputs;
      for (let k = 0; k < outputs; k++) next[at + k] = bias[k]!;
      for (let j = 0; j < inputs; j++) {
        const value = values[row * inputs + j]!;
        // After a ReLU about half of them are 0.
        if (value === 0) continue;
        for (let k = 0, w = j * outputs; k < outputs; k++, w++) next[at + k]! += value * weight[w]!;
      }
    }
    activateInPlace(activation, next);
    values = next;
  }
  return values;
}
