import { type Workspace, withWorkspace } from "../workspace.ts";
import { type CoCounts, coCounts } from "./co-counts.ts";
import { invertSwept, SWEEP_BLOCK, sweptSize } from "./dense-inverse.ts";
import type { ItemLinks } from "./item-links.ts";
import { type LinkBlock, LinkRows, placeBlock } from "./link-rows.ts";
import type { Sequences } from "./sequences.ts";

/** Columns that conjugate gradients solve side by side. */
const LANES = 16;
/** Blocks of columns that are worked on at the same time. */
const SLOTS = 8;
/** Elements of a dense matrix that cost as much as one count of the sparse one; measured. */
const DENSE_SPEED = 15;
/** A dense matrix above this is not made. */
const MOST_BYTES = 2 ** 31;

/** How the item–item weights of EASE are found. */
export interface EaseRequest {
  /** Each item once per asker. */
  readonly sequences: Sequences;
  readonly penalty: number;
  /** Links kept of each item, the largest by absolute value. */
  readonly most: number;
  /** Of the scaled residual at which a column is solved. */
  readonly tolerance: number;
  readonly steps: number;
  readonly ties: Int32Array;
  /** Whether the inverse is made as one dense matrix; what is expected to be faster unless told. */
  readonly dense?: boolean;
  readonly between: (done: number, all: number) => Promise<void>;
}

/** Columns [first, first + count) of the inverse as they lie in a workspace: see `strongestInColumns`. */
interface Columns {
  readonly at: number;
  readonly first: number;
  readonly count: number;
}

/** Where the columns of a slot and what is picked of them lie. */
interface Picker {
  readonly layout: readonly [outer: number, group: number, size: number];
  readonly weight: number;
  readonly ties: number;
  readonly most: number;
  readonly slots: readonly (LinkBlock & { readonly own: number; readonly scratch: number })[];
}

function pickerFor(workspace: Workspace, request: EaseRequest, { scale }: CoCounts, layout: Picker["layout"], width: number): Picker {
  const { ties, most } = request;
  const picker = { layout, most, weight: workspace.allocateUnset(scale.length * 8), ties: workspace.allocateUnset(ties.length * 4) };
  workspace.float64(picker.weight, scale.length).set(scale.map((value) => 1 / value));
  workspace.int32(picker.ties, ties.length).set(ties);
  const slots = Array.from({ length: SLOTS }, () => ({
    ...placeBlock(workspace, width, most),
    own: workspace.allocateUnset(width * 4),
    scratch: workspace.allocateUnset(most * 8),
  }));
  return { ...picker, slots };
}

/** Keeps the largest elements of each column, by absolute value over the expected size of the other's diagonal, and the diagonal. */
function pick(
  workspace: Workspace,
  { layout, weight, ties, most, slots }: Picker,
  columns: readonly Columns[],
  rows: LinkRows,
  diagonal: Float64Array,
): void {
  const jobs = columns.map(({ at, first, count }, n) => {
    const { found, index, value, own, scratch } = slots[n]!;
    return [at, ...layout, first, count, weight, ties, most, found, index, value, own, scratch];
  });
  workspace.run("strongestInColumns", jobs, columns.length * columns[0]!.count * layout[2] * 4);
  for (const [n, { first, count }] of columns.entries()) {
    rows.addBlock(workspace, slots[n]!, count, most);
    diagonal.set(workspace.float32(slots[n]!.own, count), first);
  }
}

/** Solves the columns of the inverse by conjugate gradients on the sparse counts: no dense matrix of all items is ever held. */
async function sparseColumns(
  workspace: Workspace,
  request: EaseRequest,
  counts: CoCounts,
  rows: LinkRows,
  diagonal: Float64Array,
): Promise<void> {
  const { tolerance, steps, between } = request;
  const size = counts.scale.length;
  const at = [counts.rowStart, counts.index, counts.value, counts.scale].map((numbers) => {
    const address = workspace.allocateUnset(numbers.length * 4);
    if (numbers instanceof Int32Array) workspace.int32(address, numbers.length).set(numbers);
    else workspace.float32(address, numbers.length).set(numbers);
    return address;
  });
  const bytes = size * LANES * 4;
  const columns = workspace.allocateUnset(SLOTS * bytes);
  const scratchBytes = 3 * bytes + 320;
  const scratch = workspace.allocateUnset(SLOTS * scratchBytes);
  const picker = pickerFor(workspace, request, counts, [LANES, 0, size], LANES);
  for (let first = 0; first < size; first += SLOTS * LANES) {
    const slots = Array.from({ length: Math.min(SLOTS, Math.ceil((size - first) / LANES)) }, (_, slot) => {
      const from = first + slot * LANES;
      return { at: columns + slot * bytes, first: from, count: Math.min(LANES, size - from) };
    });
    const jobs = slots.map((slot, n) => [...at, size, slot.first, tolerance, steps, slot.at, scratch + n * scratchBytes]);
    workspace.run("inverseColumns", jobs, counts.index.length * LANES * slots.length * 4);
    pick(workspace, picker, slots, rows, diagonal);
    await between(Math.min(size, first + SLOTS * LANES), size);
  }
}

/** Inverts one dense matrix. Its sign is turned, which the division by its diagonal undoes. */
async function denseColumns(
  workspace: Workspace,
  request: EaseRequest,
  counts: CoCounts,
  rows: LinkRows,
  diagonal: Float64Array,
): Promise<void> {
  const size = counts.scale.length;
  const padded = sweptSize(size);
  const matrix = workspace.allocate(padded * padded * 4);
  for (let i = 0; i < padded; i++) {
    const row = workspace.float32(matrix + i * padded * 4, i + 1);
    if (i >= size) row[i] = 1;
    else
      for (let k = counts.rowStart[i]!; counts.index[k]! <= i && k < counts.rowStart[i + 1]!; k++) row[counts.index[k]!] = counts.value[k]!;
  }
  const inverse = await invertSwept(workspace, matrix, padded, (done, all) => request.between(done * size, all * size));
  const width = SWEEP_BLOCK / SLOTS;
  const picker = pickerFor(workspace, request, counts, [SWEEP_BLOCK * 8, 3, size], width);
  for (let start = 0; start < size; start += SWEEP_BLOCK) {
    const packed = inverse.columns(start);
    const slots = Array.from({ length: Math.ceil(Math.min(SWEEP_BLOCK, size - start) / width) }, (_, slot) => {
      const from = start + slot * width;
      return { at: packed + slot * width * 32, first: from, count: Math.min(width, size - from) };
    });
    pick(workspace, picker, slots, rows, diagonal);
  }
}

function densePays(counts: CoCounts): boolean {
  const size = sweptSize(counts.scale.length);
  return size * size * 4 <= MOST_BYTES && size * size < DENSE_SPEED * counts.index.length;
}

/**
 * Weights B = I − P / diag(P) for P = (XᵀX + λ)⁻¹: by conjugate gradients on the sparse counts, or as one dense matrix where items are few or
 * most of them meet. Row i of the links holds what item i says about others.
 * @throws KERNELS_OUT_OF_MEMORY
 */
export async function easeLinks(request: EaseRequest): Promise<ItemLinks> {
  return await withWorkspace(async (workspace) => {
    const { sequences, penalty, most } = request;
    const { size } = sequences;
    const counts = coCounts(sequences, penalty);
    const diagonal = new Float64Array(size);
    const rows = new LinkRows(size, most);
    const solve = (request.dense ?? densePays(counts)) ? denseColumns : sparseColumns;
    await solve(workspace, request, counts, rows, diagonal);
    const links = rows.all();
    for (let k = 0; k < links.index.length; k++) links.value[k]! /= -diagonal[links.index[k]!]!;
    return links;
  });
}
