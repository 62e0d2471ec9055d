/**
 * A binary decision tree as flat arrays. Inner nodes are numbered from the root, 0, parents before children; a child ≥ 0 is an inner
 * node, a child < 0 is the leaf `~child`. A tree of one leaf has no inner nodes.
 */
export interface Tree {
  /** Which output of the ensemble its leaves add to. */
  readonly output: number;
  /** Column that each inner node looks at; length nodes, as all of the next six. */
  readonly feature: Int32Array;
  /** Numbers x ≤ threshold go left; NaN where the node asks for a category. */
  readonly threshold: Float32Array;
  /** 1 where missing values (NaN) go left. */
  readonly missingLeft: Uint8Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** How much each split lowered the loss. */
  readonly gain: Float64Array;
  /**
   * Categories (column codes ≥ 0) that go left, ascending, of the nodes that ask for one; any other code goes right. Undefined where
   * no node does.
   */
  readonly categories?: readonly (Int32Array | undefined)[];
  /** Value of each leaf; length leaves = nodes + 1. */
  readonly value: Float64Array;
  /** Sum of the hessians of the training rows in each inner node, and in each leaf: the cover of path-dependent explanations. */
  readonly nodeWeight: Float64Array;
  readonly leafWeight: Float64Array;
  /** Training rows in each inner node and in each leaf. */
  readonly nodeRows: Float64Array;
  readonly leafRows: Float64Array;
}
