import { expect, test } from "vitest";
import { random } from "../kernels/index.ts";
import { newGraph } from "./builder.ts";
import type { GemmSettings } from "./ops/gemm.ts";
import { openGraph } from "./session.ts";
import { stableGemm } from "./stable-gemm.ts";
import type { Tensor } from "./tensor.ts";

function matrix(rows: number, columns: number, seed: number): Tensor {
  const stream = random(seed);
  return { type: "float32", shape: [rows, columns], data: Float32Array.from({ length: rows * columns }, () => stream.normal()) };
}

/** a·b + bias on so many threads. */
async function product(a: Tensor, b: Tensor, bias: Tensor, settings: GemmSettings, threads: number): Promise<Float32Array> {
  const graph = newGraph("product");
  const [left, right, shift] = [a, b, bias].map(({ type, shape }, i) => graph.input(`x${i}`, type, shape));
  if (left === undefined || right === undefined) throw new Error("no operands");
  graph.output("y", stableGemm(left, right, shift, settings));
  const session = await openGraph(graph.bytes(), { threads });
  const results = await session.run({ x0: a, x1: b, x2: bias });
  await session.close();
  return results["y"]?.data as Float32Array;
}

const shapes = [32, 100].flatMap((rows) =>
  [24, 64, 128, 300, 600].flatMap((columns) => [96, 384, 1100].map((depth) => [rows, columns, depth] as const)),
);

test.each(shapes)("%i × %i with sums of %i terms: the same bits on one to eight threads", async (rows, columns, depth) => {
  for (const settings of [{}, { transposeRight: true }, { transposeLeft: true }]) {
    const a = settings.transposeLeft ? matrix(depth, rows, 1) : matrix(rows, depth, 1);
    const b = settings.transposeRight ? matrix(columns, depth, 2) : matrix(depth, columns, 2);
    const bias = matrix(1, columns, 3);
    const one = await product(a, b, bias, settings, 1);
    for (const threads of [2, 3, 8]) expect(await product(a, b, bias, settings, threads)).toEqual(one);
    // Row 0, column 0 by hand.
    const at = ({ shape, data }: Tensor, row: number, column: number): number => Number(data[row * (shape[1] ?? 0) + column]);
    const sum = Array.from(
      { length: depth },
      (_, k) => (settings.transposeLeft ? at(a, k, 0) : at(a, 0, k)) * (settings.transposeRight ? at(b, 0, k) : at(b, k, 0)),
    );
    expect(one[0]).toBeCloseTo(
      sum.reduce((total, value) => total + value, at(bias, 0, 0)),
      3,
    );
  }
});
