import { expect, test } from "vitest";
import { type GraphSession, gather, matMul, newGraph, openGraph, softmax, tensor } from "./index.ts";

function doubler(): Promise<GraphSession> {
  const graph = newGraph("g");
  const x = graph.input("x", "float32", ["N", 2]);
  graph.output(
    "y",
    softmax(
      matMul(
        x,
        graph.constant(
          Float32Array.from({ length: 16 }, (_, i) => Math.sin(i)),
          [2, 8],
        ),
      ),
      1,
    ),
  );
  graph.output("z", x);
  return openGraph(graph.bytes());
}

test("what is fed is checked before it is run", async () => {
  const session = await doubler();
  await expect(session.run({})).rejects.toThrow('ONNX_FEED_INVALID: input "x" (float32 [N, 2]) was not fed.');
  await expect(session.run({ X: tensor("float32", [1, 2], [1, 2]) })).rejects.toThrow('Did you mean "X"?');
  await expect(session.run({ x: tensor("float64", [1, 2], [1, 2]) })).rejects.toThrow("was fed float64. Feed float32.");
  await expect(session.run({ x: tensor("float32", [1, 3], [1, 2, 3]) })).rejects.toThrow("was fed the shape [1, 3]. Feed [N, 2].");
  await expect(session.run({ x: { type: "float32", shape: [2, 2], data: Float32Array.of(1) } })).rejects.toThrow(
    "was fed 1 elements as [2, 2]",
  );
  await session.close();
});

test("only the outputs that are wanted are computed", async () => {
  const session = await doubler();
  expect(Object.keys(await session.run({ x: tensor("float32", [1, 2], [1, 2]) }, ["z"]))).toEqual(["z"]);
  await session.close();
});

test("inputs and outputs are described with open dimensions by name", async () => {
  const session = await doubler();
  expect(session.inputs).toEqual([{ name: "x", type: "float32", shape: ["N", 2] }]);
  expect(session.outputs.map((output) => [output.name, output.shape])).toEqual([
    ["y", ["N", 8]],
    ["z", ["N", 2]],
  ]);
  await session.close();
});

test("equal feeds give equal bits, on one thread and on two", async () => {
  const graph = newGraph("g");
  const x = graph.input("x", "float32", ["N", 64]);
  const weights = Float32Array.from({ length: 64 * 64 }, (_, i) => Math.sin(i * i));
  graph.output("y", softmax(matMul(x, graph.constant(weights, [64, 64])), 1));
  const feed = {
    x: tensor(
      "float32",
      [500, 64],
      Array.from({ length: 32_000 }, (_, i) => Math.cos(i)),
    ),
  };
  const results = [];
  for (const threads of [1, 1, 2]) {
    const session = await openGraph(graph.bytes(), { threads });
    results.push((await session.run(feed))["y"]?.data);
    await session.close();
  }
  expect(results[1]).toEqual(results[0]);
  expect(results[2]).toEqual(results[0]);
});

test("a graph of no rows gives no rows", async () => {
  const session = await doubler();
  expect((await session.run({ x: tensor("float32", [0, 2], []) }))["y"]?.shape).toEqual([0, 8]);
  await session.close();
});

test("bytes that are no model are refused with a code", async () => {
  await expect(openGraph(Uint8Array.of(1, 2, 3))).rejects.toMatchObject({ code: "ONNX_OPEN_FAILED" });
  await expect(openGraph(new Uint8Array())).rejects.toMatchObject({ code: "ONNX_OPEN_FAILED" });
});

test("an index outside the table fails while running, with a code", async () => {
  const graph = newGraph("g");
  graph.output("y", gather(graph.constant(Float32Array.of(1, 2)), graph.input("i", "int64", ["N"])));
  const session = await openGraph(graph.bytes());
  await expect(session.run({ i: tensor("int64", [1], [7]) })).rejects.toMatchObject({ code: "ONNX_RUN_FAILED" });
  await session.close();
});
