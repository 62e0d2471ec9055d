import { type CompressedRows, compressBags, type FeatureMatrix, placeRows, type SparseMatrix } from "../../kernels/index.ts";
import { type GraphSession, newGraph, openGraph, type Tensor, type Value } from "../../onnx/index.ts";
import type { Table } from "../tables/table.ts";
import { encodeInputs } from "./encode-inputs.ts";
import type { FeatureOutput, GraphInput } from "./feature.ts";
import { declareInputs } from "./graph-inputs.ts";
import { chunksOf } from "./row-chunks.ts";

/** Nodes over some inputs, with the widths that they give. */
export interface Fragment {
  readonly inputs: readonly GraphInput[];
  readonly denseWidth: number;
  readonly sparseWidth: number;
  /** Per dense column the number of its category codes; absent where all are numbers. */
  readonly denseCategories?: Int32Array;
  emit(inputs: ReadonlyMap<string, Value>): FeatureOutput;
}

/** Rows of one chunk, sparse, with the places where they belong. */
interface PlacedRows {
  readonly rows: Int32Array;
  readonly compressed: CompressedRows;
}

function openFragment(fragment: Fragment): Promise<GraphSession> {
  const graph = newGraph("features");
  const output = fragment.emit(declareInputs(graph, fragment.inputs));
  if (output.dense !== undefined) graph.output("features.dense", output.dense);
  if (output.sparse !== undefined) graph.output("features.index", output.sparse.index);
  if (output.sparse?.weight !== undefined) graph.output("features.weight", output.sparse.weight);
  return openGraph(graph.bytes());
}

/** Rows of a chunk's dense block, to their places. */
function placeDense(block: Tensor, rows: Int32Array, width: number, values: Float32Array): void {
  const data = block.data as Float32Array;
  const first = rows[0] ?? 0;
  if (rows[rows.length - 1] === first + rows.length - 1) {
    values.set(data, first * width);
    return;
  }
  rows.forEach((row, i) => {
    values.set(data.subarray(i * width, (i + 1) * width), row * width);
  });
}

function compress(index: Tensor, weight: Tensor | undefined, rows: Int32Array, padding: number): PlacedRows {
  const bags = index.data as BigInt64Array;
  const pairs = new Int32Array(bags.buffer, bags.byteOffset, 2 * bags.length);
  const weights = weight?.data as Float32Array | undefined;
  return { rows, compressed: compressBags(pairs, weights, rows.length, index.shape[1] ?? 0, padding) };
}

/** All chunks as one matrix of compressed rows. */
function assemble(chunks: readonly PlacedRows[], rows: number, columns: number): SparseMatrix {
  const rowStart = new Int32Array(rows + 1);
  for (const chunk of chunks) {
    chunk.rows.forEach((row, i) => {
      rowStart[row + 1] = chunk.compressed.counts[i] ?? 0;
    });
  }
  for (let row = 0; row < rows; row++) rowStart[row + 1] = (rowStart[row + 1] ?? 0) + (rowStart[row] ?? 0);
  const index = new Int32Array(rowStart[rows] ?? 0);
  const value = new Float32Array(index.length);
  for (const chunk of chunks) placeRows(chunk.compressed, chunk.rows, rowStart, index, value);
  return { rows, columns, rowStart, index, value };
}

/** The matrix that a fragment gives for a table: its graph is run chunk by chunk, so that memory stays bounded. */
export async function runFragment(fragment: Fragment, table: Table): Promise<FeatureMatrix> {
  const { denseWidth, sparseWidth, denseCategories: categories } = fragment;
  if (denseWidth === 0 && sparseWidth === 0) return { rows: table.rows };
  const values = new Float32Array(table.rows * denseWidth);
  const chunks: PlacedRows[] = [];
  const session = await openFragment(fragment);
  try {
    for (const { rows, part } of chunksOf(table, fragment.inputs, denseWidth)) {
      const results = await session.run(encodeInputs(fragment.inputs, part));
      const { "features.dense": dense, "features.index": index, "features.weight": weight } = results;
      if (dense !== undefined) placeDense(dense, rows, denseWidth, values);
      if (index !== undefined) chunks.push(compress(index, weight, rows, sparseWidth));
    }
  } finally {
    await session.close();
  }
  return {
    rows: table.rows,
    ...(denseWidth === 0
      ? {}
      : { dense: { rows: table.rows, columns: denseWidth, values, ...(categories === undefined ? {} : { categories }) } }),
    ...(sparseWidth === 0 ? {} : { sparse: assemble(chunks, table.rows, sparseWidth) }),
  };
}
