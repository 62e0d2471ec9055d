import { type Accelerator, concat, type Tensor, type Value } from "../../../onnx/index.ts";

/** The kind of region that `sideBySideAccelerator` evaluates. */
const kind = "side_by_side-1";

/** Columns that a kernel reads. */
const MOST_COLUMNS = 100_000;

function isGraphInput({ name }: Value): boolean {
  return !name.startsWith("/");
}

/**
 * Columns [N, 1] side by side, [N, C]. Where all are inputs of the graph they are a region of their own: a server then hands the
 * runtime one matrix in place of many columns, or none at all where a kernel reads it.
 */
export function sideBySide(columns: readonly [Value, ...Value[]]): Value {
  if (columns.length === 1 || !columns.every(isGraphInput)) return concat(columns, 1);
  const [matrix] = columns[0].graph.region({ kind, inputs: columns }, (): [Value] => [concat(columns, 1)]);
  return matrix;
}

/** Rows from columns. */
function interleave(columns: readonly Tensor[]): Tensor {
  const rows = columns[0]?.shape[0] ?? 0;
  const width = columns.length;
  const data = new Float32Array(rows * width);
  columns.forEach((column, j) => {
    const values = column.data as Float32Array;
    for (let i = 0; i < rows; i++) data[i * width + j] = values[i] ?? Number.NaN;
  });
  return { type: "float32", shape: [rows, width], data };
}

/** Evaluates what `sideBySide` adds to a graph. */
export const sideBySideAccelerator: Accelerator = {
  kind,
  read: (region) => {
    const isSound = region.inputs.every(({ type, shape }) => type === "float32" && shape.length === 2 && shape[1] === 1);
    if (!isSound || region.inputs.length === 0 || region.inputs.length > MOST_COLUMNS) region.refuse("has inputs that are no columns.");
    return {
      emit: (inputs) => [concat(inputs as readonly [Value, ...Value[]], 1)],
      start: () => ({ run: (columns) => [interleave(columns)], close: () => undefined }),
    };
  },
};
