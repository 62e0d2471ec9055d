import type { BinnedRows } from "./binned-rows.ts";
import type { Leaf, Split } from "./growing-tree.ts";
import type { GrowthRequest, GrowthSettings } from "./growth-settings.ts";
import { candidateBytes, columnSlotBytes, HistogramSlots, SLOTS_BYTES, slotBytes } from "./histogram-slots.ts";
import type { Scales } from "./leaf-value.ts";
import { ColumnChooser, hasOthers, type NodeColumns } from "./node-columns.ts";
import type { TreeMemory } from "./tree-memory.ts";

/** Rows that int32 bins hold for certain: 32,767 / 8, the largest quantised gradient (packed-gradients.ts). */
const QUANTISED_CAPACITY = 4095;
/** Bins to be counted below which waking other threads costs more than it saves. */
const WORTHWHILE = 30_000;
const COLUMN_ENTRY_BYTES = 32;
const HALF_ENTRY_BYTES = 16;
const MOST_THREADS = 4;

/** A node whose histograms are wanted: number of creation, and whether splits of it are. */
interface Wanted {
  readonly leaf: Leaf;
  readonly created: number;
}

/** Finds the best splits of nodes: their histograms, and what the kernels make of them. */
export class NodeSearch {
  readonly #memory: TreeMemory;
  readonly #binned: BinnedRows;
  readonly #settings: GrowthSettings;
  readonly #columnTable: number;
  readonly #halfTable: number;
  /** Place of each column's candidate in a slot. */
  readonly #candidates: Float64Array;
  readonly #wideColumns: number;
  /** Scratch in which threads order categories, and bytes of each. */
  readonly #ordering: readonly [number, number];
  readonly #chooser: ColumnChooser;
  readonly #isBounded: boolean;
  readonly slots: HistogramSlots;
  /** Room for the gradients of a node in the order of its rows, where they are gone through more than once; else 0. */
  readonly #ordered: number;
  #packed = 0;
  #scales: Scales = { gradient: 1, hessian: 1 };

  constructor(binned: BinnedRows, settings: GrowthSettings) {
    const memory = binned.memory;
    this.#memory = memory;
    this.#binned = binned;
    this.#settings = settings;
    this.#columnTable = memory.allocate(binned.columns * COLUMN_ENTRY_BYTES);
    this.#halfTable = memory.allocate(binned.halves.length * HALF_ENTRY_BYTES);
    this.#chooser = new ColumnChooser(memory, binned.columns, settings);
    this.#isBounded = settings.maximumLeafValue > 0 || (settings.monotone?.some((sign) => sign !== 0) ?? false);
    this.#candidates = this.#writeColumns();
    this.#wideColumns = binned.bins.reduce((sum, _, column) => sum + Number(binned.isWide(column)), 0);
    const most = binned.bins.reduce((sum, bins, column) => (binned.codes[column] === undefined ? sum : Math.max(sum, bins + 1)), 0);
    this.#ordering = [memory.allocateUnset(most * 32 * MOST_THREADS), most * 32];
    this.#ordered =
      (binned.lists?.blocks ?? binned.halves.length) > 2 || this.#wideColumns > 0
        ? memory.allocateUnset(binned.rows * (settings.precision === "exact" ? 8 : 4))
        : 0;
    const bytes = slotBytes(binned);
    this.slots = new HistogramSlots(memory, bytes, Math.max(3, Math.floor(SLOTS_BYTES / bytes)));
  }

  /** Writes the kernels' table of columns; answers where their candidates are in a slot. */
  #writeColumns(): Float64Array {
    const { bins, others, codes, common, columns, columnAddresses } = this.#binned;
    const candidates = new Float64Array(columns);
    let place = 0;
    let candidate = bins.reduce((sum, count) => sum + columnSlotBytes(count), 0);
    for (let column = 0; column < columns; column++) {
      const isCategory = Number(codes[column] !== undefined);
      const wide = this.#binned.isWide(column) ? columnAddresses[column]! - 1 : 0;
      const entry = [
        place,
        bins[column]!,
        others[column]!,
        isCategory,
        this.#settings.monotone?.[column] ?? 0,
        candidate,
        wide,
        common[column]!,
      ];
      this.#memory.int32(this.#columnTable + column * COLUMN_ENTRY_BYTES, 8).set(entry);
      candidates[column] = candidate;
      place += columnSlotBytes(bins[column]!);
      candidate += candidateBytes(bins[column]!);
    }
    return candidates;
  }

  /** Begins a tree over packed gradients. */
  start(request: GrowthRequest, packed: number, scales: Scales): void {
    this.#packed = packed;
    this.#scales = scales;
    this.slots.clear();
    this.#chooser.start(request);
    const wanted = this.#chooser.treeColumns();
    this.#binned.halves.forEach(({ firstColumn, columns }, half) => {
      const isUsed = wanted.subarray(firstColumn, firstColumn + columns).some((is) => is !== 0);
      const width = Math.ceil(columns / 2) * 2;
      this.#memory.int32(this.#halfTable + half * HALF_ENTRY_BYTES, 4).set([firstColumn, columns, width, Number(isUsed)]);
    });
  }

  /** Least whole-number hessian of a side of a split of the node. */
  leastHessian({ hessian, rows }: Leaf): number {
    const { minimumLeafRows, minimumLeafHessian } = this.#settings;
    const ofRows = ((minimumLeafRows - 0.5) * hessian) / rows;
    return Math.max(1, Math.ceil(Math.max(minimumLeafHessian * this.#scales.hessian, ofRows)));
  }

  /** Whether a leaf might be split at all. */
  canSplit(leaf: Leaf): boolean {
    const { maximumDepth } = this.#settings;
    if (maximumDepth > 0 && leaf.depth >= maximumDepth) return false;
    return leaf.hessian >= 2 * this.leastHessian(leaf);
  }

  /**
   * Counts the rows of a node into a slot, takes them off the slot of its parent, which becomes the sibling's, and finds the best split
   * of both. A side that is undefined is not searched.
   * @param parent - slot of the parent's histograms, 0 where there is none.
   */
  search(counted: Leaf, slot: number, parent: number, node: Wanted | undefined, sibling: Wanted | undefined): void {
    const [binned, settings, scales] = [this.#binned, this.#settings, this.#scales];
    const sides = [node, sibling].map((wanted, side) =>
      wanted === undefined ? undefined : this.#chooser.choose(side, wanted.leaf.path, wanted.created),
    );
    const halves = binned.halves.length;
    const isShared = counted.rows * binned.columns > WORTHWHILE;
    const values = [
      ...[binned.records, binned.rows, halves, this.#packed, Number(settings.precision === "quantised"), QUANTISED_CAPACITY],
      ...[counted.list, counted.first, counted.rows, slot, parent, this.#columnTable, this.#halfTable],
      ...[sides[0]?.wanted ?? 0, sides[1]?.wanted ?? 0, this.#wideColumns, Number(halves < 8 || counted.rows > 2 ** 14)],
      ...[scales.gradient, scales.hessian, settings.l1, settings.l2, settings.maximumLeafValue, Number(this.#isBounded)],
      ...[settings.categorySmoothing, settings.categoryL2, settings.maximumCategoriesPerSplit, settings.minimumCategoryRows],
      ...this.#sideArguments(node, sides[0]?.draws ?? 0),
      ...this.#sideArguments(sibling, sides[1]?.draws ?? 0),
      ...[this.#ordered, ...this.#ordering, binned.columns],
      ...[binned.lists?.table ?? 0, binned.lists?.blocks ?? 0, counted.gradient, counted.hessian],
    ];
    this.#memory.run("buildHistograms", values, isShared);
    if (node !== undefined) this.#takeBest(node.leaf, slot, sides[0]!.wanted);
    if (sibling !== undefined) this.#takeBest(sibling.leaf, parent, sides[1]!.wanted);
    this.#searchOthers(values, [node, sibling], sides);
  }

  /** Looks at the columns that were not drawn, for a node that none of its drawn ones can split. */
  #searchOthers(values: readonly number[], nodes: readonly (Wanted | undefined)[], sides: readonly (NodeColumns | undefined)[]): void {
    const needy = nodes.map((wanted, side) => wanted !== undefined && wanted.leaf.best === undefined && hasOthers(sides[side]!));
    if (!needy.includes(true)) return;
    const again = values.slice();
    sides.forEach((chosen, side) => {
      if (needy[side]) this.#chooser.chooseOthers(chosen!);
      else again[13 + side] = 0;
    });
    this.#memory.run("scanAgain", again, false);
    nodes.forEach((wanted, side) => {
      if (needy[side]) this.#takeBest(wanted!.leaf, values[9 + side]!, sides[side]!.wanted);
    });
  }

  #sideArguments(wanted: Wanted | undefined, draws: number): readonly number[] {
    if (wanted === undefined) return [0, 0, 0, 0, 0, 0, 0, 0];
    const { leaf } = wanted;
    return [leaf.gradient, leaf.hessian, leaf.rows, this.leastHessian(leaf), leaf.low, leaf.high, draws, 0];
  }

  #takeBest(leaf: Leaf, slot: number, wanted: number): void {
    const least = Math.max(0, this.#settings.minimumGain);
    const column = this.#memory.kernels.columnOfBest(slot, this.#columnTable, this.#binned.columns, wanted, least);
    leaf.slot = slot;
    if (column < 0) return;
    leaf.best = this.#readCandidate(column, slot + this.#candidates[column]!);
    leaf.gain = leaf.best.gain;
  }

  #readCandidate(column: number, address: number): Split {
    const [bin, missingLeft, leftGradient, leftHessian] = this.#memory.int32(address + 8, 4);
    return {
      column,
      bin: bin!,
      missingLeft: missingLeft === 1,
      ...(this.#binned.codes[column] === undefined
        ? {}
        : { leftBins: this.#memory.bytes(address + 24, (this.#binned.bins[column]! >> 3) + 1).slice() }),
      leftGradient: leftGradient!,
      leftHessian: leftHessian!,
      gain: this.#memory.float64(address, 1)[0]!,
    };
  }
}
