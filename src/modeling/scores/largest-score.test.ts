import { describe, expect, it } from "vitest";
import { newGraph, openGraph, tensor } from "../../onnx/index.ts";
import { largestScore } from "./largest-score.ts";

const examples = {
  features: { rows: 2, dense: { rows: 2, columns: 3, values: Float32Array.of(1, 2, 0, -1, -1, 3) } },
  truth: Float64Array.of(1, 2),
};
const task = { kind: "multiclass", classes: 3 } as const;

describe("largestScore", () => {
  it("answers with the softmax of the scores, in code and in the graph", async () => {
    const model = await largestScore().fit(examples, { task, seed: 0 });
    const { values } = model.predict(examples.features);
    const sum = Math.exp(1) + Math.exp(2) + 1;
    expect(values[0]).toBeCloseTo(Math.exp(1) / sum, 12);
    expect(values[1]).toBeCloseTo(Math.exp(2) / sum, 12);
    const graph = newGraph("scores");
    graph.output("p", model.emit({ dense: graph.input("x", "float32", ["N", 3]) }));
    const session = await openGraph(graph.bytes());
    const { p } = await session.run({ x: tensor("float32", [2, 3], [1, 2, 0, -1, -1, 3]) });
    await session.close();
    Array.from((p?.data ?? []) as Float32Array).forEach((value, at) => {
      expect(value).toBeCloseTo(values[at] ?? 0, 6);
    });
  });

  it("refuses tasks and features that it cannot answer from", async () => {
    const binary = { task: { kind: "binary", classes: 2 }, seed: 0 } as const;
    await expect(largestScore().fit(examples, binary)).rejects.toThrow(/MODELING_TASK_WRONG/);
    await expect(largestScore().fit(examples, { task: { kind: "multiclass", classes: 4 }, seed: 0 })).rejects.toThrow(
      /MODELING_FEATURES_REFUSED/,
    );
  });
});
