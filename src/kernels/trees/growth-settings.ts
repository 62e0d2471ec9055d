/** How values become bins. */
export interface BinSettings {
  /** Most bins of a column beside the one of missing values; 2 to 255. */
  readonly maximumBins: number;
  /** Fewest sampled rows in a bin; neighbouring distinct values share one until it holds as many. */
  readonly minimumBinRows: number;
  /** Rows that the cut points are found from; all where there are fewer. */
  readonly sampleRows: number;
  readonly seed: number;
}

/** How one tree is grown. */
export interface GrowthSettings {
  /** Split the leaf that gains most, or all leaves of a level before the next level. */
  readonly policy: "leaf_wise" | "depth_wise";
  /** 0: no limit. */
  readonly maximumLeaves: number;
  /** Splits on the way to a leaf; 0: no limit. */
  readonly maximumDepth: number;
  readonly minimumLeafRows: number;
  readonly minimumLeafHessian: number;
  /** Penalties on leaf values: l1 · |value| and l2 · value² / 2. */
  readonly l1: number;
  readonly l2: number;
  /** A split must gain more. */
  readonly minimumGain: number;
  /** Bound of a leaf's absolute value; 0: none. */
  readonly maximumLeafValue: number;
  /** Per column: 1 predictions rise with it, −1 they fall, 0 free; of numeric columns only. */
  readonly monotone?: Int8Array;
  /** Groups of columns that may meet on a way from the root; a column of no group stays alone. */
  readonly interactions?: readonly (readonly number[])[];
  /** Columns drawn for each node; 0: all. */
  readonly columnsPerNode: number;
  /** Added to a category's hessian before categories are ordered by gradient / hessian. */
  readonly categorySmoothing: number;
  /** Added to l2 where a split chooses among more than four categories. */
  readonly categoryL2: number;
  /** Most categories on the side that is listed. */
  readonly maximumCategoriesPerSplit: number;
  /** Rarer categories of a node are not listed. */
  readonly minimumCategoryRows: number;
  /** Extremely randomised trees: one random cut per column and node instead of the best. */
  readonly randomThresholds: boolean;
  readonly precision: "exact" | "quantised";
}

/** What one tree is grown from. */
export interface GrowthRequest {
  /** Which output of the ensemble the tree adds to. */
  readonly output: number;
  /** Rows that it learns from, ascending; all where absent. */
  readonly rows?: Int32Array;
  /** 1 for each column that it may look at, length columns; all where absent. */
  readonly columns?: Uint8Array;
  readonly seed: number;
}
