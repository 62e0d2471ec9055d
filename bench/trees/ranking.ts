import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Figure } from "../figure.ts";
import { compete, layouts, withProblem } from "./contest.ts";
import type { Problem, Rows } from "./problem.ts";

const COLUMNS = 300;

/** Rows in LightGBM's text format, "grade column:value …", with the number of documents of each query. */
function readRanking(folder: string, part: string): Rows {
  const lines = gunzipSync(readFileSync(join(folder, `rank.${part}.gz`)))
    .toString("utf8")
    .trim()
    .split("\n");
  const values = new Float32Array(lines.length * COLUMNS);
  const truth = new Float64Array(lines.length);
  for (const [row, line] of lines.entries()) {
    const [grade, ...cells] = line.trim().split(/\s+/);
    truth[row] = Number(grade);
    for (const cell of cells) {
      const [column, value] = cell.split(":");
      values[row * COLUMNS + Number(column) - 1] = Number(value);
    }
  }
  const querySizes = Int32Array.from(
    readFileSync(join(folder, `rank.${part}.query`), "utf8")
      .trim()
      .split(/\s+/),
    Number,
  );
  return { features: { rows: lines.length, columns: COLUMNS, values }, truth, querySizes };
}

/** LightGBM's own ranking example with the settings of its train.conf: quality on its test queries and training time. */
export async function ranking(): Promise<Figure[]> {
  const data = process.env["MILLWRIGHT_DATA"] ?? "";
  if (data === "") throw new Error("Set MILLWRIGHT_DATA to the folder that holds rental-search.");
  const folder = join(data, "rental-search/ltr_lightgbm");
  const problem: Problem = {
    name: "LightGBM's ranking example",
    objective: "ranking",
    train: readRanking(folder, "train"),
    test: readRanking(folder, "test"),
  };
  const also = { min_data_in_leaf: 50, min_sum_hessian_in_leaf: 5 };
  const settings = { trees: 100, leaves: 31, rate: 0.1, also };
  const ours = { minimumLeafRows: 50, minimumLeafHessian: 5 };
  return await withProblem(problem, async (place) => {
    const figures: Figure[] = [];
    for (const threads of [1, 2]) {
      const opponents = [{ library: "lightgbm", ways: layouts, goal: 0.6, slack: 0 } as const];
      figures.push(...(await compete({ problem, settings, ours, opponents, threads }, place)));
    }
    return figures;
  });
}
