import { describe, expect, it } from "vitest";
import { newGraph } from "../builder.ts";
import { decodeMessage } from "../format/decode.ts";
import { encodeMessage } from "../format/encode.ts";
import type { Message } from "../format/schema.ts";
import type { Value } from "../graph.ts";
import { add } from "../ops/add.ts";
import { mul } from "../ops/mul.ts";
import { sub } from "../ops/sub.ts";
import { openGraph } from "../session.ts";
import { elementsAsPlain, tensor } from "../tensor.ts";
import type { Accelerator } from "./accelerator.ts";
import { openAcceleratedGraph } from "./open-accelerated-graph.ts";

/** w · x + shift, as a region. */
function emitLine(x: Value, weights: Float32Array, shift: number): Value {
  const stored = x.graph.constant(weights);
  const [line] = x.graph.region({ kind: "line-1", inputs: [x], constants: { weights: stored }, settings: { shift } }, (): [Value] => [
    add(mul(x, stored), x.graph.scalar(shift)),
  ]);
  return line;
}

/** What the kernels of a test were asked. */
const calls: number[] = [];

const lineAccelerator: Accelerator = {
  kind: "line-1",
  read: (region) => {
    const weights = region.constant("weights", "float32", 1).data as Float32Array;
    const shift = region.wholeNumber("shift", 0, 100);
    return {
      emit: ([x]) => [x === undefined ? region.refuse("has no input.") : emitLine(x, weights, shift)],
      start: () => ({
        run: ([x]) => {
          const values = x?.data as Float32Array;
          calls.push(values.length);
          return [{ type: "float32", shape: x?.shape ?? [], data: values.map((value, at) => value * (weights[at % 2] ?? 0) + shift) }];
        },
        close: () => undefined,
      }),
    };
  },
};

/** inputs → nodes → region → region → nodes and, past the regions, the input itself. */
function twoLines(): Uint8Array {
  const graph = newGraph("two lines");
  const x = graph.input("x", "float32", ["N", 2]);
  const first = emitLine(sub(x, graph.scalar(1)), Float32Array.of(2, 3), 5);
  const second = emitLine(first, Float32Array.of(10, 100), 0);
  graph.output("prediction", add(second, x));
  graph.output("first", first);
  return graph.bytes();
}

const feeds = { x: tensor("float32", [2, 2], [1, 2, 3, 4]) };

/** A model with something changed in its message. */
function changed(bytes: Uint8Array, change: (model: Message) => Message): Uint8Array {
  return encodeMessage("Model", change(decodeMessage("Model", bytes, { bytes: 1e9, depth: 30, values: 1e6 }, [])));
}

const withGraph = (change: (graph: Message) => Message) => (model: Message) => ({ ...model, graph: change(model["graph"] as Message) });

describe("openAcceleratedGraph", () => {
  it("gives what the runtime gives, with regions evaluated by kernels", async () => {
    calls.length = 0;
    const plain = await openGraph(twoLines());
    const accelerated = await openAcceleratedGraph(twoLines(), [lineAccelerator]);
    expect(accelerated.accelerated).toEqual(["line-1", "line-1"]);
    const [expected, found] = [await plain.run(feeds), await accelerated.run(feeds)];
    expect(found).toEqual(expected);
    expect(elementsAsPlain(found["prediction"] ?? tensor("float32", [0], []))).toEqual([51, 802, 93, 1404]);
    expect(calls).toEqual([4, 4]);
    expect(Object.keys(await accelerated.run(feeds, ["first"]))).toEqual(["first"]);
    await accelerated.close();
    await plain.close();
  });

  it("needs no runtime where a region is all of the graph", async () => {
    const graph = newGraph("line");
    graph.output("y", emitLine(graph.input("x", "float32", ["N", 2]), Float32Array.of(1, 2), 0));
    const session = await openAcceleratedGraph(graph.bytes(), [lineAccelerator]);
    expect(elementsAsPlain((await session.run(feeds))["y"] ?? tensor("float32", [0], []))).toEqual([1, 4, 3, 8]);
    await expect(session.run({ x: tensor("float32", [1, 3], [1, 2, 3]) })).rejects.toThrow(/ONNX_FEED_INVALID/);
    await expect(session.run({})).rejects.toThrow(/ONNX_FEED_INVALID/);
    await session.close();
  });

  it("leaves regions without an accelerator, and graphs without regions, to the runtime", async () => {
    const session = await openAcceleratedGraph(twoLines(), []);
    expect(session.accelerated).toEqual([]);
    expect(elementsAsPlain((await session.run(feeds))["first"] ?? tensor("float32", [0], []))).toEqual([5, 8, 9, 14]);
    await session.close();
  });

  it.each<[string, (model: Message) => Message]>([
    [
      "another operator",
      withGraph((graph) => ({
        ...graph,
        node: (graph["node"] as Message[]).map((node) => (node["opType"] === "Mul" ? { ...node, opType: "Div" } : node)),
      })),
    ],
    [
      "another constant than the kernel would read",
      withGraph((graph) => {
        const [weights, ...others] = graph["initializer"] as Message[];
        const copy = { ...weights, name: "/copy", rawData: new Uint8Array(new Float32Array([7, 7]).buffer) };
        const node = (graph["node"] as Message[]).map((one) =>
          one["opType"] === "Mul" ? { ...one, input: [(one["input"] as string[])[0], "/copy"] } : one,
        );
        return { ...graph, node, initializer: [weights, copy, ...others] };
      }),
    ],
    [
      "another setting",
      (model) => ({
        ...model,
        metadata: (model["metadata"] as Message[]).map(({ key, value }) => ({
          key,
          value: String(value).replace('"shift":5', '"shift":6'),
        })),
      }),
    ],
    [
      "a setting out of bounds",
      (model) => ({
        ...model,
        metadata: (model["metadata"] as Message[]).map(({ key, value }) => ({
          key,
          value: String(value).replace('"shift":5', '"shift":101'),
        })),
      }),
    ],
    ["an unreadable description", (model) => ({ ...model, metadata: [{ key: "millwright.region.0", value: "{" }] })],
    [
      "an input that is no input of its nodes",
      (model) => ({
        ...model,
        metadata: (model["metadata"] as Message[]).map(({ key, value }) => ({
          key,
          value: JSON.stringify({
            ...JSON.parse(String(value)),
            inputs: [{ name: "x", type: "float32", shape: ["N", 2] }],
          }),
        })),
      }),
    ],
  ])("refuses a region with %s", async (_, change) => {
    await expect(openAcceleratedGraph(changed(twoLines(), change), [lineAccelerator])).rejects.toThrow(/ONNX_REGION_INVALID/);
  });
});
