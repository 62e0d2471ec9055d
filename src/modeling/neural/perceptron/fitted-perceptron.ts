import type { FeatureOutput } from "../../../data/index.ts";
import { MillwrightError } from "../../../errors/index.ts";
import {
  type DenseLayer,
  type DenseMatrix,
  denseLayers,
  type FeatureMatrix,
  sigmoidInPlace,
  softmaxInPlace,
} from "../../../kernels/index.ts";
import { add, gemm, mul, sigmoid, softmax, type Value } from "../../../onnx/index.ts";
import type { Fitted } from "../../estimator.ts";
import type { TaskShape } from "../../tasks/task.ts";
import { activate } from "../layers/activation.ts";
import type { Scaling } from "./scaling.ts";

/** Name of the learner. */
export const PERCEPTRON = "multilayer_perceptron";

/** One trained network, folded. */
export interface Member {
  readonly layers: readonly DenseLayer[];
  /** Epochs after which it was best. */
  readonly epochs: number;
}

/** How scores become predictions. */
export interface Answer {
  readonly kind: TaskShape["kind"];
  readonly outputs: number;
  readonly target: Scaling;
}

function predictMember(layers: readonly DenseLayer[], { kind, outputs, target }: Answer, dense: DenseMatrix): Float64Array {
  const scores = denseLayers(layers, dense.values, dense.rows);
  if (kind === "binary") sigmoidInPlace(scores);
  else if (kind === "multiclass") softmaxInPlace(scores, outputs);
  else for (const [row, score] of scores.entries()) scores[row] = score / (target.scale[0] ?? 1) + (target.mean[0] ?? 0);
  return scores;
}

function emitMember(layers: readonly DenseLayer[], { kind, target }: Answer, x: Value): Value {
  const { graph } = x;
  let value = x;
  for (const { inputs, outputs, weight, bias, activation } of layers) {
    const sum = gemm(value, graph.constant(weight, [inputs, outputs]), graph.constant(bias));
    value = activation === "identity" ? sum : activate(activation, sum);
  }
  if (kind === "binary") return sigmoid(value);
  if (kind === "multiclass") return softmax(value, 1);
  return add(mul(value, graph.scalar(1 / (target.scale[0] ?? 1))), graph.scalar(target.mean[0] ?? 0));
}

function refuseColumns(columns: number, given: number): never {
  const problem = `${PERCEPTRON} learned from ${columns} dense columns and was asked to predict from ${given}.`;
  throw new MillwrightError("MODELING_FEATURES_REFUSED", problem, "Predict from the features that it was fitted with.");
}

/** A model that averages its members' answers. */
export function fittedPerceptron(members: readonly Member[], answer: Answer, columns: number): Fitted {
  const parameters = members[0]?.layers.reduce((sum, layer) => sum + layer.weight.length + layer.bias.length, 0) ?? 0;
  return {
    name: PERCEPTRON,
    learned: { parameters: parameters * members.length, members: members.length, epochs: members.map(({ epochs }) => epochs).join(", ") },
    predict({ rows, dense }: FeatureMatrix) {
      if (dense?.columns !== columns) return refuseColumns(columns, dense?.columns ?? 0);
      const values = new Float64Array(rows * answer.outputs);
      for (const { layers } of members) {
        for (const [i, value] of predictMember(layers, answer, dense).entries()) values[i] = (values[i] ?? 0) + value / members.length;
      }
      return { rows, width: answer.outputs, values };
    },
    emit({ dense }: FeatureOutput) {
      if (dense === undefined) return refuseColumns(columns, 0);
      const [first, ...rest] = members.map(({ layers }) => emitMember(layers, answer, dense)) as [Value, ...Value[]];
      const sum = rest.reduce((total, value) => add(total, value), first);
      return rest.length === 0 ? sum : mul(sum, dense.graph.scalar(1 / members.length));
    },
  };
}
