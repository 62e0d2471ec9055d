import { MillwrightError } from "../../errors/index.ts";
import type { DataType, Dimension, Graph, Value } from "../../onnx/index.ts";
import type { GraphInput, InputEncoding } from "./feature.ts";

/** Names that a package's graph gives its outputs: a column may bear them (prices have a "low" and a "high"), its input may not. */
const outputNames: ReadonlySet<string> = new Set(["prediction", "low", "high"]);

/** The input of a column in an encoding. */
export function graphInput(column: string, encoding: InputEncoding): GraphInput {
  const isText = encoding === "letters" || encoding === "words";
  const suffix = isText ? `.${encoding}` : outputNames.has(column) ? ".input" : "";
  return { name: `${column}${suffix}`, column, encoding };
}

/** Element type of each encoding. */
const types: Readonly<Record<InputEncoding, DataType>> = {
  number: "float32",
  string: "string",
  timestamp: "float64",
  letters: "int64",
  words: "int64",
};

/** Declares the inputs in a graph; text has an open length of its own. */
export function declareInputs(graph: Graph, inputs: readonly GraphInput[]): Map<string, Value> {
  const declared = inputs.map(({ name, encoding }): [string, Value] => {
    const length: Dimension = encoding === "letters" || encoding === "words" ? `length(${name})` : 1;
    return [name, graph.input(name, types[encoding], ["N", length])];
  });
  return new Map(declared);
}

/** The value of an input. @throws DATA_FEATURE_INPUT_MISSING */
export function inputValue(inputs: ReadonlyMap<string, Value>, input: GraphInput): Value {
  const value = inputs.get(input.name);
  if (value !== undefined) return value;
  throw new MillwrightError(
    "DATA_FEATURE_INPUT_MISSING",
    `the graph has no input "${input.name}".`,
    `Declare every input that the features name; got ${[...inputs.keys()].join(", ") || "none"}.`,
  );
}

/** Inputs without repetition, in the order in which they are first named. */
export function distinctInputs(lists: readonly (readonly GraphInput[])[]): GraphInput[] {
  return [...new Map(lists.flat().map((input) => [input.name, input])).values()];
}
