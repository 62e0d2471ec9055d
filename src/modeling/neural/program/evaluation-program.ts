import { newGraph, reduceSum } from "../../../onnx/index.ts";
import { NetworkScope } from "../network-scope.ts";
import { columnsOf, type TrainingPlan, takeBatch, weightedLoss } from "./training-program.ts";

/**
 * The model that judges: the same network as it serves, on the columns of the training program. Its outputs "sum" and "total" are
 * Σ weight·loss and Σ weight of a batch.
 */
export function evaluationProgram(plan: Pick<TrainingPlan, "network" | "loss" | "targetShape" | "batchSize">): Uint8Array {
  const graph = newGraph("evaluation");
  const batch = takeBatch(graph, columnsOf(plan), plan.batchSize);
  const scope = new NetworkScope(graph, ({ name, shape }) => graph.input(name, "float32", shape));
  graph.output("sum", weightedLoss(plan, batch, scope).sum);
  graph.output("total", reduceSum(batch.weight, [0]));
  return graph.bytes();
}
