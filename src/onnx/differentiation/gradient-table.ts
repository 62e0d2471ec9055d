import { absGradient } from "../gradients/abs.ts";
import { addGradient } from "../gradients/add.ts";
import { averagePoolGradient } from "../gradients/average-pool.ts";
import { clipGradient } from "../gradients/clip.ts";
import { concatGradient } from "../gradients/concat.ts";
import { convGradient } from "../gradients/conv.ts";
import { cosGradient } from "../gradients/cos.ts";
import { divGradient } from "../gradients/div.ts";
import { erfGradient } from "../gradients/erf.ts";
import { expGradient } from "../gradients/exp.ts";
import { expandGradient } from "../gradients/expand.ts";
import { gatherGradient } from "../gradients/gather.ts";
import { gatherElementsGradient } from "../gradients/gather-elements.ts";
import { geluGradient } from "../gradients/gelu.ts";
import { gemmGradient } from "../gradients/gemm.ts";
import { identityGradient } from "../gradients/identity.ts";
import { layerNormalizationGradient } from "../gradients/layer-normalization.ts";
import { logGradient } from "../gradients/log.ts";
import { logSoftmaxGradient } from "../gradients/log-softmax.ts";
import { matMulGradient } from "../gradients/mat-mul.ts";
import { maxGradient } from "../gradients/max.ts";
import { maxPoolGradient } from "../gradients/max-pool.ts";
import { minGradient } from "../gradients/min.ts";
import { mulGradient } from "../gradients/mul.ts";
import { negGradient } from "../gradients/neg.ts";
import { padGradient } from "../gradients/pad.ts";
import { powGradient } from "../gradients/pow.ts";
import { reduceMaxGradient } from "../gradients/reduce-max.ts";
import { reduceMeanGradient } from "../gradients/reduce-mean.ts";
import { reduceMinGradient } from "../gradients/reduce-min.ts";
import { reduceSumGradient } from "../gradients/reduce-sum.ts";
import { reluGradient } from "../gradients/relu.ts";
import { reshapeGradient } from "../gradients/reshape.ts";
import { scatterElementsGradient } from "../gradients/scatter-elements.ts";
import { sigmoidGradient } from "../gradients/sigmoid.ts";
import { sinGradient } from "../gradients/sin.ts";
import { sliceGradient } from "../gradients/slice.ts";
import { softmaxGradient } from "../gradients/softmax.ts";
import { softplusGradient } from "../gradients/softplus.ts";
import { splitGradient } from "../gradients/split.ts";
import { sqrtGradient } from "../gradients/sqrt.ts";
import { squeezeGradient } from "../gradients/squeeze.ts";
import { subGradient } from "../gradients/sub.ts";
import { tanhGradient } from "../gradients/tanh.ts";
import { transposeGradient } from "../gradients/transpose.ts";
import { unsqueezeGradient } from "../gradients/unsqueeze.ts";
import { whereGradient } from "../gradients/where.ts";
import type { Op } from "../op.ts";
import type { Gradient } from "./gradient.ts";

/** Every op that passes a gradient back: a new one is one more line. */
const allGradients: readonly Gradient<never>[] = [
  absGradient,
  addGradient,
  averagePoolGradient,
  clipGradient,
  concatGradient,
  convGradient,
  cosGradient,
  divGradient,
  erfGradient,
  expGradient,
  expandGradient,
  gatherElementsGradient,
  gatherGradient,
  geluGradient,
  gemmGradient,
  identityGradient,
  layerNormalizationGradient,
  logSoftmaxGradient,
  logGradient,
  matMulGradient,
  maxPoolGradient,
  maxGradient,
  minGradient,
  mulGradient,
  negGradient,
  padGradient,
  powGradient,
  reduceMaxGradient,
  reduceMeanGradient,
  reduceMinGradient,
  reduceSumGradient,
  reluGradient,
  reshapeGradient,
  scatterElementsGradient,
  sigmoidGradient,
  sinGradient,
  sliceGradient,
  softmaxGradient,
  softplusGradient,
  splitGradient,
  sqrtGradient,
  squeezeGradient,
  subGradient,
  tanhGradient,
  transposeGradient,
  unsqueezeGradient,
  whereGradient,
];

const byOp = new Map<Op<never>, Gradient<never>>(allGradients.map((gradient) => [gradient.op, gradient]));

/** How an op passes a gradient back, or undefined where it does not. */
export function gradientOf(op: Op<never>): Gradient<never> | undefined {
  return byOp.get(op);
}
