import fc from "fast-check";
import { expect, test } from "vitest";
import { randomRows, randomTrees } from "../../kernels/trees/fixtures/random-trees.ts";
import { newGraph, openAcceleratedGraph, openGraph } from "../../onnx/index.ts";
import { emitTrees } from "./emit-trees.ts";
import { treeLinks } from "./tree-ensemble.ts";
import { treesAccelerator } from "./trees-accelerator.ts";

const columns = 4;

function graphOf(seed: number, more: object): Uint8Array {
  const wanted = { columns, trees: seed % 12, leaves: 40, outputs: 1 + (seed % 3), categories: [0, 5, 0, 70], seed };
  const graph = newGraph("trees");
  const link = treeLinks[seed % treeLinks.length] ?? "identity";
  const ensemble = { ...randomTrees(wanted), link, ...more };
  graph.output("prediction", emitTrees(ensemble, graph.input("dense", "float32", ["N", columns])));
  return graph.bytes();
}

test("compiled code answers for the nodes of any ensemble as the runtime does", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 1e6 }), fc.boolean(), async (seed, zeros) => {
      const bytes = graphOf(seed, zeros ? { zeroIsMissing: Uint8Array.of(1, 0, 1, 0) } : {});
      const [plain, accelerated] = [await openGraph(bytes), await openAcceleratedGraph(bytes, [treesAccelerator])];
      expect(accelerated.accelerated).toEqual(["trees-1"]);
      const values = randomRows({ columns, categories: [0, 5, 0, 70], seed }, 33);
      const feeds = { dense: { type: "float32", shape: [33, columns], data: values } as const };
      const expected = (await plain.run(feeds))["prediction"]?.data as Float32Array;
      const found = (await accelerated.run(feeds))["prediction"]?.data as Float32Array;
      expect(found.length).toBe(expected.length);
      found.forEach((value, at) => {
        const other = expected[at] ?? Number.NaN;
        expect(Math.abs(value - other)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(other)));
      });
      await Promise.all([plain.close(), accelerated.close()]);
    }),
    { numRuns: 60 },
  );
});

test("a region whose link, width or zeros say something else than its nodes is refused", async () => {
  const bytes = Buffer.from(graphOf(11, {}));
  const text = bytes.toString("latin1");
  const settings = /"settings":\{"columns":4,"link":1,"zeros":0\}/;
  expect(text).toMatch(settings);
  for (const other of ['"settings":{"columns":4,"link":4,"zeros":0}', '"settings":{"columns":1,"link":1,"zeros":0}']) {
    const changed = Buffer.from(text.replace(settings, other), "latin1");
    await expect(openAcceleratedGraph(changed, [treesAccelerator])).rejects.toThrow(/ONNX_REGION_INVALID/);
  }
});

test("a row that is scored while the graph is open gives new arrays each time", async () => {
  const session = await openAcceleratedGraph(graphOf(25, {}), [treesAccelerator]);
  const run = async (seed: number): Promise<unknown> => {
    const data = randomRows({ columns, seed }, 1);
    return (await session.run({ dense: { type: "float32", shape: [1, columns], data } }))["prediction"]?.data;
  };
  const first = await run(1);
  const kept = structuredClone(first);
  await run(2);
  expect(first).toEqual(kept);
  await session.close();
});
