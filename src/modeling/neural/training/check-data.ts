import { MillwrightError } from "../../../errors/index.ts";
import type { Tensor } from "../../../onnx/index.ts";
import type { NetworkInput } from "../network.ts";
import type { TrainingProgram } from "../program/training-program.ts";
import type { TrainingData } from "./columns.ts";

function refuseShape(what: string, name: string, { type, shape }: NetworkInput, rows: number, given: Tensor | undefined): void {
  const fits =
    given?.type === type && given.shape.length === shape.length + 1 && [rows, ...shape].every((size, i) => given.shape[i] === size);
  if (fits) return;
  const received = given === undefined ? "is missing" : `is ${given.type} [${given.shape.join(", ")}]`;
  const problem = `column "${name}" of the ${what} rows ${received}; the network takes ${type} [${[rows, ...shape].join(", ")}].`;
  throw new MillwrightError("MODELING_ROWS_DIFFER", problem, "Give one row per example, of the shape that the network declares.");
}

function refuseNotFinite(what: string, name: string, { data, shape }: Tensor): void {
  if (!(data instanceof Float32Array)) return;
  const at = data.findIndex((value) => !Number.isFinite(value));
  if (at < 0) return;
  const perRow = shape.slice(1).reduce((product, size) => product * size, 1);
  const problem = `column "${name}" of the ${what} rows holds ${data[at]} in row ${Math.floor(at / perRow)}, element ${at % perRow}.`;
  throw new MillwrightError("MODELING_FEATURE_NOT_FINITE", problem, "Impute missing numbers, and drop or clip infinite ones.");
}

function refuseCodes(what: string, { data }: Tensor, classes: number): void {
  if (!(data instanceof BigInt64Array)) return;
  const at = data.findIndex((code) => code < 0n || code >= BigInt(classes));
  if (at < 0) return;
  const problem = `the target of the ${what} rows holds the class code ${data[at]} at element ${at}.`;
  throw new MillwrightError(
    "MODELING_TARGET_CLASS_UNKNOWN",
    problem,
    `The network has ${classes} outputs: codes are from 0 to ${classes - 1}.`,
  );
}

/**
 * Refuses rows that a program cannot learn from, before it starts.
 * @param what - "training" or "validation", for the message.
 * @throws MODELING_TARGET_EMPTY, MODELING_ROWS_DIFFER, MODELING_FEATURE_NOT_FINITE, MODELING_TARGET_CLASS_UNKNOWN, MODELING_WEIGHT_INVALID
 */
export function checkData({ columns, output }: TrainingProgram, data: TrainingData, what: string): void {
  if (data.rows < 1) throw new MillwrightError("MODELING_TARGET_EMPTY", `there are no ${what} rows.`, "Check the source and the split.");
  for (const [name, declared] of Object.entries(columns)) {
    const given = data.columns[name];
    refuseShape(what, name, declared, data.rows, given);
    if (given === undefined) continue;
    refuseNotFinite(what, name, given);
    if (name === "target") refuseCodes(what, given, output.at(-1) ?? 1);
  }
  const { weight } = data;
  if (weight === undefined) return;
  if (weight.length === data.rows && weight.every((value) => value >= 0 && value < Infinity) && weight.some((value) => value > 0)) return;
  const problem = `the ${what} rows have ${weight.length} weights for ${data.rows} rows, or some that cannot be used.`;
  throw new MillwrightError("MODELING_WEIGHT_INVALID", problem, "Give finite weights of 0 or more, at least one of them above 0.");
}
