import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { withEngine } from "../../src/data/index.ts";
import type { Figure } from "../figure.ts";
import { type Held, inChild } from "./memory.ts";

const COLUMNS = 28;
/** Bytes that the training process may hold, program and libraries included. */
const LIMIT = 448 * 2 ** 20;
const TIMES = 8;
/** Bytes of a row in the file, about: doubles that do not compress, and a label that does. */
const ROW_BYTES = 8 * (COLUMNS + 1);
const ROWS = Math.ceil((1.08 * TIMES * LIMIT) / ROW_BYTES / 1e5) * 1e5;
/** Rows of the same file that are trained on in memory. */
const IN_MEMORY_ROWS = 1_000_000;

/** What a child process tells of its training. */
interface Trained extends Held {
  readonly seconds: number;
  readonly rows: number;
  readonly auc: number;
}

/** A Parquet file of two classes: normals whose products and steps decide, written without holding it. */
async function writeFile(path: string, rows: number, seed: number): Promise<void> {
  // Uniform numbers from hashes: the same file on any number of threads.
  const uniform = (column: number): string => `(hash(i * 64 + ${column} + ${seed}) / 18446744073709551616.0)`;
  const columns = Array.from(
    { length: COLUMNS },
    (_, c) =>
      `sqrt(-2 * ln(1e-12 + ${uniform(2 * (c % 14))})) * ${c < 14 ? "cos" : "sin"}(6.283185307179586 * ${uniform(2 * (c % 14) + 1)}) AS x${c}`,
  );
  const odds =
    "0.6 * x0 + 0.4 * x0 * x1 + 0.8 * abs(x2) + 0.5 * sin(2 * x3) + CASE WHEN x5 > 0.3 THEN x6 ELSE -0.5 * x7 END + tanh(x8 + x9) - 0.6";
  const target = `CAST(${uniform(40)} < 1 / (1 + exp(-(${odds}))) AS DOUBLE) AS y`;
  const query = `SELECT *, ${target} FROM (SELECT i, ${columns.join(", ")} FROM range(${rows}) AS t(i))`;
  const context = { seed: 0, memoryLimit: 2 ** 30 };
  await withEngine({ folders: [join(path, "..")] }, context, async (connection) => {
    await connection.run(
      `COPY (SELECT * EXCLUDE (i) FROM (${query})) TO '${path}' (FORMAT parquet, COMPRESSION uncompressed, ROW_GROUP_SIZE 61440)`,
    );
  });
}

/** Training on a file of eight times the memory limit, in a process that must stay within it, beside training on a part of it in memory. */
export async function outOfCore(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "millwright-parquet-"));
  try {
    const [large, small, test] = ["large", "small", "test"].map((name) => join(folder, `${name}.parquet`)) as [string, string, string];
    await writeFile(large, ROWS, 0);
    await writeFile(small, IN_MEMORY_ROWS, 0);
    await writeFile(test, 200_000, 77_000_000_000);
    const times = statSync(large).size / LIMIT;
    console.error(
      `  ${ROWS} rows, ${(statSync(large).size / 1e9).toFixed(2)} GB: ${times.toFixed(1)} times ${(LIMIT / 1e6).toFixed(0)} MB`,
    );
    const apart = inChild<Trained>("out-of-core-child.ts", [large, test, String(LIMIT)]);
    const inside = inChild<Trained>("out-of-core-child.ts", [small, test, "0"]);
    const perRow = ({ seconds, rows }: Trained): number => (1e6 * seconds) / rows;
    const ratio = perRow(apart) / perRow(inside);
    console.error(
      `  ${perRow(apart).toFixed(2)} µs a row, peak ${(apart.most / 1e6).toFixed(0)} MB, AUC ${apart.auc.toFixed(5)}; in memory ${perRow(inside).toFixed(2)} µs, AUC ${inside.auc.toFixed(5)}`,
    );
    const whole = `${(ROWS / 1e6).toFixed(1)}M × ${COLUMNS} from Parquet, ${times.toFixed(1)} × the limit of ${(LIMIT / 1e6).toFixed(0)} MB`;
    const peerName = `ours on ${IN_MEMORY_ROWS} of the rows, read whole; AUC ${inside.auc.toFixed(5)} in memory, ${apart.auc.toFixed(5)} out of core`;
    return [
      {
        figure: `${whole}: megabytes, peak of the whole process`,
        ours: apart.most / 1e6,
        peer: LIMIT / 1e6,
        peerName: "the limit",
        ratio: apart.most / LIMIT,
        goal: "ratio ≤ 1",
        met: apart.most <= LIMIT && times >= TIMES,
      },
      {
        figure: `${whole}: microseconds per row, reading included`,
        ours: perRow(apart),
        peer: perRow(inside),
        peerName,
        ratio,
        goal: "ratio ≤ 2, AUC at most 0.001 below",
        met: ratio <= 2 && apart.auc >= inside.auc - 0.001,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
