import { exp, fixedShape, gatherElements, logSoftmax, mul, neg, pow, reshape, sub, unsqueeze } from "../../../onnx/index.ts";
import { checkNumber } from "../../fitting/check-settings.ts";
import type { Loss } from "./loss.ts";
import { meanPerExample } from "./mean-per-example.ts";

/**
 * Cross-entropy times (1 − p)^γ for the probability p of the truth, so that easy examples count less. Output [N, …, K] of scores
 * before the softmax, target int64 [N, …].
 * @param gamma - 2 unless told; 0 is plain cross-entropy.
 * @throws MODELING_SETTING_INVALID
 * @see Lin et al. (2017), "Focal loss for dense object detection".
 */
export function focalLoss(gamma = 2): Loss {
  checkNumber("focalLoss", "gamma", gamma, { least: 0 });
  return {
    name: "focal",
    settings: { gamma },
    target: "int64",
    perExample(output, target) {
      const { graph } = output;
      const logProbability = logSoftmax(output, -1);
      const truth = reshape(gatherElements(logProbability, unsqueeze(target, [-1]), target.shape.length), fixedShape(target));
      const doubt = pow(sub(graph.scalar(1), exp(truth)), graph.scalar(gamma));
      return meanPerExample(neg(gamma === 0 ? truth : mul(doubt, truth)));
    },
  };
}
