import { type Random, random } from "../random.ts";
import type { GrowthRequest, GrowthSettings } from "./growth-settings.ts";
import type { TreeMemory } from "./tree-memory.ts";

/** Where the columns of a node stand in memory: a byte each, and where cuts are drawn a number of [0, 1) each (else 0). */
export interface NodeColumns {
  readonly wanted: number;
  readonly draws: number;
  /** Columns that the node might look at, those that it drew first. */
  columns: Int32Array;
  drawn: number;
  /** Where draws of cuts go on for them. */
  stream: Random | undefined;
}

/** Whether there are columns that a node might look at but did not draw. */
export function hasOthers({ columns, drawn }: NodeColumns): boolean {
  return drawn < columns.length;
}

/** Which columns each node may look at, and its draws of random cuts. */
export class ColumnChooser {
  readonly #memory: TreeMemory;
  readonly #columns: number;
  readonly #settings: GrowthSettings;
  /** The same for all nodes where nothing depends on them. */
  readonly #common: NodeColumns;
  /** Of a node and of its sibling. */
  readonly #own: readonly NodeColumns[];
  #request: GrowthRequest = { output: 0, seed: 0 };
  /** Columns that the tree may look at, ascending. */
  #all: Int32Array = new Int32Array(0);

  constructor(memory: TreeMemory, columns: number, settings: GrowthSettings) {
    this.#memory = memory;
    this.#columns = columns;
    this.#settings = settings;
    this.#common = { wanted: memory.allocate(columns), draws: 0, columns: new Int32Array(0), drawn: 0, stream: undefined };
    const newNode = (): NodeColumns => ({
      wanted: memory.allocate(columns),
      draws: settings.randomThresholds ? memory.allocate(columns * 8) : 0,
      columns: new Int32Array(0),
      drawn: 0,
      stream: undefined,
    });
    this.#own = [newNode(), newNode()];
  }

  /** Begins a tree. */
  start(request: GrowthRequest): void {
    this.#request = request;
    const wanted = this.#memory.bytes(this.#common.wanted, this.#columns).fill(1);
    if (request.columns !== undefined) wanted.set(request.columns);
    this.#all = Int32Array.from(wanted.keys()).filter((column) => wanted[column] === 1);
  }

  /** 1 for each column that the tree may look at. */
  treeColumns(): Uint8Array {
    return this.#memory.bytes(this.#common.wanted, this.#columns);
  }

  /**
   * Columns of a node below the columns of a path, written for side 0 (the node whose rows are counted) or 1 (its sibling).
   * Draws come from a stream of their own, named by the number of the node, so that no other node shifts them.
   */
  choose(side: number, path: readonly number[], created: number): NodeColumns {
    const { interactions, columnsPerNode, randomThresholds } = this.#settings;
    if (interactions === undefined && columnsPerNode === 0 && !randomThresholds) return this.#common;
    const columns = this.#allowed(path);
    const own = this.#own[side]!;
    own.stream = random(this.#request.seed).fork(`node ${created}`);
    const drawn = columnsPerNode > 0 ? Math.min(columnsPerNode, columns.length) : columns.length;
    if (drawn < columns.length) own.stream.shuffle(columns);
    own.columns = columns;
    own.drawn = drawn;
    this.#want(own, columns.subarray(0, drawn));
    return own;
  }

  /** The columns that a node did not draw, in the place of those that it did. */
  chooseOthers(chosen: NodeColumns): void {
    this.#want(chosen, chosen.columns.subarray(chosen.drawn));
  }

  #want(own: NodeColumns, columns: Int32Array): void {
    const wanted = this.#memory.bytes(own.wanted, this.#columns).fill(0);
    for (let at = 0; at < columns.length; at++) wanted[columns[at]!] = 1;
    if (!this.#settings.randomThresholds) return;
    const draws = this.#memory.float64(own.draws, this.#columns);
    for (const column of columns.sort()) draws[column] = own.stream!.next();
  }

  /** Columns that the request and the interactions allow, ascending; the caller's own. */
  #allowed(path: readonly number[]): Int32Array {
    const groups = this.#settings.interactions;
    if (groups === undefined || path.length === 0) return this.#all.slice();
    const open = groups.filter((group) => path.every((column) => group.includes(column)));
    return this.#all.filter((column) => path.every((met) => met === column) || open.some((group) => group.includes(column)));
  }
}
