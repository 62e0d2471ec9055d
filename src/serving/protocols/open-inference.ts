import type { ColumnRule } from "../../data/index.ts";
import { didYouMean, MillwrightError } from "../../errors/index.ts";
import { hasClasses } from "../../modeling/index.ts";
import { parseTimestamp } from "../model/timestamps.ts";
import type { Manifest } from "../package/manifest.ts";

/** A tensor's description. */
export interface TensorMetadata {
  readonly name: string;
  readonly datatype: string;
  /** −1 stands for the number of rows. */
  readonly shape: readonly number[];
}

/** A tensor of a reply. */
export interface ReplyTensor extends TensorMetadata {
  readonly data: readonly (number | string | null)[];
}

/** What a request asks for. */
export interface InferenceRequest {
  readonly id?: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Names of the outputs that are wanted; all where absent. */
  readonly outputs?: readonly string[];
}

const numeric: readonly string[] = ["FP64", "FP32", "FP16", "INT8", "INT16", "INT32", "INT64", "UINT8", "UINT16", "UINT32", "UINT64"];

/** Data types that a column can be sent in; the first is what the metadata names. */
function datatypesOf({ kind }: ColumnRule): readonly string[] {
  if (kind === "number") return numeric;
  if (kind === "boolean") return ["BOOL"];
  return kind === "timestamp" ? ["BYTES", "INT64", "UINT64", "FP64"] : ["BYTES"];
}

/** Describes the model's inputs: one tensor per column of a request. */
export function inputMetadata(columns: readonly ColumnRule[]): TensorMetadata[] {
  return columns.map((rule) => ({ name: rule.name, datatype: datatypesOf(rule)[0] ?? "BYTES", shape: [-1, 1] }));
}

/** Describes the model's outputs. */
export function outputMetadata({ finder, ...rows }: Pick<Manifest, "task" | "policy" | "signature" | "finder">): TensorMetadata[] {
  if (finder === undefined) return rowOutputs(rows);
  return [
    { name: "items", datatype: "BYTES", shape: [-1, finder.k] },
    { name: "scores", datatype: "FP64", shape: [-1, finder.k] },
  ];
}

function rowOutputs({ task, policy, signature }: Pick<Manifest, "task" | "policy" | "signature">): TensorMetadata[] {
  const column = (name: string, datatype: string): TensorMetadata => ({ name, datatype, shape: [-1, 1] });
  const prediction = { name: "prediction", datatype: "FP32", shape: [-1, task.kind === "multiclass" ? task.classes.length : 1] };
  if (!hasClasses(task.kind))
    return signature.outputs.includes("low") ? [prediction, column("low", "FP32"), column("high", "FP32")] : [prediction];
  const decides = policy.deferBelow !== undefined || (task.kind === "binary" && policy.threshold !== undefined);
  return [prediction, column("label", "BYTES"), column("confidence", "FP32"), ...(decides ? [column("decision", "BYTES")] : [])];
}

function invalid(problem: string, fix: string): MillwrightError {
  return new MillwrightError("SERVING_TENSOR_INVALID", problem, fix);
}

interface InputTensor {
  readonly name: string;
  readonly datatype: string;
  readonly shape: readonly number[];
  readonly data: readonly unknown[];
}

/** Nested lists, row-major, as one. */
function flat(data: readonly unknown[]): readonly unknown[] {
  return data.some(Array.isArray) ? data.flat(8) : data;
}

function inputOf(value: unknown, index: number): InputTensor {
  const { name, datatype, shape, data } = (typeof value === "object" && value !== null ? value : {}) as Record<
    "name" | "datatype" | "shape" | "data",
    unknown
  >;
  const whole = typeof name === "string" && typeof datatype === "string" && Array.isArray(shape) && Array.isArray(data);
  if (!whole)
    throw invalid(
      `input ${index} lacks name, datatype, shape or data.`,
      "Send each input as { name, datatype, shape, data }; binary tensors are not taken.",
    );
  if (!shape.every((size) => Number.isInteger(size) && (size as number) >= 0))
    throw invalid(`input "${name}" has shape ${JSON.stringify(shape)}.`, "Give whole numbers: [rows, 1] or [rows].");
  return { name, datatype, shape: shape as number[], data: flat(data as unknown[]) };
}

/** Rows of a tensor: [N] or [N, 1]. */
function checkShape(input: InputTensor): number {
  const [rows = -1, width = 1] = input.shape;
  if (input.shape.length < 1 || input.shape.length > 2 || width !== 1)
    throw invalid(`input "${input.name}" has shape [${input.shape.join(", ")}].`, "Send [rows, 1] or [rows].");
  if (input.data.length !== rows)
    throw invalid(
      `input "${input.name}" has ${input.data.length} elements for shape [${input.shape.join(", ")}].`,
      "Make shape and data agree.",
    );
  return rows;
}

/** A tensor's element as a row's value: times in milliseconds become Dates. */
function cellOf(value: unknown, rule: ColumnRule): unknown {
  if (rule.kind !== "timestamp") return value;
  if (typeof value === "number") return new Date(value);
  return typeof value === "string" && !Number.isNaN(parseTimestamp(value)) ? new Date(parseTimestamp(value)) : value;
}

function inputsOf(body: Readonly<Record<string, unknown>>, columns: readonly ColumnRule[]): Map<string, InputTensor> {
  const { inputs } = body as { inputs?: unknown };
  if (!Array.isArray(inputs))
    throw invalid('the body has no list "inputs".', 'Send { "inputs": [{ "name", "shape", "datatype", "data" }] }.');
  const names = columns.map((rule) => rule.name);
  const found = new Map<string, InputTensor>();
  inputs.forEach((value, index) => {
    const input = inputOf(value, index);
    const rule = columns.find((candidate) => candidate.name === input.name);
    if (rule === undefined) throw invalid(`the model has no input "${input.name.slice(0, 100)}".`, didYouMean(input.name, names));
    if (found.has(input.name)) throw invalid(`input "${input.name}" is there twice.`, "Send each input once.");
    const datatypes = datatypesOf(rule);
    if (!datatypes.includes(input.datatype))
      throw invalid(
        `input "${input.name}" has datatype "${input.datatype.slice(0, 40)}".`,
        `Send it as ${datatypes.slice(0, 4).join(", ")}.`,
      );
    found.set(input.name, input);
  });
  const missing = columns.find((rule) => !found.has(rule.name) && rule.optional !== true);
  if (missing !== undefined) throw invalid(`input "${missing.name}" is missing.`, `Send all of ${names.slice(0, 20).join(", ")}.`);
  return found;
}

function outputsOf(body: Readonly<Record<string, unknown>>, known: readonly string[]): readonly string[] | undefined {
  const { outputs } = body as { outputs?: unknown };
  if (outputs === undefined) return undefined;
  if (!Array.isArray(outputs)) throw invalid('"outputs" is not a list.', 'Send { "outputs": [{ "name": "prediction" }] }.');
  return outputs.map((value: unknown) => {
    const { name } = (typeof value === "object" && value !== null ? value : {}) as { name?: unknown };
    if (typeof name === "string" && known.includes(name)) return name;
    throw invalid(`the model has no output ${JSON.stringify(name) ?? "without a name"}.`, didYouMean(String(name), known));
  });
}

/**
 * Rows of a request in the Open Inference Protocol: one tensor per column, each [N] or [N, 1], null where missing.
 * @throws SERVING_TENSOR_INVALID
 * @see https://github.com/kserve/open-inference-protocol
 */
export function readInferenceRequest(body: Readonly<Record<string, unknown>>, manifest: Manifest): InferenceRequest {
  const { columns } = manifest.signature;
  const inputs = inputsOf(body, columns);
  const sizes = [...inputs.values()].map((input) => ({ name: input.name, rows: checkShape(input) }));
  const rows = sizes[0]?.rows ?? 0;
  const odd = sizes.find((size) => size.rows !== rows);
  if (odd !== undefined)
    throw invalid(
      `input "${odd.name}" has ${odd.rows} rows, "${sizes[0]?.name}" has ${rows}.`,
      "Send the same number of rows in each input.",
    );
  const given = columns.flatMap((rule) => {
    const input = inputs.get(rule.name);
    return input === undefined ? [] : [{ rule, data: input.data }];
  });
  const outputs = outputsOf(
    body,
    outputMetadata(manifest).map((output) => output.name),
  );
  const { id } = body as { id?: unknown };
  if (id !== undefined && typeof id !== "string") throw invalid('"id" is not text.', "Send it as a string, or leave it out.");
  return {
    rows: Array.from({ length: rows }, (_, index) =>
      Object.fromEntries(given.map(({ rule, data }) => [rule.name, cellOf(data[index], rule)])),
    ),
    ...(id === undefined ? {} : { id }),
    ...(outputs === undefined ? {} : { outputs }),
  };
}
