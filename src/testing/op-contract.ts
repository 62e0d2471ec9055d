import assert from "node:assert/strict";
import { type Dimension, elementsAsPlain, newGraph, type OpExample, openGraph, type Tensor, type Value } from "../onnx/index.ts";

/** One fact of a contract: a test runner gives it a title and runs it. */
export interface ContractCheck {
  readonly title: string;
  check(): Promise<void>;
}

/** An example's inputs as graph inputs, with the row dimension open or not. */
function shapesOf(inputs: readonly Tensor[], open: boolean): Dimension[][] {
  const rows = inputs[0]?.shape[0];
  return inputs.map(({ shape }) => shape.map((size, axis): Dimension => (open && axis === 0 && size === rows ? "N" : size)));
}

/** Compares a declared shape with a real one; a name must stand for one size everywhere. */
function assertShape(declared: readonly Dimension[], actual: readonly number[], names: Map<Dimension, number>): void {
  assert.equal(actual.length, declared.length, `declared [${declared.join(", ")}], got [${actual.join(", ")}]`);
  declared.forEach((dimension, axis) => {
    const size = actual[axis] as number;
    if (typeof dimension === "number") assert.equal(size, dimension, `declared [${declared.join(", ")}], got [${actual.join(", ")}]`);
    else if (names.has(dimension)) assert.equal(size, names.get(dimension), `"${dimension}" stands for two sizes`);
    else names.set(dimension, size);
  });
}

/** Elements equal to float32 precision, NaN equal to NaN. */
function assertElements(actual: readonly (number | string)[], expected: readonly (number | string)[]): void {
  assert.equal(actual.length, expected.length, `expected [${expected.join(", ")}], got [${actual.join(", ")}]`);
  expected.forEach((value, i) => {
    const got = actual[i];
    if (typeof value === "string" || typeof got === "string" || Number.isNaN(value)) assert.equal(got, value);
    else assert.ok(Math.abs((got ?? Number.NaN) - value) <= 1e-6 * Math.max(1, Math.abs(value)), `expected ${value}, got ${got}`);
  });
}

/** Builds the example as a graph of its own, runs it and compares types, shapes and contents. */
async function runExample(example: OpExample, open: boolean): Promise<void> {
  const graph = newGraph("example");
  const shapes = shapesOf(example.inputs, open);
  const inputs = example.inputs.map((input, i) => graph.input(`input${i}`, input.type, shapes[i] ?? []));
  const built = example.build(...inputs);
  const values = (Array.isArray(built) ? built : [built]) as readonly Value[];
  for (const [i, value] of values.entries()) graph.output(`output${i}`, value);
  const session = await openGraph(graph.bytes());
  const results = await session.run(Object.fromEntries(example.inputs.map((input, i) => [`input${i}`, input])));
  await session.close();
  const names = new Map<Dimension, number>();
  if (open) names.set("N", example.inputs[0]?.shape[0] ?? 0);
  values.forEach((value, i) => {
    const result = results[`output${i}`] as Tensor;
    assert.equal(result.type, value.type);
    assertShape(value.shape, result.shape, names);
    if (i === 0 && example.expected !== undefined) assertElements(elementsAsPlain(result), example.expected);
  });
}

/**
 * What every op must keep: the type and shape that it declares are those that ONNX Runtime gives, with fixed and with open
 * rows, and the result is the one computed by hand.
 */
export function opContract(examples: readonly OpExample[]): ContractCheck[] {
  return examples.flatMap((example, i) => {
    const operands = example.inputs.map((input) => `${input.type} [${input.shape.join(", ")}]`).join(", ");
    const fixed = { title: `example ${i + 1} on ${operands} gives what it declares`, check: () => runExample(example, false) };
    if (example.fixedRows !== undefined) return [fixed];
    return [fixed, { title: `example ${i + 1} on ${operands} does with open rows, too`, check: () => runExample(example, true) }];
  });
}
