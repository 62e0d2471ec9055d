import {
  add,
  differentiate,
  div,
  fixedShape,
  type Graph,
  gather,
  loopModel,
  min,
  mul,
  newGraph,
  reduceSum,
  sqrt,
  type Value,
} from "../../../onnx/index.ts";
import type { Loss } from "../losses/loss.ts";
import type { Network, NetworkInput } from "../network.ts";
import { NetworkScope, type Variable } from "../network-scope.ts";
import { blend } from "../optimizers/arithmetic.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";

/** What a training step is made of. */
export interface TrainingPlan {
  readonly network: Network;
  readonly loss: Loss;
  /** Shape of the target of one example; [] for a class code. */
  readonly targetShape: readonly number[];
  readonly optimizer: Optimizer;
  readonly batchSize: number;
  /** Longest gradient of all parameters together; longer ones are shortened. */
  readonly clipNorm?: number;
  /** Share of the old moving average of the parameters that each step keeps; none is kept unless told. */
  readonly average?: number;
}

/** A number that lives from step to step. */
export interface ProgramVariable {
  readonly name: string;
  readonly shape: readonly number[];
  /** "average" is the moving average of the parameter with the same name without ".average". */
  readonly role: "parameter" | "memory" | "optimizer" | "average";
}

/** Forward, loss, backward and optimiser as one ONNX model that runs several steps in one call. */
export interface TrainingProgram {
  readonly bytes: Uint8Array;
  readonly variables: readonly ProgramVariable[];
  /** The network's own variables, with how they start. */
  readonly network: readonly Variable[];
  /** Columns that batches are taken from: those of the network and "target". */
  readonly columns: Readonly<Record<string, NetworkInput>>;
  /** Shape of what the network gives for one example. */
  readonly output: readonly number[];
  readonly batchSize: number;
}

/** Ending of the name of a parameter's moving average. */
export const AVERAGE = ".average";

/** Rows of one step. */
export interface Batch {
  readonly rows: Readonly<Record<string, Value>>;
  /** Importance of each row; 0 for those that only fill the last batch of an epoch. */
  readonly weight: Value;
  /** Number of the others. */
  readonly count: Value;
}

/** Rows of the columns that the batch's index names. */
export function takeBatch(graph: Graph, columns: Readonly<Record<string, NetworkInput>>, batchSize: number): Batch {
  const index = graph.input("index", "int64", [batchSize]);
  const rows = Object.fromEntries(
    Object.entries(columns).map(([name, { type, shape }]) => [name, gather(graph.input(`data.${name}`, type, ["rows", ...shape]), index)]),
  );
  const weight = gather(graph.input("data.weight", "float32", ["rows"]), index);
  const real = graph.input("real", "float32", [batchSize]);
  return { rows, weight: mul(weight, real), count: reduceSum(real, [0]) };
}

/** All columns of a plan. */
export function columnsOf({
  network,
  loss,
  targetShape,
}: Pick<TrainingPlan, "network" | "loss" | "targetShape">): Record<string, NetworkInput> {
  return { ...network.inputs, target: { type: loss.target, shape: targetShape } };
}

/** Σ weight·loss of a batch, and what the network gives. */
export function weightedLoss(
  { network, loss }: Pick<TrainingPlan, "network" | "loss">,
  batch: Batch,
  scope: NetworkScope,
): { sum: Value; output: Value } {
  const output = network.build(batch.rows, scope);
  const losses = scope.graph.within("loss", () => loss.perExample(output, batch.rows["target"] as Value));
  return { sum: reduceSum(mul(losses, batch.weight), [0]), output };
}

/** Gradients no longer than the norm, all together. */
function clipped(gradients: readonly Value[], norm: number): Value[] {
  const squares = gradients.map((gradient) => reduceSum(mul(gradient, gradient), [...gradient.shape.keys()]));
  const length = sqrt(squares.reduce((sum, square) => add(sum, square)));
  const { graph } = length;
  const factor = min(graph.scalar(1), div(graph.scalar(norm), add(length, graph.scalar(1e-6))));
  return gradients.map((gradient) => mul(gradient, factor));
}

/** The graph of one step, with the variables that it takes and leaves. */
class StepGraph {
  readonly graph: Graph = newGraph("training step");
  readonly variables: ProgramVariable[] = [];

  /** Declares a variable as an input. */
  take(name: string, shape: readonly number[], role: ProgramVariable["role"]): Value {
    this.variables.push({ name, shape, role });
    return this.graph.input(name, "float32", shape);
  }

  /** Sets what a variable will be in the next step. */
  leave(name: string, next: Value): void {
    this.graph.output(`${name}.next`, next);
  }
}

/** Moves every parameter, and its moving average where one is kept. */
function addUpdates(step: StepGraph, scope: NetworkScope, gradients: readonly Value[], plan: TrainingPlan): void {
  const rate = step.graph.input("rate", "float32", []);
  const time = step.graph.input("time", "float32", []);
  const learned = scope.variables.filter(({ variable }) => variable.learned);
  for (const [i, { variable, value }] of learned.entries()) {
    const { name, shape, decay } = variable;
    const state = (kept: string) => {
      const value = step.take(`${name}.${kept}`, shape, "optimizer");
      return { value, update: (next: Value) => step.leave(`${name}.${kept}`, next) };
    };
    const next = step.graph.within("optimizer", () =>
      plan.optimizer.step({ parameter: value, gradient: gradients[i] as Value, rate, time, decay, state }),
    );
    step.leave(name, next);
    if (plan.average === undefined) continue;
    step.leave(`${name}${AVERAGE}`, blend(step.take(`${name}${AVERAGE}`, shape, "average"), next, plan.average));
  }
}

/**
 * Builds the model that trains.
 * @throws ONNX_SHAPE_MISMATCH, ONNX_NOT_DIFFERENTIABLE
 */
export function trainingProgram(plan: TrainingPlan): TrainingProgram {
  const step = new StepGraph();
  const { graph } = step;
  const columns = columnsOf(plan);
  const batch = takeBatch(graph, columns, plan.batchSize);
  const provide = ({ name, shape, learned }: Variable): Value => step.take(name, shape, learned ? "parameter" : "memory");
  const scope = new NetworkScope(graph, provide, graph.input("counter", "int32", []));
  // Divided by the number of rows, not by their weight, which would give a batch of unimportant rows the same pull as any other.
  const { sum, output } = weightedLoss(plan, batch, scope);
  const loss = div(sum, batch.count);
  const parameters = scope.variables.filter(({ variable }) => variable.learned).map(({ value }) => value);
  const gradients = differentiate(loss, parameters);
  addUpdates(step, scope, plan.clipNorm === undefined ? gradients : clipped(gradients, plan.clipNorm), plan);
  for (const { variable, value } of scope.variables) {
    if (!variable.learned) step.leave(variable.name, scope.updates.get(variable.name) ?? value);
  }
  graph.output("loss", loss);
  return {
    bytes: loopModel(graph, {
      carried: new Map(step.variables.map(({ name }) => [name, `${name}.next`])),
      sliced: ["index", "real", "counter", "rate", "time"],
      collected: ["loss"],
    }),
    variables: step.variables,
    network: scope.variables.map(({ variable }) => variable),
    columns,
    output: fixedShape(output).slice(1),
    batchSize: plan.batchSize,
  };
}
