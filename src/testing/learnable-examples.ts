import { type FeatureMatrix, random, type SparseMatrix } from "../kernels/index.ts";
import type { Examples, TaskShape } from "../modeling/index.ts";

/** Kind of features. */
export type Layout = "dense" | "sparse" | "categories";

const COLUMNS = { dense: 4, sparse: 50 };
/** Codes of the columns of the layout with categories: two of numbers, two of categories. */
const CATEGORIES = Int32Array.of(0, 0, 6, 40);
const FILLED = 6;

function denseMatrix(rows: number, seed: number): FeatureMatrix {
  const stream = random(seed).fork("dense");
  const columns = COLUMNS.dense;
  return { rows, dense: { rows, columns, values: Float32Array.from({ length: rows * columns }, () => stream.normal()) } };
}

function sparseMatrix(rows: number, seed: number): FeatureMatrix {
  const stream = random(seed).fork("sparse");
  const index: number[] = [];
  const rowStart = [0];
  for (let row = 0; row < rows; row++) {
    const picked = new Set(Array.from({ length: 1 + stream.integer(FILLED) }, () => stream.integer(COLUMNS.sparse)));
    index.push(...[...picked].sort((a, b) => a - b));
    rowStart.push(index.length);
  }
  const value = Float32Array.from(index, () => 1 + stream.integer(3));
  return { rows, sparse: { rows, columns: COLUMNS.sparse, rowStart: Int32Array.from(rowStart), index: Int32Array.from(index), value } };
}

/** Numbers and category codes; one value in ten is missing, but for the first column. */
function categoryMatrix(rows: number, seed: number): FeatureMatrix {
  const stream = random(seed).fork("categories");
  const columns = CATEGORIES.length;
  const values = Float32Array.from({ length: rows * columns }, (_, at) => {
    const codes = CATEGORIES[at % columns] ?? 0;
    if (at % columns > 0 && stream.next() < 0.1) return Number.NaN;
    return codes > 0 ? stream.integer(codes) : stream.normal();
  });
  return { rows, dense: { rows, columns, values, categories: CATEGORIES } };
}

/** Random features: 4 standard normal columns, up to 6 counts in 50 columns, or 2 columns of numbers and 2 of categories. */
export function exampleMatrix(layout: Layout, rows: number, seed: number): FeatureMatrix {
  if (layout === "categories") return categoryMatrix(rows, seed);
  return layout === "dense" ? denseMatrix(rows, seed) : sparseMatrix(rows, seed);
}

/** Rows [from, to) of a matrix; copies. */
export function rowsOfMatrix({ dense, sparse }: FeatureMatrix, from: number, to: number): FeatureMatrix {
  const rows = to - from;
  if (dense !== undefined) {
    const { columns, values } = dense;
    return { rows, dense: { ...dense, rows, values: values.slice(from * columns, to * columns) } };
  }
  if (sparse === undefined) return { rows };
  const start = sparse.rowStart[from] ?? 0;
  const end = sparse.rowStart[to] ?? 0;
  const rowStart = sparse.rowStart.slice(from, to + 1).map((at) => at - start);
  return {
    rows,
    sparse: { rows, columns: sparse.columns, rowStart, index: sparse.index.slice(start, end), value: sparse.value.slice(start, end) },
  };
}

/** Features with a truth that depends on them, and noise. */
export function learnable(kind: TaskShape["kind"], layout: Layout, rows: number): Examples {
  const features = exampleMatrix(layout, rows, 11);
  const stream = random(11).fork("truth");
  const score = Float64Array.from({ length: rows }, (_, row) => {
    const { dense, sparse } = rowsOfMatrix(features, row, row + 1);
    const signal =
      dense === undefined
        ? (sparse?.index.reduce((sum, column, at) => sum + (column % 2 === 0 ? 0.7 : -0.7) * (sparse.value[at] ?? 0), 0) ?? 0)
        : dense.categories === undefined
          ? (dense.values[0] ?? 0) - 2 * (dense.values[1] ?? 0)
          : (dense.values[0] ?? 0) + ((dense.values[2] ?? 0) % 2 === 0 ? 1.5 : -1.5);
    return signal + 0.5 * stream.normal();
  });
  if (kind === "regression") return { features, truth: score };
  if (kind === "ranking") {
    const grade = (value: number): number => [-1.5, 0, 1.5].filter((cut) => value > cut).length;
    return { features, truth: score.map(grade), group: Int32Array.from({ length: rows }, (_, row) => Math.floor(row / 8)) };
  }
  const cuts = kind === "binary" ? [0] : [-0.7, 0.7];
  return { features, truth: score.map((value) => cuts.filter((cut) => value > cut).length) };
}

/** The bags that a graph takes: row-major [rows, length], `columns` as padding with weight 0. */
export function sparseBags({ rows, columns, rowStart, index, value }: SparseMatrix): {
  length: number;
  index: BigInt64Array;
  weight: Float32Array;
} {
  const sizes = Array.from({ length: rows }, (_, row) => (rowStart[row + 1] ?? 0) - (rowStart[row] ?? 0));
  // One column more than the longest row, so that padding is always seen.
  const length = Math.max(...sizes) + 1;
  const bags = new BigInt64Array(rows * length).fill(BigInt(columns));
  const weight = new Float32Array(rows * length);
  sizes.forEach((size, row) => {
    for (let at = 0; at < size; at++) {
      bags[row * length + at] = BigInt(index[(rowStart[row] ?? 0) + at] ?? 0);
      weight[row * length + at] = value[(rowStart[row] ?? 0) + at] ?? 0;
    }
  });
  return { length, index: bags, weight };
}
