/**
 * `out-of-core-child.ts <train.parquet> <test.parquet> <limit>`: trains on a file within so many bytes of memory, or in memory where the
 * limit is 0; prints seconds of reading and training, memory held and AUC.
 */
import { parquet, scatterRows, Table } from "../../src/data/index.ts";
import { setKernelThreads } from "../../src/kernels/index.ts";
import {
  binaryLogLoss,
  type Examples,
  fittedTrees,
  measure,
  rocAuc,
  type TrainedTrees,
  trainTrees,
  trainTreesInParts,
} from "../../src/modeling/index.ts";
import { processMemory } from "./process-memory.ts";

const [trainFile = "", testFile = "", limit = "0"] = process.argv.slice(2);
const columns = Array.from({ length: 28 }, (_, column) => `x${column}`);
const boosting = { objective: binaryLogLoss(), rounds: 100, maximumLeaves: 31, learningRate: 0.1, l2: 0, rowShare: 1 };
const context = { task: { kind: "binary", classes: 2 }, seed: 1 } as const;
const trees = "boosted_trees";

setKernelThreads(2);
const begin = performance.now();
const rows = await scatterRows(parquet(trainFile), { columns, target: "y", seed: 1, memoryLimit: 2 ** 26 });
const scattered = (performance.now() - begin) / 1000;
const all = [...rows.sizes.keys()];
const memoryLimit = Number(limit);
const train = async (): Promise<TrainedTrees> => {
  if (memoryLimit > 0) return trainTreesInParts(trees, rows, boosting, { memoryLimit }, context);
  const examples: Examples = await rows.read(all);
  return trainTrees(trees, examples, boosting, context);
};
const { ensemble } = await train();
const seconds = (performance.now() - begin) / 1000;
const { now, most } = processMemory();
await rows.close();
console.error(`  scattered in ${scattered.toFixed(1)} s, ${ensemble.trees.length} trees in ${(seconds - scattered).toFixed(1)} s`);

const test = await scatterRows(parquet(testFile), { columns, target: "y", seed: 1, parts: 1 });
const { features, truth } = await test.read([0]);
await test.close();
const prediction = fittedTrees(trees, ensemble).predict(features);
const table = new Table("test", { y: { kind: "number", values: truth } });
const auc = measure(rocAuc, { prediction, truth, table, classes: ["0", "1"] });
console.log(JSON.stringify({ seconds, rows: rows.rows, now, most, auc }));
