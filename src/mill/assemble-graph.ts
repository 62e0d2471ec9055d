import { declareInputs, type GraphInput, type RowSchema } from "../data/index.ts";
import type { FittedCalibration, FittedIntervals } from "../modeling/index.ts";
import { cast, equal, exp, newGraph, sub, type Value, type WorkPerRow, workPerRow } from "../onnx/index.ts";
import type { FittedCandidate } from "./fit-candidate.ts";

/** What stands behind a model's answer in the graph. */
export interface Finish {
  readonly calibration?: FittedCalibration;
  readonly intervals?: FittedIntervals;
}

/** A graph with the inputs that it declares, in order. */
export interface AssembledGraph {
  readonly bytes: Uint8Array;
  readonly inputs: readonly GraphInput[];
  readonly outputs: readonly string[];
  readonly work: WorkPerRow;
}

/** The input through which a graph without features learns how many rows there are. */
function anchorOf(schema: RowSchema, leftOut: readonly string[]): GraphInput {
  const rule = schema.columns.find((one) => !leftOut.includes(one.name) && one.kind !== "text");
  const name = rule?.name ?? schema.columns[0]?.name ?? "row";
  const encoding = rule?.kind === "timestamp" ? "timestamp" : rule?.kind === "number" || rule?.kind === "boolean" ? "number" : "string";
  return { name, column: name, encoding };
}

/**
 * One graph from the request's columns to the answer: features, model, the way back from logs, calibration, interval.
 * @param leftOut - columns that no request has.
 * @returns an ONNX model with the output "prediction" float32 [N, K], and "low", "high" [N, 1] where there are intervals.
 */
export function assembleGraph(fitted: FittedCandidate, finish: Finish, schema: RowSchema, leftOut: readonly string[]): AssembledGraph {
  const graph = newGraph(fitted.candidate.name);
  const { features, model, candidate } = fitted;
  const inputs = features.inputs.length > 0 ? features.inputs : [anchorOf(schema, leftOut)];
  const values = declareInputs(graph, inputs);
  const first = [...values.values()][0];
  // Equality with itself has the shape [N, 1] whatever the input's type; a model without features needs no more.
  const output =
    features.inputs.length > 0 || first === undefined ? features.emit(values) : { dense: cast(equal(first, first), "float32") };
  const answer = graph.within(model.name, () => model.emit(output));
  const undoLog = (value: Value): Value => (candidate.logTarget ? sub(exp(value), graph.scalar(1)) : value);
  const inUnits = undoLog(answer);
  const finished: Value = finish.calibration === undefined ? inUnits : finish.calibration.emit(inUnits);
  graph.output("prediction", finished);
  const outputs = ["prediction"];
  if (finish.intervals !== undefined) {
    const own = graph.within(`${model.name} bounds`, () => model.emitBounds?.(output, answer));
    const { low, high } = finish.intervals.emit(finished, own && { low: undoLog(own.low), high: undoLog(own.high) });
    graph.output("low", low);
    graph.output("high", high);
    outputs.push("low", "high");
  }
  return { bytes: graph.bytes(), inputs, outputs, work: workPerRow(graph.steps()) };
}
