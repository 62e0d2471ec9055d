import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MillwrightError } from "../../../../errors/index.ts";
import { random } from "../../../../kernels/index.ts";
import { randomRows, randomTrees } from "../../../../kernels/trees/fixtures/random-trees.ts";
import { decodeMessage } from "../../../../onnx/format/decode.ts";
import { encodeMessage } from "../../../../onnx/format/encode.ts";
import type { Message } from "../../../../onnx/format/schema.ts";
import { newGraph, type Op, openGraph, relu, sigmoid } from "../../../../onnx/index.ts";
import { emitTrees } from "../../emit-trees.ts";
import { fittedTrees } from "../../fitted-trees.ts";
import { treeLinks } from "../../tree-ensemble.ts";
import { readOnnxTrees } from "./read-onnx-trees.ts";

const columns = 3;

async function runModel(bytes: Uint8Array, values: Float32Array): Promise<Float32Array> {
  const session = await openGraph(bytes);
  const { prediction } = await session.run({ x: { type: "float32", shape: [values.length / columns, columns], data: values } });
  await session.close();
  return prediction?.data as Float32Array;
}

/** What was read must predict as ONNX Runtime does. */
async function expectSame(bytes: Uint8Array, values: Float32Array): Promise<void> {
  const rows = values.length / columns;
  const found = fittedTrees("read", readOnnxTrees(bytes)).predict({ rows, dense: { rows, columns, values } }).values;
  const expected = await runModel(bytes, values);
  expect(found.length).toBe(expected.length);
  expected.forEach((value, at) => {
    expect(Math.abs((found[at] ?? Number.NaN) - value)).toBeLessThanOrEqual(2e-6 * Math.max(1, Math.abs(value)));
  });
}

/** The old op, which Millwright itself does not write; the lists are its attributes. */
const regressorOp: Op<{ readonly outputs: number; readonly attributes: NonNullable<ReturnType<NonNullable<Op["encode"]>>["attributes"]> }> =
  {
    type: "TreeEnsembleRegressor",
    domain: "ai.onnx.ml",
    infer: (call, { outputs }) => [{ type: "float32", shape: [call.operand(0).shape[0] ?? 0, outputs] }],
    encode: ({ attributes }) => ({ attributes }),
    examples: [],
  };

const modes = ["BRANCH_LEQ", "BRANCH_LT", "BRANCH_GT", "BRANCH_GTE", "BRANCH_EQ", "BRANCH_NEQ"];

/** Trees of two levels with any mode and leaves that add to all outputs. */
function regressor(seed: number): Uint8Array {
  const stream = random(seed);
  const outputs = 1 + stream.integer(3);
  const trees = 1 + stream.integer(3);
  // One mode for each tree: what runtimes make of several is another matter.
  const mode = Array.from({ length: trees }, () => modes[stream.integer(modes.length)] ?? "");
  const each = <T>(of: (tree: number, node: number) => T): T[] =>
    Array.from({ length: trees * 7 }, (_, at) => of(Math.floor(at / 7), at % 7));
  const ofLeaves = <T>(of: (tree: number, leaf: number, output: number) => T): T[] =>
    Array.from({ length: trees * 4 * outputs }, (_, at) => of(Math.floor(at / (4 * outputs)), Math.floor(at / outputs) % 4, at % outputs));
  const value = (): number => (stream.next() < 0.5 ? stream.integer(3) : Math.fround(stream.normal()));
  const whole = mode.map((name) => name.endsWith("EQ") && !name.endsWith("LEQ"));
  const attributes = {
    n_targets: { int: outputs },
    aggregate_function: { string: stream.next() < 0.5 ? "SUM" : "AVERAGE" },
    base_values: { floats: Array.from({ length: outputs }, () => Math.fround(stream.normal())) },
    nodes_treeids: { ints: each((tree) => tree) },
    nodes_nodeids: { ints: each((_, node) => node) },
    nodes_featureids: { ints: each(() => stream.integer(columns)) },
    nodes_modes: { strings: each((tree, node) => (node < 3 ? (mode[tree] ?? "") : "LEAF")) },
    nodes_values: { floats: each((tree) => (whole[tree] ? stream.integer(3) : value())) },
    nodes_truenodeids: { ints: each((_, node) => (node < 3 ? 2 * node + 1 : 0)) },
    nodes_falsenodeids: { ints: each((_, node) => (node < 3 ? 2 * node + 2 : 0)) },
    nodes_missing_value_tracks_true: { ints: each(() => stream.integer(2)) },
    target_treeids: { ints: ofLeaves((tree) => tree) },
    target_nodeids: { ints: ofLeaves((_, leaf) => 3 + leaf) },
    target_ids: { ints: ofLeaves((_, _leaf, output) => output) },
    target_weights: { floats: ofLeaves(() => Math.fround(stream.normal())) },
  };
  const graph = newGraph("regressor");
  const [scores] = graph.apply(regressorOp, [graph.input("x", "float32", ["N", columns])], { outputs, attributes });
  if (scores === undefined) throw new Error("no scores");
  graph.output("prediction", stream.next() < 0.3 ? sigmoid(scores) : scores);
  return withOldOps(graph.bytes());
}

/** The op is not part of the newest set of ops. */
function withOldOps(bytes: Uint8Array): Uint8Array {
  const model = decodeMessage("Model", bytes, { bytes: 1e9, depth: 30, values: 1e6 }, []);
  const sets = model["opsetImport"] as readonly Message[];
  return encodeMessage("Model", {
    ...model,
    opsetImport: sets.map((set) => (set["domain"] === "ai.onnx.ml" ? { ...set, version: 3 } : set)),
  });
}

function emitted(seed: number): Uint8Array {
  const wanted = { columns, trees: seed % 7, leaves: 12, outputs: 1 + (seed % 3), categories: [0, 5, 70], seed };
  const graph = newGraph("trees");
  // A sum of sigmoids has two nodes behind the trees that are joined again: that is not one chain.
  const link = treeLinks.filter((one) => one !== "one_vs_rest")[seed % 4] ?? "identity";
  graph.output("prediction", emitTrees({ ...randomTrees(wanted), link }, graph.input("x", "float32", ["N", columns])));
  return graph.bytes();
}

describe("ensembles read from ONNX", () => {
  test("predict as ONNX Runtime does, for models that Millwright wrote", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1e6), async (seed) => {
        await expectSame(emitted(seed), randomRows({ columns, categories: [0, 5, 70], seed }, 30));
      }),
      { numRuns: 40 },
    );
  });

  test("predict as ONNX Runtime does, for regressors of every mode, with several outputs, bases and averages", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1e6), async (seed) => {
        const values = randomRows({ columns, seed }, 30).map((value, at) =>
          at % 2 === 0 && Number.isFinite(value) ? Math.round(value) : value,
        );
        await expectSame(regressor(seed), values);
      }),
      { numRuns: 80 },
    );
  });

  test("are refused with a code when nodes stand around the trees that change more than a link", () => {
    const graph = newGraph("trees");
    const ensemble = { ...randomTrees({ columns, trees: 2, leaves: 5, seed: 1 }), link: "identity" } as const;
    graph.output("prediction", relu(emitTrees(ensemble, graph.input("x", "float32", ["N", columns]))));
    expect(() => readOnnxTrees(graph.bytes())).toThrow(expect.objectContaining({ code: "MODELING_FILE_UNSUPPORTED" }));
    const other = newGraph("trees");
    other.output("prediction", emitTrees(ensemble, relu(other.input("x", "float32", ["N", columns]))));
    expect(() => readOnnxTrees(other.bytes())).toThrow(expect.objectContaining({ code: "MODELING_FILE_UNSUPPORTED" }));
    const none = newGraph("none");
    none.output("prediction", relu(none.input("x", "float32", ["N", columns])));
    expect(() => readOnnxTrees(none.bytes())).toThrow(expect.objectContaining({ code: "MODELING_FILE_UNSUPPORTED" }));
  });

  test("are refused with a code, or can predict, whatever bytes are changed", () => {
    const files = [emitted(11), emitted(13), regressor(3), regressor(4)];
    const change = fc.record({ at: fc.nat(), value: fc.nat(255), cut: fc.boolean() });
    fc.assert(
      fc.property(fc.nat(files.length - 1), fc.array(change, { minLength: 1, maxLength: 3 }), (file, changes) => {
        let bytes = new Uint8Array(files[file] ?? new Uint8Array(0));
        for (const { at, value, cut } of changes) {
          if (cut) bytes = bytes.slice(0, at % bytes.length);
          else bytes[at % Math.max(1, bytes.length)] = value;
        }
        try {
          const ensemble = readOnnxTrees(bytes);
          const values = new Float32Array(ensemble.columns);
          if (ensemble.columns < 1e4)
            fittedTrees("read", ensemble).predict({ rows: 1, dense: { rows: 1, columns: ensemble.columns, values } });
        } catch (error) {
          expect(error, String(error)).toBeInstanceOf(MillwrightError);
          expect((error as MillwrightError).code).toMatch(/^MODELING_FILE_/);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
