import type { DenseLayer } from "../../../kernels/index.ts";
import type { Weights } from "../program/emit-network.ts";
import type { Scaling } from "./scaling.ts";

/** Added to a running variance, as `batchNorm` does unless told. */
const EPSILON = 1e-5;

function take(weights: Weights, name: string): Float32Array {
  const found = weights.get(name);
  if (found === undefined) throw new Error(`the network has no "${name}"`);
  return found;
}

/** Factor and shift per output of a batch normalisation that serves. */
function normalisation(weights: Weights, number: number, outputs: number): { factor: Float64Array; shift: Float64Array } {
  const part = (name: string): Float32Array | undefined => weights.get(`batch_norm${number}/${name}`);
  const [scale, shift, mean, variance] = ["scale", "shift", "mean", "variance"].map(part);
  const factor = Float64Array.from({ length: outputs }, (_, k) =>
    scale === undefined ? 1 : (scale[k] ?? 1) / Math.sqrt((variance?.[k] ?? 1) + EPSILON),
  );
  return { factor, shift: factor.map((value, k) => (shift?.[k] ?? 0) - value * (mean?.[k] ?? 0)) };
}

/**
 * A perceptron's weights with scaling and batch normalisations multiplied into them: as many layers as there are products, fewer nodes
 * to serve.
 * @param widths - inputs, then outputs of each layer.
 */
export function foldLayers(
  weights: Weights,
  widths: readonly number[],
  scaling: Scaling,
  activation: DenseLayer["activation"],
): DenseLayer[] {
  return widths.slice(1).map((outputs, i): DenseLayer => {
    const inputs = widths[i] ?? 0;
    const isLast = i === widths.length - 2;
    const [weight, bias] = [take(weights, `dense${i + 1}/weight`), take(weights, `dense${i + 1}/bias`)];
    const { factor, shift } = normalisation(weights, i + 1, outputs);
    const folded = new Float64Array(inputs * outputs);
    const sums = Float64Array.from({ length: outputs }, (_, k) => (bias[k] ?? 0) * (factor[k] ?? 1) + (shift[k] ?? 0));
    for (let j = 0; j < inputs; j++) {
      const [scale, mean] = i === 0 ? [scaling.scale[j] ?? 1, scaling.mean[j] ?? 0] : [1, 0];
      for (let k = 0; k < outputs; k++) {
        const value = (weight[j * outputs + k] ?? 0) * (factor[k] ?? 1) * scale;
        folded[j * outputs + k] = value;
        sums[k] = (sums[k] ?? 0) - mean * value;
      }
    }
    return {
      inputs,
      outputs,
      weight: Float32Array.from(folded),
      bias: Float32Array.from(sums),
      activation: isLast ? "identity" : activation,
    };
  });
}
