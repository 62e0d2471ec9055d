import { newGraph } from "../../../onnx/index.ts";
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
  const { sum, total } = weightedLoss(plan, batch, scope);
  graph.output("sum", sum);
  graph.output("total", total);
  return graph.bytes();
}
