import type { BinnedRows } from "./binned-rows.ts";
import { GrowingTree, goesLeft } from "./growing-tree.ts";
import type { Scales } from "./leaf-value.ts";

const ENTRY_BYTES = 16;
const MOST_THREADS = 4;
/** Rows above which threads share the work. */
const SHARED_ROWS = 16_384;
/** How much finer than packed gradients the sums of leaves are taken; 2³⁰ · 2²⁰ is exact in float64. */
const FINER = 2 ** 20;

/** What the last tree says of the rows of its training. */
export class TrainingLeaves {
  readonly #binned: BinnedRows;
  readonly #leafOfRow: number;
  #tree = new GrowingTree();
  /** Rows that the tree learned from. */
  #rows = 0;
  #isWritten = false;
  /** Address of the leaves' table, of the values by leaf and of sums, for so many leaves. */
  #table = { leaves: 0, address: 0, values: 0, sums: 0 };
  #nodes = { bytes: 0, address: 0 };

  constructor(binned: BinnedRows) {
    this.#binned = binned;
    this.#leafOfRow = binned.memory.allocateUnset(binned.rows * 4);
  }

  /** Takes a new tree. */
  set(tree: GrowingTree, rows: number): void {
    this.#tree = tree;
    this.#rows = rows;
    this.#isWritten = false;
    this.#writeTable();
  }

  #writeTable(): void {
    const { memory } = this.#binned;
    const { leaves } = this.#tree;
    if (leaves.length > this.#table.leaves) {
      const most = Math.max(64, leaves.length * 2);
      const address = memory.allocateUnset(most * ENTRY_BYTES);
      const values = memory.allocateUnset(most * 4);
      this.#table = { leaves: most, address, values, sums: memory.allocateUnset(most * 16 * MOST_THREADS) };
    }
    const words = memory.int32(this.#table.address, leaves.length * 4);
    leaves.forEach(({ list, first, rows }, at) => {
      words[4 * at] = list;
      words[4 * at + 1] = first;
      words[4 * at + 2] = rows;
    });
  }

  /** Adds to every row's score the value of its leaf. */
  addValues(score: Float32Array | Float64Array, values: Float64Array): void {
    const { rows, memory } = this.#binned;
    const address = score instanceof Float32Array ? memory.addressOf(score) : undefined;
    const { leaves } = this.#tree;
    if (address === undefined) {
      const leafOf = this.leafOfRows();
      for (let row = 0; row < rows; row++) score[row]! += values[leafOf[row]!]!;
      return;
    }
    const isShared = rows > SHARED_ROWS;
    if (this.#rows === rows) {
      const entries = memory.float32(this.#table.address, leaves.length * 4);
      leaves.forEach((_, at) => {
        entries[4 * at + 3] = values[at]!;
      });
      memory.run("addLeafValues", [address, this.#table.address, leaves.length, rows], isShared);
      return;
    }
    this.leafOfRows();
    memory.float32(this.#table.values, leaves.length).set(values.subarray(0, leaves.length));
    memory.run("addRowValues", [address, this.#leafOfRow, this.#table.values, rows], isShared);
  }

  /** Leaf of every row, length rows. */
  leafOfRows(): Int32Array {
    const { rows, memory } = this.#binned;
    const leafOf = memory.int32(this.#leafOfRow, rows);
    if (this.#isWritten) return leafOf;
    const { leaves, nodes } = this.#tree;
    const isShared = rows > SHARED_ROWS;
    if (this.#rows < rows) leafOf.fill(-1);
    memory.run("writeLeaves", [this.#leafOfRow, this.#table.address, leaves.length, this.#rows], isShared);
    if (this.#rows < rows) memory.run("routeRows", [this.#leafOfRow, rows, this.#writeNodes(), nodes.length], isShared);
    this.#isWritten = true;
    return leafOf;
  }

  /** Where each leaf's rows begin where all rows stand leaf by leaf, leaves from left to right. */
  firstOfLeaves(): Int32Array {
    const { leaves } = this.#tree;
    const counts = new Int32Array(leaves.length);
    const leafOf = this.leafOfRows();
    for (let row = 0; row < leafOf.length; row++) counts[leafOf[row]!]! += 1;
    const firsts = new Int32Array(leaves.length);
    let first = 0;
    for (const leaf of leaves.toSorted((a, b) => a.first - b.first)) {
      firsts[leaf.number] = first;
      first += counts[leaf.number]!;
    }
    return firsts;
  }

  /** The kernels' table of inner nodes, with a table each of which bins go left. */
  #writeNodes(): number {
    const { memory, columnAddresses, bins } = this.#binned;
    const { nodes } = this.#tree;
    const bytes = nodes.reduce((sum, { split }) => sum + ENTRY_BYTES + bins[split.column]! + 1, 0);
    if (bytes > this.#nodes.bytes) this.#nodes = { bytes: bytes * 2, address: memory.allocateUnset(bytes * 2) };
    const { address } = this.#nodes;
    let place = address + nodes.length * ENTRY_BYTES;
    nodes.forEach(({ split, left, right }, at) => {
      const count = bins[split.column]! + 1;
      const table = memory.bytes(place, count);
      for (let bin = 0; bin < count; bin++) table[bin] = Number(goesLeft(split, bin));
      memory.int32(address + at * ENTRY_BYTES, 4).set([columnAddresses[split.column]!, place, left, right]);
      place += count;
    });
    return address;
  }

  /** Sums per leaf in the units of packed gradients but far finer, from float32 gradients; the same on any number of threads. */
  exactSums(gradient: number, hessian: number, scales: Scales): { gradient: Float64Array; hessian: Float64Array } {
    const { memory } = this.#binned;
    const { leaves } = this.#tree;
    const count = leaves.length;
    const factors = [scales.gradient * FINER, scales.hessian * FINER];
    const values = [gradient, this.#table.address, count, this.#rows, hessian, ...factors, this.#table.sums];
    memory.run("exactLeafSums", values, this.#rows > SHARED_ROWS);
    const threads = memory.results[1]!;
    const sums = new BigInt64Array(memory.memory.buffer, this.#table.sums, threads * count * 2);
    const sumOf = (leaf: number, which: number): number => {
      let sum = 0n;
      for (let thread = 0; thread < threads; thread++) sum += sums[2 * (thread * count + leaf) + which]!;
      return Number(sum) / FINER;
    };
    return {
      gradient: Float64Array.from(leaves, (_, leaf) => sumOf(leaf, 0)),
      hessian: Float64Array.from(leaves, (_, leaf) => sumOf(leaf, 1)),
    };
  }
}
