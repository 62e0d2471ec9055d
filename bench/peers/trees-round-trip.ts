/**
 * `node --conditions=millwright-source bench/peers/trees-round-trip.ts`: models of XGBoost and LightGBM are read and predicted from here,
 * and ensembles written here are predicted from by them. Prints the largest relative differences; fails where one exceeds 1e-6.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { MillwrightError } from "../../src/errors/index.ts";
import { randomRows, randomTrees } from "../../src/kernels/trees/fixtures/random-trees.ts";
import {
  binaryLogLoss,
  fittedTrees,
  type Objective,
  poisson,
  readLightgbm,
  readXgboost,
  softmaxLogLoss,
  squared,
  type TaskShape,
  type TreeEnsemble,
  trainTrees,
  writeLightgbm,
  writeXgboost,
} from "../../src/modeling/index.ts";

const MOST = 1e-6;
const peers = import.meta.dirname;

/** Runs the Python side and gives what it printed. */
function python(...args: readonly string[]): string {
  const { status, stdout, error } = spawnSync(join(peers, ".venv/bin/python"), [join(peers, "trees_round_trip.py"), ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`The peers failed (${error?.message ?? `status ${status}`}): run npm run bench:peers first.`);
  return stdout;
}

function numbers<List>(folder: string, file: string, List: new (buffer: ArrayBuffer) => List): List {
  return new List(new Uint8Array(readFileSync(join(folder, file))).buffer);
}

function predict(ensemble: TreeEnsemble, values: Float32Array): Float64Array {
  const { columns } = ensemble;
  const rows = values.length / columns;
  return fittedTrees("trees", ensemble).predict({ rows, dense: { rows, columns, values } }).values;
}

function largestDifference(found: Float64Array, expected: Float64Array): number {
  if (found.length !== expected.length) return Number.POSITIVE_INFINITY;
  return expected.reduce(
    (most, value, at) => Math.max(most, Math.abs((found[at] ?? Number.NaN) - value) / Math.max(1, Math.abs(value))),
    0,
  );
}

/** Writes an ensemble in every format that can hold it. */
function writeAll(folder: string, name: string, ensemble: TreeEnsemble): readonly string[] {
  const writers: Readonly<Record<string, () => Uint8Array | string>> = {
    "ours.json": () => writeXgboost(ensemble, { format: "json" }),
    "ours.ubj": () => writeXgboost(ensemble),
    "ours.txt": () => writeLightgbm(ensemble),
  };
  return Object.entries(writers).flatMap(([ending, write]) => {
    const file = `${name}.${ending}`;
    try {
      writeFileSync(join(folder, file), write());
      return [file];
    } catch (error) {
      if (!(error instanceof MillwrightError && error.code === "MODELING_FILE_UNSUPPORTED")) throw error;
      console.log(`${file}: not written, ${error.problem}`);
      return [];
    }
  });
}

/** Ensembles that no library has grown, with infinite thresholds and sets of categories. */
function madeUp(seed: number): { readonly ensemble: TreeEnsemble; readonly values: Float32Array } {
  const wanted = { columns: 6, trees: 40, leaves: 40, outputs: 1 + (seed % 3), categories: seed % 2 === 0 ? [] : [0, 5, 0, 90], seed };
  const link = wanted.outputs > 1 ? "softmax" : "sigmoid";
  // XGBoost takes no infinite numbers, and LightGBM takes numbers below 1e-35 for 0.
  const values = randomRows(wanted, 5000).map((value) => (Number.isFinite(value) ? (Math.abs(value) < 1e-35 ? 0 : value) : Number.NaN));
  return { values, ensemble: { ...randomTrees(wanted), link } };
}

/** Ensembles that are grown here, from rows with missing values and two columns of categories. */
async function grown(values: Float32Array): Promise<Readonly<Record<string, TreeEnsemble>>> {
  const columns = 12;
  const rows = values.length / columns;
  const categories = Int32Array.from({ length: columns }, (_, column) => [0, 0, 0, 40, 200][column] ?? 0);
  const at = (row: number, column: number): number =>
    Number.isNaN(values[row * columns + column]) ? 0.5 : (values[row * columns + column] ?? 0);
  const score = Float64Array.from({ length: rows }, (_, row) => at(row, 0) * at(row, 1) + (at(row, 3) % 7) / 3 + (at(row, 4) % 11) / 5);
  const trained = async (objective: Objective, task: TaskShape, truth: Float64Array): Promise<TreeEnsemble> => {
    const examples = { features: { rows, dense: { rows, columns, values, categories } }, truth };
    return (await trainTrees("grown", examples, { objective, rounds: 40 }, { task, seed: 1 })).ensemble;
  };
  const regression = { kind: "regression", classes: 0 } as const;
  return {
    "grown-squared": await trained(squared(), regression, score),
    "grown-poisson": await trained(poisson(), regression, score.map(Math.abs)),
    "grown-binary": await trained(
      binaryLogLoss(),
      { kind: "binary", classes: 2 },
      score.map((value) => (value > 2 ? 1 : 0)),
    ),
    "grown-softmax": await trained(
      softmaxLogLoss(3),
      { kind: "multiclass", classes: 3 },
      score.map((value) => (value > 2 ? 2 : value > 1 ? 1 : 0)),
    ),
  };
}

const folder = mkdtempSync(join(tmpdir(), "millwright-round-trip-"));
const differences: Record<string, number> = {};
try {
  python("train", folder);
  const written: object[] = [];
  for (const file of readdirSync(folder).filter((each) => /\.(json|ubj|txt)$/.test(each))) {
    const name = file.replace(/\.\w+$/, "");
    const ensemble = file.endsWith(".txt")
      ? readLightgbm(readFileSync(join(folder, file), "utf8"))
      : readXgboost(readFileSync(join(folder, file)));
    const values = numbers(folder, `${name}.rows`, Float32Array);
    differences[file] = largestDifference(predict(ensemble, values), numbers(folder, `${name}.prediction`, Float64Array));
    if (!file.endsWith(".json")) written.push({ name, columns: ensemble.columns, files: writeAll(folder, name, ensemble) });
  }
  const add = (name: string, ensemble: TreeEnsemble, values: Float32Array): void => {
    writeFileSync(join(folder, `${name}.rows`), values);
    writeFileSync(join(folder, `${name}.prediction`), predict(ensemble, values));
    written.push({ name, columns: ensemble.columns, files: writeAll(folder, name, ensemble) });
  };
  for (let seed = 0; seed < 6; seed++) {
    const { ensemble, values } = madeUp(seed);
    add(`made-up-${seed}`, ensemble, values);
  }
  const rows = numbers(folder, "lightgbm-regression.rows", Float32Array);
  for (const [name, ensemble] of Object.entries(await grown(rows))) add(name, ensemble, rows);
  writeFileSync(join(folder, "written.json"), JSON.stringify(written));
  const answer = JSON.parse(python("predict", folder)) as { xgboost: string; lightgbm: string; differences: Record<string, number> };
  console.log(`XGBoost ${answer.xgboost}, LightGBM ${answer.lightgbm}`);
  Object.assign(differences, answer.differences);
} finally {
  if (process.env["KEEP"] === undefined) rmSync(folder, { recursive: true });
  else console.log(folder);
}
for (const [file, difference] of Object.entries(differences)) console.log(`${file.padEnd(48)} ${difference.toExponential(2)}`);
if (!Object.values(differences).every((difference) => difference <= MOST)) process.exitCode = 1;
